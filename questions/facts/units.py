"""Units of measure and money: what stands beside a number, under one singular name each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questions.facts.lists import names, words
from questions.facts.words import singular


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at ``text[start:end]``; ``role`` is "measure", "money" or "percentage"."""

    name: str
    start: int
    end: int
    role: str = "measure"


_MEASURES = names("units")
_MONEY = dict(names("currencies"))


def _folded(aliases: dict[str, str]) -> dict[str, str]:
    """Aliases as they are looked up: long ones in lower case, symbols and short ones as written."""
    return {_key(alias): name for alias, name in aliases.items()}


def _key(alias: str) -> str:
    return alias.lower() if len(alias) > 3 else alias


_NAMES = {key: (name, "measure") for key, name in _folded(_MEASURES).items()} | {
    key: (name, "money") for key, name in _folded(_MONEY).items()
}
_TYPED_CODES = ("usd", "eur", "gbp", "rmb", "cny", "jpy", "chf", "aud", "cad", "nzd", "hkd", "inr")
for _code in _TYPED_CODES:
    _MONEY[_code] = _MONEY[_code.upper()]
    _NAMES[_code] = (_MONEY[_code], "money")
_NAMES["%"] = _NAMES["percent"] = _NAMES["per cent"] = _NAMES["pct"] = ("percent", "percentage")
_NAMES["percentage points"] = _NAMES["percentage point"] = ("percentage point", "percentage")
_SIGNS = sorted((alias for alias in _MONEY if not alias[-1:].isalpha()), key=len, reverse=True)
_CODES = sorted(
    (
        alias
        for alias in _MONEY
        if (alias.isalpha() and alias.isupper()) or alias in (*_TYPED_CODES, "Rs", "KSh", "Tk")
    ),
    key=len,
    reverse=True,
)
# $5 · US$5 · c $ 5 · usd$5 · EUR 5 · rupees 5,000 · dollar 22.5 million
_BEFORE = re.compile(
    r"(?:(?<![A-Za-z$])(?P<sign>(?:(?:usd?|hkd?|nzd?|aud?|cad?|mxn|sgd|c)\s?|[as])\$|"
    + "|".join(re.escape(one) for one in _SIGNS)
    + r")|(?<!\w)(?P<code>"
    + "|".join(re.escape(one) for one in _CODES)
    + r")|\b(?P<name>dollar|rupees?|euro|naira|ringgit|rand|taka|shillings?|pesos?))\s?[-−]?\s?$"
)
_SIGN_LETTERS = {"us": "US$", "hk": "HK$", "nz": "NZ$", "au": "A$", "ca": "C$", "mx": "MXN$",
                 "sg": "S$", "c": "C$", "a": "A$", "s": "S$"}  # fmt: skip
