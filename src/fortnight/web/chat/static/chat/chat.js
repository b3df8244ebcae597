// A conversation that is there without a new page. The stream only says up to which number there is something; what the
// page lacks it fetches by number: when it opens, comes into sight, is online again, every 15 seconds, and when told.
// A message waits in this browser until the server has it, under an id of its own, so that sent twice it is one.
import { newId } from "../shell/ids.js";
import { sendPhotos } from "./photos.js";

const chat = document.querySelector("[data-chat]");
const list = chat.querySelector("[data-messages]");
const box = list.parentElement;
// On a person's page the messages are the page; at the desk they scroll in a box of their own.
const scroller = getComputedStyle(box).overflowY === "visible" ? document.scrollingElement : box;
const form = chat.querySelector("[data-compose]");
const status = form.querySelector("[data-sending]");
const promise = chat.querySelector("[data-promise]");
const urgent = chat.querySelector("[data-urgent]");
const OUTBOX = `outbox ${location.pathname} ${document.body.dataset.person ?? ""}`;
const LOOK = 15_000;
let asking = null;
let again = false;
let lead = "";

// Notes of the desk stand between the messages and have no number.
const last = () => Number([...list.querySelectorAll("[data-number]")].pop()?.dataset.number ?? 0);
const outbox = () => JSON.parse(localStorage.getItem(OUTBOX) ?? "[]");
const keep = (waiting) => localStorage.setItem(OUTBOX, JSON.stringify(waiting));

// One question at a time; one that comes meanwhile is asked afterwards, so that nothing is overlooked.
async function look() {
  if (asking) {
    again = true;
    return asking;
  }
  asking = fetchNews().finally(() => {
    asking = null;
    if (again) {
      again = false;
      look();
    }
  });
  return asking;
}

async function fetchNews() {
  const seen = document.visibilityState === "visible" ? "&seen=1" : "";
  try {
    const note = "note" in chat.dataset ? `&note=${chat.dataset.note}` : "";
    const path = `${chat.dataset.since}?number=${last()}${seen}${note}`;
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    if (!answer.ok) return false;
    const news = await answer.json();
    show(news);
    again ||= news.more;
    return true;
  } catch {
    // Without a network: the next look will find it.
    return false;
  }
}

function show(news) {
  const { html, seen, promise: words, late, closed } = news;
  const { scrollHeight, scrollTop, clientHeight } = scroller;
  const near = scrollHeight - scrollTop - clientHeight < (scroller === box ? 80 : 320);
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  for (const one of [...fresh.content.querySelectorAll("[data-number]")]) {
    const shown = list.querySelector(`[data-number="${one.dataset.number}"]`);
    if (!shown) list.append(one);
    else if (shown.dataset.version !== one.dataset.version) shown.replaceWith(one);
  }
  for (const mark of list.querySelectorAll("[data-state]")) {
    if (Number(mark.closest("[data-number]").dataset.number) <= seen) mark.textContent = mark.dataset.seen;
  }
  if (last()) chat.querySelector("[data-empty]")?.remove();
  if (promise) {
    if (promise.textContent !== words) promise.textContent = words;
    promise.hidden = !words;
    promise.classList.toggle("error", late);
  }
  const led = showUrgent(news);
  const ended = chat.querySelector("[data-closed]");
  if (ended) ended.hidden = !closed;
  chat.dispatchEvent(new CustomEvent("news", { detail: news }));
  if (led) return;
  const asked = lead === "asks" && [...list.querySelectorAll("[data-question]")].pop();
  if (asked) {
    lead = "";
    asked.scrollIntoView({ block: "center" });
  } else if (near) toNewest();
}

// The newest is in sight, but never at the price of what cannot wait, which stands above.
function toNewest() {
  if (chat.querySelector(".alarm:not(.quiet), .standing")) {
    if (scroller === box) box.scrollTop = box.scrollHeight;
  } else list.lastElementChild?.scrollIntoView({ block: "nearest" });
}

// What cannot wait stands above all. After words of one's own that tell of it the page leads there; else nothing moves.
function showUrgent({ urgent: html, version }) {
  if (!urgent || html === undefined) return false;
  if (urgent.dataset.version !== version) {
    urgent.dataset.version = version;
    urgent.innerHTML = html;
  }
  const heading = lead === "urgent" && urgent.querySelector("h2");
  if (!heading) return false;
  lead = "";
  heading.focus({ preventScroll: true });
  heading.closest("section").scrollIntoView({ block: "start" });
  return true;
}

