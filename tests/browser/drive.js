// Reads back what the questionnaire shows, then goes on with it at one kind of screen like a person in a hurry, and
// posts both to the server. Runs in the page without WebDriver, after find.js; kill.rs sets KIND, NUMBER and IS_LAST and kills
// the browser at any moment after the first answer. Knows the app by these words only:
const WORDS = {
  // The start: its form, and the ways back into each questionnaire and to where one was.
  begin: "Begin met de vragenlijst",
  network: "Over welk netwerk gaat het?",
  open: "Open ",
  resume: ["Ga verder met", "Naar je rapport"],
  // From the report, which does not have the list, to a screen that has it.
  back: "Terug naar Nakijken",
  // The list of all screens, and in it one or more of each kind.
  screens: "Onderdelen",
  kinds: {
    dimension: ["Wie doen er mee", "Respect", "Vertrouwen"],
    profile: ["Soort netwerk", "Hoe je meedoet"],
    words: ["In je eigen woorden"],
    review: ["Nakijken en onderwerpen kiezen"],
    report: ["Je rapport"],
    // Of the stand-in page, which has nothing else.
    any: ["Respect", "Vrijheid", "Waarde", "Basis"],
  },
  // What the status region says while it writes, and when, and only when, everything is kept.
  saving: "Bezig met opslaan",
  saved: "Opgeslagen op dit apparaat",
};

// The next start must get this script again, not the page as the service worker kept it.
if (navigator.serviceWorker) {
  Object.defineProperty(ServiceWorkerContainer.prototype, "register", { value: () => new Promise(() => {}) });
}

const pause = (time) => new Promise((done) => setTimeout(done, time));
const note = (what) => fetch("/__note", { method: "POST", body: JSON.stringify(what), keepalive: true });

// Waits for something that `look` returns; else says what is on the screen instead.
async function until(what, look) {
  for (const end = Date.now() + 15000; Date.now() < end; await pause(10)) {
    const found = look();
    if (found) return found;
  }
  throw new Error(`waited for ${what} in vain; on the page: ${document.body.innerText}`);
}

const here = (role, how = "has", text = "") => find.all([{ role, how, text }]);
const first = (role, how, text) => until(`${role} “${text}”`, () => here(role, how, text)[0]);
const radios = (group) => [...group.querySelectorAll("input[type=radio]")].filter((radio) => !find.gone(radio));
const groups = () => here("group").filter((group) => radios(group).length > 0);
// Topics stand in a list of their own, and only there: a box that also tells a number of minutes is a part.
const topics = () => here("checkbox").filter((box) => !/\d minu/.test(find.name(box)));
// The day to look again goes into a file for the calendar and is kept nowhere else.
const fields = () => here("textbox").filter((field) => field.type !== "date" && find.name(field) !== WORDS.network);
const heading = () => here("heading").filter((one) => one.localName === "h1").map(find.name).join();
const told = (words) => here("status").some((region) => region.innerText.includes(words));
const list = () => find.all([{ role: "navigation", how: "is", text: WORDS.screens }, { role: "link", how: "has", text: "" }]);
const resume = () => WORDS.resume.flatMap((words) => here("link", "starts", words).concat(here("button", "starts", words)))[0];

// Not before the app itself says that it is kept. First let it say that it is not: its own work on the click may come
// after ours. That it was tried is told before: it may be kept and the browser dead before that is known.
async function attempt(item, value, act) {
  await note({ item, value, tried: true });
  act();
  await pause(0);
  await pause(0);
  await until(WORDS.saved, () => told(WORDS.saved) && !told(WORDS.saving));
  await note({ item, value });
}