# A name before a number is its unit only where nothing else can be: "rupees 5,000", "dollar 5bn".
_STANDS_ALONE = re.compile(r"\d[\d,.]*\s?(?:[mb]n?\b|[mbtr]+illion|crore|lakh|[,.;)]|$)|\d+,\d")
# Up to four words, for the longest name of a unit; a joint of one space, hyphen or nothing.
_AFTER = re.compile(
    r"(?P<joint>(?:\s-\s|[\s\u00a0-])?)(?P<words>[%¢$€£₽₹₡₾₭₺₴₪₱฿元圆₫](?![A-Za-z])|ரூ|රු|[℃℉]|[°º]\s?(?:Celsius|Fahrenheit|[CF])?(?![A-Za-z])|(?:U\.S\.|[A-Za-zµμ]+(?:/[A-Za-z]+|[²³23](?![\w]))?)"
    r"(?:[\s-](?:U\.S\.|[A-Za-z]+(?:/[A-Za-z]+)?)){0,3})"
)
_POWER = re.compile(r"(?:square|sq\.?|cubic|cu\.?)[\s-](?P<unit>[A-Za-z]+)", re.IGNORECASE)
_PER = re.compile(
    r"(?P<by>\s(?:per|an?|each|every)\s|\s?-\s?an?\s?-\s?|/)(?P<of>(?!(?:year|month|week|day|decade|century)\s(?:ago|earlier|before|later|old|in\sadvance))(?:square\s|cubic\s)?[A-Za-z]+|\d[\d,]*\s[a-z]+)"
)
_TIMES = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "fortnight",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
    ]
)
_PIECES = _TIMES | words("pieces")
_LATIN = {"annum": "year", "diem": "day", "capita": "person"}
# What may stand after a slash only: "km/s", "£5/h", "litres/100 km".
_SLASHED = {"s": "second", "h": "hour", "d": "day", "l": "litre", "L": "litre"}
# A unit in brackets: 20 (kg), 20 [kg]
_BRACKETED = re.compile(r"\s?[(\[{<](?P<unit>[A-Za-zµ°%²³/]{1,9})[)\]}>]")
# "10″ long", "a 21\" screen"; "6 ft 2 in"
_INCHES = re.compile(r"\s?[″\"](?=\s(?:long|wide|tall|high|deep|thick|across|screen|x|by)\b)")
_AFTER_FEET = re.compile(r"(?:\bft|\bfeet|\bfoot|\dft|['′])\s?$")
_IN = re.compile(r"\s?in\b(?!\s(?:(?:the|an?|his|her|their|its|\d{4})\b|[A-Z]))")
_SHORT = frozenset(
    ["m", "g", "l", "L", "h", "K", "V", "W", "p", "t", "ha", "mi", "ms", "pm", "cl", "bar"]
)
_NOT_A_UNIT = re.compile(
    r"(?:second|mark|marks|league|crown|degree|cup|bar|bars|mole|sol)$", re.IGNORECASE
)


def unit_before(text: str, start: int) -> Unit | None:
    """A currency sign or code right before the number at ``start``: ``US$``, ``€``, ``Rs``."""
    found = _BEFORE.search(text, max(0, start - 11), start)
    if not found or (found["name"] and not _STANDS_ALONE.match(text, start)):
        return None
    group = found.lastgroup or "sign"
    written = found[group]
    return Unit(_money_named(written), found.start(group), found.end(group), "money")


def _money_named(written: str) -> str:
    """The normal name of a currency as it stands before a number."""
    name = _MONEY.get(written)
    if name is None and written.endswith("$"):
        letters = written.rstrip("$ \u00a0").lower()
        name = _MONEY[_SIGN_LETTERS.get(letters) or _SIGN_LETTERS[letters[:2]]]
    return name or _MONEY[written.lower()]


_MONEY_TALK = re.compile(
    r"\b(?:cost|price|pay|paid|worth|spen[dt]|fined|fund|fees?\b|salary|wage|tax|budget|debt|sterling|earn|"
    r"charge|rais|invest|bill|bought|buy|sold|sell|sale|revenue|profit|money|prize|loan|grant|bids?\b|euro|"
    r"dollar|income|rent|market|bank)|£",
    re.IGNORECASE,
)


def unit_after(text: str, end: int) -> Unit | None:
    """The unit that follows the number ending at ``end``: ``km``, ``-inch``, ``dollars``."""
    found = _AFTER.match(text, end)
    if not found or found["words"] == "in":
        return _marked_unit(text, end)
    start, written = found.start("words"), found["words"]
    unit = _power(text, start, written) or _named(text, start, written, found["joint"])
    if unit is None and (marked := _marked_unit(text, end)):
        return marked
    if unit and unit.name == "pound" and not _is_money(text, end, unit):
        unit = Unit("pound", unit.start, unit.end)
    return _with_per(text, unit) if unit else None


def _marked_unit(text: str, end: int) -> Unit | None:
    """A unit in brackets, the sign of inches, and the ``in`` of ``6 ft 2 in``."""
    if found := _BRACKETED.match(text, end):
        name = _NAMES.get(found["unit"])
        return Unit(name[0], found.start("unit"), found.end("unit"), name[1]) if name else None
    if found := _INCHES.match(text, end):
        return Unit("inch", found.end() - 1, found.end())
    if found := _IN.match(text, end):
        number = re.search(r"\d[\d.]*$", text[max(0, end - 6) : end])
        ahead = text[max(0, end - 16) : end - len(number.group())] if number else ""
        if _AFTER_FEET.search(ahead):
            return Unit("inch", found.end() - 2, found.end())
    return None


