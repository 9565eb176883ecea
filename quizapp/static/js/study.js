// The study page's keys and clock. What it finds by:
//   [data-turn]        the question as served; its form's field "seconds" is filled at sending
//   [data-option]      an option's radio button or button, in the order of its key
//   [data-key]         what one other key presses: "0" I don't know, "e" easy, "!" guessing
//   [data-next]        the link or button that goes on, once there is feedback
//   [data-drag]        a slider that writes a number into the field that it names by id
//   dialog#keys        the list of keys, which "?" opens
(() => {
  const TYPED = 'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select';
  const PRESSED = "a[href], button, summary";

  const turn = () => document.querySelector("[data-turn]");
  const keys = () => document.getElementById("keys");

  let shownAt = performance.now();
  let hiddenAt = null;

  const restartClock = () => {
    shownAt = performance.now();
    hiddenAt = document.hidden ? shownAt : null;
  };

  // A page in the background does not make an answer slow.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = performance.now();
    else if (hiddenAt !== null) {
      shownAt += performance.now() - hiddenAt;
      hiddenAt = null;
    }
  });

  document.addEventListener(
    "submit",
    (event) => {
      const seconds = event.target.querySelector?.('input[name="seconds"]');
      if (seconds) seconds.value = ((performance.now() - shownAt) / 1000).toFixed(1);
    },
    { capture: true },
  );

  const choose = (number) => {
    const option = turn()?.querySelectorAll("[data-option]")[number - 1];
    if (!option || option.disabled) return false;
    if (option.type !== "radio" || option.checked) send(option);
    else {
      option.checked = true;
      option.focus({ preventScroll: true });
      option.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return true;
  };

  // Keys for what is rarely said.
  const pressMarked = (key) => {
    const marked = turn()?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    marked?.click();
    return Boolean(marked);
  };

  const send = (element) => {
    if (element.type === "radio") element.form.requestSubmit();
    else element.click();
  };

  const goOn = () => {
    const next = document.querySelector("[data-next]");
    if (next) {
      next.click();
      return true;
    }
    const form = turn()?.querySelector("form[data-answer]");
    if (!form) return false;
    form.requestSubmit();
    return true;
  };

  const onKey = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys()?.open || event.repeat) return;
    const at = document.activeElement ?? document.body;
    if (at.matches(TYPED)) return;
    let done = false;
    if (event.key === "?" && keys()) {
      keys().showModal();
      done = true;
    } else if (/^[1-9]$/.test(event.key)) {
      done = choose(Number(event.key));
    } else if (/^[0e!]$/.test(event.key)) {
      done = pressMarked(event.key);
    } else if (event.key === "Enter" && !at.matches(PRESSED)) {
      done = goOn();
    } else if (event.key === " " && !at.matches(PRESSED)) {
      const unanswered = at.type === "radio" && !at.checked;
      done = at.type !== "range" && at.type !== "checkbox" && !unanswered && goOn();
    }
    if (done) event.preventDefault();
  };

  // From a place between 0 and 1 to a number of two figures, evenly in value or in ratio.
  const numberAt = (place, low, high, scale) => {
    const raw = scale === "ratio" ? low * (high / low) ** place : low + (high - low) * place;
    if (scale !== "ratio") return Math.round(raw);
    const step = 10 ** (Math.floor(Math.log10(raw)) - 1);
    return Number((Math.round(raw / step) * step).toPrecision(2));
  };

  const onDrag = (event) => {
    const slider = event.target.closest?.("[data-drag]");
    if (!slider) return;
    const { drag, low, high, scale } = slider.dataset;
    const field = document.getElementById(drag);
    if (!field) return;
    const place = (slider.value - slider.min) / (slider.max - slider.min);
    const value = numberAt(place, Number(low), Number(high), scale);
    field.value = value.toLocaleString("en", { useGrouping: scale !== "year" });
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // A new question is seen from its beginning, and can be typed into at once where there are keys;
  // feedback comes where the eyes already are.
  const begin = () => {
    if (!document.getElementById("study-head") || !turn()?.querySelector("[data-answer]")) return;
    window.scrollTo({ top: 0, behavior: "instant" });
    const typed = matchMedia("(hover: hover)").matches && turn().querySelector('[name="text"]');
    if (!document.querySelector("[data-focus]")) {
      (typed || document.getElementById("main")).focus({ preventScroll: true });
    }
  };

  document.addEventListener("keydown", onKey);
  document.addEventListener("input", onDrag);
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-show-keys]");
    if (opener) keys()?.showModal();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    restartClock();
    if (event.detail.elt.id === "main" || event.detail.target?.id === "main") begin();
  });
  document.addEventListener("DOMContentLoaded", begin);
  window.addEventListener("pageshow", restartClock);
})();
