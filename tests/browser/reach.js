// What reach.rs asks of a page: which controls are too small to touch, and while the Tab key is pressed, which of them do
// not show that they have the focus, or have it out of sight. Runs in the page; knows no screen. Out: how many places the
// Tab key must come to; `reach.left()` tells the rest.
const CONTROLS = "a[href], button, input, textarea, select, summary, [tabindex='0']";
// Answers and what a person presses to go on; in a line of words a link is as high as the line.
const LARGE = ".option, .choice, .rail__stop, .button:not(.keys__button), .scale__stop, input[type=range], .keyin__input";
const name = (one) => `${one.tagName.toLowerCase()}.${one.classList[0] ?? ""} “${(one.innerText || one.value || one.getAttribute("aria-label") || "").trim().slice(0, 40)}”`;
const isThere = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.closest("[disabled], [inert]");
const large = (one) => one.closest(LARGE) ?? one.labels?.[0]?.closest(LARGE);
const faults = new Set();
const controls = [...document.querySelectorAll(CONTROLS)].filter(isThere);
for (const one of controls) {
  const least = large(one) ? 43.5 : one.matches("p a, li a, dd a") ? 0 : 24;
  const { width, height } = (large(one) ?? one).getBoundingClientRect();
  if (Math.min(width, height) < least) faults.add(`${Math.round(width)} × ${Math.round(height)}: ${name(one)}`);
}

// A group of radios is one place.
const place = (one) => one.type === "radio" ? one.name : one;
const ahead = new Map(controls.filter((one) => one.tabIndex >= 0).map((one) => [place(one), one]));
const n_places = ahead.size;
// Called with each key, when what the one before did has come to rest.
const look = () => {
  const one = document.activeElement;
  if (!ahead.delete(place(one))) return;
  // The ring is on the control, or on what stands around it.
  const around = [one, one.closest("label, .option, .choice, fieldset")].filter(Boolean).map((ring) => getComputedStyle(ring));
  if (!around.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)) faults.add(`no ring: ${name(one)}`);
  const box = (large(one) ?? one).getClientRects()[0];
  if (!box || box.width < 1) { faults.add(`no size: ${name(one)}`); return; }
  if (box.bottom < 0 || box.top > innerHeight) { faults.add(`out of sight: ${name(one)}`); return; }
  const [x, y] = [box.left + box.width / 2, Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)];
  const top = document.elementFromPoint(x, y);
  const isOver = top && (one.contains(top) || top.contains(one) || large(one)?.contains(top) || one.labels?.[0]?.contains(top));
  if (!isOver) faults.add(`covered by ${top?.className || top?.tagName}: ${name(one)}`);
};
const before = document.activeElement;
addEventListener("keydown", look, true);
window.reach = {
  left: () => { look(); return ahead.size; },
  end: () => {
    removeEventListener("keydown", look, true);
    for (const one of ahead.values()) faults.add(`the Tab key does not come to ${name(one)}`);
    // What the page does next, it does from where the person was.
    before.focus();
    return [...faults];
  },
};
controls[0]?.focus();
return n_places;
