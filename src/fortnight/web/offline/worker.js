// The service worker. Before this stand `KEPT`: the version, and what is kept, and `ticks`: those that wait (see ground.py).
//
// Two kinds of caches. The ground belongs to nobody: scripts, styles, the offline page, the red-flag card, all fetched
// without cookies. A person's own pages lie in a cache that bears their tag, and only while each page from the server
// says that they want it on this device; the first one that says otherwise clears it.
const GROUND = `ground-${KEPT.version}`;
const OWN = "own-";
const FILLED = "/filled";
const AGAIN_AFTER = 6 * 60 * 60 * 1000;
const PATIENCE = 6000;
const ANSWERS = 60;
const pageOfDay = (day) => KEPT.routes.day.replace("{day}", day);
const LOOSE = { ignoreVary: true, ignoreSearch: true };

addEventListener("install", (event) => event.waitUntil(layGround().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "GET" && /^\/(static|clinic)\//.test(url.pathname)) event.respondWith(asset(url));
  else if (request.mode !== "navigate") return;
  else if (request.method === "GET") event.respondWith(page(event, url));
  else if (!navigator.onLine) event.respondWith(ground(KEPT.routes.offline));
});
addEventListener("push", (event) => event.waitUntil(remind(event.data)));
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(event.action === "stop" ? stop(event.notification.data) : open(event.notification.data));
});
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
addEventListener("message", (event) => {
  if (event.data.fill) event.waitUntil(look());
  if (event.data.refresh) event.waitUntil(refresh(event.data.refresh));
});
addEventListener("sync", (event) => {
  if (event.tag === "ticks") event.waitUntil(sendTicks());
});

// The browser says that there is a network again, perhaps long after the last page was closed.
async function sendTicks() {
  const outcome = await ticks.send(KEPT.routes);
  for (const client of await clients.matchAll()) client.postMessage({ ticks: outcome });
  await refresh(outcome.sent.map((tick) => (tick.path ? KEPT.routes.today : pageOfDay(tick.day))));
}

async function layGround() {
  const cache = await caches.open(GROUND);
  await cache.addAll(KEPT.assets);
  const headers = { "Accept-Language": KEPT.language };
  await Promise.all(
    KEPT.pages.map(async (path) => {
      const answer = await fetch(path, { credentials: "omit", cache: "no-store", headers });
      if (!answer.ok || answer.redirected) throw new Error(path);
      await cache.put(path, await dated(answer));
    }),
  );
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith("ground-") && name !== GROUND) await caches.delete(name);
  await clients.claim();
  if (await ownName()) await fill();
}

// Scripts and styles: the ground's; of an older version, for a page that was saved before, the same one by name.
async function asset(url) {
  const cache = await caches.open(GROUND);
  const found = await cache.match(url.pathname, LOOSE);
  if (found) return found;
  try {
    return await fetch(url);
  } catch (error) {
    const plain = (path) => path.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
    const heir = KEPT.assets.find((path) => plain(path) === plain(url.pathname));
    if (!heir) throw error;
    return cache.match(heir, LOOSE);
  }
}

// Pages: from the network; what is saved when there is none, or when it lets us wait for too long.
async function page(event, url) {
  const network = fetch(event.request);
  event.waitUntil(network.then((answer) => keep(url, answer.clone())).catch(() => {}));
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  const answer = await Promise.race([network.catch(() => null), patience.then(() => own(url))]);
  if (answer && ![502, 503, 504].includes(answer.status)) return answer;
  const saved = await own(url);
  if (saved) return saved;
  try {
    return await network;
  } catch {
    return ground(url.pathname);
  }
}

async function keep(url, answer) {
  const who = answer.headers.get(KEPT.headers.who);
  const saves = answer.headers.get(KEPT.headers.saves);
  if (!answer.ok || !who) return false;
  await forget(saves ? OWN + who : "");
  if (!saves) return false;
  const cache = await caches.open(OWN + who);
  if (saves === "this" && !url.search) await cache.put(url.pathname, await dated(answer));
  await fillWhenDue(cache, answer.headers.get(KEPT.headers.rules) ?? "");
  return true;
}

async function forget(except) {
  for (const name of await caches.keys()) if (name.startsWith(OWN) && name !== except) await caches.delete(name);
}

async function ownName() {
  return (await caches.keys()).find((name) => name.startsWith(OWN));
}

