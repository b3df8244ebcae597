// One conversation at the desk: how it stands and the notes come in with the messages; what is looked up or put in comes
// without a new page; a slash, a short name and a blank put a snippet in; single keys lead to everything.
import { newId } from "../shell/ids.js";

const desk = document.querySelector("[data-desk]");
const chat = desk.querySelector("[data-chat]");
const form = chat.querySelector("[data-compose]");
const list = chat.querySelector("[data-messages]");
const bar = chat.querySelector("[data-state-bar]");
const tools = chat.querySelector("[data-tools]");
const alarms = chat.querySelector("[data-alarms]");
const found = form.querySelector("[data-found]");
const refused = form.querySelector("[data-refused]");
const noting = chat.querySelector("[data-note-form]");
const { body, card } = form.elements;

function drawn(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  return fresh.content;
}

function same(place, html) {
  if (place.dataset.shown === html) return;
  place.dataset.shown = html;
  place.replaceChildren(drawn(html));
}

// A note stands behind the message after which it was written, and behind the notes before it.
function insert(note) {
  if (list.querySelector(`[data-note="${note.dataset.note}"]`)) return;
  const later = [...list.children].find(({ dataset }) => Number(dataset.number ?? dataset.after) > Number(note.dataset.after));
  list.insertBefore(note, later ?? null);
  chat.dataset.note = Math.max(chat.dataset.note, note.dataset.note);
}

chat.addEventListener("news", ({ detail }) => {
  same(bar, detail.state);
  // What somebody is just using is left alone until they are done.
  if (!tools.contains(document.activeElement) && !tools.querySelector("details[open]")) same(tools, detail.tools);
  const begun = alarms.contains(document.activeElement) || [...alarms.querySelectorAll("[name=reason]")].some(({ value }) => value);
  if (!begun) same(alarms, detail.alarms);
  for (const note of [...drawn(detail.notes).children]) insert(note);
});

chat.addEventListener("refused", ({ detail }) => {
  refused.textContent = detail.says;
  refused.hidden = false;
  body.focus();
});
chat.addEventListener("sent", () => {
  refused.hidden = true;
  found.replaceChildren();
});

async function post(path, values) {
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  return fetch(path, { method: "POST", headers, body: values });
}

form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button?.name) return;
  event.preventDefault();
  if (button.value === "snippet") {
    const { words } = form.elements.snippet.selectedOptions[0].dataset;
    put(words);
    return;
  }
  const values = new URLSearchParams({ way: button.value, look: form.elements.look.value, card: card.value });
  const answer = await post(form.action, values).catch(() => null);
  if (!answer?.ok) return;
  const told = await answer.json();
  card.value = told.card;
  found.replaceChildren(drawn(told.html));
  if (button.value !== "look") {
    form.elements.look.value = "";
    body.focus();
  } else {
    found.querySelector("button")?.focus();
  }
});

// Words go in where the cursor is, and can be taken back as what was typed.
function put(words, from = body.selectionStart, to = body.selectionEnd) {
  body.focus();
  body.setRangeText(words, from, to, "end");
  body.dispatchEvent(new Event("input", { bubbles: true }));
}

body.addEventListener("input", ({ inputType, data }) => {
  if (inputType !== "insertText" || !/\s/.test(data ?? "")) return;
  const end = body.selectionStart;
  const typed = /(^|\s)\/([a-z0-9-]+)\s$/.exec(body.value.slice(0, end));
  const option = typed && form.querySelector(`option[data-short="${typed[2]}"]`);
  if (option) put(option.dataset.words, end - typed[2].length - 2, end);
});
form.elements.look.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[value=look]"));
});

noting.addEventListener("submit", async (event) => {
  event.preventDefault();
  const values = new URLSearchParams({ body: noting.elements.body.value, uid: (noting.dataset.uid ||= newId()) });
  const answer = await post(noting.action, values).catch(() => null);
  const wrong = noting.querySelector("[data-wrong]");
  wrong.textContent = answer?.ok ? "" : (await answer?.json().catch(() => null))?.says ?? "";
  if (!answer?.ok) return;
  noting.dataset.uid = "";
  noting.reset();
  noting.parentElement.open = false;
  noting.parentElement.querySelector("summary").focus();
  dispatchEvent(new Event("focus"));
});
// One tool is open at a time, and Esc closes it.
tools.addEventListener("toggle", ({ target }) => {
  if (!target.open) return;
  for (const other of tools.querySelectorAll("details[open]")) if (other !== target) other.open = false;
}, true);
tools.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest("details[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

function tool(name) {
  const one = tools.querySelector(`[data-tool=${name}]`);
  one.open = true;
  one.querySelector("form input:not([type=hidden]), form button, form select").focus();
}

function fold(mark, field) {
  const one = chat.querySelector(mark);
  one.open = true;
  one.querySelector(field).focus();
}

const DOES = {
  r: () => body.focus(),
  n: () => fold("details[data-noting]", "textarea"),
  i: () => fold("[data-insert]", "textarea"),
  a: () => tools.querySelector("[name=to]").click(),
  e: () => tool("close"),
  s: () => tool("snooze"),
  u: () => desk.querySelector("[data-back]").click(),
};

document.addEventListener("key", (event) => {
  if (!DOES[event.detail]) return;
  event.preventDefault();
  DOES[event.detail]();
});
document.addEventListener("leave", ({ detail }) => !tools.contains(detail) && list.parentElement.focus());
if (location.hash === "#body") body.focus();
