"""The unit, the money or the counted noun of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from questions.facts import counted
from questions.facts.ages import take_age
from questions.facts.drafts import Draft, Stated
from questions.facts.units import Unit, per_unit, unit_after
from questions.facts.words import Phrase, Words, singular
from questions.numbers import Form, Number

# litres of fuel per 100 km · gallons of jet fuel a year · tonnes of carbon per hectare
_PER_LATER = re.compile(
    r"\s(?:of\s\w+\s(?:\w+\s)?)?(?:per\s(?P<size>\d[\d,]*\s\w+|(?:square\s)?[a-z]+)|(?:an?|per)\s"
    r"(?P<time>second|minute|hour|day|night|week|month|year)\b(?!\s(?:ago|earlier|before|later)|-))"
)
_HYPHENED = re.compile(r"-(?P<noun>[A-Za-z]{2,})")
# soldiers a day · cars per year · frames per second
_RATE = re.compile(
    r"\s(?P<per>(?:(?:per|an?|each|every)\s(?:day|hour|week|month|year|minute|night|season|person|head|"
    r"capita|household|game|match|square\s\w+|\d[\d,]*\s\w+)|per\s[a-z]+))\b"
)
_OF_ONE = re.compile(r"\s(?:of\s)?(?:an?|one)(?=\s)")
_OF = re.compile(r"\sof(?=\s)")
_OF_THOSE = re.compile(r"\sof\s(?:the|its|their|his|her|our|these|those)\s")
_COMPARES = re.compile(r"\s(?:as|the|that|its|their|what|more)\b")
_TIMES_COMPARED = re.compile(
    r"\s(?:as|more|less|the|higher|larger|greater|bigger|faster|its|their|that|what|longer|smaller|"
    r"fewer|lower|heavier|stronger)\b"
)
_AMOUNT = re.compile(r"\s?\d")
_LATE_SCALE = re.compile(r"\s(?P<scale>million|billion|trillion|bn|m)\b(?!\s(?:long|wide|high))")
_LATE_SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}


# an hour and a half · a mile and a quarter
_AND_PART = re.compile(
    r"\b(?:an?|one)(?P<unit>\s[a-z]+)\sand\s(?:a|one)[\s-](?P<part>half|quarter)\b", re.IGNORECASE
)
_PARTS = {"half": 0.5, "quarter": 0.25}


def with_part(text: str) -> Iterator[Stated]:
    """Measures whose unit stands inside the number."""
    for match in _AND_PART.finditer(text):
        unit = unit_after(text, match.start("unit"))
        if unit and unit.end == match.end("unit"):
            value = 1 + _PARTS[match["part"].lower()]
            number = Number(match.start(), match.end(), match.group(), value, 0.1, Form.WORDS)
            yield Stated(number, number, match.start(), match.start(), unit)


def drafted(words: Words, stated: list[Stated]) -> list[Draft]:
    """A draft for each number that is no part of the unit before it ("85 cents a dozen")."""
    drafts: list[Draft] = []
    for each in stated:
        one = each
        if drafts and one.start < drafts[-1].end:
            if one.first.start < drafts[-1].end:
                continue
            one = replace(one, start=one.first.start, hedged_at=one.first.start, unit=None)
        draft = _draft(words, one, drafts)
        if draft and not (drafts and _adds_coins(words.text, drafts[-1], draft)):
            drafts.append(draft)
    return drafts


_COINS = {("dollar", "cent"), ("euro", "cent"), ("pound", "penny")}
_NO_MORE = re.compile(r"\s?[.,;)]|\s?$|\smore\b")


def _adds_coins(text: str, whole: Draft, part: Draft) -> bool:
    """Add the cents of ``3 dollars 50 cents`` or ``15 dollars 50``; False where there are none."""
    amount, coins = whole.stated.last, part.stated.last
    gap = text[whole.end : part.stated.start]
    if whole.role != "money" or gap not in (" ", " and ", ", ") or whole.stated.unit:
        return False
    if amount.value is None or coins.value is None or coins.value >= 100 or amount.step is None:
        return False
    bare = part.unit is None and part.phrase is None and coins.value > 9 and gap != ", "
    if (whole.unit, part.unit) not in _COINS and not (bare and _NO_MORE.match(text, coins.end)):
        return False
    total = replace(
        amount,
        value=round(amount.value + coins.value / 100, 2),
        step=0.01,
        end=coins.end,
        text=text[amount.start : coins.end],
    )
    whole.stated = replace(whole.stated, first=total, last=total)
    whole.end = max(part.end, coins.end)
    return True


def _draft(words: Words, stated: Stated, earlier: list[Draft]) -> Draft | None:
    text = words.text
    draft = Draft(stated, end=stated.end)
    if take_age(words, draft, earlier):
        return draft
    unit = unit_after(text, stated.end) or _unit_of_share(text, stated)
    if stated.unit:
        _take_unit(draft, text, per_unit(text, replace(stated.unit, end=stated.end)), stated.unit)
        if unit and unit.name == draft.unit and not _AMOUNT.match(text, unit.end):
            draft.end = max(draft.end, unit.end)
    elif unit and not _is_noun_instead(words, unit):
        _take_unit(draft, text, unit, unit)
    elif hyphened := _HYPHENED.match(text, stated.end):
        return _hyphened(words, draft, hyphened)
    else:
        _count(words, draft)
    return draft


def _unit_of_share(text: str, stated: Stated) -> Unit | None:
    """``a quarter of a percentage point``, ``half a mile``, ``half an hour``."""
    if stated.last.form not in (Form.FRACTION, Form.VAGUE):
        return None
    pattern = _OF if stated.last.form is Form.VAGUE else _OF_ONE
    article = pattern.match(text, stated.end)
    return unit_after(text, article.end()) if article else None


def _take_unit(draft: Draft, text: str, unit: Unit, written: Unit) -> None:
    draft.unit, draft.role = unit.name, unit.role
    draft.unit_text = text[written.start : written.end]
    draft.end = max(draft.end, unit.end)
    if unit.role == "money" and (late := _LATE_SCALE.match(text, draft.end)):
        _multiply(draft, _LATE_SCALES[late["scale"]])
        draft.end = late.end()
    if " per " not in unit.name and (per := _PER_LATER.match(text, draft.end)):
        draft.unit = f"{unit.name} per {per['size'] or per['time']}"


def _multiply(draft: Draft, factor: float) -> None:
    """``75 USD million``: the scale after the unit."""
    first, last = (
        replace(one, value=one.value * factor, step=(one.step or 1) * factor)
        if one.value is not None and one.scale == 1
        else one
        for one in (draft.stated.first, draft.stated.last)
    )
    single = not draft.stated.is_range
    draft.stated = replace(draft.stated, first=last if single else first, last=last)


def _is_noun_instead(words: Words, unit: Unit) -> bool:
    """A unit's name that is another word here: ``5 in``, ``20 second-hand cars``."""
    return unit.name == "second" and words.text[unit.end : unit.end + 5] == "-hand"


