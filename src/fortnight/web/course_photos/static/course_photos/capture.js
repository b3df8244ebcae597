// A photo taken on the page itself: the camera with last time's picture over it, judged and covered here, then sent.
// Without this script, or without a camera, the form sends a file.
import { judge } from "./measure.js";

const page = document.querySelector("[data-capture]");
const part = (name) => page.querySelector(`[data-${name}]`);
const form = part("form");
const stage = part("stage");
const frame = part("frame");
const video = part("video");
const canvas = part("canvas");
const ghost = part("ghost");
const said = part("said");
const wrong = part("wrong");
const rules = JSON.parse(page.dataset.rules);
const [WIDE, HIGH] = [1200, 1600];
const PATIENCE = 60_000;
const draw = canvas.getContext("2d");
const bare = Object.assign(document.createElement("canvas"), { width: WIDE, height: HIGH });
const COVER = `rgb(${rules.cover.join(" ")})`;
let facing = "user";
let opened = false;
let strokes = [];
let stroke = null;

function say(words) {
  wrong.textContent = words;
  wrong.hidden = !words;
}

function end() {
  for (const track of video.srcObject?.getTracks() ?? []) track.stop();
  video.srcObject = null;
}

async function open() {
  end();
  say("");
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: facing, width: { ideal: 1920 }, height: { ideal: 1440 } },
    });
    await video.play();
    opened = true;
  } catch {
    stage.hidden = true;
    form.hidden = part("plain-way").hidden = false;
    say(wrong.dataset.noCamera);
    return;
  }
  look(true);
}

// Live with the camera, or at the picture that was taken.
function look(live) {
  stage.hidden = false;
  form.hidden = true;
  video.hidden = !live;
  canvas.hidden = live;
  part("live").hidden = !live;
  part("judged").hidden = live;
  frame.classList.toggle("taken", !live);
  // One's own face is seen as in a mirror, with all that lies over it; the picture itself is not turned.
  frame.classList.toggle("mirrored", live && facing === "user");
  frame.scrollIntoView({ block: "start" });
}

function freeze(picture) {
  const wide = picture.videoWidth || picture.width;
  const high = picture.videoHeight || picture.height;
  const w = Math.min(wide, (high * WIDE) / HIGH);
  const h = Math.min(high, (wide * HIGH) / WIDE);
  bare.getContext("2d").drawImage(picture, (wide - w) / 2, (high - h) / 2, w, h, 0, 0, WIDE, HIGH);
  Object.assign(canvas, { width: WIDE, height: HIGH });
  strokes = [];
  look(false);
  cover();
  tell();
  end();
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
}

function tell() {
  const last = ghost?.complete && ghost.naturalWidth && ghost.dataset.covered === "0" ? ghost : null;
  const { remarks, compared } = judge(bare, last, rules);
  for (const line of said.querySelectorAll("[data-remark]")) line.hidden = !remarks.includes(line.dataset.remark);
  const well = said.querySelector("[data-well]");
  const distance = compared ? said.dataset.alike : ghost ? "" : said.dataset.first;
  well.textContent = [said.dataset.good, distance].filter(Boolean).join(" ");
  well.hidden = remarks.length > 0;
  const keep = part("keep");
  keep.textContent = remarks.length ? keep.dataset.anyway : keep.dataset.plain;
}

const covers = (name) => page.querySelector(`[data-cover=${name}]`).checked;

// The picture with what its person has covered. What lies below is not in what is sent.
function cover() {
  draw.drawImage(bare, 0, 0);
  draw.fillStyle = draw.strokeStyle = COVER;
  if (covers("background")) {
    draw.beginPath();
    draw.rect(0, 0, WIDE, HIGH);
    draw.ellipse(WIDE / 2, HIGH * 0.485, WIDE * 0.36, HIGH * 0.39, 0, 0, 2 * Math.PI, true);
    draw.fill("evenodd");
  }
  const height = HIGH * 0.1;
  if (covers("eyes")) draw.fillRect(WIDE * 0.1, (HIGH * part("bar-at").value) / 100 - height / 2, WIDE * 0.8, height);
  Object.assign(draw, { lineWidth: WIDE * 0.09, lineCap: "round", lineJoin: "round" });
  for (const points of strokes) {
    draw.beginPath();
    points.forEach(([x, y]) => draw.lineTo(x, y));
    if (points.length === 1) draw.lineTo(points[0][0] + 1, points[0][1]);
    draw.stroke();
  }
  part("bar").hidden = !covers("eyes");
  part("clear").hidden = !strokes.length;
}

const isCovered = () => covers("eyes") || covers("background") || strokes.length > 0;

function place({ clientX, clientY }) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return [((clientX - left) * WIDE) / width, ((clientY - top) * HIGH) / height];
}

async function send() {
  const keep = part("keep");
  const words = keep.textContent;
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  const body = new FormData();
  body.append("side", form.elements.side.value);
  if (isCovered()) body.append("covered", "on");
  body.append("taken", blob, "photo.jpg");
  say("");
  keep.textContent = keep.dataset.sending;
  keep.disabled = true;
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const answer = await fetch(form.action, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  const told = await answer?.json().catch(() => null);
  if (answer?.ok && told) return location.assign(told.path);
  keep.disabled = false;
  keep.textContent = words;
  return say(told?.wrong ?? wrong.dataset.away);
}

async function count() {
  const later = part("later");
  const words = later.textContent;
  later.disabled = true;
  for (let left = 5; left > 0 && video.srcObject; left--) {
    later.textContent = later.dataset.words.replace("{}", left);
    await new Promise((done) => setTimeout(done, 1000));
  }
  later.disabled = false;
  later.textContent = words;
  if (video.srcObject) freeze(video);
}

// A file that cannot be drawn here (HEIC on most systems) goes as it is: the server says what is wrong with it.
async function choose({ target }) {
  const file = target.files[0];
  if (!file) return;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return form.submit();
  target.value = "";
  freeze(picture);
}

part("camera").addEventListener("click", open);
part("shoot").addEventListener("click", () => freeze(video));
part("later").addEventListener("click", count);
part("swap").addEventListener("click", () => {
  facing = facing === "user" ? "environment" : "user";
  open();
});
part("again").addEventListener("click", () => {
  say("");
  if (opened) return open();
  stage.hidden = true;
  form.hidden = false;
  return form.querySelector("input[type=file]").focus();
});
part("keep").addEventListener("click", send);
part("bar-at").addEventListener("input", cover);
part("clear").addEventListener("click", () => {
  strokes = [];
  cover();
});
for (const box of page.querySelectorAll("[data-cover]")) box.addEventListener("change", cover);
for (const input of form.querySelectorAll("input[type=file]")) input.addEventListener("change", choose);
canvas.addEventListener("pointerdown", (event) => {
  stroke = [place(event)];
  strokes.push(stroke);
  canvas.setPointerCapture(event.pointerId);
  cover();
});
canvas.addEventListener("pointermove", (event) => {
  if (!stroke) return;
  stroke.push(place(event));
  cover();
});
for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => (stroke = null));
addEventListener("pagehide", end);
part("open").hidden = !navigator.mediaDevices?.getUserMedia;
part("plain-way").hidden = !part("open").hidden;
part("plain-send").hidden = true;
