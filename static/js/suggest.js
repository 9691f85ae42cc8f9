// Suggestions under a search box while one types: a combobox with a list, as the ARIA practices describe it.
// Without this the box searches as ever.
const PAUSE = 120;
const SHORTEST = 2;
let boxes = 0;

const addSuggestions = (box) => {
  const address = box.dataset.suggest;
  delete box.dataset.suggest;
  const name = `offers-${(boxes += 1)}`;
  const place = document.createElement("div");
  place.className = "offers";
  place.id = name;
  place.hidden = true;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  box.after(place, said);
  const facts = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off" };
  for (const [fact, value] of Object.entries(facts)) box.setAttribute(fact, value);
  let waiting, asking, chosen = -1, typed = "";

  const offers = () => [...place.querySelectorAll("[role=option]")];

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    place.hidden = true;
    place.replaceChildren();
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    box.removeAttribute("aria-controls");
  };

  const choose = (number) => {
    const all = offers();
    chosen = all.length ? (number + all.length) % all.length : -1;
    all.forEach((offer, i) => offer.setAttribute("aria-selected", String(i === chosen)));
    box.setAttribute("aria-activedescendant", all[chosen]?.id ?? "");
    all[chosen]?.scrollIntoView({ block: "nearest" });
  };

  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const list = page.querySelector("[role=listbox]");
    if (!list || document.activeElement !== box) return;
    close();
    said.textContent = list.dataset.said;
    if (!list.children.length) return;
    list.id = `${name}-list`;
    place.replaceChildren(document.adoptNode(list));
    offers().forEach((offer, i) => {
      offer.id = `${name}-${i}`;
      offer.setAttribute("aria-selected", "false");
    });
    place.hidden = false;
    box.setAttribute("aria-expanded", "true");
    box.setAttribute("aria-controls", list.id);
  };

  const ask = async () => {
    typed = box.value.trim();
    asking?.abort();
    if (typed.length < SHORTEST) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (answer.ok) show(await answer.text());
    } catch (fault) {
      if (fault.name !== "AbortError") close();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      if (place.hidden) ask();
      else choose(chosen < 0 && steps[event.key] < 0 ? -1 : chosen + steps[event.key]);
    } else if (event.key === "Enter") {
      const offer = offers()[chosen];
      if (offer) {
        event.preventDefault();
        location.assign(offer.dataset.href);
      }
      close();
    } else if (event.key === "Escape" && !place.hidden) {
      event.preventDefault();
      close();
    }
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  place.addEventListener("pointerdown", (event) => event.preventDefault());
  place.addEventListener("click", (event) => {
    const offer = event.target.closest("[role=option]");
    if (offer) location.assign(offer.dataset.href);
  });
};

const look = () => document.querySelectorAll("input[data-suggest]").forEach(addSuggestions);
look();
document.addEventListener("htmx:after:swap", look);
