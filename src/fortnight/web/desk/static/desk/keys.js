// Single keys at the desk. They do nothing while somebody types in a field or has a dialog open, nothing together with
// Ctrl, Alt or Meta, and can be switched off for this device. What a key does stands with the page: it hears "key".
const OFF = "desk keys off";
const help = document.querySelector("[data-keys-help]");
const on = help.querySelector("[data-keys-on]");
const FIELD = "input, textarea, select, [contenteditable], dialog[open]";

const allowed = () => localStorage.getItem(OFF) === null;

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape" && target.matches("input, textarea, select")) {
    document.dispatchEvent(new CustomEvent("leave", { detail: target }));
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || target.closest(FIELD)) return;
  if (!allowed() || document.querySelector("dialog[open]")) return;
  if (key === "?") help.showModal();
  else if (document.dispatchEvent(new CustomEvent("key", { detail: key, cancelable: true }))) return;
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-close-dialog]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}
on.checked = allowed();
on.addEventListener("change", () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
