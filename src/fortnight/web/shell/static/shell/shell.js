// What every page does: registers the service worker, and says when there is no network or what is shown was saved.
const bar = document.getElementById("offline");
const { saved } = document.documentElement.dataset;

function tell() {
  bar.querySelector("[data-away]").hidden = navigator.onLine;
  bar.hidden = navigator.onLine && !saved;
}

if (saved) {
  const time = bar.querySelector("[data-saved]");
  const form = { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" };
  time.dateTime = saved;
  // English dates are written day first, as everywhere on these pages.
  const { lang } = document.documentElement;
  time.textContent = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, form).format(new Date(saved));
  bar.querySelector("[data-kept]").hidden = false;
}
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(document.body.dataset.worker, { scope: "/" }).catch(() => {});
  // The first page is there before the worker is, so the worker has not seen it.
  if ("saves" in document.body.dataset && !saved && !navigator.serviceWorker.controller) {
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ fill: true }));
  }
}
addEventListener("online", tell);
addEventListener("offline", tell);
tell();
