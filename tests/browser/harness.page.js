// The page of harness.rs: each control says in the status region what happened to it.
const by = (id) => document.getElementById(id);
const say = (words) => { document.querySelector("[role=status]").textContent = words; };

document.addEventListener("change", ({ target }) => say(`${target.name || target.id}: ${target.value}`));
by("wis").onclick = () => { for (const radio of document.getElementsByName("a")) radio.checked = false; };
by("bewaar").onclick = () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["één; twee\n"], { type: "text/csv" }));
  link.download = "proef-bestand.csv";
  link.click();
};
by("bestand").onchange = async ({ target }) => {
  const texts = await Promise.all([...target.files].map((file) => file.text()));
  say(texts.join("+"));
};
by("vraag-dialoog").onclick = () => document.querySelector("dialog").showModal();
document.querySelector("dialog button").onclick = () => document.querySelector("dialog").close();
by("later").onclick = () => say("later kwam");
setTimeout(() => { by("later").disabled = false; }, 300);
by("schuift").onclick = () => say("geraakt");
// The page moves under the first press, as when a notice comes.
by("schuift").addEventListener("mousedown", () => { by("schuift").style.marginBlockStart = "5rem"; }, { once: true });
addEventListener("pageshow", ({ persisted }) => { if (persisted) say("stond nog klaar"); });
console.error("een fout met opzet");

// Says in the title which of the two stores work.
const stores = {
  localStorage: () => localStorage.setItem("proef", "ja"),
  indexedDB: () => new Promise((done, failed) => {
    const opening = indexedDB.open("proef");
    opening.onsuccess = done;
    opening.onerror = failed;
  }),
};
const tried = Object.entries(stores).map(async ([name, store]) => { await store(); return name; });
Promise.allSettled(tried).then((ends) => {
  document.title = `Bewaart in: ${ends.map((end) => end.value ?? "niets").join()}`;
});
