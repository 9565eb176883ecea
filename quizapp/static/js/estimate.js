// The scale under an estimate. What it finds by:
//   [data-slider]   the scale: data-low, data-high, data-scale ("ratio", "linear", "year"), data-unit
//   [data-drag]     a thumb of it, which writes a number into the field that it names by id
//   [data-bar]      the bar between two thumbs
//   [data-end]      the words at the scale's two ends
//   [data-values]   figures that the server has read from the fields: the thumbs go there
(() => {
  const WIDTH = 24; // a thumb's, in pixels: its middle never reaches the track's ends

  const sliders = () => document.querySelectorAll("[data-slider]");
  const thumbs = (slider) => [...slider.querySelectorAll("[data-drag]")];
  const share = (thumb) => (thumb.value - thumb.min) / (thumb.max - thumb.min);

  const scaleOf = ({ dataset }) => ({
    low: Number(dataset.low),
    high: Number(dataset.high),
    scale: dataset.scale,
  });

  // From a place between 0 and 1 to a round number, evenly in value or in ratio; and back.
  const numberAt = (place, { low, high, scale }) => {
    if (scale !== "ratio") return Math.round(low + (high - low) * place);
    const raw = low * (high / low) ** place;
    const power = 10 ** Math.floor(Math.log10(raw) + 1e-9);
    const step = raw / power < 3 ? power / 20 : power / 10;
    return Number((Math.round(raw / step) * step).toPrecision(3));
  };

  const placeOf = (value, { low, high, scale }) => {
    const place =
      scale === "ratio" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return Number.isFinite(place) ? Math.min(Math.max(place, 0), 1) : 0;
  };

  const words = (value, scale) => value.toLocaleString("en", { useGrouping: scale !== "year" });

  const drawBar = (slider) => {
    const bar = slider.querySelector("[data-bar]");
    const [one, other] = thumbs(slider);
    if (!bar || !other) return;
    const room = slider.clientWidth - WIDTH;
    const [from, to] = [share(one), share(other)].sort((first, second) => first - second);
    bar.setAttribute("x", WIDTH / 2 + from * room);
    bar.setAttribute("width", Math.max(0, (to - from) * room));
  };

  const say = (thumb, slider) => {
    const { scale } = slider.dataset;
    const value = words(numberAt(share(thumb), scaleOf(slider)), scale);
    thumb.setAttribute("aria-valuetext", `${value} ${slider.dataset.unit}`.trim());
  };

  const show = (slider) => {
    const { low, high, scale } = scaleOf(slider);
    const ends = slider.querySelectorAll("[data-end]");
    [low, high].forEach((value, index) => {
      if (ends[index]) ends[index].textContent = words(value, scale);
    });
    thumbs(slider).forEach((thumb) => say(thumb, slider));
    drawBar(slider);
  };

  const write = (thumb, slider) => {
    const field = document.getElementById(thumb.dataset.drag);
    if (!field) return;
    field.value = words(numberAt(share(thumb), scaleOf(slider)), slider.dataset.scale);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const isEmpty = (thumb) => !document.getElementById(thumb.dataset.drag)?.value;

  // A thumb takes the other one along when it would pass it.
  const onDrag = (event) => {
    const thumb = event.target.closest?.("[data-drag]");
    const slider = thumb?.closest("[data-slider]");
    if (!slider) return;
    const [one, other] = thumbs(slider);
    const passed = other && Number(one.value) > Number(other.value);
    if (passed) (thumb === one ? other : one).value = thumb.value;
    for (const each of thumbs(slider)) {
      if (each === thumb || passed || isEmpty(each)) write(each, slider);
    }
    show(slider);
  };

  // What was typed moves the thumbs.
  const follow = () => {
    const read = document.querySelector("#reading [data-values]")?.dataset.values;
    const values = read ? read.split(" ").map(Number) : [];
    for (const slider of sliders()) {
      const both = thumbs(slider);
      if (!both.length || values.length !== both.length) continue;
      both.forEach((thumb, index) => {
        if (thumb === document.activeElement) return;
        const span = thumb.max - thumb.min;
        thumb.value = Number(thumb.min) + placeOf(values[index], scaleOf(slider)) * span;
      });
      show(slider);
    }
  };

  const begin = () => sliders().forEach(show);

  document.addEventListener("input", onDrag);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "reading") follow();
    else begin();
  });
  document.addEventListener("DOMContentLoaded", begin);
  window.addEventListener("resize", begin);
})();
