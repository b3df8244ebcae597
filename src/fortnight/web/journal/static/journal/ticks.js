// A tick without a new page: sent at once, and the page says how many are done.
function count(section) {
  const done = section.querySelectorAll(".step.done").length;
  const out = section.querySelector("[data-count]");
  out.textContent = out.textContent.replace(/\d+/, done);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-tick]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form);
  data.set("id", crypto.randomUUID());
  data.set("at", new Date().toISOString());
  const done = data.get("done") === "1";
  const step = form.closest(".step");
  const show = (on) => {
    step.classList.toggle("done", on);
    form.querySelector("button").setAttribute("aria-pressed", String(on));
    form.elements.done.value = on ? "0" : "1";
    count(step.closest("section"));
  };
  show(done);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
  } catch {
    show(!done);
  }
});
