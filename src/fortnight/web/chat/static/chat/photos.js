// Photos that go along with a message. Each gets a key of its own here, is made smaller, waits in this browser's own
// database until the server has it, and is sent ahead of the words; so a message with photos waits for a network too.
import { newId } from "../shell/ids.js";

const field = document.querySelector("[data-photos]");
const form = field.closest("form");
const input = field.querySelector("input[type=file]");
const thumbs = field.querySelector("[data-thumbs]");
const wrong = field.querySelector("[data-wrong]");
const LONGEST = 2400;
const SMALL = 700_000;
const SMALLEST = { longest: 1400, quality: 0.72 };
const PATIENCE = 60_000;
const HURRY = 12_000;
const LATER = new Set([403, 408, 425, 429]);

const keys = () => form.elements.ahead.value.split(",").filter(Boolean);
const opened = new Promise((done, failed) => {
  const asked = indexedDB.open("photos to be sent", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("photos");
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

async function store(mode, work) {
  const request = work((await opened).transaction("photos", mode).objectStore("photos"));
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

// A telephone's photo is several times as large as is looked at here; what cannot be drawn goes as it is.
async function smaller(file, { longest = LONGEST, quality = 0.88, most = SMALL } = {}) {
  if (file.size < most) return file;
  try {
    const drawn = await createImageBitmap(file);
    const scale = Math.min(1, longest / Math.max(drawn.width, drawn.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: drawn.width * scale, height: drawn.height * scale });
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    return (await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality))) ?? file;
  } catch {
    return file;
  }
}

function show(key, blob) {
  const one = document.createElement("li");
  const picture = Object.assign(new Image(), { src: URL.createObjectURL(blob), alt: "" });
  const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  remove.setAttribute("aria-label", field.dataset.remove);
  remove.addEventListener("click", () => {
    form.elements.ahead.value = keys().filter((other) => other !== key).join(",");
    store("readwrite", (all) => all.delete(key));
    one.remove();
    thumbs.hidden = !thumbs.children.length;
    input.focus();
  });
  one.dataset.key = key;
  one.append(picture, remove);
  thumbs.append(one);
  thumbs.hidden = false;
}

function say(words) {
  wrong.textContent = words;
  wrong.hidden = !words;
}

input.addEventListener("change", async () => {
  say("");
  const chosen = [...input.files].slice(0, Number(field.dataset.most) - keys().length);
  input.value = "";
  for (const file of chosen) {
    const key = newId();
    const blob = await smaller(file);
    await store("readwrite", (all) => all.put({ blob, name: file.name, at: location.pathname }, key));
    form.elements.ahead.value = [...keys(), key].join(",");
    show(key, blob);
    sendPhotos(key).catch(() => {});
  }
});

function post(key, blob, name, patience) {
  const body = new FormData();
  body.append("key", key);
  body.append("photo", blob, name);
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  return fetch(field.dataset.at, { method: "POST", headers, body, signal: AbortSignal.timeout(patience) });
}

// Send one: "there", "late" where it may get through later, "refused" where it never will. Whatever stands between us
// and the server may take less than the server does, so a refusal is answered by a much smaller picture, once.
async function sendOne(key, waiting, patience) {
  let answer = await post(key, waiting.blob, waiting.name, patience).catch(() => null);
  const large = answer ? answer.status === 413 : navigator.onLine && waiting.blob.size > SMALL / 2;
  if (large && !waiting.shrunk) {
    const blob = await smaller(waiting.blob, { ...SMALLEST, most: 0 });
    if (answer) await store("readwrite", (all) => all.put({ ...waiting, blob, shrunk: true }, key));
    answer = await post(key, blob, waiting.name, patience).catch(() => null);
  }
  if (!answer || answer.status >= 500 || LATER.has(answer.status)) return "late";
  if (answer.ok) return "there";
  const said = await answer.json().catch(() => null);
  say(said?.wrong ?? field.dataset.refused);
  thumbs.querySelector(`[data-key="${key}"] button`)?.click();
  return "refused";
}

// Send what of these waits here: the keys of those that are there now, and of those that did not get through. In a hurry
// words wait for them, and not for long.
export async function sendPhotos(said = "", { hurry = false } = {}) {
  const ahead = [];
  const late = [];
  for (const key of said.split(",").filter(Boolean)) {
    const waiting = await store("readonly", (all) => all.get(key)).catch(() => null);
    const state = waiting ? await sendOne(key, waiting, hurry ? HURRY : PATIENCE) : "there";
    if (state === "late") late.push(key);
    else await store("readwrite", (all) => all.delete(key)).catch(() => null);
    if (state === "there") ahead.push(key);
  }
  return { ahead: ahead.join(","), late: late.join(",") };
}

form.addEventListener("reset", () => {
  thumbs.replaceChildren();
  thumbs.hidden = true;
});
// Without this script the browser's own field is shown, which tells what was chosen.
field.classList.add("scripted");
