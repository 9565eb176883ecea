"""What a number counts or measures: the noun phrase after it, or the one that governs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lemminflect import getLemma

from questions.facts.lists import words as word_list
from questions.facts.words import NOUNS, Phrase, Word, Words, phrase_after, phrase_before

_LIGHT = word_list("light_verbs")
_PARTICIPLES = word_list("participles")
_AUXILIARIES = word_list("auxiliaries")
_RELATIVES = frozenset(["which", "who", "that", "whose", "where"])
_TOTALS = re.compile(
    r"\b(?:an?|the)\s(?:average|total|maximum|minimum|sum|combined|further)(?:\sof)?\s$",
    re.IGNORECASE,
)
_WAYS = frozenset(
    [
        "in",
        "at",
        "on",
        "near",
        "among",
        "across",
        "between",
        "for",
        "with",
        "from",
        "into",
        "around",
        "inside",
        "within",
    ]
)
_SKIP_AFTER = re.compile(
    r"(?:\s?\+|-plus|-odd|-strong)?(?:\s?,?\sor\s(?:more|so|fewer|less)\b)?", re.IGNORECASE
)
_OF = re.compile(r"\sof\s", re.IGNORECASE)
# Verbs that taggers take for nouns before a number.
_TAKEN_FOR_NOUNS = word_list("verbs_like_nouns")
_STOP = word_list("empty_nouns")


def counted_phrase(words: Words, end: int, *, through_of: bool) -> Phrase | None:
    """The noun phrase that a number ending at ``end`` counts: ``470,000 active troops``.

    ``through_of`` says that "of" may stand between (``dozens of``, ``a third of``, ``five of``).
    """
    skipped = _SKIP_AFTER.match(words.text, end)
    place = skipped.end() if skipped else end
    of = _OF.match(words.text, place)
    if of and not through_of:
        return None
    index = words.first_from(of.end() if of else place)
    if index >= len(words) or words[index].start > (of.end() if of else place) + 2:
        return None
    if not of and words[index].tag in ("DT", "PRP$", "IN", "PRP"):
        return None
    phrase = phrase_after(words, index)
    if phrase and phrase.head.lower in _DATE_HEADS and not of:
        return None
    return _cut_to_plural(phrase) if phrase else None


def _cut_to_plural(phrase: Phrase) -> Phrase:
    """``20 turtles nest``: a singular after a plural is the tagger's mistake for a verb."""
    words, place = phrase.words, phrase.last
    while place > phrase.first and words.tag(place) == "NN":
        place -= 1
    return Phrase(words, phrase.first, place) if words.tag(place) == "NNS" else phrase