def _is_money(text: str, end: int, unit: Unit) -> bool:
    """Whether pounds are money here, and not weight."""
    return text[unit.start : unit.end].lower() not in ("lb", "lbs") and (
        "illion" in text[max(0, end - 8) : end]
        or _MONEY_TALK.search(text, max(0, end - 200), end + 200) is not None
    )


def _power(text: str, start: int, written: str) -> Unit | None:
    """``square kilometres``, ``cubic feet``, ``sq km``."""
    found = _POWER.match(text, start)
    if not found:
        return None
    name = _NAMES.get(_key(found["unit"]))
    if not name:
        return None
    power = "cubic" if written.lower().startswith("cu") else "square"
    return Unit(f"{power} {name[0]}", start, found.end())


def _named(text: str, start: int, written: str, joint: str) -> Unit | None:
    pieces = [0, *(match.start() for match in re.finditer(r"[\s/-]", written)), len(written)]
    for cut in reversed(pieces[1:]):
        alias = written[:cut]
        name = _NAMES.get(alias) or _NAMES.get(_key(alias.replace("\u00a0", " ")))
        if name is None and len(alias) > 3:
            name = _NAMES.get(alias.lower())
        if name and _fits(alias, text, start + cut, joint):
            return Unit(name[0], start, start + cut, name[1])
    return None


def _fits(alias: str, text: str, end: int, joint: str) -> bool:
    """Whether a short or ambiguous alias is a unit where it stands."""
    if text[end : end + 1].isdigit():
        return False
    if alias in _DEGREES:
        return _is_degree(alias, text, end, joint)
    if alias in _SHORT:
        return alias not in ("p", "t", "h", "pm", "L", "l") or joint == ""
    if joint == " " and _NOT_A_UNIT.match(alias):
        return not re.match(r"\s[a-z]+\b", text[end : end + 20]) or alias[-1] == "s"
    if alias == "second":
        return joint == "-"
    return alias != "stone" or not _OF_STONE.match(text, end)


_OF_STONE = re.compile(r"\s[a-z]+s\b")
_DEGREES = frozenset(["C", "F", "K"])
_WARMTH = re.compile(r"\b(?:temperature|degree|cold|hot|heat|warm|cool|chill|freez|boil|melt|"
                     r"mercury|oven|bake)", re.IGNORECASE)  # fmt: skip


def _is_degree(letter: str, text: str, end: int, joint: str) -> bool:
    """Whether a lone letter tells degrees: ``40C`` where the talk is of heat, ``3,000 K``."""
    if letter == "K" and joint == "":
        return True
    return joint in ("", " ") and _WARMTH.search(text, max(0, end - 200), end + 80) is not None


_YEARLY = re.compile(r"\s(?:per|an?)\s(?:year|month|week|day|quarter|annum|hour)\b")


def _with_per(text: str, unit: Unit) -> Unit:
    """The unit with ``per hour``, ``a barrel``, ``/s`` after it, where that follows."""
    if unit.role == "percentage" and not _YEARLY.match(text, unit.end):
        return unit
    return per_unit(text, unit)


def per_unit(text: str, unit: Unit) -> Unit:
    """``unit`` joined with what follows it as a rate: "dollar per barrel", "soldier per day"."""
    found = _PER.match(text, unit.end)
    if not found:
        return unit
    of, word = found["of"], found["by"].strip(" -")
    slashed = _SLASHED.get(of) if word == "/" else None
    name = slashed or _LATIN.get(of) or _name_of(of)
    if word in ("a", "an", "each", "every") and name not in _PIECES:
        return unit
    if word == "/" and not slashed and _key(of) not in _NAMES:
        return unit
    return Unit(f"{unit.name} per {name}", unit.start, found.end(), unit.role)


def _name_of(words: str) -> str:
    """The normal name of what a rate is per: a unit, or the singular of a common noun."""
    known = _NAMES.get(_key(words))
    power = _POWER.match(words)
    if power and (name := _NAMES.get(_key(power["unit"]))):
        return f"{words.split(maxsplit=1)[0].lower()} {name[0]}"
    return known[0] if known else words if words[0].isdigit() else singular(words)
