// Studying on while the network is lost. What it finds by:
//   [data-answer]   the answer's form, [data-action] the menu's forms, [data-next] the way on
//   body[data-shell]  the page that the service worker shows when nobody answers
// An answer that can't be sent is kept (kept.js), judged here for its feedback (judge.js), and the
// next card that is kept is asked in the same place. Once the network is back all is sent.
(() => {
  const SOON = 20 * 60_000; // a card that comes back so soon is asked when nothing else is left
  const AGAIN = 60_000;
  const RETRY = 15_000;

  const person = document.querySelector('meta[name="person"]')?.content;
  const shell = "shell" in document.body.dataset;
  const main = () => document.getElementById("main");
  const turn = () => main().querySelector("[data-turn]");

  let away = shell;
  let cards = [];
  let asked = null; // the kept card on the page, or null where the server asked
  let next = "/study"; // where to go on once the network is back

  // Pages

  const element = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    return template.content.firstElementChild;
  };

  // As after a swap: clock, focus and slider begin anew.
  const show = (section) => {
    main().replaceChildren(section);
    htmx.trigger(main(), "htmx:afterSwap", { elt: main(), target: main(), xhr: { status: 200 } });
  };

  const note = (words) => {
    const place = document.getElementById("study-note");
    const line = element('<p class="notice"></p>');
    line.textContent = words;
    place?.replaceChildren(...(words ? [line] : []));
    const said = document.getElementById("say");
    if (said) said.textContent = words;
  };

  const noteWaiting = async () => {
    const { length } = await kept.waiting();
    note(
      length
        ? tellMany(
            "No network. %(num)s answer kept in this browser, to be sent when it is back.",
            "No network. %(num)s answers kept in this browser, to be sent when it is back.",
            length,
          )
        : tell("No network. Answers are kept in this browser."),
    );
  };

  // Cards

  const pick = () => {
    const now = Date.now();
    const left = cards.filter((card) => !card.done && card.used < card.turns.length);
    left.sort((one, other) => one.due - other.due);
    return left.find((card) => card.due <= now) ?? left.find((card) => card.due <= now + SOON);
  };

  const goOn = async () => {
    const card = pick();
    if (!card) return end();
    ask(card);
    await noteWaiting();
  };

  const ask = (card) => {
    asked = card;
    const section = element(card.ask);
    const token = card.turns[card.used];
    section.querySelector('[name="turn"]').value = token;
    section.querySelector("form").removeAttribute("hx-post");
    for (const field of document.querySelectorAll('[data-action] [name="turn"]')) field.value = token;
    show(section);
  };

  const end = async () => {
    asked = null;
    const section = element(
      `<section class="end"><h1></h1><p class="lead"></p>
       <p class="actions"><a class="button button--primary" href="/study" data-key="Enter"></a></p></section>`,
    );
    section.querySelector("h1").textContent = tell("No more cards are kept here");
    section.querySelector("a").textContent = tell("Try the network again");
    const { length } = await kept.waiting();
    section.querySelector(".lead").textContent = length
      ? tellMany(
          "%(num)s answer kept in this browser. It is sent as soon as the network is back, also if you close this page and come again.",
          "%(num)s answers kept in this browser. They are sent as soon as the network is back, also if you close this page and come again.",
          length,
        )
      : tell("There is no network, and no card that is due is kept in this browser.");
    show(section);
    note("");
  };

  // Answers

  const judged = (form, fields, card) => {
    const found = judge(fields, card.key);
    if (!found.error) return found;
    const wrong = element('<div class="notice notice--wrong" role="alert"><p></p></div>');
    wrong.firstChild.textContent = found.error;
    form.querySelector(".notice--wrong")?.remove();
    form.prepend(wrong);
    return null;
  };

  const answer = async (form, fields, card) => {
    const found = card ? judged(form, fields, card) : { words: "" };
    if (!found) return;
    document.querySelector('[data-action="undo"]')?.removeAttribute("hidden");
    await kept.add(form.getAttribute("action"), Object.entries(fields), card?.card ?? null);
    if (card) {
      const again = !found.right || Boolean(fields.guessed);
      if (!card.seen) advance(again ? 1 : 2);
      Object.assign(card, {
        used: card.used + (asked ? 1 : 0),
        seen: true,
        done: !again,
        due: Date.now() + AGAIN,
      });
      await kept.keep(card);
      feedback(found, fields, card);
    } else await goOn();
    await (away ? noteWaiting() : sendAll());
  };

  // The hairline and its words, as the server would move them: a card seen is half done.
  const advance = (halves) => {
    const bar = document.querySelector(".study-head__progress");
    const words = document.querySelector("[data-seen]");
    if (!bar || !words) return;
    bar.value += halves;
    words.textContent = Number(words.textContent) + 1;
  };

  const mark = (section, fields, key) => {
    section.querySelectorAll(".option").forEach((option) => {
      const input = option.querySelector("input");
      const right = key.right.includes(Number(input.value));
      const chosen = input.value === fields.choice;
      input.remove();
      option.classList.add(right ? "option--right" : chosen ? "option--wrong" : "option--other");
      if (!right && !chosen) return;
      option.querySelector(".option__key").textContent = right ? "✓" : "✗";
      const words = right ? (chosen ? "Your answer, right" : "Right answer") : "Your answer, wrong";
      const note = element('<span class="option__note"></span>');
      note.textContent = tell(words);
      option.append(note);
    });
  };

  // What was given and what is right are in the language of the question, where it names one.
  const answers = (found, key, language) => {
    const list = element('<dl class="answers question__answer"><div><dt></dt><dd><span aria-hidden="true"></span> <bdi></bdi></dd></div><div><dt></dt><dd><bdi></bdi></dd></div></dl>');
    const [yours, theirs] = list.querySelectorAll("dt");
    yours.textContent = tell("Your answer");
    theirs.textContent = tell("The source");
    const [given, truth] = list.querySelectorAll("dd");
    given.className = found.right ? "right" : "wrong";
    given.querySelector("span").textContent = found.right ? "✓" : "✗";
    given.querySelector("bdi").textContent = found.given ?? "";
    truth.querySelector("bdi").textContent = key.words;
    if (language) for (const one of list.querySelectorAll("bdi")) one.lang = language;
    if (!found.given) given.parentElement.remove();
    return list;
  };

  const feedback = (found, fields, card) => {
    const section = turn().cloneNode(true);
    const form = section.querySelector("form");
    section.classList.add("question--answered");
    const prompt = section.querySelector("#prompt");
    const parts = [prompt];
    if (card.key.kind === "multiple_choice") {
      mark(section, fields, card.key);
      parts.push(form.querySelector(".options"));
    } else parts.push(answers(found, card.key, prompt.lang));
    const verdict = element(
      `<div class="question__actions actions"><button class="button button--primary" type="button" data-next data-key="Enter"></button>
       <p class="feedback__verdict" role="status" tabindex="-1" data-focus><span aria-hidden="true"></span> <span class="visually-hidden"></span> <span></span></p></div>`,
    );
    verdict.querySelector("button").textContent = tell("Next");
    const line = verdict.querySelector(".feedback__verdict");
    line.classList.add(found.right ? "right" : "wrong");
    const [sign, said, words] = line.children;
    sign.textContent = found.right ? "✓" : "✗";
    said.textContent = tell(found.right ? "Right:" : "Not right:");
    words.textContent = found.words;
    section.replaceChildren(...parts, verdict, element(card.after));
    show(section);
  };

  // What was tried on the network and failed

  const fieldsOf = (parameters) =>
    Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== "csrf_token"));

  const cardOnPage = () => cards.find((card) => card.card === Number(turn()?.dataset.card));

  const act = async (form, fields) => {
    const { action } = form.dataset;
    if (action === "undo") return takeBack();
    await kept.add(form.getAttribute("action"), Object.entries(fields), null);
    form.closest("[data-menu]")?.removeAttribute("open");
    if (action !== "hold") return note(tell("Kept in this browser, to be sent when the network is back."));
    const card = cardOnPage();
    if (card) await kept.keep(Object.assign(card, { done: true }));
    return goOn();
  };

  const takeBack = async () => {
    const last = await kept.takeBack();
    const card = last && cards.find((one) => one.card === last.card);
    if (!last) return note(tell("Without a network only what is still kept here can be taken back."));
    if (!card) return goOn();
    Object.assign(card, { used: Math.max(0, card.used - 1), done: false, due: 0 });
    await kept.keep(card);
    ask(card);
    return note(tell("Your last answer is taken back. Here is its question again."));
  };

  const lost = (event) => {
    const { elt, requestConfig } = event.detail;
    const form = elt.matches("form[data-answer], form[data-action]") ? elt : null;
    const onward = elt.matches("[data-next]") ? elt : null;
    if (!elt.closest("#main, #study-head") || !self.indexedDB) return;
    event.stopPropagation();
    away = true;
    const fields = fieldsOf(requestConfig.parameters);
    if (onward) next = onward.getAttribute("href");
    const done = onward
      ? goOn()
      : !form
        ? noteWaiting()
        : form.dataset.action
          ? act(form, fields)
          : answer(form, fields, cardOnPage());
    done.catch(() => {
      document.getElementById("offline").hidden = false; // nothing can be kept here
    });
  };

  // What is asked from here never tries the network first.
  const onSubmit = (event) => {
    const form = event.target;
    if (!asked || !form.matches("[data-answer]")) return;
    event.preventDefault();
    answer(form, fieldsOf(Object.fromEntries(new FormData(form, event.submitter))), asked);
  };

  const onClick = (event) => {
    const onward = event.target.closest?.("button[data-next]");
    if (!onward) return;
    if (away) goOn();
    else if (shell) location.assign(next);
    else htmx.ajax("GET", next, { target: "#main", select: "#main", selectOOB: "#study-head", swap: "outerHTML show:none" });
  };

  // Sending

  const sendAll = async () => {
    try {
      const sent = await kept.send();
      if (sent && document.getElementById("study-note")) {
        note(tellMany("The network is back. %(num)s answer sent.", "The network is back. %(num)s answers sent.", sent));
      }
      const left = (await kept.waiting()).length;
      if (away && !left && (sent || (await reachable()))) back();
    } catch {
      // Nobody answers yet.
    }
  };

  const reachable = async () => (await fetch("/study/here", { cache: "no-store" })).ok;

  // On a question that the server has not seen asked, one more answer is kept and sent at once.
  const back = () => {
    away = false;
    if (shell && !turn()) location.assign("/study");
  };

  const answeredHere = async (event) => {
    const { elt, successful } = event.detail;
    const card = Number(turn()?.dataset.card);
    if (!successful || !elt.matches?.("form[data-answer]") || !card) return;
    cards = cards.filter((one) => one.card !== card);
    await kept.drop(card);
  };

  const begin = async () => {
    const study = shell || location.pathname === "/" || location.pathname.startsWith("/study");
    try {
      if (!shell) await kept.claim(person);
      if (!shell) await sendAll();
      if (!shell && study) await kept.refresh(person);
      cards = await kept.cards();
    } catch {
      // No network, or no room to keep anything.
      cards = await kept.cards().catch(() => []);
    }
    if (shell) await goOn();
    if (!shell && study) navigator.serviceWorker?.register("/sw.js").catch(() => null);
  };

  document.addEventListener("htmx:sendError", lost, true);
  document.addEventListener("htmx:timeout", lost, true);
  document.addEventListener("htmx:afterRequest", answeredHere, true);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target.action?.endsWith("/logout")) kept.forget().catch(() => null);
    },
    { capture: true },
  );
  window.addEventListener("online", sendAll);
  setInterval(async () => {
    if (away || (await kept.waiting().catch(() => [])).length) await sendAll();
  }, RETRY);
  begin();
})();
