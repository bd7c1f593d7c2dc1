// What print.rs asks of a page: every text that a person sees in its main part, and whether it is pressed or only read.
// Runs in the page; knows no screen.
const shown = (one) => one.checkVisibility({ visibilityProperty: true })
  // What is clipped away is only for who listens.
  && !one.closest(".only-spoken") && getComputedStyle(one).clipPath === "none";
const texts = [];
const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const around = node.parentElement;
  if (shown(around)) texts.push([node.data.trim(), around.closest("button, .button, nav, summary") !== null]);
}
for (const field of document.querySelectorAll("main :is(textarea, input[type=text])")) {
  if (shown(field)) texts.push([field.value, false]);
}
return texts.filter(([text]) => text);
