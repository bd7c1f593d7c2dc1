// The little page of harness.rs: each control says in the status region what happened to it.
const say = (words) => { document.querySelector("[role=status]").textContent = words; };
document.addEventListener("change", (event) => say(`${event.target.name || event.target.id}: ${event.target.value}`));
document.getElementById("wis").onclick = () => { for (const radio of document.getElementsByName("a")) radio.checked = false; };
document.getElementById("bewaar").onclick = () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["één; twee\n"], { type: "text/csv" }));
  link.download = "proef-bestand.csv";
  link.click();
};
document.getElementById("bestand").onchange = async (event) => say((await Promise.all([...event.target.files].map((file) => file.text()))).join("+"));
document.getElementById("vraag-dialoog").onclick = () => document.querySelector("dialog").showModal();
document.querySelector("dialog button").onclick = () => document.querySelector("dialog").close();
setTimeout(() => { document.getElementById("later").disabled = false; }, 300);
document.getElementById("later").onclick = () => say("later kwam");
console.error("een fout met opzet");
try { localStorage.setItem("proef", "ja"); document.title = "Proefpagina, bewaart"; } catch { document.title = "Proefpagina, bewaart niet"; }
