// What this browser keeps for when the network is lost: cards to study, and answers to send.
// Shared by the pages and by the service worker. Everything is kept for one person at a time:
// whoever else comes to this browser finds nothing, and answers wait until their own learner is
// back. Without IndexedDB there is nothing of all this, and the pages work as they did.
self.kept = (() => {
  const FRESH = 10 * 60_000; // milliseconds for which the kept cards are not asked for again
  const promised = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  let opened = null;
  const open = () => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("quizapp", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("cards", { keyPath: "card" });
        request.result.createObjectStore("answers", { keyPath: "id", autoIncrement: true });
        request.result.createObjectStore("facts");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opened;
  };

  // One transaction over all three; `act` gets the stores and must not wait for anything else.
  const change = async (act) => {
    const database = await open();
    const transaction = database.transaction(["cards", "answers", "facts"], "readwrite");
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = act({
      cards: transaction.objectStore("cards"),
      answers: transaction.objectStore("answers"),
      facts: transaction.objectStore("facts"),
    });
    await done;
    return result;
  };

  const read = async (store, key) => {
    const found = (await open()).transaction(store).objectStore(store);
    return promised(key === undefined ? found.getAll() : found.get(key));
  };

  const cards = () => read("cards");
  const fact = (name) => read("facts", name);
  const waiting = async () => {
    const person = await fact("person");
    return (await read("answers")).filter((one) => one.person === person);
  };

  // This browser is `person`'s from now on; another's cards go.
  const claim = async (person) => {
    if ((await fact("person")) === person) return;
    await change((stores) => {
      stores.cards.clear();
      stores.facts.clear();
      stores.facts.put(person, "person");
    });
  };

  const forget = () =>
    change((stores) => {
      stores.cards.clear();
      stores.facts.clear();
    });

  const refresh = async (person) => {
    const language = document.documentElement.lang;
    const fresh = Date.now() - ((await fact("refreshed")) ?? 0) < FRESH;
    if (fresh && (await fact("language")) === language) return;
    const response = await fetch("/study/kept", { cache: "no-store" });
    if (!response.ok) return;
    const found = await response.json();
    if (found.person !== person || (await waiting()).length) return;
    await change((stores) => {
      stores.cards.clear();
      for (const card of found.cards) stores.cards.put({ ...card, used: 0 });
      stores.facts.put(Date.now(), "refreshed");
      stores.facts.put(language, "language");
      stores.facts.put(found.now - Date.now(), "offset");
    });
  };

  const keep = (card) => change((stores) => stores.cards.put(card));
  const drop = (card) => change((stores) => stores.cards.delete(card));

  // Something to send: `address` and `fields` of a form; `card` is where it was answered.
  const add = async (address, fields, card) => {
    const person = await fact("person");
    await change((stores) => stores.answers.add({ person, address, fields, card, at: Date.now() }));
    const worker = await self.navigator.serviceWorker?.getRegistration?.().catch(() => null);
    await worker?.sync?.register("answers").catch(() => null);
  };

  // The last answer that is still here, taken back; null where there is none.
  const takeBack = async () => {
    const last = (await waiting()).pop();
    if (!last) return null;
    await change((stores) => stores.answers.delete(last.id));
    return last;
  };

  // Only one page or worker sends at a time, in the order in which the answers were given.
  const alone = (act) =>
    self.navigator.locks ? self.navigator.locks.request("quizapp", act) : act();

  const send = () =>
    alone(async () => {
      const answers = await read("answers");
      if (!answers.length) return 0;
      const before = Date.now();
      const here = await (await fetch("/study/here", { cache: "no-store" })).json();
      const offset = here.now - (before + Date.now()) / 2;
      let sent = 0;
      for (const one of answers.filter((answer) => answer.person === here.person)) {
        const body = new URLSearchParams(one.fields);
        body.set("csrf_token", here.csrf);
        body.set("at", String(Math.round(one.at + offset)));
        const response = await fetch(one.address, { method: "POST", body, redirect: "manual" });
        if (response.status === 429 || response.status >= 500) break;
        await change((stores) => stores.answers.delete(one.id));
        sent += 1;
      }
      if (sent) await change((stores) => stores.facts.delete("refreshed"));
      return sent;
    });

  return { cards, waiting, fact, claim, forget, refresh, keep, drop, add, takeBack, send };
})();
