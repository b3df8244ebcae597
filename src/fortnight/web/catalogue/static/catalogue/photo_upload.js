// A photo is sent as soon as it is taken or chosen; one that is too large is told before it travels.
const MOST = 12 * 1024 * 1024;

for (const form of document.querySelectorAll("[data-upload]")) {
  const wrong = form.querySelector("[data-wrong]");
  const status = form.querySelector("[data-status]");
  const button = form.querySelector("button");
  button.hidden = true;
  form.classList.add("at-once");
  form.addEventListener("change", (event) => {
    const file = event.target.files?.[0];
    if (!file) return;
    wrong.hidden = file.size <= MOST;
    if (file.size > MOST) {
      wrong.textContent = form.dataset.large;
      event.target.value = "";
      return;
    }
    status.textContent = form.dataset.sending;
    status.hidden = false;
    form.requestSubmit(button);
  });
  addEventListener("pageshow", () => {
    status.hidden = true;
    for (const input of form.querySelectorAll("[type=file]")) input.value = "";
  });
}
