// Keeps one build of the app in this browser, so that it opens without a connection: all its files or none, each
// checked by its hash. Takes over only when a page says that the person agreed. Knows nothing of answers.
"use strict";

// src/pack/ fills in all three: the name of the cache, every file of this build with its SHA-256, and the last line of
// build.txt: that has the SHA-256 of this file in it, so this one cannot have its.
const BUILD = "";
const FILES = [];
const LAST_LINE = "";

const SCOPE = self.registration.scope;
// Two copies of the app may live in two folders of one host.
const OURS = `netwerkspiegel ${new URL(SCOPE).pathname} `;
const CACHE = OURS + BUILD;
// Stands in the cache of a build that has been at work.
const WAS_ACTIVE = `${SCOPE}was-active`;
const KNOWN = new Set(FILES.map(([address]) => new URL(address, SCOPE).href));

const NOT_HERE = `<!doctype html><html lang="nl"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Netwerkspiegel</title>
<p>Deze browser heeft Netwerkspiegel niet meer klaarstaan. Maak één keer verbinding en laad deze pagina opnieuw. Je antwoorden zijn niet veranderd.</p>
<p lang="en">This browser no longer has Netwerkspiegel at hand. Connect once and load this page again. Your answers have not been changed.</p>`;

// Fetches every file past all caches. One that fails, or is not what this build is made of, ends it all.
async function fill() {
  const fetched = FILES.map(async ([address, hash]) => {
    const answer = await fetch(address, { cache: "no-store", integrity: hash && `sha256-${hash}` });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    // Not the text of a blob: WebKit breaks down over that when another file has failed meanwhile.
    const body = await (hash ? answer.blob() : answer.text());
    if (!hash && !body.endsWith(LAST_LINE)) throw new Error(`${address} is of another build`);
    // Anew, because a page may not be shown from an answer that came by way of a redirect.
    return [address, new Response(body, { headers: answer.headers })];
  });
  const all = await Promise.all(fetched);
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(all.map(([address, answer]) => cache.put(address, answer)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

let filling;
const fillOnce = () => (filling ??= fill().finally(() => (filling = undefined)));

// The caches of other builds that have been at work, and so are whole.
async function others() {
  const all = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  const marks = await Promise.all(all.map((cacheName) => caches.match(WAS_ACTIVE, { cacheName })));
  return all.filter((_, place) => marks[place]);
}

// This build and the one before it stay: a tab of that one may still want a file. The others go.
async function tidy() {
  const cache = await caches.open(CACHE);
  await cache.put(WAS_ACTIVE, new Response(""));
  const stay = [CACHE, (await others()).pop()];
  const gone = (await caches.keys()).filter((name) => name.startsWith(OURS) && !stay.includes(name));
  await Promise.all(gone.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// A browser that dies during an update may come back with a worker whose own build has been tidied away.
async function fromOther(address) {
  for (const cacheName of await others()) {
    const found = await caches.match(address, { cacheName });
    if (found) return found;
  }
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // What stands after # or ? is the page's affair.
  const address = (origin + pathname).replace(/\/index\.html$/, "/");
  const isAsset = address.startsWith(`${SCOPE}assets/`);
  if (request.method === "GET" && (isAsset || KNOWN.has(address))) {
    event.respondWith(answer(event, address, isAsset));
  }
});

async function answer(event, address, isAsset) {
  // Names in assets/ carry a hash of what is inside, so any build's copy is the right one.
  const found =
    (await caches.match(address, { cacheName: CACHE })) ?? (isAsset ? await caches.match(address) : undefined);
  if (found) return found;
  try {
    const fetched = await fetch(event.request);
    // The browser has cleared what was kept: keep it again.
    if (KNOWN.has(address)) event.waitUntil(fillOnce().catch(() => {}));
    return fetched;
  } catch (error) {
    const other = await fromOther(address);
    if (other) return other;
    if (event.request.mode !== "navigate") throw error;
    return new Response(NOT_HERE, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
  }
}