async function post(waiting) {
  const token = form.elements.csrfmiddlewaretoken.value;
  return fetch(form.action, {
    method: "POST",
    redirect: "manual",
    headers: { Accept: "application/json", "X-CSRFToken": token },
    body: new URLSearchParams(waiting),
  });
}

// Everything that waits, in order; stops at the first that does not get through. Words never wait behind a photo: they
// leave without those that do not get through, which follow as a message of their own.
async function sendAll() {
  for (const waiting of outbox()) {
    let answer;
    let late = "";
    const { ahead: photos } = waiting;
    const alone = !waiting.body.trim() && !waiting.card;
    try {
      if (photos) ({ late, ahead: waiting.ahead } = await sendPhotos(photos, { hurry: !alone }));
      if (late && alone) continue;
      if (alone && !waiting.ahead) {
        keep(outbox().filter(({ uid }) => uid !== waiting.uid));
        continue;
      }
      answer = await post(waiting);
    } catch {
      break;
    }
    if ("desk" in form.dataset && (answer.status === 409 || answer.status === 400)) {
      // On the desk nothing is sent in ignorance: the words come back, and what is new is shown above them.
      keep(outbox().filter(({ uid }) => uid !== waiting.uid));
      form.elements.body.value = [waiting.body, form.elements.body.value].filter(Boolean).join("\n\n");
      form.elements.card.value ||= waiting.card;
      form.elements.ahead.value ||= photos ?? "";
      const { says } = await answer.json();
      if (!(await look())) {
        // What is new cannot be fetched: then the page says it, with the words in it.
        form.submit();
        return;
      }
      chat.dispatchEvent(new CustomEvent("refused", { detail: { says } }));
      break;
    }
    if (answer.status === 409 || answer.status === 400 || answer.status === 403) {
      // The server has something to say about it: the page says it, with the words kept in the form.
      keep(outbox().filter(({ uid }) => uid !== waiting.uid));
      form.elements.body.value = waiting.body;
      form.elements.uid.value = waiting.uid;
      form.elements.card.value = waiting.card;
      form.elements.ahead.value = photos ?? "";
      form.submit();
      return;
    }
    if (!answer.ok) break;
    const told = urgent ? await answer.json().catch(() => ({})) : {};
    if (told.urgent) lead = "urgent";
    else if (told.asks) lead ||= "asks";
    const rest = outbox().filter(({ uid }) => uid !== waiting.uid);
    keep(late ? [...rest, { ...waiting, uid: newId(), body: "", card: "", ahead: late }] : rest);
  }
  status.textContent = outbox().length ? status.dataset.waits : "";
  await look();
}

const send = () => (navigator.locks ? navigator.locks.request(OUTBOX, sendAll) : sendAll());

form.addEventListener("submit", (event) => {
  // A button with a name does something else than to send.
  if (event.submitter?.name) return;
  const { body, uid, card, seen, ahead } = form.elements;
  if (!body.value.trim() && !card.value && !ahead.value) return;
  event.preventDefault();
  const waiting = { uid: uid.value || newId(), body: body.value, card: card.value, ahead: ahead.value };
  if (seen) waiting.seen = last();
  keep([...outbox(), waiting]);
  form.reset();
  uid.value = card.value = ahead.value = "";
  form.querySelector("[data-along]")?.remove();
  chat.dispatchEvent(new CustomEvent("sent"));
  body.focus();
  send();
});

// The answer to a question under a message goes without a new page, so that words under way are not lost.
list.addEventListener("submit", async (event) => {
  const asked = event.target.closest("[data-question]");
  if (!asked || !event.submitter) return;
  event.preventDefault();
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const body = new URLSearchParams({ answer: event.submitter.value });
  const answer = await fetch(asked.action, { method: "POST", headers, body }).catch(() => null);
  if (!answer?.ok) {
    if (answer) asked.submit();
    return;
  }
  if ((await answer.json()).urgent) lead = "urgent";
  await look();
});

form.elements.body.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

function listen() {
  const stream = new EventSource(chat.dataset.stream);
  stream.addEventListener("upto", look);
  stream.addEventListener("hint", ({ data }) => chat.dispatchEvent(new CustomEvent("hint", { detail: JSON.parse(data) })));
  addEventListener("pagehide", () => stream.close(), { once: true });
}

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
addEventListener("focus", look);
addEventListener("online", send);
addEventListener("pageshow", (event) => event.persisted && location.reload());
setInterval(() => document.visibilityState === "visible" && send(), LOOK);
toNewest();
if (!document.documentElement.dataset.saved) listen();
send();
