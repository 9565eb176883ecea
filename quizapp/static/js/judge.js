// An answer judged in the browser, for the feedback alone while there is no network; the grade that
// counts is given by the server. The rules are those of questions/grading.py, and a test holds
// the two together over a table of answers.
self.judge = (() => {
  const NOISE = 1e-9;
  const SCALES = { k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, bn: 1e9, billion: 1e9, trillion: 1e12 };
  const VOWELS = new Set("aeiouy");

  // 470k, 470,000, 470 000, 4.7e5, 0.47 million, 20%, -3.5; null for everything else. Whatever is
  // read here the server reads as the same.
  const readNumber = (text) => {
    const plain = text.trim().toLowerCase().replace(/[\u2212\u2013]/g, "-");
    const found =
      /^([-+]?)(\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e[-+]?\d+)?)\s*(%|[a-z]+)?$/.exec(plain);
    if (!found) return null;
    const [, sign, figures, unit] = found;
    if (unit && unit !== "%" && !(unit in SCALES)) return null;
    const value = Number(figures.replace(/[, \u00a0\u202f]/g, "")) * (SCALES[unit] ?? 1);
    if (!Number.isFinite(value) || value > 1e100) return null;
    return sign === "-" ? -value : value;
  };

  const print = (value, year = false) =>
    Math.abs(value) >= 1e6 && !year
      ? printLarge(value)
      : value.toLocaleString("en", { maximumSignificantDigits: 6, useGrouping: !year });

  const printLarge = (value) => {
    const [size, word] = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]].find(([one]) => Math.abs(value) >= one);
    return `${(value / size).toLocaleString("en", { maximumSignificantDigits: 4 })} ${word}`;
  };

  const shortened = (value, figures = 2) =>
    value >= 10 ** figures && value < 1000 ? Math.round(value) : Number(value.toPrecision(figures));

  const within = (distance, limit, size) => distance <= limit + NOISE * Math.abs(size);

  const closeEnough = (given, key) => {
    const distance = Math.abs(given - key.value);
    if (within(distance, key.rounding, key.value)) return true;
    if (key.scale !== "ratio") return within(distance, key.goal, key.value);
    return given > 0 && Math.abs(Math.log(given / key.value)) <= Math.log1p(key.goal) + NOISE;
  };

  const errorWords = (given, key) => {
    const distance = shortened(Math.abs(given - key.value));
    const number = print(distance);
    if (key.scale === "year") return distance === 1 ? tell("1 year") : tell("%(number)s years", { number });
    if (key.scale === "percentage") {
      return distance === 1 ? tell("1 percentage point") : tell("%(number)s percentage points", { number });
    }
    if (key.scale !== "ratio") return print(distance);
    const ratio = Math.max(given / key.value, 1e-7);
    const factor = Math.max(ratio, 1 / ratio);
    if (factor > 1e6) return tell("a factor of more than %(factor)s", { factor: print(1e6) });
    if (factor > 1.1 + NOISE) return tell("a factor of %(factor)s", { factor: print(shortened(factor, factor < 1.2 ? 3 : 2)) });
    return `${Math.max(1, Math.ceil(Math.abs(ratio - 1) * 100 - 1e-6))}\u202f%`;
  };

  // Sentences by the side on which an estimate lies, in numbers and in years.
  const WITHIN = {
    low: "Within %(phrase)s, a little low.",
    high: "Within %(phrase)s, a little high.",
    early: "Within %(phrase)s, a little early.",
    late: "Within %(phrase)s, a little late.",
  };
  const OFF = {
    low: "Off by %(phrase)s: too low.",
    high: "Off by %(phrase)s: too high.",
    early: "Off by %(phrase)s: too early.",
    late: "Off by %(phrase)s: too late.",
  };
  const MISSED = {
    low: "Too low: your interval misses the answer.",
    high: "Too high: your interval misses the answer.",
    early: "Too early: your interval misses the answer.",
    late: "Too late: your interval misses the answer.",
  };

  const sideOf = (given, key) => {
    const [low, high] = key.scale === "year" ? ["early", "late"] : ["low", "high"];
    return given > key.value ? high : low;
  };

  const judgeFigure = (text, key) => {
    const given = readNumber(text);
    if (given === null) return { error: tell("Write a number like 470,000, 470k or 0.47 million.") };
    const right = closeEnough(given, key);
    const distance = Math.abs(given - key.value);
    let words = tell((right ? WITHIN : OFF)[sideOf(given, key)], { phrase: errorWords(given, key) });
    if (within(distance, 0, key.value)) words = tell("Exactly what the source says.");
    else if (within(distance, key.rounding, key.value)) words = tell("Within the source's own rounding.");
    else if (key.scale === "ratio" && given <= 0) words = tell("Too low: the answer is above zero.");
    return { right, words, given: `${print(given, key.scale === "year")} ${key.unit}`.trim() };
  };

  const judgeInterval = (fields, key) => {
    const [low, high] = [readNumber(fields.text), readNumber(fields.until)];
    if (low === null || high === null) return { error: tell("Write both as numbers like 470,000, 470k or 0.47 million.") };
    if (low > high) return { error: tell("The lower figure is above the upper one; swap them or mend one.") };
    if (key.scale === "ratio" && low <= 0) return { error: tell("The lower figure must be above zero.") };
    const noise = NOISE * Math.abs(key.value);
    const below = high < key.value - key.rounding - noise;
    const above = low > key.value + key.rounding + noise;
    const side = sideOf(below ? -Infinity : Infinity, key);
    const words = tell(below || above ? MISSED[side] : "Your interval holds the answer.");
    const year = key.scale === "year";
    const given = tell("%(low)s to %(high)s", { low: print(low, year), high: `${print(high, year)} ${key.unit}`.trim() });
    return { right: !below && !above, words, given };
  };

  // Words without case, accents, punctuation, articles and a plural's s.
  const wordsOf = (text) => {
    const bare = text
      .replaceAll("’", "'")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replaceAll("'s ", " ")
      .replaceAll("'", "")
      .replaceAll("&", " and ")
      .replace(/(?<=\d)[,\s](?=\d{3}\b)/g, "");
    const found = bare.match(/[\p{L}\p{N}]+/gu) ?? [];
    const kept = found.filter((word) => !["a", "an", "the"].includes(word));
    return (kept.length ? kept : found).map((word) =>
      word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word,
    );
  };

  // Edits between two words; swapping neighbours is one, another consonant two unless forgiving.
  const slips = (one, other, forgiving) => {
    let earlier = [];
    let above = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let row = 1; row <= one.length; row += 1) {
      const line = [row];
      for (let column = 1; column <= other.length; column += 1) {
        const [mine, theirs] = [one[row - 1], other[column - 1]];
        const light = forgiving || (VOWELS.has(mine) && VOWELS.has(theirs));
        const cost = mine === theirs ? 0 : light ? 1 : 2;
        line.push(Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + cost));
        const swapped = row > 1 && column > 1 && mine === other[column - 2] && theirs === one[row - 2];
        if (swapped) line[column] = Math.min(line[column], earlier[column - 2] + 1);
      }
      [earlier, above] = [above, line];
    }
    return above[other.length];
  };

  const nearly = (one, other) => {
    const shorter = Math.min(one.length, other.length);
    if (one === other) return true;
    if (shorter < 5 || one[0] !== other[0] || /\p{N}/u.test(one + other)) return false;
    return slips(one, other, shorter >= 8) <= 1;
  };

  const sameText = (given, key) => {
    const [mine, theirs] = [wordsOf(given), wordsOf(key)];
    if (mine.length && mine.join("") === theirs.join("")) return true;
    const [number, other] = [readNumber(given), readNumber(key)];
    return number !== null && other !== null && Math.abs(number - other) <= NOISE * Math.max(Math.abs(number), Math.abs(other));
  };

  const nearlyText = (given, key) => {
    const [mine, theirs] = [wordsOf(given), wordsOf(key)];
    return mine.length > 0 && mine.length === theirs.length && mine.every((word, place) => nearly(word, theirs[place]));
  };

  const judgeText = (text, key) => {
    const keys = [key.text, ...key.accepted];
    const given = text.trim();
    if (keys.some((one) => sameText(given, one))) return { right: true, words: tell("That is right."), given };
    if (keys.some((one) => nearlyText(given, one))) {
      return { right: true, words: tell("That is right; it is written %(key)s.", { key: key.text }), given };
    }
    return { right: false, words: tell("Not quite: the answer is %(key)s.", { key: key.text }), given };
  };

  const judgeChoice = (fields, key) => {
    if (!key.right.includes(Number(fields.choice))) {
      return { right: false, words: tell("Not this one; the right answer is marked.") };
    }
    return { right: true, words: fields.guessed ? tell("Right, though you were guessing: it comes back soon.") : tell("That is right.") };
  };

  // `fields` as the form sends them, `key` as study/ahead.py writes it: {right, words, given}, or
  // {error} where the answer can't be read.
  return (fields, key) => {
    if (fields.unknown) return { right: false, words: tell("Now you have seen it; it comes back soon.") };
    if (key.kind === "multiple_choice") return judgeChoice(fields, key);
    if (key.kind === "flashcard") return { right: true, words: tell("You knew it.") };
    if (key.kind !== "numeric_estimate") return judgeText(fields.text, key);
    return "until" in fields ? judgeInterval(fields, key) : judgeFigure(fields.text, key);
  };
})();
