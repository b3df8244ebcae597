// A tick without a new page: shown at once, put among those that wait on this device, sent when there is a network.
import { newId } from "../shell/ids.js";
import { route, routes } from "../shell/routes.js";
import { ticks } from "./queue.js";

const owner = document.body.dataset.person;
const saved = document.documentElement.dataset.saved;
// The page's own token is good while the page is; one from a saved page is not tried.
let token = saved ? null : document.querySelector("[name=csrfmiddlewaretoken]")?.value;

const today = new Date();
const date = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, "0")).join("-");

function formOf(tick) {
  return [...document.querySelectorAll("[data-tick]")].find(
    ({ elements: { course, day, time, care } }) =>
      course.value === String(tick.course) && day.value === String(tick.day) && time.value === tick.time && care.value === tick.care,
  );
}

function show(tick, done) {
  const form = formOf(tick);
  if (!form) return;
  const section = form.closest("section");
  form.closest(".step").classList.toggle("done", done);
  form.querySelector("button").setAttribute("aria-pressed", String(done));
  form.elements.done.value = done ? "0" : "1";
  const out = section.querySelector("[data-count]");
  // What is left to the person is not counted.
  if (out) out.textContent = out.textContent.replace(/\d+/, section.querySelectorAll(".step.done").length);
}

function mark(tick, what, on) {
  const sign = formOf(tick)?.closest(".step").querySelector(`[data-${what}]`);
  if (sign) sign.hidden = !on;
}

async function send() {
  try {
    await settle(await ticks.send(routes, token));
  } catch {
    await markWaiting();
  }
}

// What became of ticks that were sent, by this page or by the service worker.
async function settle({ sent, refused }) {
  for (const tick of refused.filter((tick) => !tick.path)) {
    show(tick, !tick.done);
    mark(tick, "refused", true);
  }
  await markWaiting();
  const pages = new Set(sent.filter((tick) => !tick.path).map(({ day }) => route("day", { day })));
  if (sent.length) navigator.serviceWorker?.controller?.postMessage({ refresh: [route("today"), route("plan"), ...pages] });
}

async function markWaiting() {
  const left = (await ticks.waiting()).filter((tick) => tick.owner === owner);
  for (const sign of document.querySelectorAll("[data-waiting]")) sign.hidden = true;
  for (const tick of left) {
    show(tick, tick.done);
    mark(tick, "waiting", true);
  }
  if (left.length) navigator.serviceWorker?.ready.then(({ sync }) => sync?.register("ticks")).catch(() => {});
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-tick]");
  if (!form) return;
  event.preventDefault();
  const { course, day, time, care, done } = Object.fromEntries(new FormData(form));
  const tick = { id: newId(), at: new Date().toISOString(), owner, course, day, time, care, done: done === "1" };
  show(tick, tick.done);
  mark(tick, "refused", false);
  try {
    await ticks.add(tick);
  } catch {
    form.submit();
    return;
  }
  await send();
});

// A day that was still to come when its page was saved may have begun.
for (const list of document.querySelectorAll("[data-from]")) {
  if (saved && list.dataset.from <= date) for (const button of list.querySelectorAll(".tick")) button.disabled = false;
}
// A page that was saved in the morning and is opened in the evening shows the evening's steps, and the other way round.
if (saved && document.querySelector(".this-day")?.dataset.date === date) {
  const half = today.getHours() < 15 ? "morning" : "evening";
  for (const one of document.querySelectorAll("[data-half] > details")) one.open = one.parentElement.dataset.half === half;
}
addEventListener("online", send);
addEventListener("focus", send);
navigator.serviceWorker?.addEventListener("message", ({ data }) => data.ticks && settle(data.ticks));
markWaiting().then(send);
