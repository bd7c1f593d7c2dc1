// Says which build this page is of, then takes in the next one as soon as there is one, and says when that begins. Runs in
// the page without WebDriver (updating.rs).
const pause = (time) => new Promise((done) => setTimeout(done, time));
const note = (what) => fetch("/__note", { method: "POST", body: JSON.stringify(what), keepalive: true });

addEventListener("DOMContentLoaded", async () => {
  while (!document.querySelector("h1")) await pause(20);
  const sheets = [...document.styleSheets].map((sheet) => sheet.href);
  const style = sheets.some((href) => href.endsWith("/second.css")) ? "two" : "one";
  await note({ page: document.querySelector(".release")?.textContent ?? "one", style });
  const registration = await navigator.serviceWorker.ready;
  registration.addEventListener("updatefound", () => note({ found: true }));
  await note({ kept: true });
  for (;;) {
    await registration.update().catch(() => {});
    registration.waiting?.postMessage("take over");
    await pause(50);
  }
});
