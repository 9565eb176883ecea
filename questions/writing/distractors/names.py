"""Other names of the key's type and role: people, places, organisations."""

from __future__ import annotations

import difflib
import random
import re
from collections.abc import Iterable

from questions.facts import lists, names
from questions.types import FactKind
from questions.writing.distractors.lists import groups, siblings, titles
from questions.writing.distractors.ranks import OPTIONS

ALIAS_LIKENESS = 0.8
SOURCE = re.compile(r"^According to (?:[^“]*“.*?”[^,]*|[^,“]+), ")
ASKS_WHERE = re.compile(r"\b(?:in|from|to|near|at|into|of|through) which\b", re.IGNORECASE)
VENUE = re.compile(
    r"\b(?:Arena|Stadium|(?:Concert|Music|Town) Hall"
    r"|(?:Convention|Conference|Exhibition) Cent(?:er|re))$"
)
ASKED_AS = re.compile(r"\((.+)\)$")
MALE_STEM = re.compile(
    r"\b(?:he|his|him|himself|actor|king|prince|[a-z]*man|husband|father|son|brother)\b",
    re.IGNORECASE,
)
FEMALE_STEM = re.compile(
    r"\b(?:she|her|herself|actress|queen|princess|[a-z]*woman|wife|mother|daughter|sister)\b",
    re.IGNORECASE,
)
STATES = frozenset(["state", "province"])
SMALL_WORDS_OF_A_NAME = frozenset(["the", "and", "for", "von", "van", "der", "del"])


def unframed(prompt: str) -> str:
    """A prompt without the source that it names first, title and all."""
    return SOURCE.sub("", prompt)


def asked_as(name: str, kind: FactKind) -> str:
    """The word that a question asks for it by ("country", "river", "party"); "" for persons.

    Two names are of one sort where this is the same.
    """
    if kind is FactKind.PERSON:
        return ""
    if kind is FactKind.PLACE:
        return place_sort(name)
    for title in titles("organisation_neighbours").get(name, ()):
        return title_word(title)
    if VENUE.search(name):
        return "venue"
    heads = titles("organisation_heads").get(head(name), ())
    return heads[0] if heads else "organisation" if names.sort_of(name) else ""


def place_sort(name: str) -> str:
    if any(title_word(title) in STATES for title in titles("place_neighbours").get(name, ())) and (
        name in titles("country_neighbours") or name in titles("city_neighbours")
    ):
        return ""  # Georgia, Quebec
    if name in names.parts_of_the_world("countries") or name in titles("country_neighbours"):
        return "country"
    if name in names.parts_of_the_world("cities") or name in titles("city_neighbours"):
        return "city"
    for title in titles("place_neighbours").get(name, ()):
        return title_word(title)
    last = name.rsplit(maxsplit=1)[-1]
    return last.lower() if last in lists.words("place_words") else ""


def title_word(title: str) -> str:
    found = ASKED_AS.search(title)
    return found[1] if found else title


def head(name: str) -> str:
    """The word that says what sort of body it is: "University" in "University of Kansas"."""
    return re.split(r"\s(?:of|for|on|in)\s", name)[0].split()[-1]


def neighbours(name: str, kind: FactKind, prompt: str = "", region: str = "") -> list[str]:
    """Well-known names that ``name`` could be taken for, in a settled order.

    Where the prompt names the group ("a city of Greece"), no others than its members; and none
    for a "Cambridge" that stands before another ``region`` than the one that it is known in.
    """
    if region and not lies_in(name, region):
        return []
    if kind is FactKind.PERSON:
        return []
    if kind is FactKind.ORGANISATION:
        return siblings("organisation_neighbours", name)
    files = ["country_neighbours", "city_neighbours", "place_neighbours"]
    for file in files:
        for title in titles(file).get(name, ()):
            if title.split(",")[0] in prompt:
                return [one for one in groups(file)[title] if one != name]
    if not ASKS_WHERE.search(prompt):
        files.append("country_ranks")
    return list(dict.fromkeys(other for file in files for other in siblings(file, name)))


def lies_in(name: str, region: str) -> bool:
    """True for "Boston" and "Massachusetts", which lie in one country, and where nothing tells."""
    wanted = {
        region,
        *(title.split(",")[0] for title in titles("place_neighbours").get(region, ())),
    }
    known = {title.split(",")[0] for title in titles("city_neighbours").get(name, ())}
    countries = {one for one in known if one in titles("country_neighbours")} | (
        known & {"United States", "England", "Scotland", "Wales"}
    )
    return not countries or bool(countries & wanted)


