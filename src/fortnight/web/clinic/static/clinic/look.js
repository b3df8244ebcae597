// The colours as they are chosen: shown at once, and judged by the site, which alone decides.
const form = document.querySelector("[data-look]");
const swatches = new Map([...form.querySelectorAll("[data-swatch]")].map((one) => [one.dataset.swatch, one]));
let asked = 0;

function show(swatch, colour, judged) {
  if (/^#[0-9a-f]{6}$/i.test(colour)) {
    swatch.style.setProperty("--accent", colour);
    swatch.querySelector("[data-choose]").value = colour.toLowerCase();
  }
  if (!judged) return;
  if (judged.on) swatch.style.setProperty("--on-accent", judged.on);
  const said = swatch.querySelector("[data-said]");
  said.textContent = judged.words;
  said.className = judged.passes ? "small" : "small wrong";
  let use = swatch.querySelector("[data-use]");
  if (!judged.nearest) return use?.closest("p").remove();
  if (!use) {
    const line = document.createElement("p");
    use = document.createElement("button");
    Object.assign(use, { type: "button", className: "btn small ghost" });
    use.dataset.use = swatch.dataset.swatch;
    line.append(use);
    said.after(line);
  }
  use.value = use.textContent = judged.nearest;
}

async function judge() {
  const mine = ++asked;
  const sent = new FormData(form);
  sent.delete("logo");
  const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || mine !== asked) return;
  const judged = await answer.json();
  for (const [scheme, swatch] of swatches) show(swatch, field(scheme).value.trim(), judged[scheme]);
}

const field = (scheme) => form.elements[scheme];
let later;
function changed(scheme) {
  form.elements.own.checked = true;
  show(swatches.get(scheme), field(scheme).value.trim());
  clearTimeout(later);
  later = setTimeout(judge, 200);
}

for (const [scheme, swatch] of swatches) {
  const choose = swatch.querySelector("[data-choose]");
  choose.hidden = false;
  choose.addEventListener("input", () => {
    field(scheme).value = choose.value;
    changed(scheme);
  });
  field(scheme).addEventListener("input", () => changed(scheme));
  if (swatch.dataset.on) swatch.style.setProperty("--on-accent", swatch.dataset.on);
  show(swatch, field(scheme).value);
}
form.addEventListener("click", (event) => {
  const use = event.target.closest("[data-use]");
  if (!use) return;
  field(use.dataset.use).value = use.value;
  field(use.dataset.use).focus();
  changed(use.dataset.use);
});
judge();
