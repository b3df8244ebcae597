// Asks every second how far the photo is, less often the longer it takes, and shows the page again when it is read.
const page = document.querySelector("[data-wait]");
const begun = Date.now();

async function look() {
  const waited = Date.now() - begun;
  page.querySelector("[data-slow]").hidden = waited < 20000;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "application/json" } });
    const { state } = await answer.json();
    if (state !== "waiting" && state !== "reading") {
      location.reload();
      return;
    }
  } catch {
    // Not reachable just now: asked again at the next turn.
  }
  setTimeout(look, waited < 20000 ? 1000 : 4000);
}
look();
