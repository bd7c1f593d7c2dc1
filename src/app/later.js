// Put into what wasm-bindgen writes (`./dev bindgen`): loads the second wasm file, the style of its pages, and the
// questions in English, because it writes things in both languages. It finds
// memory, functions and stack of the first one in `wasm`, and Rust hears of it at `done`. Says when boot.js is
// missing. Knows nothing of what is in it.
let later;
const load = async () => {
  const parts = ["netwerkspiegel_later.wasm", "later.css"].map((name) => window.part(name));
  const [file, style] = await Promise.all([...parts, window.english()]);
  const css = await style.text();
  if (!css.endsWith("/*Netwerkspiegel*/")) throw new Error("no style");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  await WebAssembly.instantiate(await file.arrayBuffer(), { __wasm_split: wasm });
};
const import1 = {
  async __wasm_split_load_later(done, data) {
    let success = 1;
    try {
      await (later ??= load());
    } catch (error) {
      // Not for ever: the next one who needs it tries again.
      later = undefined;
      success = 0;
      console.error(error);
    }
    wasm.__indirect_function_table.get(done)(data, success);
  },
};
// Without boot.js the page looks alive and does nothing: the panel of index.html says so, with what works without it.
addEventListener("load", () => {
  if (document.documentElement.dataset.build !== undefined) return;
  document.querySelector(".early")?.remove();
  const panel = document.querySelector(".broken");
  panel.hidden = false;
  for (const button of panel.querySelectorAll("button")) {
    if (button.dataset.do === "reload") button.addEventListener("click", () => location.reload());
    else button.remove();
  }
});
