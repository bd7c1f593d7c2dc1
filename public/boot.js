// Starts the app and stands by without it: refuses to run inside another page, shows the panel of index.html when the
// app cannot start or has stopped, hands out what is stored, keeps the app for use without a connection, and tells of
// a new version. Knows nothing of questions or of what a record means. A plain script, so that it also runs from disk.
"use strict";
(() => {
  // Where each part of the app is. src/pack/ fills this in; in the single file the parts themselves stand here.
  const PARTS = {};
  // The name of the build, also from there.
  const BUILD = "";

  const APP = "netwerkspiegel";
  const WASM = `${APP}_bg.wasm`;
  const LIMIT = 5000;
  const PATIENCE = 20000;
  const root = document.documentElement;
  const workers = navigator.serviceWorker;
  root.dataset.build = BUILD;
  const isSingle = () => PARTS[WASM].startsWith("gzip:");
  const later = (time) => new Promise((done) => setTimeout(done, time));

  // Text never becomes markup or script here, so this policy has no way in for either (it has no createHTML and no
  // createScript). Registering the service worker is the one thing that needs an address let through.
  window.trustedTypes?.createPolicy("default", {
    createScriptURL(address) {
      if (new URL(address, location).href === new URL("sw.js", location).href) return address;
      throw new TypeError(`no script from ${address}`);
    },
  });

  // A page around this one could catch clicks. The host can forbid it by a header, a page itself only so.
  if (window.top !== window.self) {
    root.dataset.framed = "";
    document.querySelector(".early")?.remove();
    document.querySelector(".framed").hidden = false;
    return;
  }

  // ---- before the app is there

  // What stands in local storage of visits at which the app did not come. These do not count as visits.
  const NOTE = `${APP}.drawn`;
  const FAILED = `${APP}.failed`;

  // The start and the first question, drawn at build (src/pack/draw.js) for who comes here for the first time, in Dutch.
  // What is filled in there stays there, and in a note for the case that the app does not come, until the app takes it
  // over (src/early.rs).
  const early = document.querySelector(".early");

  // Who will probably read English gets it beside the app and not after it; the app itself decides.
  function readsEnglish() {
    try {
      const chosen = localStorage.getItem(`${APP}.setting.language`);
      if (chosen) return chosen.includes("en");
    } catch {
      // Without storage nothing was chosen.
    }
    return /^en/i.test(navigator.languages.find((tag) => /^(nl|en)\b/i.test(tag)));
  }

  function isFirstVisit() {
    try {
      const isKnown = Object.keys(localStorage).some((key) => key.startsWith(`${APP}.`) && ![NOTE, FAILED].includes(key));
      return !isKnown && location.hash.length < 2 && !readsEnglish();
    } catch {
      return false;
    }
  }

  if (early && !isFirstVisit()) early.remove();

  // Says that the app is on its way, in the place of that page or below it; after a while, what can be done meanwhile.
  const loading = document.querySelector(".boot");
  let isSlow = false;
  function wait() {
    root.dataset.waiting = "";
    for (const words of loading.children) words.hidden = words.matches(".slow") !== isSlow;
  }
  if (!early?.isConnected) wait();
  later(PATIENCE).then(() => {
    isSlow = true;
    wait();
  });

  const [first, question] = early?.querySelectorAll("main") ?? [];
  // What was pressed that only the app can do, in order.
  let waiting = [];
  // Of what leads to another page, the last counts.
  const leads = (one) => one.matches("a:not([hreflang]), [data-begin]");
  const stay = () => (waiting = waiting.filter((one) => !leads(one)));
  // The question is of the first part; without that another one comes first, and the app has it.
  const canShow = () => first.querySelector("[name=module]").checked;

  function show(isQuestion) {
    stay();
    first.hidden = isQuestion;
    question.hidden = !isQuestion;
    scrollTo(0, 0);
    early.querySelector("main:not([hidden]) h1").focus();
    note();
  }

  // Whether the question is shown, and of each field its name and value. The first is the name of it all: under that it is
  // taken over once, also by two tabs.
  let noted;
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, 0)).join("");
  const filled = () => [
    question.hidden ? "" : "shown",
    noted?.[1] ?? ["id", random()],
    ...[...early.querySelectorAll("[type=text], :checked")].map((field) => [field.name || field.id, field.value]),
  ];

  // Told wherever the app is late or does not come.
  const kept = document.querySelectorAll(".noted");
  function tell(isKept) {
    for (const words of kept) words.hidden = !isKept;
  }

  function note() {
    noted = filled();
    try {
      localStorage.setItem(NOTE, JSON.stringify(noted));
      tell(true);
    } catch {
      // It stands in the page all the same.
      tell(false);
    }
  }

  // Puts back what an earlier visit noted.
  try {
    noted = JSON.parse(localStorage.getItem(NOTE));
    tell(noted);
    if (noted && early?.isConnected) fillIn(noted);
  } catch {
    // There is no note that can be read.
  }
  function fillIn([isShown, , ...fields]) {
    for (const input of early.querySelectorAll("input")) {
      const values = fields.filter(([name]) => name === (input.name || input.id)).map(([, value]) => value);
      if (input.type === "text") input.value = values[0] ?? "";
      else input.checked = values.includes(input.value);
    }
    if (!isShown || !canShow()) return;
    if (!history.state) history.pushState(1, "");
    show(true);
  }
  early?.addEventListener("input", note);
  addEventListener("popstate", (event) => early?.isConnected && show(!!event.state && canShow()));

  early?.addEventListener("click", (event) => {
    const pressed = event.target.closest("a:not([download]), button");
    if (!pressed) return;
    event.preventDefault();
    if (pressed.matches("[data-begin]") && canShow()) {
      // An entry of its own, so that "back" leads to the start; the app gives it its address.
      history.pushState(1, "");
      show(true);
    } else if (pressed.matches(".head__home, .button--quiet[href]")) {
      if (first.hidden) history.back();
    } else if (pressed.matches(".skip")) early.querySelector("main:not([hidden]) h1").focus();
    else if (pressed.matches(".opening .steps button")) early.querySelector("#network").focus();
    else {
      if (leads(pressed)) stay();
      waiting.push(pressed);
      wait();
      if (pressed.hreflang) window.english().catch(() => {});
    }
  });

  // Hands out what was filled in, and takes the page away: whether the question is shown, and of each field its name and
  // value. What an earlier visit noted is handed out also where there is no such page.
  window.drawn = () => {
    // At the end of this turn the app has what it was given, with a note of its own.
    queueMicrotask(() => {
      try {
        if (!root.dataset.ready) return;
        tell(false);
        localStorage.removeItem(NOTE);
      } catch {
        // Without storage there was no note.
      }
    });
    loading.remove();
    if (!early?.isConnected) return noted && ["", ...noted.slice(1).flat()];
    const fields = filled().flat();
    const focus = document.activeElement;
    const { selectionStart, selectionEnd, selectionDirection } = focus;
    early.remove();
    // The app's page stands there at the end of this turn, and nothing is painted before that.
    queueMicrotask(() => {
      for (const details of early.querySelectorAll("[open]")) counterpart(details)?.setAttribute("open", "");
      const focused = counterpart(focus);
      focused?.focus({ preventScroll: true });
      if (selectionStart != null) focused?.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
      for (const pressed of waiting) counterpart(pressed)?.click();
    });
    return fields;
  };

  // The same thing in the app's page as this one in the page that was drawn.
  function counterpart(one) {
    const key = ({ name, value, textContent }) => [name, value, textContent].join();
    const alike = (page) => [...page.querySelectorAll(one.localName)].filter((other) => key(other) === key(one));
    return alike(document)[alike(early).indexOf(one)];
  }

  // ---- the app

  // A part of the app as a Response: fetched, or unpacked from the single file.
  window.part = async (name) => {
    const where = PARTS[name];
    if (!isSingle()) return fetch(where);
    const [type, base64] = where.slice("gzip:".length).split(",");
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(unpacked, { headers: { "content-type": type } });
  };

  // What is said in English (src/text.rs, src/instrument.rs), asked for once unless that fails.
  let english;
  window.english = () => (english ??= phrases());
  async function phrases() {
    try {
      const words = await (await window.part("phrases.en.txt")).text();
      // What is cut, or a page of the network's own, asking to log in, ends otherwise.
      if (!words.endsWith("\nNetwerkspiegel")) throw new Error("no English");
      return words;
    } catch (error) {
      english = undefined;
      throw error;
    }
  }

  // A place that stops the app would stop it again at each visit: after three times it is left.
  const failed = (count) => {
    try {
      if (count === undefined) return Number(localStorage.getItem(FAILED));
      if (count) localStorage.setItem(FAILED, count);
      else localStorage.removeItem(FAILED);
    } catch {
      // Without storage nobody counts.
    }
    return 0;
  };

  // When the app was there, and whether it stopped before or soon after that.
  let started = Infinity;
  let isAtOnce = false;

  async function start() {
    if (failed() >= 3) {
      history.replaceState(null, "", location.pathname);
      failed(0);
    }
    if (readsEnglish()) window.english().catch(() => {});
    await wasm_bindgen({ module_or_path: window.part(WASM) });
    started = performance.now();
    later(LIMIT).then(() => "broken" in root.dataset || failed(0));
  }

  // ---- when it does not start, or stops

  // Out of the page until it is needed, so that what it holds is not the first thing in the page for a program.
  const panel = document.querySelector(".broken");
  panel.hidden = false;
  panel.remove();

  function stopped(error) {
    console.error(error);
    early?.remove();
    loading.remove();
    isAtOnce ||= !("broken" in root.dataset) && !(performance.now() > started + LIMIT);
    if (isAtOnce && !("broken" in root.dataset)) failed(failed() + 1);
    // What is left of the app is not the main part of the page any more.
    document.querySelector("main:not(.broken)")?.setAttribute("role", "none");
    document.body.prepend(panel);
    root.dataset.broken = "";
    panel.scrollIntoView();
    panel.focus();
  }

  // A panic of the app is a trap, and arrives here as an error that nobody caught; so does a stack that is full.
  const isEnd = (error) => ["RuntimeError", "RangeError", "InternalError"].includes(error?.name);
  // Of what went wrong in a page from disk, WebKit tells that page no more than this.
  const isUntold = ({ error, message }) => isSingle() && !error && message === "Script error.";
  addEventListener("error", (event) => (isEnd(event.error) || isUntold(event)) && stopped(event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => isEnd(event.reason) && stopped(event.reason));

  document.addEventListener("click", (event) => {
    const task = { reload, records }[event.target.closest?.("[data-do]")?.dataset.do];
    task?.();
  });

  // Everything this app has stored, as it is, for whoever can help.
  async function records() {
    const all = { app: APP, local: {}, database: {} };
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(`${APP}.`)) all.local[key] = localStorage.getItem(key);
      }
    } catch (error) {
      all.local = String(error);
    }
    try {
      all.database = await Promise.race([database(), later(LIMIT).then(() => "does not open")]);
    } catch (error) {
      all.database = String(error);
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(all, null, 1)], { type: "application/json" }));
    link.download = `${APP}-gegevens.json`;
    link.click();
  }

  const finished = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });

  async function database() {
    const opening = indexedDB.open(APP);
    // There is none: do not make an empty one that the app would take for its own.
    opening.onupgradeneeded = () => opening.transaction.abort();
    const opened = await finished(opening);
    const stores = {};
    for (const name of opened.objectStoreNames) {
      const store = opened.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([finished(store.getAllKeys()), finished(store.getAll())]);
      stores[name] = keys.map((key, place) => [key, values[place]]);
    }
    opened.close();
    return stores;
  }

  // ---- without a connection, and the next version

  async function keep() {
    if (!workers || isSingle()) return;
    const registration = await workers.register("sw.js", { updateViaCache: "none" });
    // A worker that waits while another one is at work is a new version.
    const offer = () => {
      if (!registration.waiting || !registration.active) return;
      root.dataset.update = "";
      dispatchEvent(new Event("update-ready"));
    };
    const watch = () => registration.installing?.addEventListener("statechange", offer);
    registration.addEventListener("updatefound", watch);
    watch();
    offer();
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) registration.update().catch(() => {});
    });
  }

  // Loads the newest version there is. Called only when a person asks for it; other tabs are left as they are.
  async function reload() {
    // A place that stops the app at once would stop it again.
    if (isAtOnce) history.replaceState(null, "", location.pathname);
    await Promise.race([takeOver(), later(2 * LIMIT)]).catch(() => {});
    location.reload();
  }
  addEventListener("update-agreed", reload);

  async function takeOver() {
    const registration = await workers?.getRegistration();
    await registration?.update().catch(() => {});
    const reached = (worker, states) =>
      new Promise((done) => {
        const look = () => states.includes(worker.state) && done();
        worker.addEventListener("statechange", look);
        look();
      });
    if (registration?.installing) await reached(registration.installing, ["installed", "redundant"]);
    const next = registration?.waiting;
    if (!next) return;
    next.postMessage("take over");
    await reached(next, ["activated", "redundant"]);
  }

  // Not before the app's first page is there: on a slow phone both at once would make that page late.
  addEventListener("app-ready", async () => {
    await later(100);
    await keep().catch((error) => console.info("not kept for use without a connection:", error));
  });

  start().catch(stopped);
})();
