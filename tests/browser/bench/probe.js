// Times what a press brings about, inside the page and without asking it anything: no look here makes the browser work
// out a style or a layout that it would have worked out later. hand.rs puts SAVED, the app's word, in front.
window.__probe = (() => {
  // The press that is under way: when it was, and after how many milliseconds what came of it was there.
  let press = {};
  let wake = () => {};
  const tell = (of, what) => {
    of[what] ??= performance.now() - of.since;
    wake();
  };
  // A message comes after the frame in which it was sent: then that frame is painted.
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });

  const heading = () => document.querySelector("h1")?.textContent;

  addEventListener("pointerup", (event) => {
    const mine = (press = { since: event.timeStamp, heading: heading() });
    painted(() => tell(mine, "painted"));
  }, true);

  const says = (node) => node.textContent === SAVED;
  new MutationObserver((records) => {
    tell(press, "changed");
    if (heading() && heading() !== press.heading) tell(press, "turned");
    if (records.some((one) => says(one.target) || [...one.addedNodes].some(says))) tell(press, "saved");
  }).observe(document, { subtree: true, childList: true, characterData: true });

  // The app says by this attribute that it has taken over the page; it has when that is painted. What had not arrived
  // when it said so was not needed for it.
  const ready = new Promise((done) => new MutationObserver((_, observer) => {
    observer.disconnect();
    performance.mark("in charge");
    painted(() => {
      performance.mark("ready");
      done();
    });
  }).observe(document, { subtree: true, attributeFilter: ["data-ready"] }));

  let memory;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const made = await real.apply(WebAssembly, all);
      // What is loaded later works in the memory of the first.
      memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }

  return {
    ready,
    // Waits until this has come of the last press ("painted", "changed", "turned", "saved") and what changed with it is painted
    // too; tells the times.
    after: (what) => new Promise((done) => {
      const shown = () => done({ ...press, shown: performance.now() - press.since });
      wake = () => what in press && painted(shown);
      wake();
    }),
    // Waits for the next frame, so that nothing is left to draw of what was done before.
    frame: () => new Promise(painted),
    wasm: () => memory.buffer.byteLength,
  };
})();
