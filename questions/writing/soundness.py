"""What makes a sentence or a prompt unfit, whatever is asked: run together, half of a list.

A text holds sentences whose full stop is missing, headlines and slips of the pen. No question can
be trusted that rests on one of them, so these checks are few, quick and sure to be silent.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from questions.language import Sentence
from questions.writing.clauses import SUBJECTS, is_finite, is_one_phrase

GAP = "____"
OPENERS = frozenset(
    ["At", "But", "By", "During", "For", "From", "He", "In", "It", "On", "She", "The"]
) | frozenset(["Then", "They", "This", "We", "When", "While", "With"])
VERBS = frozenset(["Are", "Had", "Has", "Is", "Was", "Were"])
QUOTES = frozenset("“”\"'‘’«»``''")
TIED = re.compile(
    r"\b(?:however|moreover|furthermore|nevertheless|nonetheless|in addition,? there|only other"
    r"|how much money (?:is|was|are|were)|the other|the latter|the former"
    r"|(?<!which )of (?:them|these|those))\b",
    re.IGNORECASE,
)
OF_THE_HOUR = re.compile(
    r"\b(?:past|last|next|previous|coming) (?:[\w-]+ )?(?:hours?|days?|weeks?)\b", re.IGNORECASE
)
ONE_THING = re.compile(
    r"(?:^|, )[Oo]ne (?!of)[a-z-]+ (?:was|is|had|has|[a-z]+ed)\b"
    r"|\b(?:was|is|did|does|has|had) one (?!of)[a-z-]+ [a-z]+"
)
ANOTHER = re.compile(rf"(?:^|, )another {GAP}", re.IGNORECASE)
UNCOUNTED = re.compile(rf"\b(?:has|had|have) {GAP} (?:as|at|by|in|on)\b")
NOBODYS_SHARE = re.compile(
    rf"(?:^|, |, and )(?:(?:some|about|only|nearly|over) )?{GAP}(?:%| per ?cent)"
    r" (?:is|are|was|were|has|have|had)\b",
    re.IGNORECASE,
)
TWICE = re.compile(r"\b(?!(?:had|that)\b)([A-Za-z]+) \1\b")
ODD_MARKS = re.compile(
    r"[!?]\.|\.\.|[,;:]\s*[,;:.]|\s\.|\s[-–—]\s?[.?]|\(\s*\)|\s['’]s?\s|\d\.\d{3},\d"
)
ENDS_OPEN = re.compile(r"\b(?:such as|including|like|as well as|between|than|per|nor)[\s.?,]*$")
LISTED = re.compile(rf"{GAP}(?:\s\([^)]*\))?(?:\s[\w’'-]+){{1,5}}(?::|,?\s[-–—])\s")
HALF = re.compile(
    rf"(?:{GAP}(?:%| per ?cent)?,? (?:and|or|to) (?:by )?(?:\d|[$€£]\s?\d)"
    rf"|\d[\d,.]*(?:%| per ?cent)? (?:or|to) (?:by )?(?:[$€£]\s?)?{GAP})"
)
NOWHERE = re.compile(
    rf"\bhow many [\w ]+ are there\?$|\bthere (?:are|were) (?:[a-z]+ ){{0,2}}{GAP} [\w-]+\.?$",
    re.IGNORECASE,
)
HELPER_ALONE = re.compile(
    r"\b(?:what year|when|how many(?: (?!(?:is|are|was|were|did|does|do|has|have)\b)\w+)+"
    r"|how much(?: money)?|which \w+)"
    r" (?:is|are|was|were|did|does|do|has|have) (?:in|on|at|by|for|with|while|when|compared)\b"
)
SLIPS = re.compile(
    rf"\b[Ff]igure \d|(?:^|, )(?:\d{{3,4}}: |(?:number|figure|total) (?:is|was) )"
    rf"|{GAP} \(year\)(?:,? that\b|:)|(?:^|, ){GAP} \(year\),"
    rf"|(?:^|, )[Ww]ith an? (?:[a-z]+ ){{1,2}}of (?:[a-z]+ ){{0,2}}{GAP}[^,]*, (?:the |[A-Z])"
    rf"|(?:^|, )[Ww]hat (?:is|was) (?:known|clear|certain) (?:is|was)\b"
    rf"|\ban? [A-Z]*\s?[$£€]{GAP}(?: (?:for|in|on|per|of)\b|[.,])"
)
WITHOUT_HELPER = re.compile(
    r"\b(?:[Ww]hat year|[Ww]hen|[Ww]hich (?:city|country|place)),? (?=[A-Z][a-z]+ )"
)
BOUNDED = re.compile(
    r"\b(?:more than|at least|less than|fewer than|just under|no more than|at most|an average of"
    r"|a total of) how\b"
    r"|\bwhat (?:area|population|length|height) (?:do|does|did)\b"
    r"|\bhow many (?:people|inhabitants|residents) (?:do|does|did) .* have\b",
    re.IGNORECASE,
)
FROM = re.compile(r"\b(?:from|between)\b", re.IGNORECASE)


def is_sound(sentence: Sentence) -> bool:
    """False for two sentences without a full stop between, and a verb with two subjects."""
    for token in sentence.words:
        if starts_anew(token, sentence) or has_two_subjects(token):
            return False
    return True


def starts_anew(token: Token, sentence: Sentence) -> bool:
    """True for "... constituency In the West ..." and "Birkholm Is only": a capital out of place.

    A title's own words stand between capitals, a quotation's after its mark.
    """
    if token.i == sentence.tokens.start or token.text not in OPENERS | VERBS:
        return False
    before, after = token.nbor(-1), token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None or not before.text[-1:].isalnum():
        return False
    if token.text in VERBS:
        return after.text.islower() and not before.text.islower()
    if before.text.islower():
        return after.text.islower()
    return after.lower_ in {"a", "an", "the"} and after.text.islower() and token.text != "The"


def has_two_subjects(verb: Token) -> bool:
    """True for "both teams going in, the team won", which is no sentence of one subject."""
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS]
    return len(subjects) > 1 and is_finite_group(verb) and not is_one_phrase(subjects)


def is_finite_group(verb: Token) -> bool:
    return any(is_finite(one) for one in [verb, *verb.lefts])


UNFINISHED = re.compile(
    r"\b(?:be|become|give|have|make|take)\?$"
    r"|\bdid an? (?:[a-z-]+ )?[a-z]+ [a-z]+\?$"
    r"|\bif \w[^,]* had\b|\bwould have\b"
)


def reads_well(prompt: str) -> bool:
    """False for words that tie a prompt to a text that is not there, and for broken marks."""
    if TIED.search(prompt) or TWICE.search(prompt) or ODD_MARKS.search(prompt):
        return False
    if ONE_THING.search(prompt) or OF_THE_HOUR.search(prompt):
        return False
    if NOWHERE.search(prompt) or SLIPS.search(prompt) or UNFINISHED.search(prompt):
        return False
    if prompt.endswith("?") and (WITHOUT_HELPER.search(prompt) or HELPER_ALONE.search(prompt)):
        return False  # "What year Bishop Landa feared ...?"
    return not ENDS_OPEN.search(prompt) and quotes_stand_well(prompt)


def quotes_stand_well(prompt: str) -> bool:
    """True where straight marks open before a word and close after one."""
    marks = [found.start() for found in re.finditer('"', prompt)]
    for place, index in enumerate(marks):
        before, after = prompt[index - 1 : index], prompt[index + 1 : index + 2]
        opens = place % 2 == 0
        if opens and (before.isalnum() or not after.strip()):
            return False
        if not opens and (not before.strip() or after.isalnum()):
            return False
    return True


def uncounted_or_listed(prompt: str) -> bool:
    """True for "had ____ in 2010", "another ____" (of what?), and "____ cultures: A, B and C"."""
    return any(one.search(prompt) for one in (LISTED, UNCOUNTED, ANOTHER))


def shows_its_gap(prompt: str, *, is_count: bool) -> bool:
    """False where a gap is half of "542 and 543", or counts what is then listed."""
    if (is_count and uncounted_or_listed(prompt)) or NOBODYS_SHARE.search(prompt):
        return False
    half = HALF.search(prompt)
    return half is None or (" to " in half.group() and bool(FROM.search(prompt[: half.start()])))


def asks_for_a_bound(prompt: str) -> bool:
    """True for "more than how many", which a statement says better and no option answers."""
    return bool(BOUNDED.search(prompt))
