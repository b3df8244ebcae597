// Whether a picture can be compared: light, sharpness, distance, tilt. The server measures the same (`likeness.py`), by the
// same rules, which come with the page. Nothing here looks at the skin.
const LUMA = [0.299, 0.587, 0.114];

// The middle of a picture, three wide and four high, enlarged and turned by degrees, as pixels of this size.
function drawn(picture, width, height, zoom = 1, turn = 0) {
  const wide = picture.videoWidth || picture.naturalWidth || picture.width;
  const high = picture.videoHeight || picture.naturalHeight || picture.height;
  const w = Math.min(wide, (high * 3) / 4);
  const h = Math.min(high, (wide * 4) / 3);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const draw = canvas.getContext("2d", { willReadFrequently: true });
  draw.imageSmoothingQuality = "high";
  draw.translate(width / 2, height / 2);
  draw.rotate((turn * Math.PI) / 180);
  draw.scale(zoom, zoom);
  draw.drawImage(picture, (wide - w) / 2, (high - h) / 2, w, h, -width / 2, -height / 2, width, height);
  return draw.getImageData(0, 0, width, height).data;
}

function lumaOf(pixels) {
  const luma = new Float32Array(pixels.length / 4);
  for (let at = 0; at < luma.length; at++) luma[at] = LUMA.reduce((sum, part, colour) => sum + part * pixels[at * 4 + colour], 0);
  return luma;
}

const sorted = (values) => Float32Array.from(values).sort();
const share = (values, part) => sorted(values)[Math.floor((values.length - 1) * part)];

// What lies in the middle, where the face is.
function oval(luma, { width, height }) {
  return luma.filter((_, at) => ((Math.floor(at / width) / height - 0.5) / 0.36) ** 2 + (((at % width) / width - 0.5) / 0.34) ** 2 <= 1);
}

function variance(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

// Fine steps beside coarse ones, in the places with most to see.
function isBlurred(luma, rules) {
  const { width, height, tiles } = rules;
  const [w, h] = [Math.floor(width / tiles), Math.floor(height / tiles)];
  const shares = [];
  for (let tile = 0; tile < tiles * tiles; tile++) {
    const start = Math.floor(tile / tiles) * h * width + (tile % tiles) * w;
    const all = [];
    const fine = [];
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const at = start + y * width + x;
        all.push(luma[at]);
        if (x && y && x < w - 1 && y < h - 1) fine.push(luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width] - 4 * luma[at]);
      }
    }
    const spread = variance(all);
    if (spread > rules.plain ** 2) shares.push([spread, variance(fine) / spread]);
  }
  const strongest = shares.sort((a, b) => b[0] - a[0]).slice(0, tiles);
  return strongest.length > 0 && Math.max(...strongest.map((one) => one[1])) < rules.fine;
}

// How steep it is at each place of a coarse grid.
function outlines(picture, zoom, { grid_width: width, grid_height: height }, turn = 0) {
  const luma = lumaOf(drawn(picture, width, height, zoom, turn));
  const steep = { width: width - 2, height: height - 2, at: [] };
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      steep.at.push(Math.hypot(luma[at + 1] - luma[at - 1], luma[at + width] - luma[at - width]));
    }
  }
  const near = (x, y) => steep.at[Math.min(Math.max(y, 0), steep.height - 1) * steep.width + Math.min(Math.max(x, 0), steep.width - 1)];
  const smooth = steep.at.map((_, at) => {
    const [x, y] = [at % steep.width, Math.floor(at / steep.width)];
    let sum = 0;
    for (let move = 0; move < 9; move++) sum += near(x + (move % 3) - 1, y + Math.floor(move / 3) - 1);
    return sum / 9;
  });
  return { ...steep, at: smooth };
}

function part({ width, height, at }, left, top, shift) {
  const values = [];
  for (let y = 0; y < height - 2 * shift; y++) values.push(...at.slice((y + top) * width + left, (y + top) * width + left + width - 2 * shift));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(variance(values)) || 1;
  return values.map((value) => (value - mean) / spread);
}

function alike(one, other, { shift }) {
  const inner = part(other, shift, shift, shift);
  let best = -1;
  for (let move = 0; move < (2 * shift + 1) ** 2; move++) {
    const moved = part(one, move % (2 * shift + 1), Math.floor(move / (2 * shift + 1)), shift);
    best = Math.max(best, moved.reduce((sum, value, at) => sum + value * inner[at], 0) / inner.length);
  }
  return best;
}

// By how much a picture has to be enlarged to lie on last time's; null where that cannot be told.
function enlargement(picture, last, rules) {
  const [here, there] = [outlines(picture, 1, rules), outlines(last, 1, rules)];
  const same = alike(here, there, rules);
  let [best, zoom] = [same, 1];
  for (const factor of rules.zooms.slice(1)) {
    const [larger, smaller] = [alike(outlines(picture, factor, rules), there, rules), alike(here, outlines(last, factor, rules), rules)];
    if (larger > best) [best, zoom] = [larger, factor];
    if (smaller > best) [best, zoom] = [smaller, 1 / factor];
  }
  if (best < rules.alike) return null;
  return best - same >= rules.better ? zoom : 1;
}

// By how many degrees a picture has to be turned to lie on last time's; 0 where it need not, or that cannot be told.
function tilt(picture, last, rules) {
  const there = outlines(last, rules.within, rules);
  const turned = (turn) => alike(outlines(picture, rules.within, rules, turn), there, rules);
  const same = turned(0);
  const [best, turn] = rules.turns.map((degrees) => [turned(degrees), degrees]).reduce((one, other) => (other[0] > one[0] ? other : one));
  return best >= rules.alike && best - same >= rules.better ? turn : 0;
}

// What makes a picture hard to compare, and whether its distance could be compared. `last` is last time's, or null.
export function judge(picture, last, rules) {
  const luma = lumaOf(drawn(picture, rules.width, rules.height));
  const middle = oval(luma, rules);
  const remarks = [];
  if (share(luma, 0.95) < rules.dark) remarks.push("dark");
  else if (middle.filter((value) => value >= rules.white).length / middle.length > rules.bright) remarks.push("bright");
  if (isBlurred(luma, rules)) remarks.push("blurred");
  if (!last || remarks.includes("blurred")) return { remarks, compared: false };
  const before = oval(lumaOf(drawn(last, rules.width, rules.height)), rules);
  if (!remarks.length && Math.abs(share(middle, 0.5) - share(before, 0.5)) > rules.light) remarks.push("light");
  const zoom = enlargement(picture, last, rules);
  if (zoom >= rules.nearer) remarks.push("further");
  else if (zoom !== null && zoom <= 1 / rules.nearer) remarks.push("nearer");
  else if (tilt(picture, last, rules)) remarks.push("tilted");
  return { remarks, compared: zoom !== null };
}
