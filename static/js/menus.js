// Menus close when one presses Escape, opens another or clicks elsewhere. Without this they still open and close.
const menus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

// Browsers that cannot show a closed <details> on a wide screen by style alone get it opened.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  const open = () => document.querySelectorAll("details[data-fold]").forEach((fold) => { fold.open = true; });
  open();
  document.addEventListener("htmx:after:swap", open);
}
