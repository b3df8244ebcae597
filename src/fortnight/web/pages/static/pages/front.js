// The person's own zone goes along with the answers, so that their day turns at their midnight; the date field waits
// until another date is asked for.
const form = document.querySelector("[data-start]");
const date = form.querySelector(".date");

form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";

function show() {
  date.hidden = form.elements.when.value !== "date";
}
form.addEventListener("change", show);
show();
