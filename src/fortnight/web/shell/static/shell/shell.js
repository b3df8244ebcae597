// What every page does: registers the service worker and says when what is shown was saved earlier.
const bar = document.getElementById("offline");

function tell() {
  bar.hidden = navigator.onLine && !document.documentElement.dataset.saved;
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { scope: "/" });
}
addEventListener("online", tell);
addEventListener("offline", tell);
tell();
