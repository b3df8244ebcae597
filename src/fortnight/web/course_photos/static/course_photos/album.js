// Two photos over each other with a line that is moved between them, and the strip scrolled to today. Without this script
// the two stand side by side.
const pair = document.querySelector("[data-compare]");
const today = document.querySelector(".photo-strip .now");

function slider() {
  const slide = pair.querySelector("[data-slide]");
  const button = document.querySelector("[data-slider]");
  const words = [button.textContent, button.dataset.off];
  const move = () => pair.style.setProperty("--at", `${slide.value}%`);

  function turn(on) {
    pair.classList.toggle("sliding", on);
    slide.hidden = pair.querySelector("[data-divider]").hidden = !on;
    button.textContent = words[Number(on)];
    move();
  }

  slide.addEventListener("input", move);
  button.addEventListener("click", () => turn(!pair.classList.contains("sliding")));
  button.hidden = false;
  turn(true);
}

if (pair) slider();
if (today) {
  const scroll = today.closest(".photo-scroll");
  scroll.scrollLeft = today.offsetLeft - scroll.clientWidth / 2;
}
