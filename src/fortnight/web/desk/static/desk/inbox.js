// The inbox that keeps itself up to date: it fetches its lines again when the stream says so, every 15 seconds, on focus
// and when the network is back, and leaves the eyes and the focus where they are. Keys move the focus, nothing else.
import { route } from "../shell/routes.js";

const inbox = document.querySelector("[data-inbox]");
const list = inbox.querySelector("[data-list]");
const search = inbox.querySelector("[data-search]");
const said = inbox.querySelector("[data-said]");
const token = () => inbox.querySelector("[data-act] [name=csrfmiddlewaretoken]").value;
const LOOK = 15_000;
const APART = 700;
const LAST = "desk line";
let asking = false;
let again = false;

const links = () => [...list.querySelectorAll("[data-open]")];
const keyOf = (link) => link?.closest("[data-line]")?.dataset.line;
const waiting = () => list.querySelector("[data-box=due] b")?.textContent;
const current = () => document.activeElement?.closest?.("[data-line]");

async function look() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const address = new URL(location.href);
    address.searchParams.set("part", "1");
    const answer = await fetch(address);
    if (answer.ok && !answer.redirected) show(await answer.text());
  } catch {
    // Without a network: the next look will find it.
  }
  await new Promise((done) => setTimeout(done, APART));
  asking = false;
  if (again) {
    again = false;
    look();
  }
}

// What has the focus keeps it: the same line, the same link elsewhere, or what stands in its place now.
function show(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  if (fresh.innerHTML === list.dataset.shown) return;
  const before = waiting();
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  const key = keyOf(held);
  const at = links().findIndex((link) => keyOf(link) === key);
  const href = held?.getAttribute("href");
  list.dataset.shown = fresh.innerHTML;
  list.replaceChildren(fresh.content);
  if (held) {
    const same = key ? list.querySelector(`[data-line="${key}"]`) : list;
    const link = [...(same?.querySelectorAll("a") ?? [])].find((one) => one.getAttribute("href") === href);
    const place = link ?? same?.querySelector("[data-open]") ?? links()[Math.min(at, links().length - 1)] ?? search;
    place.focus({ preventScroll: true });
  }
  if (before !== waiting()) said.textContent = inbox.dataset.more.replace("{}", waiting());
}

function move(by) {
  const all = links();
  const at = all.findIndex((link) => link.closest("[data-line]") === current());
  const next = at < 0 ? remembered() ?? all[0] : all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  next?.closest("[data-line]").scrollIntoView({ block: "nearest" });
  if (next) sessionStorage.setItem(LAST, keyOf(next));
}

// After a conversation the list goes on where it was left.
const remembered = () => links().find((link) => keyOf(link) === sessionStorage.getItem(LAST));

async function act(line, way, values) {
  const answer = await fetch(route(`desk-${way}`, { key: line }), {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": token() },
    body: values,
  }).catch(() => null);
  if (answer?.ok) return "";
  return (await answer?.json().catch(() => null))?.says ?? "";
}

function ask(way) {
  const line = current();
  if (!line) return;
  const dialog = inbox.querySelector(`[data-dialog=${way}]`);
  const form = dialog.querySelector("form");
  const wrong = dialog.querySelector("[data-wrong]");
  form.reset();
  wrong.hidden = true;
  dialog.querySelector("[data-name]").textContent = line.querySelector("[data-open]").textContent;
  form.onsubmit = async (event) => {
    event.preventDefault();
    const says = await act(line.dataset.line, way, new URLSearchParams(new FormData(form, event.submitter)));
    wrong.textContent = says;
    wrong.hidden = !says;
    if (says) return;
    dialog.close();
    await look();
  };
  dialog.showModal();
}

const DOES = {
  j: () => move(1),
  k: () => move(-1),
  o: () => current()?.querySelector("[data-open]").click(),
  r: () => {
    const link = current()?.querySelector("[data-open]");
    if (link) location.href = `${link.pathname}#body`;
  },
  a: async () => {
    const line = current();
    if (!line) return;
    said.textContent = await act(line.dataset.line, "assign", new URLSearchParams({ to: "me" }));
    await look();
  },
  e: () => ask("close"),
  s: () => ask("snooze"),
  "/": () => {
    search.focus();
    search.select();
  },
};

document.addEventListener("key", (event) => {
  if (!DOES[event.detail]) return;
  event.preventDefault();
  DOES[event.detail]();
});
document.addEventListener("leave", () => (remembered() ?? links()[0])?.focus());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
addEventListener("focus", look);
addEventListener("online", look);
addEventListener("pageshow", (event) => event.persisted && look());
setInterval(() => document.visibilityState === "visible" && look(), LOOK);
const stream = new EventSource(inbox.dataset.stream);
stream.addEventListener("upto", look);
addEventListener("pagehide", () => stream.close(), { once: true });
