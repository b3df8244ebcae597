// Leaving a page that nobody else may see: it is emptied at once and replaced, so that "back" does not come here again.
// Without this script the link still leads away.
addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-leave]");
  if (!link) return;
  event.preventDefault();
  document.title = "";
  document.body.replaceChildren();
  location.replace(link.href);
});
