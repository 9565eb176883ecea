// Review by keys (a accept, r reject, e edit, j and k to go on and back, u undo), and the marker
// in the article kept in step with the draft that is open.
(() => {
  const wide = matchMedia("(min-width: 60rem)");

  const openCard = () => document.querySelector(".draft")?.dataset.card;
  const marks = () => [...document.querySelectorAll(".review__article [data-cards]")];
  const cardsOf = (mark) => mark.dataset.cards.split(" ");
  const lineOf = (card) => document.querySelector(`.draft-line[data-card="${card}"]`);

  // A swap brings the drafts alone: where the next one is from another article, all is loaded.
  const sameArticle = () => {
    const draft = document.querySelector(".draft");
    const article = document.querySelector(".review__article");
    return !draft || draft.dataset.article === (article?.dataset.article ?? "");
  };

  const follow = () => {
    if (!sameArticle()) {
      location.reload();
      return;
    }
    const card = openCard();
    let first = null;
    for (const mark of marks()) {
      const on = cardsOf(mark).includes(card);
      mark.classList.toggle("marker--focus", on);
      if (on) first ??= mark;
    }
    if (first && wide.matches) showIn(document.querySelector(".review__article"), first);
  };

  // Scrolls the article alone, never the page.
  const showIn = (frame, mark) => {
    const [outer, inner] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
    if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
    frame.scrollTop += inner.top - outer.top - outer.height / 3;
  };

  // A marked sentence leads to its draft; clicked again, to the next one that leans on it.
  const openFromArticle = (event) => {
    const mark = event.target.closest(".review__article [data-cards]");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const open = openCard();
    const cards = cardsOf(mark).filter((card) => card === open || lineOf(card));
    const next = cards[(cards.indexOf(open) + 1) % cards.length];
    if (!next) return;
    event.preventDefault();
    if (next === open) document.getElementById("draft").scrollIntoView();
    else lineOf(next).click();
  };

  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (!/^[arejku]$/.test(key)) return;
    const target = document.querySelector(`#drafts [data-key="${key}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
  };

  document.addEventListener("keydown", press);
  document.addEventListener("click", openFromArticle);
  document.addEventListener("DOMContentLoaded", () => {
    follow();
    document.body.addEventListener("htmx:afterSettle", follow);
  });
})();
