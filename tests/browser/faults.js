// What faults.rs does to the store, and reads from it, behind the app's back. Sent along with its scripts; knows how
// the app names its database, and nothing of pages.
// One that is blocked waits: what a page was reading when it was asked to let go ends by itself.
const finished = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
const completed = (transaction) => new Promise((done, failed) => {
  transaction.oncomplete = done;
  transaction.onabort = () => failed(transaction.error);
});

// With the log: `act(store)` may change it; out: whatever it returns, once that is safe.
async function withLog(act) {
  const database = await finished(indexedDB.open("netwerkspiegel"));
  try {
    const transaction = database.transaction("log", "readwrite");
    const [result] = await Promise.all([act(transaction.objectStore("log")), completed(transaction)]);
    return result;
  } finally {
    database.close();
  }
}

// Key and text of every record, by key.
const log = () => withLog(async (store) => {
  const [keys, values] = await Promise.all([finished(store.getAllKeys()), finished(store.getAll())]);
  return keys.map((key, place) => [key, values[place].text]);
});

// For each field of each response, the value that counts.
const newest = async () => {
  const values = {};
  for (const [, text] of await log()) {
    const { field, value } = JSON.parse(text);
    values[field] = value;
  }
  return values;
};

const add = (text) => withLog((store) => finished(store.add({ op: String(Math.random()), text })));
const put = (key, text) => withLog((store) => finished(store.put({ op: `bad-${key}`, text }, key)));

async function clear() {
  localStorage.clear();
  await finished(indexedDB.deleteDatabase("netwerkspiegel"));
}
