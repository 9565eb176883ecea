// Writing a question: the preview follows the typing, a chosen wording goes into the question.
(() => {
  const QUIET = 400;

  const bind = (form) => {
    let timer;
    form.addEventListener("input", (event) => {
      if (event.target.name === "wording") {
        form.elements.prompt.value = event.target.value;
        event.target.checked = false;
      }
      clearTimeout(timer);
      timer = setTimeout(() => form.dispatchEvent(new CustomEvent("preview")), QUIET);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("form[data-preview]")) bind(form);
  });
})();