def _hyphened(words: Words, draft: Draft, hyphened: re.Match[str]) -> Draft | None:
    """``a two-storey house``, ``the 60-plus nations``."""
    noun = hyphened["noun"]
    if noun.lower() in ("plus", "odd", "strong"):
        _count(words, draft)
        return draft
    if noun.lower() == "fold":
        draft.unit, draft.unit_text, draft.role, draft.end = "time", noun, "ratio", hyphened.end()
        return draft
    if noun[0].isupper():
        return None
    draft.unit, draft.unit_text, draft.end = singular(noun), noun, hyphened.end()
    draft.phrase = counted.counted_phrase(words, hyphened.end(), through_of=False)
    return draft


def _count(words: Words, draft: Draft) -> None:
    """The noun that the number counts, and what it is counted per."""
    text, number = words.text, draft.stated.last
    if number.form is Form.MULTIPLE:
        _count_times(text, draft)
        return
    if number.form is Form.FRACTION:
        draft.role = "ratio"
    phrase = _counted(words, draft)
    if not phrase:
        return
    if phrase.head.lower == "fold":
        draft.unit, draft.unit_text, draft.role = "time", "fold", "ratio"
        return
    draft.phrase = phrase
    draft.unit, draft.unit_text = singular(phrase.head.text), phrase.head.text
    if per := _RATE.match(text, phrase.end):
        rate = per_unit(text, Unit(draft.unit, phrase.end, phrase.end))
        draft.unit, draft.unit_text = rate.name, text[phrase.head.start : per.end()]
        draft.end = draft.stated.end
    if phrase.head.lower == "times" and _TIMES_COMPARED.match(text, phrase.end):
        draft.role = "ratio"


