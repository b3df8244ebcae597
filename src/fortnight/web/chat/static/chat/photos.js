// Photos that go along with a message. Each gets a key of its own here, is made smaller, waits in this browser's own
// database until the server has it, and is sent ahead of the words; so a message with photos waits for a network too.
const field = document.querySelector("[data-photos]");
const form = field.closest("form");
const input = field.querySelector("input[type=file]");
const thumbs = field.querySelector("[data-thumbs]");
const wrong = field.querySelector("[data-wrong]");
const LONGEST = 2400;
const SMALL = 1_500_000;

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
async function smaller(file) {
  if (file.size < SMALL) return file;
  try {
    const drawn = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: drawn.width * scale, height: drawn.height * scale });
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    return (await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88))) ?? file;
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
    const key = self.newId();
    const blob = await smaller(file);
    await store("readwrite", (all) => all.put({ blob, name: file.name, at: location.pathname }, key));
    form.elements.ahead.value = [...keys(), key].join(",");
    show(key, blob);
    send(key).catch(() => {});
  }
});

// Send what of these waits here. Throws where there is no network; a photo that is refused is said and left out.
async function send(said = "") {
  for (const key of said.split(",").filter(Boolean)) {
    const waiting = await store("readonly", (all) => all.get(key)).catch(() => null);
    if (!waiting) continue;
    const body = new FormData();
    body.append("key", key);
    body.append("photo", waiting.blob, waiting.name);
    const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(field.dataset.at, { method: "POST", headers, body });
    if (answer.status === 400) {
      say((await answer.json()).wrong);
      thumbs.querySelector(`[data-key="${key}"] button`)?.click();
    } else if (!answer.ok) throw new Error(answer.statusText);
    await store("readwrite", (all) => all.delete(key));
  }
}

form.addEventListener("reset", () => {
  thumbs.replaceChildren();
  thumbs.hidden = true;
});
// Without this script the browser's own field is shown, which tells what was chosen.
field.classList.add("scripted");
self.photos = { send };
