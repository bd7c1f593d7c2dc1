// Finds what is on the page the way a person is told about it: by role and accessible name.
// Runs inside the page: sent along by page.rs with every question, and in front of drive.js in the kill test.
// Knows HTML and ARIA as far as we use them, and nothing of our app; harness.rs compares it with the engines.
const find = (() => {
  const tidy = (text) => text.replace(/[\u00AD\u200B-\u200D\u2060]/g, "").replace(/\s+/g, " ").trim();

  const INPUT = {
    checkbox: "checkbox", radio: "radio", file: "file", range: "slider", number: "spinbutton", search: "searchbox",
    button: "button", submit: "button", reset: "button", image: "button", hidden: null,
  };
  const TAG = {
    button: "button", h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading",
    nav: "navigation", main: "main", aside: "complementary", fieldset: "group", details: "group", summary: "summary",
    textarea: "textbox", option: "option", table: "table", caption: "caption", thead: "rowgroup", tbody: "rowgroup",
    tfoot: "rowgroup", tr: "row", td: "cell", ul: "list", ol: "list", li: "listitem", dialog: "dialog",
    progress: "progressbar", meter: "meter", output: "status", hr: "separator", p: "paragraph", article: "article",
    figure: "figure", dt: "term", dd: "definition",
  };

  function role(element) {
    const said = tidy(element.getAttribute("role") ?? "").split(" ")[0];
    if (said) return said === "presentation" || said === "none" ? null : said;
    const tag = element.localName;
    if (tag in TAG) return TAG[tag];
    switch (tag) {
      case "a": return element.hasAttribute("href") ? "link" : null;
      case "input": {
        const type = element.type;
        return type in INPUT ? INPUT[type] : element.list ? "combobox" : "textbox";
      }
      case "select": return element.multiple || element.size > 1 ? "listbox" : "combobox";
      case "img": return element.getAttribute("alt") === "" ? null : "img";
      case "th": return /^row/.test(element.scope) ? "rowheader" : "columnheader";
      case "header": return inSection(element) ? null : "banner";
      case "footer": return inSection(element) ? null : "contentinfo";
      // Without a name these two are no landmarks.
      case "section": return named(element) ? "region" : null;
      case "form": return named(element) ? "form" : null;
      default: return null;
    }
  }
  const inSection = (element) => element.parentElement.closest("article, aside, main, nav, section") !== null;
  const named = (element) => element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");

  // Not there for anybody: not drawn, or taken out of the accessibility tree. (A skip link above the edge of
  // the window and `.only-spoken` text are drawn, and so are there.)
  function gone(element) {
    // `display: contents` draws no box of its own, but its children are there.
    const drawn = getComputedStyle(element).display === "contents" ? element.parentElement : element;
    if (!drawn.checkVisibility({ visibilityProperty: true })) return true;
    if (element.closest('[aria-hidden="true"], [inert]')) return true;
    const modal = document.querySelector("dialog:modal");
    return modal !== null && !modal.contains(element) && !element.contains(modal);
  }

  const FROM_CONTENT = new Set([
    "link", "button", "heading", "radio", "checkbox", "switch", "tab", "option", "menuitem", "cell", "gridcell",
    "columnheader", "rowheader", "row", "summary", "tooltip", "treeitem",
  ]);

  function name(element) {
    const by = byIds(element, "aria-labelledby");
    if (by) return by;
    const label = tidy(element.getAttribute("aria-label") ?? "");
    if (label) return label;
    const native = tidy(nativeName(element));
    if (native) return native;
    if (FROM_CONTENT.has(role(element)) && element.localName !== "input") {
      const content = tidy(text(element, element));
      if (content) return content;
    }
    return tidy(element.getAttribute("title") || element.getAttribute("placeholder") || "");
  }

  // A hidden element may still be the name or the description of another one.
  function byIds(element, attribute) {
    const ids = (element.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean);
    const all = ids.map((id) => document.getElementById(id)).filter(Boolean);
    return tidy(all.map((one) => one.getAttribute("aria-label") ?? text(one, one)).join(" "));
  }

  function nativeName(element) {
    const child = (tag) => [...element.children].find((one) => one.localName === tag);
    switch (element.localName) {
      case "input":
        if (["button", "submit", "reset"].includes(element.type)) return element.value;
        if (element.type === "image") return element.alt;
      // falls through: the other inputs have labels
      case "textarea":
      case "select":
      case "button":
      case "meter":
      case "output":
      case "progress":
        return [...(element.labels ?? [])].map((label) => text(label, element)).join(" ");
      case "fieldset": return child("legend") ? text(child("legend"), element) : "";
      case "table": return child("caption") ? text(child("caption"), element) : "";
      case "figure": return child("figcaption") ? text(child("figcaption"), element) : "";
      case "svg": return child("title")?.textContent ?? "";
      case "img": return element.alt;
      default: return "";
    }
  }

  // The words inside `root`, as they would be spoken; `self` is the control being named, never part of its own label.
  function text(root, self) {
    let said = generated(root, "::before");
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) said += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || node === self) continue;
      const style = getComputedStyle(node);
      if (style.display === "none" || style.visibility === "hidden") continue;
      if (node.closest('[aria-hidden="true"]')) continue;
      let inner;
      if (node.getAttribute("aria-label")) inner = node.getAttribute("aria-label");
      else if (node.localName === "img" || node.localName === "svg") inner = name(node);
      else if (node.localName === "br") inner = " ";
      else if (["input", "textarea", "select"].includes(node.localName)) inner = value(node);
      else inner = text(node, self);
      // Words in boxes of their own are words apart.
      said += style.display.startsWith("inline") && style.display !== "inline-block" ? inner : ` ${inner} `;
    }
    return said + generated(root, "::after");
  }

  // A control inside the label of another one speaks its value ("every [3] days").
  function value(control) {
    if (["checkbox", "radio", "file", "password"].includes(control.type)) return "";
    return control.localName === "select" ? (control.selectedOptions[0]?.text ?? "") : control.value;
  }

  // Text that the style sheet puts there is spoken too: `content: "open"`, or what stands after the slash.
  function generated(element, which) {
    const content = getComputedStyle(element, which).content;
    const spoken = content.includes(" / ") ? content.split(" / ")[1] : content;
    const words = /^"((?:[^"\\]|\\.)*)"$/.exec(spoken);
    return words ? words[1].replace(/\\(.)/g, "$1") : "";
  }

  function fits(said, wanted) {
    const words = tidy(wanted.text);
    if (wanted.how === "is") return said === words;
    return wanted.how === "starts" ? said.startsWith(words) : said.includes(words);
  }

  // Each step of the path ({role, how, text}) looks inside what the step before found.
  function all(path) {
    let roots = [document];
    for (const step of path) {
      const found = new Set();
      for (const root of roots) {
        for (const element of root.querySelectorAll("*")) {
          if (role(element) === step.role && fits(name(element), step) && !gone(element)) found.add(element);
        }
      }
      roots = [...found];
    }
    return roots;
  }

  // The one element at the end of the path, or why there is not exactly one.
  function one(path) {
    const found = all(path);
    if (found.length === 1) return { element: found[0] };
    const last = path.at(-1);
    const scope = path.slice(0, -1).map((step) => ` in ${step.role} “${step.text}”`).reverse().join("");
    const there = all([...path.slice(0, -1), { role: last.role, how: "has", text: "" }]).map(name);
    return { why: `${found.length || "no"} ${last.role} “${last.text}”${scope}; there: ${there.slice(0, 60).join(" | ") || "none"}` };
  }

  function describe(element) {
    const area = [element, ...(element.labels ?? [])].map((one) => one.getBoundingClientRect());
    return {
      role: role(element) ?? "",
      name: name(element),
      value: element.value ?? null,
      checked: element.checked ?? false,
      disabled: element.matches(":disabled") || element.getAttribute("aria-disabled") === "true",
      expanded: element.localName === "summary" ? element.parentElement.open : element.getAttribute("aria-expanded") === "true",
      href: element.href ?? "",
      current: element.getAttribute("aria-current"),
      described: byIds(element, "aria-describedby"),
      level: Number(element.getAttribute("aria-level") ?? /^h([1-6])$/.exec(element.localName)?.[1] ?? 0),
      width: Math.max(...area.map((one) => one.width)),
      height: Math.max(...area.map((one) => one.height)),
    };
  }

  // Where a person would press to reach this element: itself, or a label of it. Scrolled into view; refused
  // with the reason when something lies over it or it has no size.
  function pressable(element) {
    if (describe(element).disabled) return { why: "is disabled" };
    // What stands under a report moves as long as that unfolds.
    if (document.querySelector(".unfolding")) return { why: "the report is not all there" };
    let why = "has no size";
    for (const candidate of [element, ...(element.labels ?? [])]) {
      if (gone(candidate)) continue;
      candidate.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
      const box = candidate.getClientRects()[0];
      if (!box || box.width < 1 || box.height < 1) continue;
      const [x, y] = [
        (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
        (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2,
      ];
      const hit = document.elementFromPoint(x, y);
      if (hit && candidate.contains(hit)) return { element: candidate };
      why = hit ? `is covered by <${hit.localName} class="${hit.className}"> ${tidy(hit.textContent).slice(0, 60)}` : "lies outside the window";
    }
    return { why };
  }

  // Tells from here on whether the next press reaches this element: `window.isPressedBeside`.
  function expectPress(element) {
    window.isPressedBeside = true;
    // A press on an option is told of its list.
    window.pressed = element.localName === "option" ? element.parentElement : element;
    if (window.isPressHeard) return;
    window.isPressHeard = true;
    addEventListener("click", ({ target }) => { if (window.pressed.contains(target)) window.isPressedBeside = false; }, true);
  }

  return { all, describe, expectPress, gone, name, one, pressable, role, text, tidy };
})();
