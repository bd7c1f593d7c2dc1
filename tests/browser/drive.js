// Fills in the questionnaire like a person in a hurry, or reads back what it shows, and posts it to the server.
// Runs in the page without WebDriver, after find.js; kill.rs sets MODE. Knows the app by these words only:
const WORDS = {
  // Pressed in this order on the first screen, to get to the first question.
  begin: [["button", "Begin met de vragenlijst"]],
  // To the next screen of questions: link or button.
  next: "Verder naar",
  // From the first screen back to where one was, after the browser was killed.
  resume: "Ga verder met",
  // The list of all screens, by which the reader walks.
  screens: "Onderdelen",
  // What the status region says while it writes, and when, and only when, everything is kept.
  saving: "Bezig met opslaan",
  saved: "Opgeslagen op dit apparaat",
};
// About four answers a second.
const PACE = 250;

// The second start must get this script again, not the page as the service worker kept it.
if (navigator.serviceWorker) {
  Object.defineProperty(ServiceWorkerContainer.prototype, "register", { value: () => new Promise(() => {}) });
}

const pause = (time) => new Promise((done) => setTimeout(done, time));
const note = (what) => fetch("/__note", { method: "POST", body: JSON.stringify(what), keepalive: true });

// Waits for something that `look` returns; else says what is on the screen instead.
async function until(what, look) {
  for (const end = Date.now() + 15000; Date.now() < end; await pause(20)) {
    const found = look();
    if (found) return found;
  }
  throw new Error(`waited for ${what} in vain; on the page: ${document.body.innerText}`);
}

const here = (role, how = "has", text = "") => find.all([{ role, how, text }]);
const first = (role, how, text) => until(`${role} “${text}”`, () => here(role, how, text)[0]);
const nextStep = () => here("link", "starts", WORDS.next)[0] ?? here("button", "starts", WORDS.next)[0];
const questions = () => here("group").filter((group) => options(group).length > 0);
const options = (group) => [...group.querySelectorAll("input[type=radio]")].filter((radio) => !find.gone(radio));
const heading = () => here("heading").filter((one) => one.localName === "h1").map(find.name).join();
const told = (words) => here("status").some((region) => region.innerText.includes(words));

async function answer() {
  for (const [role, name] of WORDS.begin) (await first(role, "is", name)).click();
  for (let count = 0; ; ) {
    await until("questions, or the way on", () => questions().length || nextStep());
    for (const group of questions()) {
      const choices = options(group);
      const choice = choices[count++ % choices.length];
      choice.click();
      acknowledge(find.name(group), find.name(choice));
      await pause(PACE);
    }
    const before = heading();
    const next = nextStep();
    if (!next) return note({ done: true });
    next.click();
    await until("the next screen", () => heading() !== before);
  }
}

// Not before the app itself says that it is kept. First let it say that it is not: its own work on the click
// may come after ours.
async function acknowledge(item, value) {
  await pause(0);
  await pause(0);
  await until(WORDS.saved, () => told(WORDS.saved) && !told(WORDS.saving));
  await note({ item, value });
}

async function read() {
  const back = () => here("link", "starts", WORDS.resume)[0] ?? here("button", "starts", WORDS.resume)[0] ?? questions()[0];
  const resume = await until("where one was", back).catch((error) => {
    // The app is there and knows of nothing: all is lost, which is for kill.rs to say.
    if (!here(WORDS.begin[0][0], "is", WORDS.begin[0][1])[0]) throw error;
  });
  if (!resume) return note({ done: true });
  if (resume.localName !== "fieldset") resume.click();
  const list = () => find.all([{ role: "navigation", how: "is", text: WORDS.screens }, { role: "link", how: "has", text: "" }]);
  const screens = (await until("the list of screens", () => list().length && list())).length;
  for (let place = 0; place < screens; place += 1) {
    list()[place].click();
    await until("the screen", () => list()[place]?.ariaCurrent || list().length === 0);
    // The report has no such list, and no questions.
    if (list().length === 0) break;
    // What was kept may come in a moment after the questions.
    await pause(300);
    for (const group of questions()) {
      const chosen = options(group).find((radio) => radio.checked);
      if (chosen) await note({ item: find.name(group), value: find.name(chosen) });
    }
  }
  await note({ done: true });
}

addEventListener("DOMContentLoaded", () => (MODE === "read" ? read() : answer()).catch((error) => note({ error: error.message })));