def names_around(
    key: str,
    own: Iterable[str],
    known: Iterable[str],
    *,
    shown: str,
    draw: random.Random,
    shut: Iterable[str] = (),
) -> list[str] | None:
    """Two or three other names of the key's type; None where there are no two.

    ``own`` are the article's, those that are named oftenest first; ``known`` fill up. ``shown``
    is the prompt: no option may stand in it, nor share a word with the key or another option.
    ``shut`` are names that may be right as well. The key's place by length is drawn first, and
    among names as good as each other those are taken that make it so.
    """
    closed = [key, *shut]
    room = OPTIONS - 1
    shown = unframed(shown)

    def fit(names_: Iterable[str]) -> list[str]:
        found: list[str] = []
        for name in dict.fromkeys(names_):
            if shares_a_word(name, shown) or not is_like(key, name):
                continue
            if fits_the_stem(name, shown) and not any(is_alias(name, one) for one in closed):
                found.append(name)
        return found

    shorter = draw.randrange(OPTIONS)
    ours = sorted(fit(own)[: 2 * room], key=lambda _: draw.random())
    chosen = of_lengths(key, ours, room, shorter)
    if len(chosen) < room:
        theirs = sorted(fit(known), key=lambda _: draw.random())
        theirs = [name for name in theirs if not any(is_alias(name, one) for one in chosen)]
        done = sum(len(name) < len(key) for name in chosen)
        chosen += of_lengths(key, theirs, room - len(chosen), max(0, shorter - done))
    return chosen if len(chosen) >= 2 else None


def of_lengths(key: str, candidates: list[str], room: int, shorter: int) -> list[str]:
    """Up to ``room`` names, no two of them aliases, ``shorter`` of them shorter than the key."""
    chosen: list[str] = []
    short = [name for name in candidates if len(name) < len(key)]
    long = [name for name in candidates if len(name) >= len(key)]
    wanted = short[:shorter], long[: max(0, room - shorter)]
    for name in [*wanted[0], *wanted[1], *candidates]:
        if len(chosen) < room and not any(is_alias(name, one) for one in chosen):
            chosen.append(name)
    return chosen


def is_like(key: str, name: str) -> bool:
    """Of one form: a full name for a full name, an acronym for an acronym, a "the" for a "the"."""
    is_person = name.split(maxsplit=1)[0] in lists.words("given_names")
    if is_person and (len(key.split()) > 1) != (len(name.split()) > 1):
        return False
    return key.isupper() == name.isupper() or len(key) > 5


def fits_the_stem(name: str, stem: str) -> bool:
    """False for a man where the question asks for a woman, and the other way round."""
    sex = sex_of(name)
    if FEMALE_STEM.search(stem) and not MALE_STEM.search(stem):
        return sex != "m"
    if MALE_STEM.search(stem) and not FEMALE_STEM.search(stem):
        return sex != "f"
    return True


def sex_of(name: str) -> str:
    """ "f" or "m" by the given name; "" where it does not tell."""
    given = name.split(maxsplit=1)[0]
    if given in lists.words("feminine_names", "questions.writing"):
        return "f"
    neutral = lists.words("neutral_names", "questions.writing")
    return "m" if given in lists.words("given_names") and given not in neutral else ""


def is_alias(name: str, other: str) -> bool:
    """The same name, a part of it, its initials, or another spelling of it; neither is empty."""
    if shares_a_word(name, other) or shares_a_word(other, name):
        return True
    if initials(name) == other or initials(other) == name:
        return True
    one, two = name.casefold(), other.casefold()
    last = [text.rsplit(maxsplit=1)[-1] for text in (name, other)]
    alike = likeness(*map(str.casefold, last)) if all(map(is_own, last)) else 0.0
    return max(likeness(one, two), alike) > ALIAS_LIKENESS


def likeness(one: str, other: str) -> float:
    """0 to 1; quick where the lengths alone tell that it is little."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() <= ALIAS_LIKENESS or matcher.quick_ratio() <= ALIAS_LIKENESS:
        return 0.0
    return matcher.ratio()


def initials(name: str) -> str:
    capitals = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(capitals) if len(capitals) > 1 else name


def shares_a_word(name: str, other: str) -> bool:
    """True where a capitalised word of ``name``, or its stem, stands in ``other`` too.

    Words that name a sort of thing ("University", "Party", "River") are no one's own.
    """
    stems = {word[:5].lower() for word in re.findall(r"\w{3,}", other)}
    return any(
        word[:5].lower() in stems for word in re.findall(r"[A-Z]\w{2,}", name) if is_own(word)
    )


def is_own(word: str) -> bool:
    return (
        word not in names.organisation_kinds()
        and word not in lists.words("place_words")
        and word not in titles("organisation_heads")
        and word.lower() not in SMALL_WORDS_OF_A_NAME
        and word not in {"United", "National", "International", "Royal", "European"}
    )
