// The study page's keys and clock. What it finds by:
//   [data-turn]        the question as served; its form's field "seconds" is filled at sending
//   [data-option]      an option's radio button or button, in the order of its key
//   [data-key]         what one other key presses, on the card or in the menu
//   [data-next]        the link or button that goes on, once there is feedback
//   [data-menu]        the quiet menu, which "?" opens; [data-report] in it, which "r" opens
//   #study-note, #say  what was just done, and the same for screen readers
(() => {
  const TYPED = 'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select';
  const PRESSED = "a[href], button, summary";

  const turn = () => document.querySelector("[data-turn]");
  const menu = () => document.querySelector("[data-menu]");

  let shownAt = performance.now();
  let hiddenAt = null;

  const restartClock = () => {
    shownAt = performance.now();
    hiddenAt = document.hidden ? shownAt : null;
  };

  // What has just been swapped in may be used before htmx has seen it.
  const ready = (element) => {
    if (element?.matches?.("[hx-post], [hx-get]")) self.htmx?.process(element);
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
      ready(event.target);
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

  // Keys for what is rarely said or done, on the card first, then in the menu.
  const pressMarked = (key) => {
    const place = `[data-key="${CSS.escape(key)}"]`;
    const marked = turn()?.querySelector(place) ?? menu()?.querySelector(place);
    marked?.click();
    return Boolean(marked);
  };

  const openMenu = (open) => {
    if (!menu()) return false;
    menu().open = open;
    if (open) menu().querySelector("form:not([hidden]) .menu__item, a.menu__item").focus();
    else menu().querySelector("summary").focus();
    return true;
  };

  const openReport = () => {
    const report = menu()?.querySelector("[data-report]");
    if (!report) return false;
    menu().open = true;
    report.open = true;
    report.querySelector("textarea").focus();
    return true;
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
    const flashcard = form.querySelector("details.flashcard");
    if (!flashcard) form.requestSubmit();
    else if (flashcard.open) choose(1);
    else flashcard.open = true;
    return true;
  };

  const onKey = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.repeat) return;
    const at = document.activeElement ?? document.body;
    if (at.matches(TYPED)) {
      // Out of the field, where the other keys work.
      if (event.key === "Escape") document.getElementById("main").focus({ preventScroll: true });
      return;
    }
    let done = false;
    if (event.key === "?") {
      done = openMenu(!menu()?.open);
    } else if (event.key === "r") {
      done = openReport();
    } else if (/^[1-9]$/.test(event.key)) {
      done = choose(Number(event.key));
    } else if (/^[0egu!*-]$/.test(event.key)) {
      done = pressMarked(event.key);
    } else if (event.key === "Enter" && !at.matches(PRESSED)) {
      done = goOn();
    } else if (event.key === " " && !at.matches(PRESSED)) {
      const unanswered = at.type === "radio" && !at.checked;
      done = at.type !== "range" && at.type !== "checkbox" && !unanswered && goOn();
    }
    if (done) event.preventDefault();
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

  const say = () => {
    const region = document.getElementById("say");
    if (region) region.textContent = document.getElementById("study-note")?.textContent.trim();
  };

  // Something was done without leaving the card.
  const settle = (done) => {
    say();
    if (!done) return;
    menu()?.querySelector("[data-report] form")?.reset();
    menu()?.removeAttribute("open");
    document.getElementById("main").focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => ready(event.target.closest?.("[data-next]")), {
    capture: true,
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSwap", (event) => {
    const { elt, target, xhr } = event.detail;
    if (target?.id === "study-note") settle(xhr.status === 200);
    if (elt.id !== "main" && target?.id !== "main") return;
    restartClock();
    say();
    begin();
  });
  document.addEventListener("DOMContentLoaded", begin);
  window.addEventListener("pageshow", restartClock);
})();
