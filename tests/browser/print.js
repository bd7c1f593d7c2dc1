// What print.rs asks of a page: every text that a person sees in its main part, and whether it is pressed or only read.
// Ways to other places are neither. Runs in the page; knows no screen.
const isSeen = (one) => one.checkVisibility({ visibilityProperty: true })
  // What is clipped away is only for who listens.
  && !one.closest(".only-spoken, nav, summary") && getComputedStyle(one).clipPath === "none";
const texts = [];
const range = document.createRange();
const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  range.selectNodeContents(node);
  const around = node.parentElement;
  if (isSeen(around) && range.getBoundingClientRect().width > 1) texts.push([node.data.trim(), around.closest("button, .button") !== null]);
}
for (const field of document.querySelectorAll("main :is(textarea, input[type=text])")) {
  if (isSeen(field)) texts.push([field.value, false]);
}
return texts.filter(([text]) => text);
