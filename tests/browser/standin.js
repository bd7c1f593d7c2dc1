// Stands in for the app to prove the kill test: a few screens of questions, kept in IndexedDB (strict), said to be
// saved at `oncomplete`; with ?forgetful in localStorage, which says so too early, so that the test must find losses.
const SCREENS = ["Respect", "Vrijheid", "Vertrouwen", "Regie", "Waarde", "Koers", "Touw", "Storm", "Basis", "Leiding"];
const QUESTIONS = 4;
const CHOICES = ["Helemaal niet", "Een klein beetje", "Voor een deel", "Voor een groot deel", "Helemaal"];
const forgetful = location.search === "?forgetful";
const screen = document.getElementById("screen");
const status = document.querySelector("[role=status]");
const nav = document.querySelector("nav");
const answers = new Map();
let database;
let waiting = 0;

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

function keep(item, value) {
  answers.set(item, value);
  if (forgetful) {
    localStorage.setItem(item, value);
    status.textContent = "Opgeslagen op dit apparaat.";
    return;
  }
  waiting += 1;
  status.textContent = "Bezig met opslaan.";
  const transaction = database.transaction("log", "readwrite", { durability: "strict" });
  transaction.objectStore("log").put(value, item);
  transaction.commit();
  transaction.oncomplete = () => {
    waiting -= 1;
    if (waiting === 0) status.textContent = "Opgeslagen op dit apparaat.";
  };
}

function show(place) {
  document.querySelector("h1").textContent = SCREENS[place];
  nav.hidden = false;
  nav.replaceChildren(...SCREENS.map((name, at) =>
    make("a", { href: `#${name}`, ariaCurrent: at === place ? "step" : null, onclick: () => show(at) }, name)));
  const groups = Array.from({ length: QUESTIONS }, (_, number) => {
    const item = `${SCREENS[place]}, vraag ${number + 1}`;
    const radios = CHOICES.map((choice) => make("label", {}, make("input", {
      type: "radio", name: item, checked: answers.get(item) === choice, onchange: () => keep(item, choice),
    }), choice));
    return make("fieldset", {}, make("legend", {}, item), ...radios);
  });
  screen.replaceChildren(...groups);
  if (place + 1 < SCREENS.length) {
    const next = SCREENS[place + 1];
    screen.append(make("a", { href: `#${next}`, onclick: () => show(place + 1) }, `Verder naar ${next}`));
  }
}

function start() {
  const known = answers.size > 0 ? `Ga verder met ${SCREENS[0]}` : "Begin met de vragenlijst";
  screen.replaceChildren(make("button", { type: "button", onclick: () => show(0) }, known));
}

if (forgetful) {
  for (const [item, value] of Object.entries(localStorage)) answers.set(item, value);
  start();
} else {
  const opening = indexedDB.open("standin", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("log");
  opening.onsuccess = () => {
    database = opening.result;
    database.transaction("log").objectStore("log").openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return start();
      answers.set(cursor.key, cursor.value);
      cursor.continue();
    };
  };
}
