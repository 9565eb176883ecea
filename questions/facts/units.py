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
_MONEY = names("currencies")


def _folded(aliases: dict[str, str]) -> dict[str, str]:
    """Aliases as they are looked up: long ones in lower case, symbols and short ones as written."""
    return {_key(alias): name for alias, name in aliases.items()}


def _key(alias: str) -> str:
    return alias.lower() if len(alias) > 3 else alias


_NAMES = {key: (name, "measure") for key, name in _folded(_MEASURES).items()} | {
    key: (name, "money") for key, name in _folded(_MONEY).items()
}
for _code in ("usd", "eur", "gbp", "rmb", "cny", "jpy", "chf", "aud", "nzd", "hkd", "inr", "rub"):
    _NAMES[_code] = (_MONEY[_code.upper()], "money")
_NAMES["%"] = _NAMES["percent"] = _NAMES["per cent"] = _NAMES["pct"] = ("percent", "percentage")
_NAMES["percentage points"] = _NAMES["percentage point"] = ("percentage point", "percentage")
_SIGNS = sorted((alias for alias in _MONEY if not alias[-1:].isalpha()), key=len, reverse=True)
_CODES = sorted(
    (alias for alias in _MONEY if alias.isalpha() and (alias.isupper() or alias == "Rs")),
    key=len,
    reverse=True,
)
_BEFORE = re.compile(
    r"(?:(?<![A-Za-z$])(?P<sign>"
    + "|".join(re.escape(one) for one in _SIGNS)
    + r"|(?<!\w)(?:us|hk|nz|US|HK|NZ)\s\$)"
    r"|(?<!\w)(?P<code>" + "|".join(re.escape(one) for one in _CODES) + r"))\s?[-−]?\s?$"
)
# Up to four words, for the longest name of a unit; a joint of one space, hyphen or nothing.
_AFTER = re.compile(
    r"(?P<joint>(?:\s-\s|[\s\u00a0-])?)(?P<words>[%¢$€£₽₹₡₾₭₺₴₪₱฿](?![A-Za-z])|[°º]\s?(?:Celsius|Fahrenheit|[CF])?(?![A-Za-z])|(?:U\.S\.|[A-Za-zµμ]+(?:/[A-Za-z]+|[²³2](?![\w]))?)"
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
_LATIN = {"annum": "year", "diem": "day"}
_SHORT = frozenset(
    ["m", "g", "l", "L", "h", "K", "V", "W", "p", "t", "ha", "mi", "ms", "pm", "cl", "bar"]
)
_NOT_A_UNIT = re.compile(
    r"(?:second|mark|marks|stone|league|crown|degree|cup|bar|bars|mole|sol)$", re.IGNORECASE
)


def unit_before(text: str, start: int) -> Unit | None:
    """A currency sign or code right before the number at ``start``: ``US$``, ``€``, ``Rs``."""
    found = _BEFORE.search(text, max(0, start - 8), start)
    if not found:
        return None
    written = found["sign"] or found["code"]
    name = _MONEY.get(written) or _MONEY[written.replace(" ", "").upper()]
    at = found.start("sign") if found["sign"] else found.start("code")
    return Unit(name, at, at + len(written), "money")


_MONEY_TALK = re.compile(
    r"\b(?:cost|price|pay|paid|worth|spen[dt]|fined|fund|fees?\b|salary|wage|tax|budget|debt|sterling|earn|"
    r"charge|rais|invest|bill|bought|buy|sold|sell|sale|revenue|profit|money|prize|loan|grant|bids?\b|euro|"
    r"dollar|income|rent|market|bank)|£",
    re.IGNORECASE,
)


def unit_after(text: str, end: int) -> Unit | None:
    """The unit that follows the number ending at ``end``: ``km``, ``-inch``, ``dollars``."""
    found = _AFTER.match(text, end)
    if not found:
        return None
    start, written = found.start("words"), found["words"]
    unit = _power(text, start, written) or _named(text, start, written, found["joint"])
    if unit and unit.name == "pound" and not _is_money(text, end, unit):
        unit = Unit("pound", unit.start, unit.end)
    return _with_per(text, unit) if unit else None


def _is_money(text: str, end: int, unit: Unit) -> bool:
    """Whether pounds are money here, and not weight."""
    return text[unit.start : unit.end].lower() not in ("lb", "lbs") and (
        "illion" in text[max(0, end - 8) : end] or _MONEY_TALK.search(text) is not None
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
    if alias in _SHORT:
        return alias not in ("p", "t", "h", "pm", "L", "K", "l") or joint == ""
    if joint == " " and _NOT_A_UNIT.match(alias):
        return not re.match(r"\s[a-z]+\b", text[end : end + 20]) or alias[-1] == "s"
    if alias == "second":
        return joint == "-"
    return True


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
    name = _LATIN.get(of) or _name_of(of)
    if word in ("a", "an", "each", "every") and name not in _PIECES:
        return unit
    if word == "/" and _key(of) not in _NAMES:
        return unit
    return Unit(f"{unit.name} per {name}", unit.start, found.end(), unit.role)


def _name_of(words: str) -> str:
    """The normal name of what a rate is per: a unit, or the singular of a common noun."""
    known = _NAMES.get(_key(words))
    power = _POWER.match(words)
    if power and (name := _NAMES.get(_key(power["unit"]))):
        return f"{words.split(maxsplit=1)[0].lower()} {name[0]}"
    return known[0] if known else words if words[0].isdigit() else singular(words)
