// A table whose columns sort: the heads become buttons, figures sort from the largest.
(() => {
  const leaves = (table) => {
    const [first, second] = table.tHead.rows;
    const own = [...first.cells].filter((cell) => cell.rowSpan === 2 && cell.tagName === "TH");
    return [...own, ...(second?.cells ?? [])];
  };

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return "value" in cell.dataset ? Number(cell.dataset.value) : cell.textContent.trim();
  };

  const compare = (one, other) =>
    typeof one === "number" ? one - other : one.localeCompare(other);

  const sort = (table, head, column) => {
    const figures = "value" in table.tBodies[0].rows[0].cells[column].dataset;
    const before = head.getAttribute("aria-sort");
    const down = before ? before === "ascending" : figures;
    const rows = [...table.tBodies[0].rows].sort(
      (one, other) => compare(valueOf(one, column), valueOf(other, column)) * (down ? -1 : 1)
    );
    table.tBodies[0].append(...rows);
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) {
      other.removeAttribute("aria-sort");
    }
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  };

  const bind = (table) => {
    leaves(table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head, column));
      head.append(button);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("table[data-sortable]").forEach(bind);
  });
})();