def _count_times(text: str, draft: Draft) -> None:
    """``twice``, ``twice a day``, ``twice the price``."""
    number = draft.stated.last
    draft.role = "ratio" if _COMPARES.match(text, number.end) else "count"
    draft.unit, draft.unit_text = "time", number.text
    if draft.role == "count":
        draft.unit = per_unit(text, Unit("time", number.end, number.end)).name


def _counted(words: Words, draft: Draft) -> Phrase | None:
    text, number = words.text, draft.stated.last
    if number.form is Form.FRACTION and number.text.lower() == "half":
        article = _OF_ONE.match(text, number.end)
        if article and not article.group().startswith(" of"):
            return counted.counted_phrase(words, article.end(), through_of=False)
    through = number.form in (Form.VAGUE, Form.FRACTION) or bool(_OF_THOSE.match(text, number.end))
    phrase = counted.counted_phrase(words, number.end, through_of=through)
    if not phrase:
        return None
    if number.form is Form.FRACTION and " in " in number.text:
        return _cut(phrase)
    return _step_of_approach(words, draft, phrase)


def _cut(phrase: Phrase) -> Phrase:
    """``one in five adults smokes``: a plural after the first is a verb."""
    for place in range(phrase.first, phrase.last):
        if phrase.words.tag(place) == "NNS":
            return Phrase(phrase.words, phrase.first, place)
    return phrase


def _step_of_approach(words: Words, draft: Draft, phrase: Phrase) -> Phrase:
    """``a four step approach`` counts steps: a singular is not counted, the noun before it is."""
    several = draft.stated.last.value not in (1, None)
    before = words.lower(words.before(draft.stated.hedged_at))
    if not several or before not in ("a", "an") or phrase.head.tag != "NN":
        return phrase
    singulars = [words.tag(place) for place in range(phrase.first, phrase.last + 1)]
    if len(singulars) < 2 or singulars[0] != "NN" or "NNS" in singulars:
        return phrase
    return Phrase(words, phrase.first, phrase.first)


def share_units(text: str, drafts: list[Draft]) -> None:
    """Lend a unit to the number that shares it: ``5 and 7 km``, ``from 3 to 5 million tonnes``."""
    for left, right in reversed(list(pairwise(drafts))):
        gap = text[left.end : right.stated.start]
        if left.unit or not right.unit or left.role == "age" or len(gap) > 40:
            continue
        if left.role == "ratio" and right.role != "ratio":
            continue
        if counted.joins(gap) or _is_part(gap, left.stated, right.stated):
            left.unit, left.unit_text, left.role = right.unit, right.unit_text, right.role
            left.phrase, left.inherited = right.phrase, True


_OUT_OF = re.compile(
    r"\s(?:out\sof|in|of)\s(?:(?:the|every|its|their|his|her|our)\s)?"
    r"(?:(?:last|first|next|previous|remaining|past|other)\s)?"
)


def _is_part(gap: str, left: Stated, right: Stated) -> bool:
    """``19 out of 24 respondents``, ``five of the 12 jurors``."""
    least, most = left.last.value, right.last.value
    return (
        _OUT_OF.fullmatch(gap) is not None
        and least is not None
        and most is not None
        and least == int(least)
        and least < most
    )
