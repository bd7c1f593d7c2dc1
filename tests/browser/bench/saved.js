// A participant's way in any engine: begins, gives each closed question of the chosen parts an answer, and posts how many
// milliseconds passed each time from letting go of the button until the app said that it is saved. Runs in the page
// without WebDriver, after find.js and probe.js, which has the clock; saved.rs sets WORDS. Presses nothing before all that
// was pressed earlier is called saved and painted, so that the next word of it is of the next press.

const here = (role, how = "has", text = "") => find.all([{ role, how, text }]);
const radios = (group) => [...group.querySelectorAll("input[type=radio]")];
const heading = () => document.querySelector("h1")?.textContent;
const isSaved = () => here("status").some((region) => region.textContent === WORDS.saved);
const tell = (what) => fetch("/__note", { method: "POST", body: JSON.stringify(what) });

// Looks in every frame for what `look` returns; else says what is on the screen instead.
async function until(what, look) {
  for (const end = performance.now() + 10000; performance.now() < end; await __probe.frame()) {
    const found = look();
    if (found) return found;
  }
  throw new Error(`waited for ${what} in vain; on the page: ${document.body.innerText}`);
}

const first = (role, how, text) => until(`${role} “${text}”`, () => here(role, how, text)[0]);

function fillIn(field, words) {
  field.value = words;
  for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
}

// To another page. Where one is, is kept as well.
async function turn(control) {
  const before = heading();
  control.click();
  await until("another page", () => heading() && heading() !== before);
  await __probe.frame();
  await until(WORDS.saved, isSaved);
}

async function answer(radio) {
  let times;
  radio.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
  radio.click();
  __probe.after("saved").then((its) => (times = its));
  return (await until(`“${WORDS.saved}” after an answer`, () => times)).saved;
}

async function run() {
  await __probe.ready;
  // What is kept for a visit without a connection is there before a person has begun.
  await navigator.serviceWorker.ready;
  fillIn(await first("textbox", "is", WORDS.network), "Langer Thuis");
  await turn(await first("button", "is", WORDS.begin));
  const times = [];
  while (heading() !== WORDS.review) {
    for (const choices of here("group").map(radios).filter((all) => all.length > 0)) {
      times.push(await answer(choices[times.length % choices.length]));
    }
    await turn(await first("link", "starts", WORDS.next));
  }
  if (__errors.length > 0) throw new Error(__errors.join("\n"));
  await tell({ saved: times });
}

addEventListener("DOMContentLoaded", () => run().catch((error) => tell({ trouble: error.message })));