_DATE_HEADS = frozenset(
    [
        "today",
        "yesterday",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)


def content(phrases: Iterable[Phrase]) -> list[str]:
    """The telling words of some phrases, each once, in order."""
    found: dict[str, None] = {}
    for phrase in phrases:
        for word in phrase.content():
            if word.lower() not in _STOP and any(one.isalpha() for one in word):
                found.setdefault(word)
    return list(found)


def of_phrase(words: Words, end: int) -> list[Phrase]:
    """What ``of`` or ``in`` adds right after ``end``: ``rounds of ammunition``, ``$5m in aid``."""
    index = words.first_from(end)
    if words.lower(index) not in ("of", "in"):
        return []
    first = index + 1
    while words.lower(index) == "of" and words.tag(first) in ("CD", "DT", "PRP$"):
        first += 1
    if words.tag(first) == "CD":
        return []
    phrase = phrase_after(words, first)
    return [phrase] if phrase and phrase.last - index < 9 else []


def happening(words: Words, end: int) -> list[str]:
    """The participle or verb after a counted phrase: ``troops have been killed or wounded``."""
    index, seen = words.first_from(end), 0
    while index < len(words) and seen < 6 and _is_filler(words, index):
        index, seen = index + 1, seen + 1
    if words.tag(index) not in ("VBN", "VBD") and words.lower(index) not in _PARTICIPLES:
        return []
    found = [words[index].text]
    if words.lower(index + 1) in ("or", "and") and words.tag(index + 2) in ("VBN", "VBD"):
        found.append(words[index + 2].text)
    return [word for word in found if not is_light(word)]


def _is_filler(words: Words, index: int) -> bool:
    word = words[index]
    return word.lower in _AUXILIARIES or word.lower in _RELATIVES or word.tag == "RB"


def harm(words: Words, start: int, end: int) -> list[str]:
    """The word beside a bare number of people: ``killed three``, ``31 injured``."""
    places = (words.first_from(end), words.before(start))
    return [words[place].text for place in places if words.lower(place) in _HARM]


_HARM = _PARTICIPLES | word_list("harming_verbs")


def is_light(verb: str) -> bool:
    lemma = getLemma(verb.lower(), upos="VERB")
    return (bool(lemma) and lemma[0] in _LIGHT) or verb.lower() in _AUXILIARIES


def governing_verb(words: Words, start: int) -> list[str]:
    """The verb right before a counted phrase: ``killed 1,500 troops`` -> killed."""
    total = _TOTALS.search(words.text, max(0, start - 40), start)
    index = words.before(total.start() if total else start)
    while index >= 0 and words.tag(index) in ("DT", "RB", "PRP$"):
        index -= 1
    if words.tag(index) in ("VBD", "VBN", "VBZ", "VBP", "VB", "VBG") and not is_light(
        words[index].text
    ):
        return [words[index].text]
    return []


def measured(
    words: Words, start: int, end: int, away: Sequence[tuple[int, int]] = ()
) -> list[Phrase]:
    """What a measure, a sum or a percentage is of.

    In turn: ``20% of voters``, ``$5m in aid``, ``a $5 million grant``, ``a 20% rise in sales``,
    and else the phrase before it (``sales rose 20%``, ``a fine of $5m``, ``cut costs by 20%``).
    """
    after = of_phrase(words, end)
    if after and words.lower(words.first_from(end)) == "of":
        return after
    index = words.first_from(end)
    near = index < len(words) and words[index].start <= end + 2
    if near and _within(words[index].start, away) is None:
        phrase = (
            None
            if words.tag(index) in ("DT", "PRP$", "IN", "RB", "CC")
            else phrase_after(words, index)
        )
        if phrase and phrase.head.tag != "NNP":
            return [phrase, *of_phrase(words, phrase.end)]
    return after + governors(words, start, away)


def _within(position: int, away: Sequence[tuple[int, int]]) -> int | None:
    """Where the stretch of ``away`` that holds ``position`` begins, or None."""
    return next((start for start, end in away if start <= position < end), None)


def governors(words: Words, start: int, away: Sequence[tuple[int, int]] = ()) -> list[Phrase]:
    """The noun phrases before ``start`` that govern what stands there, nearest first.

    It walks over prepositions and verbs to the object or subject, and over relative pronouns to
    what they stand for, and passes by the stretches ``away`` (dates, other quantities).
    """
    found: list[Phrase] = []
    index, commas = words.before(start), 0
    for _ in range(_FARTHEST):
        if index < 0 or len(found) == _MOST:
            break
        word = words[index]
        commas += word.text == ","
        if commas > 1 or _ends_clause(word):
            break
        passed = _within(word.start, away)
        if passed is not None:
            index = min(index - 1, words.before(passed))
        elif word.tag in NOUNS and word.lower not in _TAKEN_FOR_NOUNS:
            phrase = phrase_before(words, index)
            assert phrase
            found.append(phrase)
            index = _preposition_before(words, phrase.first)
            if index < 0:
                break
        else:
            before_comma = word.lower in _RELATIVES and words.lower(index - 1) == ","
            index -= 2 if before_comma else 1
    return found


_FARTHEST, _MOST = 14, 3


def _ends_clause(word: Word) -> bool:
    """A subject pronoun or a mark beyond which nothing governs."""
    object_pronoun = word.lower in ("him", "them", "me", "us")
    return (word.tag == "PRP" and not object_pronoun) or word.text in (".", ";", ":", "!", "?")


def _preposition_before(words: Words, first: int) -> int:
    """The place before the preposition that a noun phrase depends on, -1 where there is none."""
    index = first - 1
    if words.tag(index) in ("DT", "PRP$"):
        index -= 1
    return index - 1 if words.lower(index) == "of" or words.lower(index) in _WAYS else -1


def compared(words: Words, end: int) -> list[Phrase]:
    """What a multiple is of, after it: ``three times as much cheese``, ``twice the price``."""
    index = words.first_from(end)
    last = min(index + 5, len(words))
    while index < last and words.lower(index) in _COMPARING:
        index += 1
    phrase = phrase_after(words, index) if index < last else None
    return [phrase, *of_phrase(words, phrase.end)] if phrase else []


_COMPARING = word_list("comparing")


def opening(words: Words, end: int) -> list[Phrase]:
    """The subject after an opening measure: ``At 8,848 metres, Everest is``."""
    index = words.first_from(end)
    phrase = phrase_after(words, index + 1) if words.lower(index) == "," else None
    return [phrase] if phrase else []


def nearest_subject(
    words: Words, start: int, away: Sequence[tuple[int, int]] = ()
) -> Phrase | None:
    """The head phrase that governs a bare number: ``Ukraine’s forces stood at 330,000``."""
    phrases = governors(words, start, away)
    return phrases[-1] if phrases else None


_CLIMB, _REACH = 10, 40


def clause(words: Words, start: int, end: int) -> list[str]:
    """The verb and the subject of the clause that the number at ``[start, end)`` stands in."""
    index = words.first_from(start)
    if index >= len(words):
        return []
    for _ in range(_CLIMB):
        word = words[index]
        if word.tag.startswith("VB") or word.head == index or _subject(words, index) is not None:
            break
        index = word.head
    verb = words[index]
    found = [verb.text] if verb.tag.startswith("VB") and not is_light(verb.text) else []
    subject = _subject_of_clause(words, index)
    if subject is not None and start <= words[subject].start < end:
        return found + _told(words, index)
    if subject is not None:
        phrase = phrase_before(words, subject)
        found += content([phrase]) if phrase else []
    return [] if verb.end <= end and verb.start >= start and not found else found


def _subject(words: Words, verb: int) -> int | None:
    """The index of the verb's own subject."""
    near = range(max(0, verb - _REACH), min(len(words), verb + _REACH))
    return next(
        (i for i in near if words[i].head == verb and words[i].dependency.startswith("nsubj")), None
    )


def _subject_of_clause(words: Words, verb: int) -> int | None:
    """The subject of a verb, of the verb it is joined to, or the noun that it tells more of."""
    for _ in range(3):
        subject = _subject(words, verb)
        if subject is not None and words.lower(subject) not in _RELATIVES:
            return subject
        word = words[verb]
        if word.dependency.startswith("acl"):
            return word.head
        if word.head == verb or word.dependency.partition(":")[0] not in _JOINED:
            return None
        verb = word.head
    return None


def _told(words: Words, verb: int) -> list[str]:
    """What is told of the number where it is the subject: ``48% were women``, ``7% took pills``."""
    if words.tag(verb) in NOUNS:
        phrase = phrase_before(words, verb)
        return content([phrase]) if phrase else []
    for index in range(verb + 1, min(len(words), verb + _REACH)):
        if words[index].head == verb and words[index].dependency in ("obj", "obl", "xcomp"):
            phrase = phrase_before(words, index)
            return content([phrase]) if phrase else []
    return []


_JOINED = frozenset(["conj", "xcomp", "advcl", "ccomp", "parataxis"])


_JOINT = re.compile(
    r"[\s,]*(?:(?:and|or|to|then|by|x|×|versus|vs|compared\s(?:with|to)|(?:up\s|down\s)?from|against)\s)?"
    r"(?:(?:about|around|nearly|almost|some|another|only|up\sto|over|at\sleast|roughly|just|"
    r"more\sthan|a\sfurther|an\sestimated)\s)?",
    re.IGNORECASE,
)


def joins(gap: str) -> bool:
    """Whether the text between two quantities is mere coordination."""
    return _JOINT.fullmatch(gap) is not None
