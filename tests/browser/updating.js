// Says which build this page is of and what it was started from, then takes in the next one as soon as there is one, and
// says when that begins. Runs in the page without WebDriver (updating.rs).
const pause = (time) => new Promise((done) => setTimeout(done, time));
const note = (what) => fetch("/__note", { method: "POST", body: JSON.stringify(what), keepalive: true });

addEventListener("DOMContentLoaded", async () => {
  const root = document.documentElement.dataset;
  // The page is drawn before there is an app: a heading says nothing.
  while (!("ready" in root || "broken" in root)) await pause(20);
  const paths = performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname);
  const files = paths.filter((path) => path.startsWith("/assets/"));
  const page = document.querySelector(".release")?.textContent ?? "one";
  await note({ page, files, broken: "broken" in root });
  const registration = await navigator.serviceWorker.ready;
  registration.addEventListener("updatefound", () => note({ found: true }));
  await note({ kept: true });
  for (;;) {
    await registration.update().catch(() => {});
    registration.waiting?.postMessage("take over");
    await pause(50);
  }
});
