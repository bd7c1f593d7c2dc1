// Keeps what goes wrong in a page where page.rs can read it; the server runs it before anything else in the page.
// One way for all engines: WebKit tells its console to nobody, Firefox only to its own log among much else.
(() => {
  const errors = (window.__errors = []);
  const said = console.error;
  console.error = (...words) => {
    errors.push(words.map(String).join(" "));
    said.apply(console, words);
  };
  addEventListener("error", (event) => {
    const file = event.target.src ?? event.target.href;
    // Not every browser has an entry for what did not come.
    if (file) asked(file);
    errors.push(file ? `does not load: ${file}` : `${event.message} (${event.filename}:${event.lineno})`);
  }, true);
  // No server counts what the single file asks: it stands with the window, as what the policy refuses. (Behind ? another
  // page is in its place.)
  const isSingle = location.protocol === "file:" && !location.search;
  function asked(name) {
    try {
      if (isSingle && !/^(blob|data):/.test(name)) sessionStorage["watch.asked"] = (sessionStorage["watch.asked"] ?? "") + name + "\n";
    } catch {
      // Storage is refused: then the journey itself looks, as it is (steps.rs).
    }
  }
  if (isSingle) {
    const observer = new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) asked(name);
    });
    observer.observe({ type: "resource", buffered: true });
  }
  addEventListener("unhandledrejection", (event) => errors.push(`nobody caught: ${event.reason}`));
  addEventListener("securitypolicyviolation", (event) => {
    const words = `against the policy: ${event.violatedDirective} ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`;
    errors.push(words);
    // So that it is counted over all pages of a journey: by the server, if it is there and may be asked, and with the
    // window, where it outlives the page.
    if (location.protocol !== "file:") fetch("/__note", { method: "POST", body: words, keepalive: true }).catch(() => {});
    try {
      sessionStorage["watch.refused"] = (sessionStorage["watch.refused"] ?? "") + words + "\n";
    } catch {
      // Storage is refused: then the server was told.
    }
  });
})();
