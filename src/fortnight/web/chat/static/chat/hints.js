// That somebody writes or looks just now: said while it is so, shown for a moment, and worth nothing later. Without it
// everything else works as before.
const chat = document.querySelector("[data-chat]");
const line = chat.querySelector("[data-hinted]");
const token = () => chat.querySelector("[name=csrfmiddlewaretoken]").value;
const { hint, me } = chat.dataset;
const LIFE = 9_000;
const APART = 4_000;
const LOOKS = 8_000;
const heard = new Map();
let told = {};

function tell(does) {
  const body = new URLSearchParams({ does });
  fetch(hint, { method: "POST", headers: { "X-CSRFToken": token() }, body }).catch(() => {});
}

function typing({ target }) {
  if (!target.matches("textarea[name=body]") || !target.value) return;
  const does = target.closest("[data-note-form]") ? "noting" : "writing";
  if (Date.now() - (told[does] ?? 0) < APART) return;
  told[does] = Date.now();
  tell(does);
}

function words({ from, name, does }) {
  if (from === "person") return chat.dataset.clientWriting;
  return chat.dataset[does]?.replace("{}", name);
}

function draw() {
  for (const [from, { until }] of heard) if (until < Date.now()) heard.delete(from);
  const said = [...heard.values()].map(words).filter(Boolean).join(" · ");
  if (line.textContent !== said) line.textContent = said;
}

chat.addEventListener("hint", ({ detail }) => {
  // The desk hears of each colleague by name, and not once more what the person is told of them.
  if (detail.from === me || (detail.from === "desk" && me !== "person")) return;
  const known = heard.get(detail.from);
  // Who writes looks as well: the smaller hint does not hide the greater one.
  if (detail.does === "looking" && known && known.does !== "looking" && known.until > Date.now()) return;
  heard.set(detail.from, { ...detail, until: Date.now() + LIFE });
  draw();
});
// What was written has come: nobody is writing it any more.
chat.addEventListener("news", ({ detail }) => {
  if (!detail.html.includes("data-number")) return;
  for (const [from, { does }] of heard) if (does === "writing") heard.delete(from);
  draw();
});
chat.addEventListener("sent", () => (told = {}));
document.addEventListener("input", typing);
setInterval(draw, 1_000);
if (me !== "person") {
  const looks = () => document.visibilityState === "visible" && tell("looking");
  setInterval(looks, LOOKS);
  looks();
}
