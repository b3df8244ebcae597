// Ticks, and other forms with a `path` of their own, that wait on this device until the server has them. Each bears an id
// of its own, made here, so that one which is sent twice counts once; and whose it is, so that it never goes into
// somebody else's plan. Pages import this module; the service worker, which imports nothing, has it put before its own
// text (see ground.py).
const STORE = "ticks";

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("fortnight", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "order", autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function within(mode, work) {
  const base = await open();
  try {
    return await new Promise((done, failed) => {
      const deal = base.transaction(STORE, mode);
      const asked = work(deal.objectStore(STORE));
      deal.oncomplete = () => done(asked.result);
      deal.onerror = deal.onabort = () => failed(deal.error);
    });
  } finally {
    base.close();
  }
}

// A page that lay open or saved for days holds a token that is no longer good.
async function freshToken(routes) {
  const answer = await fetch(routes["tick-token"], { headers: { Accept: "application/json" }, redirect: "manual" });
  return answer.ok ? (await answer.json()).token : null;
}

function post(tick, routes, token) {
  const { id, at, owner, path, form, course, day, time, care, done } = tick;
  const values = path ? [["id", id], ["at", at], ...form] : { id, at, course, day, time, care, done: done ? "1" : "0" };
  return fetch(path ?? routes.tick, {
    method: "POST",
    redirect: "manual",
    headers: { Accept: "application/json", "X-CSRFToken": token, "X-Fortnight-Who": owner },
    body: new URLSearchParams(values),
  });
}

// Everything in order. Stops at the first that does not get through; what belongs to somebody else stays where it is.
async function sendAll(routes, token) {
  const outcome = { sent: [], refused: [] };
  const others = new Set();
  for (const tick of await within("readonly", (store) => store.getAll())) {
    if (others.has(tick.owner)) continue;
    let answer = token ? await post(tick, routes, token) : null;
    if (!answer || answer.status === 403) {
      token = await freshToken(routes);
      if (!token) break;
      answer = await post(tick, routes, token);
    }
    if (answer.status === 409) others.add(tick.owner);
    else if (answer.ok) outcome.sent.push(tick.path ? { ...tick, answer: await answer.json() } : tick);
    else if (answer.status === 400) outcome.refused.push(tick);
    else break;
    if (answer.ok || answer.status === 400) await within("readwrite", (store) => store.delete(tick.order));
  }
  return outcome;
}

export const ticks = {
  add: (tick) => within("readwrite", (store) => store.add(tick)),
  waiting: () => within("readonly", (store) => store.getAll()),
  // One sender at a time, whatever the number of pages; `routes` has the addresses of a tick and of a fresh token,
  // `token` is the page's own, if it is fresh.
  send(routes, token = null) {
    const work = () => sendAll(routes, token);
    return navigator.locks ? navigator.locks.request("ticks", work) : work();
  },
};
