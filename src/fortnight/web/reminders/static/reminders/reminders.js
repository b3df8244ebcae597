// Reminders on this device: asks the browser for a subscription, and tells the server where it is. And where the device
// goes by another zone than the plan, offers that.
const form = document.querySelector("[data-push]");
const able = "serviceWorker" in navigator && "PushManager" in self && "Notification" in self;

function show(name) {
  for (const one of form.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== name;
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}

function same(key, other) {
  const mine = new Uint8Array(key ?? []);
  return mine.length === other.length && mine.every((byte, at) => byte === other[at]);
}

// One that was made for another key is of no use to this server.
async function subscription() {
  const { pushManager } = await navigator.serviceWorker.ready;
  const key = bytes(form.dataset.push);
  const held = await pushManager.getSubscription();
  if (held && same(held.options.applicationServerKey, key)) return held;
  await held?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function tell(where) {
  const { endpoint, keys } = where.toJSON();
  const values = new FormData(form);
  for (const [name, value] of Object.entries({ endpoint, ...keys })) values.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(values), redirect: "manual" });
  if (!answer.ok) throw new Error(String(answer.status));
}

async function begin() {
  if ((await Notification.requestPermission()) !== "granted") return show("blocked");
  try {
    await tell(await subscription());
    location.reload();
  } catch {
    show("failed");
  }
}

// The same browser in another session: it was chosen, and its subscription is still there.
async function again() {
  const held = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  if (held && Notification.permission === "granted") await tell(held);
}

if (form) {
  show(!able ? "unable" : Notification.permission === "denied" ? "blocked" : "able");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  if (able && "wanted" in form.dataset) again().catch(() => {});
}

const zone = document.querySelector("[data-zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (here && here !== zone.dataset.zone) {
  zone.querySelector("input").value = here;
  zone.querySelector("b").textContent = here.replaceAll("_", " ");
  zone.hidden = false;
}
