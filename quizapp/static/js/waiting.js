// A form whose answer takes a while says what it is doing, and is sent once.
(() => {
  const set = (form, waiting) => {
    form.querySelector("[data-waiting-button]").disabled = waiting;
    form.querySelector("[data-waiting-note]").hidden = !waiting;
  };

  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-waiting]")) set(event.target, true);
  });

  // A page that comes back from the browser's memory is ready to be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-waiting]")) set(form, false);
  });
})();
