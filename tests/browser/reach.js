// What reach.rs asks of a page, after the Tab key: which controls are too small to touch, and which do not show that they
// have the focus, or have it out of sight. Runs in the page; knows no screen.
const CONTROLS = "a[href], button, input, textarea, select, summary, [tabindex='0']";
// Answers and what a person presses to go on; in a line of words a link is as high as the line.
const LARGE = ".option, .choice, .rail__stop, .button:not(.keys__button), .scale__stop, input[type=range], .keyin__input";
const name = (one) => `${one.tagName.toLowerCase()}.${one.classList[0] ?? ""} “${(one.innerText || one.value || one.getAttribute("aria-label") || "").trim().slice(0, 40)}”`;
const isThere = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.closest("[disabled], [inert]");
const large = (one) => one.closest(LARGE) ?? one.labels?.[0]?.closest(LARGE);
const faults = [];
for (const one of [...document.querySelectorAll(CONTROLS)].filter(isThere)) {
  const target = large(one);
  if (target) {
    const { width, height } = target.getBoundingClientRect();
    if (Math.min(width, height) < 43.5) faults.push(`${Math.round(width)} × ${Math.round(height)}: ${name(one)}`);
  } else if (!one.matches("p a, li a, dd a")) {
    const { width, height } = one.getBoundingClientRect();
    if (Math.min(width, height) < 24) faults.push(`${Math.round(width)} × ${Math.round(height)}: ${name(one)}`);
  }
  if (one.type === "radio" && !one.checked && document.querySelector(`[name="${one.name}"]:checked`)) continue;
  // As the Tab key would.
  one.focus({ focusVisible: true });
  if (document.activeElement !== one) continue;
  // The ring is on the control, or on what stands around it.
  const around = [one, one.closest("label, .option, .choice, fieldset")].filter(Boolean);
  const rings = around.map((ring) => getComputedStyle(ring)).filter((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  if (!rings.length) faults.push(`no ring: ${name(one)}`);
  const box = (target ?? one).getClientRects()[0];
  if (!box || box.width < 1) { faults.push(`no size: ${name(one)}`); continue; }
  if (box.bottom < 0 || box.top > innerHeight) { faults.push(`out of sight: ${name(one)}`); continue; }
  const [x, y] = [box.left + box.width / 2, Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)];
  const top = document.elementFromPoint(x, y);
  const isOver = top && (one.contains(top) || top.contains(one) || (target ?? one).contains(top) || one.labels?.[0]?.contains(top));
  if (!isOver) faults.push(`covered by ${top?.className || top?.tagName}: ${name(one)}`);
}
return faults;
