// The words that scripts say, in the page's language. English stands in the scripts themselves;
// #words holds the others, as script_words.py writes them. A sentence names what is put into it:
// "Off by %(phrase)s: too low."
(() => {
  let words = null;

  const inPage = (sentence) => {
    words ??= JSON.parse(document.getElementById("words")?.textContent ?? "{}");
    return words[sentence];
  };

  const fill = (sentence, values) => sentence.replace(/%\((\w+)\)s|%%/g, (_, name) => (name ? values[name] : "%"));

  self.tell = (sentence, values = {}) => fill(inPage(sentence) ?? sentence, values);

  // The form for a number, which stands in it as %(num)s.
  self.tellMany = (one, many, number) => {
    const language = document.documentElement.lang;
    const forms = inPage(one) ?? { one, other: many };
    const form = forms[new Intl.PluralRules(language).select(number)] ?? forms.other;
    return fill(form, { num: number.toLocaleString(language) });
  };
})();

// Small comforts; every page works without them.
(() => {
  const root = document.documentElement;

  const keepTimeZone = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone) return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie =
      `time_zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
  };

  const setTheme = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    try {
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch {
      // Storage is shut: the choice lasts for this page.
    }
  };

  const bindTheme = () => {
    for (const radio of document.querySelectorAll('input[name="theme"]')) {
      radio.checked = radio.value === (root.dataset.theme ?? "");
      radio.addEventListener("change", () => setTheme(radio.value));
    }
  };

  // What needs to be read first after a load or a swap: an error's summary, or feedback.
  const focusFirst = (within) => {
    const target = within.matches?.("[data-focus]") ? within : within.querySelector("[data-focus]");
    target?.focus({ preventScroll: false });
  };

  const bindMenus = () => {
    document.addEventListener("click", (event) => {
      for (const menu of document.querySelectorAll("details.menu[open]")) {
        if (!menu.contains(event.target)) menu.open = false;
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const menu of document.querySelectorAll("details.menu[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  };

  const bindSwaps = () => {
    document.body.addEventListener("htmx:configRequest", (event) => {
      const token = document.querySelector('meta[name="csrf-token"]')?.content;
      if (token) event.detail.headers["X-CSRFToken"] = token;
    });
    document.body.addEventListener("htmx:afterSwap", (event) => focusFirst(event.detail.elt));
    document.body.addEventListener("htmx:sendError", () => {
      document.getElementById("offline").hidden = false;
    });
    document.body.addEventListener("htmx:beforeSend", () => {
      document.getElementById("offline").hidden = true;
    });
  };

  keepTimeZone();
  document.addEventListener("DOMContentLoaded", () => {
    bindTheme();
    bindMenus();
    bindSwaps();
    focusFirst(document);
  });
})();