// Now and then, and at once when the person goes by other rules: another version of the clinic's guide, a new fact.
async function fillWhenDue(cache, rules) {
  const filled = await cache.match(FILLED);
  const [when, by] = filled ? (await filled.text()).split(" ") : [];
  if (filled && by === rules && Date.now() - Number(when) < AGAIN_AFTER) return;
  await cache.put(FILLED, new Response(`${Date.now()} ${rules}`));
  await fill();
}

// Everything that is read most, and the answers of the shelf, one after the other so that the page at hand goes first.
async function fill() {
  await refresh(KEPT.own);
  const name = await ownName();
  const shelf = name && (await (await caches.open(name)).match(KEPT.routes.shelf, LOOSE));
  if (!shelf) return;
  const answers = new Set((await shelf.text()).match(new RegExp(KEPT.answer, "g")));
  await refresh([...answers].slice(0, ANSWERS));
}

async function refresh(paths) {
  for (const path of paths) {
    if (!(await ownName())) return;
    const answer = await fetch(path, { redirect: "manual" }).catch(() => null);
    if (answer?.ok && !(await keep(new URL(path, location), answer))) return;
  }
}

// A page asks for what it could not tell a worker that was not there yet.
async function look() {
  const answer = await fetch(KEPT.routes.today, { redirect: "manual" }).catch(() => null);
  if (answer?.ok) await keep(new URL(KEPT.routes.today, location), answer);
}

async function own(url) {
  const name = await ownName();
  if (!name) return null;
  const cache = await caches.open(name);
  const path = url.pathname === "/" ? KEPT.routes.today : url.pathname;
  const found = await cache.match(path, LOOSE);
  if (!found) return null;
  if (path === KEPT.routes.today) {
    const day = await laterDay(found.clone(), cache);
    if (day) return Response.redirect(day);
  }
  return path === url.pathname ? told(found) : Response.redirect(path);
}

// The page "today" of an earlier date: it is another day by now, and that day's own page is saved as well.
async function laterDay(today, cache) {
  const [, day, date] = (await today.text()).match(/data-day="(\d+)" data-date="([\d-]+)"/) || [];
  if (!day) return null;
  const now = new Date();
  const passed = Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(date)) / 864e5);
  const path = pageOfDay(Number(day) + passed);
  return passed > 0 && (await cache.match(path, LOOSE)) ? path : null;
}

async function ground(path) {
  const cache = await caches.open(GROUND);
  const found = await cache.match(path, LOOSE);
  return found && path !== KEPT.routes.offline ? told(found) : cache.match(KEPT.routes.offline, LOOSE);
}

// The moment of saving goes along as a header, and into the page when it is shown.
async function dated(answer) {
  const headers = new Headers(answer.headers);
  headers.set("X-Saved-At", new Date().toISOString());
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(await answer.blob(), { status: answer.status, headers });
}

async function told(answer) {
  const html = (await answer.text()).replace("<html ", `<html data-saved="${answer.headers.get("X-Saved-At")}" `);
  return new Response(html, { status: answer.status, headers: answer.headers });
}

// A reminder. What it says was decided where it was sent; one that cannot be read says nothing but our name.
async function remind(data) {
  let said = {};
  try {
    said = data.json();
  } catch {
    // Shown all the same: a browser that shows nothing for a push ends the subscription.
  }
  const { title = "Fortnight", body = "", tag, lang, path = KEPT.routes.today, stop: ends, ending } = said;
  const actions = ends ? [{ action: "stop", title: ending }] : [];
  await registration.showNotification(title, { body, tag, lang, actions, data: { path, ends } });
}

async function open({ path }) {
  const windows = await clients.matchAll({ type: "window" });
  const here = windows.find((client) => new URL(client.url).pathname === path);
  return here ? here.focus() : clients.openWindow(path);
}

// One tap: no page is opened, unless the word does not get through.
async function stop({ ends }) {
  const answer = await fetch(ends, { method: "POST", credentials: "omit" }).catch(() => null);
  if (!answer?.ok) await clients.openWindow(ends);
}

// The browser has other keys: whoever sends has to know them.
async function renew({ oldSubscription, newSubscription }) {
  const { pushManager } = registration;
  const fresh = newSubscription ?? (oldSubscription && (await pushManager.subscribe(oldSubscription.options)));
  const answer = fresh && (await fetch(KEPT.routes["tick-token"], { headers: { Accept: "application/json" } }));
  if (!answer?.ok || answer.redirected) return;
  const { endpoint, keys } = fresh.toJSON();
  await fetch(KEPT.routes["reminders-device"], {
    method: "POST",
    headers: { "X-CSRFToken": (await answer.json()).token },
    body: new URLSearchParams({ endpoint, ...keys, old: oldSubscription?.endpoint ?? "" }),
  });
}
