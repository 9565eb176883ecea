"""Whether words taken out of a sentence still say what the sentence says.

A clause without its object, its purpose or its day may be grammatical and false: "Slater convinced
several merchants" of what? So nothing is shown whose verb has lost what it needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from questions.facts import dates
from questions.language import Sentence
from questions.writing.clauses import AUXILIARIES, FINITE_TAGS, STATES, SUBJECTS, Clause

NEEDED = frozenset(
    ["nsubj", "nsubj:pass", "csubj", "obj", "iobj", "xcomp", "ccomp", "cop", "aux", "aux:pass"]
) | frozenset(["compound:prt", "obl:agent", "expl"])
LEADING = frozenset(["case", "mark", "aux", "aux:pass", "cop", "det", "nmod:poss"])
RELATIVES = frozenset(["WDT", "WP", "WP$", "WRB"])
MARKS_OF_LIMITS = frozenset(["after", "before", "if", "until", "unless", "when", "while"])


def is_whole(sentence: Sentence, shown: frozenset[int], left_out: set[int]) -> bool:
    """True where every shown verb has what it needs, and every shown "until" what it opens.

    ``left_out`` are words that are missing on purpose: brackets, and who says so.
    """
    kept = shown | left_out
    words = [token for token in sentence.words if token.i in shown and token.i not in left_out]
    if any(token.dep_ in LEADING and token.head.i not in kept for token in words):
        return False
    if any(child.i not in kept for token in words for child in needed_of(token)):
        return False
    if any(lost_its_subject(token) for token in words):
        return False
    if lacks_its_day(sentence, shown, kept):
        return False
    return not any(limits_what_is_said(token, kept) for token in words)


def lost_its_subject(verb: Token) -> bool:
    """True for the "is" of "which the mayor calls a park, but critics say is a street".

    A finite clause after "say" without a subject leaves it to a relative that stands elsewhere.
    """
    if verb.dep_ != "ccomp" or any(
        child.dep_ in {*SUBJECTS, "csubj", "expl"} for child in verb.children
    ):
        return False
    group = [verb, *(one for one in verb.lefts if one.dep_ in AUXILIARIES)]
    first = min(group, key=lambda one: one.i)
    finite = first.tag_ in {"VBZ", "VBP"} or first.lower_ in {"was", "were"}
    return finite and first.i > verb.head.i and first.nbor(-1).pos_ == "VERB"


def limits_what_is_said(verb: Token, kept: frozenset[int] | set[int]) -> bool:
    """True for what was reported "in Los Angeles", "initially" or "as of September", if not shown.

    What stands before the reporting verb holds for all that is reported.
    """
    above = verb.head
    if verb.dep_ != "ccomp" or above.i in kept:
        return False
    subject = min((one.i for one in above.lefts if one.dep_ in SUBJECTS), default=above.i)
    return any(
        one.i not in kept
        and (one.dep_ == "advmod" or (one.i < subject and one.dep_.startswith(("obl", "advcl"))))
        for one in above.lefts
    )


def ends_well(clause: Clause) -> bool:
    """False where a purpose, or more of the same, follows the words at which a clause was cut.

    "convinced several merchants, Moses Brown among them, to build a mill"; "are found in Florida,
    as well as in Mexico"
    """
    end = clause.sentence.tokens.end
    if goes_on_after_brackets(clause) or goes_on_after_remark(clause):
        return False
    after = clause.sentence.tokens.doc[clause.rest.end : end]
    if after.text.lower().startswith((", as well as", "as well as")) or goes_on(
        after, clause.subject.start
    ):
        return False
    return not any(
        token.tag_ == "TO" and token.nbor(-1).text == "," and token.nbor(1).tag_ == "VB"
        for token in after[:-1]
    )


def goes_on_after_remark(clause: Clause) -> bool:
    """True for "an editor who would help, she hoped, a poet", cut at the remark."""
    doc, index = clause.sentence.tokens.doc, clause.rest.end
    end = clause.sentence.tokens.end
    if index + 3 >= end or doc[index].text != ",":
        return False
    remark = doc[index + 1 : index + 4]
    closed = any(token.text == "," for token in remark[1:])
    return closed and remark[0].tag_ == "PRP" and remark[1].tag_ in {"VBD", "VBZ", "VBP"}


def goes_on(after: Span, start: int) -> bool:
    """True for ", a town by the sea, is ready": the words before were the subject of that.

    ``start`` is where they begin; what has its subject before them is another clause's verb.
    """
    if not len(after) or after[0].text != ",":
        return False
    for token in after[1:]:
        if token.nbor(-1).text == "," and token.lower_ in STATES:
            verb = token.head if token.dep_ in AUXILIARIES else token
            return not any(one.dep_ in SUBJECTS and one.i < start for one in verb.lefts)
        if token.tag_ in FINITE_TAGS:
            return False
    return False


def goes_on_after_brackets(clause: Clause) -> bool:
    """True for "until John Smith (an explorer) named the area", cut at the bracket."""
    doc, index = clause.sentence.tokens.doc, clause.rest.end
    end = clause.sentence.tokens.end
    if index >= end or doc[index].text not in {"(", "["}:
        return False
    while index < end and doc[index].text not in {")", "]"}:
        index += 1
    return index + 1 < end and not doc[index + 1].is_punct


def needed_of(token: Token) -> Iterator[Token]:
    """The words without which a verb, or an adjective that says something, is cut short."""
    if token.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
        return
    for child in token.children:
        if (child.dep_ in NEEDED and child.tag_ not in RELATIVES) or (
            child.dep_ == "advcl"
            and any(one.dep_ == "mark" and one.lower_ in MARKS_OF_LIMITS for one in child.children)
        ):
            yield child


def lacks_its_day(
    sentence: Sentence, shown: frozenset[int], kept: frozenset[int] | set[int]
) -> bool:
    """True where the sentence dates what is shown, and the date is not shown."""
    first = sentence.tokens[0].idx
    for date in dates.spans(sentence.tokens.text):
        inside = [one for one in sentence.words if date.start <= one.idx - first < date.end]
        if not inside or any(one.i in kept for one in inside):
            continue
        own = {one.i for one in inside}
        verb = next((one for one in inside[0].ancestors if one.i not in own), None)
        if verb is not None and verb.i in shown and verb.pos_ in {"VERB", "AUX"}:
            return True
    return False
