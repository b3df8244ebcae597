// The camera reads the bars where the browser can; what it read is put into the field for its person to compare.
const box = document.querySelector("[data-camera]");
const field = document.querySelector("#number");
const KINDS = ["ean_13", "upc_a", "ean_8"];

async function able() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return false;
  const known = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return known.includes("ean_13");
}

function right(code) {
  const digits = code.padStart(13, "0");
  if (!/^\d{13}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 12)].reduce((all, digit, place) => all + digit * (place % 2 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(digits[12]);
}

function ready() {
  const video = box.querySelector("[data-video]");
  const status = box.querySelector("[data-status]");
  const start = box.querySelector("[data-start]");
  const end = box.querySelector("[data-stop]");
  let stream = null;

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.hidden = end.hidden = true;
    start.hidden = false;
  }

  async function look(detector) {
    if (!stream) return;
    const seen = await detector.detect(video).catch(() => []);
    const code = seen.map((one) => one.rawValue).find(right);
    if (!code) {
      setTimeout(look, 150, detector);
      return;
    }
    stop();
    field.value = code;
    status.textContent = status.dataset.seen;
    navigator.vibrate?.(60);
    field.focus();
  }

  start.addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    } catch {
      status.textContent = status.dataset.denied;
      return;
    }
    video.srcObject = stream;
    await video.play();
    video.hidden = end.hidden = false;
    start.hidden = true;
    status.textContent = status.dataset.looking;
    const known = await BarcodeDetector.getSupportedFormats();
    look(new BarcodeDetector({ formats: KINDS.filter((kind) => known.includes(kind)) }));
  });
  end.addEventListener("click", stop);
  addEventListener("pagehide", stop);
  box.hidden = false;
}

if (box && (await able())) ready();
