// A conversation: the newest turn comes into view, the line is empty again, and a page can be left without a trace.
document.addEventListener("htmx:after:swap", () => {
  const turns = document.querySelectorAll("#talk .talk-turn");
  if (!turns.length) return;
  const line = document.querySelector("#talk #question");
  if (line) {
    line.value = "";
    line.focus({ preventScroll: true });
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  turns[turns.length - 1].scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
});

document.addEventListener("click", (event) => {
  const leave = event.target.closest("[data-leave]");
  if (!leave) return;
  event.preventDefault();
  location.replace(leave.href);
});

document.addEventListener("keydown", (event) => {
  const widget = document.querySelector(".widget[open]");
  if (event.key !== "Escape" || !widget) return;
  widget.open = false;
  widget.querySelector("summary").focus();
});
