// Forms: go to what is wrong, and shorten long lists of choices by typing.
const ready = () => {
  document.querySelector("[data-focus]")?.focus();
  for (const list of document.querySelectorAll("[data-filter]")) addFilter(list);
};

const addFilter = (list) => {
  const words = list.dataset.filter;
  delete list.dataset.filter;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "choices-filter";
  box.placeholder = words;
  box.setAttribute("aria-label", words);
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLocaleLowerCase();
    for (const choice of list.querySelectorAll("label")) {
      choice.hidden = !choice.textContent.toLocaleLowerCase().includes(wanted) && !choice.querySelector(":checked");
    }
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  list.before(box);
};

ready();
document.addEventListener("htmx:after:swap", ready);
