// Draws the start and the first question at build, so that they are in the page before the app is: runs the app itself in
// Node, on just as much of a browser as those two need, and prints the page that it made. src/pack/main.rs calls it with
// two files: bindings, wasm. Knows nothing of what is drawn.
"use strict";
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");

class Node extends EventTarget {
  children = [];
  parentNode = null;
  get isConnected() { return this === root || !!this.parentNode?.isConnected; }
  remove() {
    const all = this.parentNode?.children;
    all?.splice(all.indexOf(this), 1);
    this.parentNode = null;
  }
  insertBefore(child, before) {
    child.remove();
    this.children.splice(before ? this.children.indexOf(before) : this.children.length, 0, child);
    child.parentNode = this;
    return child;
  }
  appendChild(child) { return this.insertBefore(child, null); }
  append(...all) { for (const one of all) this.appendChild(one instanceof Node ? one : new Text(String(one))); }
}
const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
class Text extends Node {
  constructor(data) { super(); this.data = data; }
  get html() { return safe(this.data); }
}
class Comment extends Node {
  cloneNode() { return new Comment(); }
  get html() { return ""; }
}
const EMPTY = ["input", "br", "img", "hr"];
class Element extends Node {
  attributes = new Map();
  constructor(name) { super(); this.name = name; }
  setAttribute(name, value) { this.attributes.set(name, value); }
  removeAttribute(name) { this.attributes.delete(name); }
  hasAttribute(name) { return this.attributes.has(name); }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  set textContent(text) { this.children = []; if (text) this.append(text); }
  focus() {}
  get html() {
    const properties = ["checked", "disabled", "hidden"].filter((name) => this[name] === true && !this.hasAttribute(name));
    const all = [...[...this.attributes].map(([name, value]) => ` ${name}="${safe(value)}"`), ...properties.map((name) => ` ${name}`)];
    const inside = this.children.map((child) => child.html).join("");
    return `<${this.name}${all.join("")}>${EMPTY.includes(this.name) ? "" : `${inside}</${this.name}>`}`;
  }
}
class Window extends EventTarget {}

const root = new Element("html"), body = root.appendChild(new Element("body"));
const kept = new Map();
const localStorage = {
  get length() { return kept.size; }, key: (n) => [...kept.keys()][n] ?? null, getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key),
};
const document = Object.assign(new Node(), {
  body, currentScript: null, documentElement: root, activeElement: null, visibilityState: "visible", title: "",
  createElement: (name) => new Element(name), createElementNS: (_, name) => new Element(name),
  createTextNode: (text) => new Text(text), createComment: () => new Comment(),
  getElementById: () => null, querySelector: () => null, querySelectorAll: () => [],
});
const window = Object.assign(new Window(), {
  document, localStorage, performance,
  // The same page from the same sources.
  crypto: { getRandomValues: (bytes) => bytes },
  location: { hash: "", pathname: "/", protocol: "https:", href: "https://example.org/" },
  history: { pushState() {}, replaceState() {} },
  navigator: { languages: ["nl"], clipboard: undefined },
  matchMedia: () => ({ matches: false }),
  part: () => new Promise(() => {}),
  english: () => new Promise(() => {}),
  requestAnimationFrame: (run) => setTimeout(run), setTimeout, queueMicrotask, scrollTo() {},
});
// For wasm-bindgen the global object is the window.
Object.setPrototypeOf(globalThis, window);
for (const [name, value] of Object.entries({ ...window, window, Window, Element, HTMLElement: Element, addEventListener() {} })) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

const settled = () => new Promise((done) => setTimeout(done, 200));
const all = (within) => within.children.flatMap((child) => (child instanceof Element ? [child, ...all(child)] : []));
const find = (name) => all(body).find((element) => element.name === name);
// On a busy machine the app is not there after a moment.
const begun = async () => { for (let n = 0; n < 100 && !find("form"); n++) await settled(); };

const [bindings, wasm] = process.argv.slice(2);
runInThisContext(readFileSync(bindings, "utf8") + "\nglobalThis.wasm_bindgen = wasm_bindgen;");
(async () => {
  await wasm_bindgen({ module_or_path: readFileSync(wasm) });
  await begun();
  await settled();
  // Drawings come with the app: they are a third of the page's bytes, and nobody waits for them.
  for (const element of all(body)) if (element.name === "svg") element.children = [];
  const start = body.children;
  const form = find("form");
  // Pressed before boot.js is there, a form would be sent; a plain button does nothing.
  const begin = all(form).find((element) => element.getAttribute("type") === "submit");
  begin.setAttribute("type", "button");
  begin.setAttribute("data-begin", "");
  form.name = "div";
  const main = find("main").html;
  form.dispatchEvent(new Event("submit", { cancelable: true }));
  await settled();
  const question = find("main");
  question.removeAttribute("id");
  question.setAttribute("hidden", "");
  for (const element of all(body)) {
    // There is no such response; boot.js lets these wait for the app. What is said of keeping is only so when the app says it.
    if (element.getAttribute("href")?.startsWith(`#/${"0".repeat(32)}`)) element.setAttribute("href", "#");
    if (element.hasAttribute("aria-live")) element.textContent = "";
  }
  const page = start.map((child) => (child === question ? `${main}${child.html}` : child.html));
  process.stdout.write(page.join(""));
  process.exit(0);
})();
