// What a client would read, shown while hours are typed. The site works it out; nothing is saved by it.
const form = document.querySelector("[data-hours]");
const shown = form.querySelector("[data-reading]");
let asked = 0;
let later;

function line(kind, words) {
  const made = document.createElement("p");
  made.className = kind;
  made.textContent = words;
  return made;
}

function block(one) {
  const made = document.createElement("div");
  made.className = "reading";
  made.append(line("small soft", one.when), line("what", one.promise));
  if (one.away) made.append(line("away small", one.away));
  return made;
}

async function read() {
  const mine = ++asked;
  const sent = new FormData(form);
  sent.set("way", "try");
  const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || mine !== asked) return;
  const told = await answer.json();
  shown.replaceChildren(...(told.wrong.length ? told.wrong.map((words) => line("wrong", words)) : told.reading.map(block)));
}

form.addEventListener("input", () => {
  clearTimeout(later);
  later = setTimeout(read, 300);
});
form.querySelector("[data-try]").hidden = true;
