// Runs before the first paint: the chosen theme, and the word that scripts work.
(() => {
  const root = document.documentElement;
  root.dataset.scripts = "";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is shut: the system's theme it is.
  }
})();
