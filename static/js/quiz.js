// Saving answers: sends what was answered before this page was ready, says so when one was not saved, and sends it again
// with the next that is.
const bar = document.querySelector(".saved-bar");
const unsaved = new Set();
const isSaved = (context) => context.response?.status < 400 && context.text?.includes('id="saved"');

const failed = (question) => {
  unsaved.add(question.id);
  const sign = document.getElementById("saved");
  sign.classList.add("error");
  sign.textContent = bar.dataset.failed;
};

const changed = (field) => (field.type === "text" ? field.value !== field.defaultValue : field.checked !== field.defaultChecked);

document.addEventListener("htmx:after:init", ({ target }) => {
  const fields = target.matches(".question") ? [...target.querySelectorAll("input:not([type=hidden])")] : [];
  if (fields.some(changed)) target.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (!ctx.sourceElement.matches(".question") || ctx.text.includes('id="saved"')) return;
  event.preventDefault(); // a page of another kind: busy, signed out
  failed(ctx.sourceElement);
});

document.addEventListener("htmx:error", (event) => {
  const question = event.target.closest?.(".question");
  if (question) failed(question);
});

document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = event.detail;
  if (!isSaved(ctx)) return;
  unsaved.delete(ctx.sourceElement.id);
  for (const id of [...unsaved]) {
    unsaved.delete(id);
    document.getElementById(id).dispatchEvent(new Event("change", { bubbles: true }));
  }
});
