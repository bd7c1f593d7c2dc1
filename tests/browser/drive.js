// Reads back what the app shows, then goes on with it at one kind of screen like a person in a hurry, and posts both to
// the server. Here: what a participant does, and the steps that drive-trainer.js has too. Runs in the page without
// WebDriver, after find.js; kill.rs sets KIND, NUMBER, INVITATION and IS_LAST and kills the browser at any moment after the
// first answer. Knows the app by these words only:
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
  // Of an invitation, when one has the answers already; on the page where they are handed in, and there from the report.
  use: "Gebruik ",
  handIn: "Lever je antwoorden in",
  pair: "Mijn antwoorden mogen naast die van mijn vorige of volgende keer",
  make: "Maak mijn inzending",
  toReport: "Naar je rapport",
  // From the report to the next measurement, and what its name has behind that of its network.
  again: "Begin een nieuwe meting",
  second: ", nummer 2",
  // Fields that are left alone: names by which a list finds its page, and a day that goes into a file for the calendar and
  // is kept nowhere else.
  alone: ["Over welk netwerk gaat het?", "Naam van de bijeenkomst", "Op welke dag kijk je weer?"],
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
const fields = () => here("textbox").filter((field) => !WORDS.alone.includes(find.name(field)));
const heading = () => here("heading").filter((one) => one.localName === "h1").map(find.name).join();
const told = (words) => here("status").some((region) => region.innerText.includes(words));
const list = () => find.all([{ role: "navigation", how: "is", text: WORDS.screens }, { role: "link", how: "has", text: "" }]);
const press = async (role, how, text) => (await first(role, how, text)).click();
const resume = () => WORDS.resume.flatMap((words) => here("link", "starts", words).concat(here("button", "starts", words)))[0];

const saved = () => until(WORDS.saved, () => told(WORDS.saved) && !told(WORDS.saving));

// Not before the app itself says that it is kept. First let it say that it is not: its own work on the click may come
// after ours. That it was tried is told before: it may be kept and the browser dead before that is known.
async function attempt(item, value, act) {
  await note({ item, value, tried: true });
  await act();
  await pause(0);
  await pause(0);
  await saved();
  await note({ item, value });
}

// As a person types it and goes on: some fields are kept letter by letter, some when one leaves them.
const type = (field, words) => {
  field.value = words;
  for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
};

// Some fields keep nothing but what is one of theirs.
const words = (count, kind) => ({
  date: `2027-03-${10 + (count % 20)}`,
  email: `post${count}@voorbeeld.nl`,
})[kind] ?? `Woorden ${NUMBER} en ${count}`;

// Some things have the same name in several groups, in the one of a topic for instance.
function key(page, element) {
  const names = [find.name(element)];
  for (let one = element; (one = one.parentElement.closest("fieldset, details")); ) names.unshift(find.name(one));
  return `${page}: ${names.filter(Boolean).join(", ")}`;
}

async function toTheList() {
  const way = await until("the list, or the way to it", () => list()[0] ?? here("link", "starts", WORDS.back)[0]);
  if (list().length === 0) way.click();
  await until("the list of screens", () => list().length);
}

// ---- reading back

async function shown(page) {
  for (const group of groups()) {
    const chosen = radios(group).find((radio) => radio.checked);
    if (chosen) await note({ item: key(page, group), value: find.name(chosen) });
  }
  for (const box of list().length ? topics() : []) await note({ item: key(page, box), value: String(box.checked) });
  for (const field of fields()) await note({ item: key(page, field), value: field.value });
}

async function walk(network) {
  const length = (await until("the list of screens", () => list().length && list())).length;
  for (let place = 0; place < length; place += 1) {
    list()[place].click();
    await until("the screen", () => list()[place]?.ariaCurrent || (list().length === 0 && (fields().length || groups().length)));
    await shown(network);
    // The report has no such list, and is the last.
    if (list().length === 0) break;
  }
  if (here("link", "is", WORDS.handIn).length === 0) return;
  await note({ item: `${network}: ${WORDS.pair}`, value: await paired() });
  history.back();
  await first("link", "is", WORDS.handIn);
}

// From the report to the page where it is handed in, and what goes along as it was the last time.
async function paired() {
  await press("link", "is", WORDS.handIn);
  return String((await first("checkbox", "starts", WORDS.pair)).checked);
}

async function read() {
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
  // The newest questionnaire whole; of the others, that they are there.
  const network = document.title.split(" – ").at(-2);
  await note({ item: `${network}: place`, value: location.hash });
  for (const name of names) await note({ item: name, value: name });
  await toTheList();
  await walk(network);
  return network;
}

// ---- going on

async function begin() {
  const name = `Netwerk ${NUMBER}`;
  location.hash = "";
  type(await first("textbox", "is", WORDS.network), name);
  await attempt(name, name, () => press("button", "is", WORDS.begin));
  await placed(name);
  return name;
}

async function goTo(network, kind) {
  await toTheList();
  const names = WORDS.kinds[kind];
  const link = await until(kind, () => list().find((one) => find.name(one).startsWith(names[NUMBER % names.length])));
  const before = heading();
  link.click();
  await until("the screen", () => heading() !== before || link.ariaCurrent);
  if (KIND !== "any") await placed(network);
}

// Where one is, is kept as well.
async function placed(network) {
  await saved();
  await note({ item: `${network}: place`, value: location.hash });
}

// For the session of an invitation, again and again, each time with something else that goes along. That page is not kept
// as a place, and does not say that anything is saved; the report does.
async function handIn(network) {
  location.hash = INVITATION;
  await press("button", "starts", `${WORDS.use}${network}, `);
  await goTo(network, "report");
  for (;;) {
    const value = String((await paired()) !== "true");
    await attempt(`${network}: ${WORDS.pair}`, value, async () => {
      await press("checkbox", "starts", WORDS.pair);
      await press("button", "is", WORDS.make);
      await press("link", "is", WORDS.toReport);
    });
  }
}

// The measurement that follows; on its review one looks back.
async function again(network) {
  await goTo(network, "report");
  const name = `${network}${WORDS.second}`;
  await attempt(name, name, () => press("button", "is", WORDS.again));
  await goTo(network, "review");
}

async function work(page) {
  for (let count = 0; ; await pause(0)) {
    const controls = await until("something to do", () => {
      const all = [...groups(), ...(list().length ? topics() : []), ...fields()];
      return all.length && all;
    });
    for (const one of controls) {
      if (one.localName === "fieldset") {
        const choices = radios(one);
        const choice = choices[Math.floor(Math.random() * choices.length)];
        if (!choice.checked) await attempt(key(page, one), find.name(choice), () => choice.click());
      } else if (one.type === "checkbox") {
        if (!one.disabled) await attempt(key(page, one), String(!one.checked), () => one.click());
      } else {
        const value = words(count++, one.type);
        await attempt(key(page, one), value, () => type(one, value));
      }
    }
  }
}

async function goOn(network) {
  if (KIND === "start") network = await begin();
  else if (KIND === "hand-in") await handIn(network);
  else if (KIND === "again") await again(network);
  else await goTo(network, KIND);
  await work(network);
}

async function run() {
  // The page that is there before the app knows of nothing that was kept. The stand-in has no such page.
  await until("the app", () => KIND === "any" || "ready" in document.documentElement.dataset);
  const side = KIND in trainer.kinds ? trainer : { read, goOn };
  const newest = await side.read();
  await note({ done: true });
  if (!IS_LAST) await side.goOn(newest);
}

addEventListener("DOMContentLoaded", () => run().catch((error) => note({ error: error.message })));
