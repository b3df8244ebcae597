// A tick of the list before a session without a new page; where that fails the form is sent as it is. Without a
// connection that would lose the page, so it stays and says that the tick was not stored.
const zone = document.querySelector("[data-zone]");
if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;

addEventListener("submit", async (event) => {
  const form = event.target.closest?.("[data-prepare]");
  if (!form) return;
  event.preventDefault();
  const unsent = document.querySelector("[data-unsent]");
  const { done } = form.elements;
  const on = done.value === "1";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
  } catch {
    if (navigator.onLine) form.submit();
    else unsent.hidden = false;
    return;
  }
  unsent.hidden = true;
  form.closest("li").classList.toggle("ticked", on);
  form.querySelector("button").setAttribute("aria-pressed", String(on));
  done.value = on ? "0" : "1";
  const count = document.querySelector("[data-count]");
  if (count) count.textContent = count.textContent.replace(/\d+/, document.querySelectorAll(".prep .ticked").length);
});
