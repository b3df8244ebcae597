// A passkey that was not made or not shown says so on the page; the library's scripts tell the console only.
document.addEventListener("allauth.error", (event) => {
  const wrong = document.querySelector("[data-passkey-wrong]");
  if (!wrong) return;
  event.preventDefault();
  // Hidden first, so that it is read out again when it happens again.
  wrong.hidden = true;
  requestAnimationFrame(() => {
    wrong.hidden = false;
    wrong.scrollIntoView({ block: "nearest" });
  });
});