const type = (field, words) => {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

async function toTheList() {
  const way = await until("the list, or the way to it", () => list()[0] ?? here("link", "starts", WORDS.back)[0]);
  if (list().length === 0) way.click();
  await until("the list of screens", () => list().length);
}

// ---- reading back

async function shown(network) {
  for (const group of groups()) {
    const chosen = radios(group).find((radio) => radio.checked);
    if (chosen) await note({ item: `${network}: ${find.name(group)}`, value: find.name(chosen) });
  }
  for (const box of list().length ? topics() : []) {
    await note({ item: `${network}: ${find.name(box)}`, value: String(box.checked) });
  }
  for (const field of fields()) await note({ item: `${network}: ${find.name(field)}`, value: field.value });
}

async function walk(network) {
  const length = (await until("the list of screens", () => list().length && list())).length;
  for (let place = 0; place < length; place += 1) {
    list()[place].click();
    await until("the screen", () => list()[place]?.ariaCurrent || (list().length === 0 && (fields().length || groups().length)));
    await shown(network);
    // The report has no such list, and is the last.
    if (list().length === 0) return;
  }
}

async function read() {
  // The page that is there before the app knows of nothing that was kept. The stand-in has no such page.
  await until("the app", () => KIND === "any" || "ready" in document.documentElement.dataset);
  const start = await until("the start", () => here("button", "is", WORDS.begin)[0] ?? resume());
  const back = resume();
  if (KIND === "any") {
    // The stand-in has one questionnaire, and no place to come back to.
    if (back) {
      back.click();
      await walk("");
    } else start.click();
    return "";
  }
  if (!back) return;
  // The list of questionnaires comes with the second part of the app.
  await until("the questionnaires", () => here("link", "starts", WORDS.open)[0]);
  const names = here("link", "starts", WORDS.open).map((link) => find.name(link).slice(WORDS.open.length));
  back.click();
  await until("where one was", () => !here("button", "is", WORDS.begin)[0] && heading());
  await note({ item: "place", value: location.hash });
  // The newest questionnaire whole; of the others, that they are there.
  const network = document.title.split(" – ").at(-2);
  for (const name of names) await note({ item: `network ${name}`, value: name });
  await toTheList();
  await walk(network);
  return network;
}

// ---- going on

async function begin() {
  const name = `Netwerk ${NUMBER}`;
  location.hash = "";
  type(await first("textbox", "is", WORDS.network), name);
  await attempt(`network ${name}`, name, () => here("button", "is", WORDS.begin)[0].click());
  return name;
}

async function goTo(kind) {
  await toTheList();
  const names = WORDS.kinds[kind];
  const link = await until(kind, () => list().find((one) => find.name(one).startsWith(names[NUMBER % names.length])));
  const before = heading();
  link.click();
  await until("the screen", () => heading() !== before || link.ariaCurrent);
}

async function work(network) {
  const key = (element) => `${network}: ${find.name(element)}`;
  for (let count = 0; ; await pause(0)) {
    const controls = await until("something to do", () => {
      const all = [...groups(), ...(list().length ? topics() : []), ...fields()];
      return all.length && all;
    });
    for (const one of controls) {
      if (one.localName === "fieldset") {
        const choices = radios(one);
        const choice = choices[Math.floor(Math.random() * choices.length)];
        if (!choice.checked) await attempt(key(one), find.name(choice), () => choice.click());
      } else if (one.type === "checkbox") {
        if (!one.disabled) await attempt(key(one), String(!one.checked), () => one.click());
      } else {
        const words = `Woorden ${NUMBER} en ${count++}`;
        await attempt(key(one), words, () => type(one, words));
      }
    }
  }
}

async function run() {
  let network = await read();
  await note({ done: true });
  if (IS_LAST) return;
  if (KIND === "start") network = await begin();
  else await goTo(KIND);
  if (KIND !== "any") {
    // Where one is, is kept as well.
    await until(WORDS.saved, () => told(WORDS.saved) && !told(WORDS.saving));
    await note({ item: "place", value: location.hash });
  }
  await work(network);
}

addEventListener("DOMContentLoaded", () => run().catch((error) => note({ error: error.message })));
