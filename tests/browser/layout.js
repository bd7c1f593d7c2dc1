// What layout.rs asks of a page: where its main blocks are, and which of its words cannot be read. Runs in the page;
// knows no screen.
const BLOCKS = "h1, h2, h3, .lead, fieldset, table, nav, dl, ol, textarea, .button, .picture, .notice, .field, .qr__plate, .rope";
// Else some pixels of a phone are a scroll bar, in each engine others.
document.documentElement.style.scrollbarWidth = "none";
const width = document.documentElement.clientWidth;
// What is clipped away is only for who listens.
const spoken = new Map();
const isSpoken = (one) => {
  if (!spoken.has(one)) {
    spoken.set(one, one !== document.body && (getComputedStyle(one).clipPath !== "none" || isSpoken(one.parentElement)));
  }
  return spoken.get(one);
};
const seen = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
  && !isSpoken(one) && one.getBoundingClientRect().width > 2;
const shown = [...document.querySelectorAll("main *, .broken *")].filter(seen);
const name = (one) => one.tagName.toLowerCase() + (one.classList.length ? `.${one.classList[0]}` : "");

// Each kind of block with its left edge and its width, in the order of the first, and how often it is there. How high it
// is depends on the fonts, and so does what stands beside something else: that is left out.
const blocks = new Map();
for (const one of shown) {
  if (!one.matches(BLOCKS) || one.parentElement.closest("table, nav, dl, .field")) continue;
  const { left, width } = one.getBoundingClientRect();
  const isInRow = getComputedStyle(one.parentElement).display === "flex";
  // A list whose column is as wide as its words, too.
  const isOfWords = one.matches(".button, .rope-head__names") || isInRow || getComputedStyle(one).display.startsWith("inline");
  const place = isOfWords ? "" : ` ${Math.round(left / 8) * 8} ${Math.round(width / 8) * 8}`;
  blocks.set(name(one) + place, (blocks.get(name(one) + place) ?? 0) + 1);
}

const faults = [];
if (document.documentElement.scrollWidth > width) faults.push(`${document.documentElement.scrollWidth} wide`);
// Every line of words, as a box: less its top and bottom quarter, where letters seldom are.
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
  node.data.trim() && node.parentElement.closest("main, .broken, header, footer") && seen(node.parentElement)
    ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
const lines = [];
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const { left, right, top, bottom } of range.getClientRects()) {
    const trim = (bottom - top) / 4;
    if (right - left > 2 && trim > 1) lines.push({ node, left, right, top: top + trim, bottom: bottom - trim });
  }
}
const words = ({ node }) => `“${node.data.trim().slice(0, 40)}”`;
const hides = (one) => /hidden|clip|auto|scroll/.test(getComputedStyle(one).overflowX);
for (const line of lines) {
  if (line.left < -1 || line.right > width + 1) faults.push(`outside the page: ${words(line)}`);
  for (let one = line.node.parentElement; one && one !== document.body; one = one.parentElement) {
    if (hides(one) && line.right > one.getBoundingClientRect().right + 1) faults.push(`cut: ${words(line)}`);
  }
}
lines.sort((one, other) => one.top - other.top);
lines.forEach((line, at) => {
  for (let next = at + 1; next < lines.length && lines[next].top < line.bottom - 1; next += 1) {
    const other = lines[next];
    if (other.left < line.right - 2 && other.right > line.left + 2 && other.node !== line.node) {
      faults.push(`over each other: ${words(line)} and ${words(other)}`);
    }
  }
});
return { blocks: [...blocks].map(([block, times]) => `${block} (${times})`), faults: [...new Set(faults)] };
