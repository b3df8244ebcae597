// How far saving has come: the pages that lie on this device.
const out = document.querySelector("[data-pages]");
const names = document.querySelector("[data-cannot]");

async function count() {
  const name = (await caches.keys()).find((one) => one.startsWith("own-"));
  const pages = name ? (await (await caches.open(name)).keys()).length - 1 : 0;
  out.hidden = pages < 1;
  out.querySelector("b").textContent = pages;
  return pages;
}

if (!("caches" in self && "serviceWorker" in navigator)) {
  names.hidden = false;
} else if (out) {
  let before = -1;
  const timer = setInterval(async () => {
    const now = await count();
    if (now > 1 && now === before) clearInterval(timer);
    before = now;
  }, 700);
  count();
}
