// The check-in in steps, and kept on this device until the server has it. Without this script it is one form.
import { newId } from "../shell/ids.js";
import { routes } from "../shell/routes.js";
import { ticks } from "../journal/queue.js";

const page = document.querySelector("[data-checkin]");
const form = page?.querySelector("[data-form]");
const steps = [...(form?.querySelectorAll("[data-step]") ?? [])];
const moves = form?.querySelector("[data-moves]");
const place = page?.querySelector("[data-place]");
const bar = page?.querySelector("[data-progress]");
const owner = document.body.dataset.person;
const saved = document.documentElement.dataset.saved;
const token = saved ? null : document.querySelector("[name=csrfmiddlewaretoken]")?.value;
let at = 0;
let sending = "";

function show(number, focus = true) {
  at = Math.max(0, Math.min(number, steps.length - 1));
  steps.forEach((step, index) => (step.hidden = index !== at));
  const again = page.querySelector("[data-again]");
  if (again) again.hidden = at > 0;
  moves.querySelector("[data-back]").hidden = at === 0;
  moves.querySelector("[data-next]").hidden = at === steps.length - 1;
  let filled = 0;
  const numbers = [at + 1, steps.length];
  place.textContent = " · " + place.dataset.words.replace(/\{\}/g, () => numbers[filled++]);
  bar.firstElementChild.className = `at-${at + 1}`;
  if (!focus) return;
  const first = steps[at].querySelector("legend");
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  page.scrollIntoView({ block: "start" });
}

// All questions of one choice in a step are answered.
function isAnswered(step) {
  const names = new Set([...step.querySelectorAll("input[type=radio]")].map((input) => input.name));
  return names.size > 0 && [...names].every((name) => form.elements[name].value);
}

function warn() {
  page.querySelector("[data-now-card]").hidden = !form.querySelector("[data-now]:checked");
}

async function send() {
  try {
    settle(await ticks.send(routes, token));
  } catch {
    waits();
  }
}

function settle({ sent, refused }) {
  const mine = sent.find((one) => one.id === sending);
  if (mine?.answer) location.assign(mine.answer.path);
  else if (refused.some((one) => one.id === sending)) HTMLFormElement.prototype.submit.call(form);
  else if (sending) waits();
}

function waits() {
  if (!sending) return;
  form.hidden = true;
  page.querySelector("[data-kept]").hidden = false;
  navigator.serviceWorker?.ready.then(({ sync }) => sync?.register("ticks")).catch(() => {});
}

if (form) {
  form.addEventListener("click", (event) => {
    // A finger or a mouse has answered the last question of a step; keys go on by the button.
    const byPointer = event.target.matches("input[type=radio]") && event.isTrusted && event.detail > 0;
    if (byPointer && at < steps.length - 1 && isAnswered(steps[at])) show(at + 1);
  });
  form.addEventListener("change", warn);
  form.querySelector("[data-nothing]").hidden = false;
  form.querySelector("[data-nothing] button").addEventListener("click", () => {
    for (const input of form.querySelectorAll("[name=new]")) input.checked = false;
    warn();
    show(at + 1);
  });
  moves.querySelector("[data-back]").addEventListener("click", () => show(at - 1));
  moves.querySelector("[data-next]").addEventListener("click", () => show(at + 1));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = newId();
    const values = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const kept = { id: sending, at: new Date().toISOString(), owner, path: form.getAttribute("action"), form: values };
    try {
      await ticks.add(kept);
    } catch {
      form.submit();
      return;
    }
    await send();
  });
  moves.hidden = bar.hidden = false;
  page.classList.add("in-steps");
  show(0, false);
  warn();
}
addEventListener("online", () => sending && send());
navigator.serviceWorker?.addEventListener("message", ({ data }) => data.ticks && settle(data.ticks));
