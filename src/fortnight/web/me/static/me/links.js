// A new link can be copied, or sent with what the device offers. Without this its address can be marked by hand.
const field = document.querySelector("[data-address]");
if (field) {
  const copy = document.querySelector("[data-copy]");
  const share = document.querySelector("[data-share]");
  const told = document.querySelector("[data-copied]");
  field.addEventListener("focus", () => field.select());
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      told.textContent = told.dataset.copied;
    });
  }
  if (navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ url: field.value }).catch(() => undefined));
  }
}
