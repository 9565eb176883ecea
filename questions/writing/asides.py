"""What a question leaves out of a sentence: brackets, linking words, and who says so."""

from __future__ import annotations

from spacy.tokens import Token

from questions.facts import lists
from questions.facts.context import source_end
from questions.language import Sentence
from questions.writing.clauses import SUBJECTS, is_finite
from questions.writing.vocabulary import words


def drop_asides(sentence: Sentence, drop: set[int]) -> None:
    """Leave out brackets, and adverbs that only tie the sentence to the one before."""
    doc = sentence.tokens.doc
    depth = 0
    for token in sentence.words:
        if token.text in {"(", "["}:
            depth += 1
        if depth:
            drop.add(token.i)
        if token.text in {")", "]"} and depth:
            depth -= 1
        if token.text[-1:].isupper() and is_post_nominal(token):
            drop.add(token.i)
            if doc[token.i - 1].text == ",":
                drop.add(token.i - 1)
        if is_linking(token):
            drop.add(token.i)
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if token.i == sentence.tokens.start and after is not None and after.text == ",":
                drop.add(after.i)
    drop_linking_phrases(sentence, drop)


def drop_linking_phrases(sentence: Sentence, drop: set[int]) -> None:
    """Leave out "for example," and its like, with the comma that follows."""
    tokens = list(sentence.words)
    for place, token in enumerate(tokens[:-3]):
        pair = f"{token.lower_} {tokens[place + 1].lower_}"
        triple = f"{pair} {tokens[place + 2].lower_}"
        for phrase, length in ((pair, 2), (triple, 3)):
            closed = tokens[place + length].text == ","
            opened = place == 0 or tokens[place - 1].text in {",", ";"}
            if phrase in words("linking_phrases") and closed and opened:
                drop.update(one.i for one in tokens[place : place + length + 1])
    if tokens[0].lower_ in words("linking_adverbs") and len(tokens) > 1 and tokens[1].text == ",":
        drop.update((tokens[0].i, tokens[1].i))


def drop_attribution(sentence: Sentence, drop: set[int]) -> None:
    """Leave out who says so; a question names its source once, at its head."""
    tokens = list(sentence.words)
    for place, token in enumerate(tokens):
        if (
            token.lower_ != "according"
            or place + 1 >= len(tokens)
            or tokens[place + 1].lower_ != "to"
        ):
            continue
        start = place - 1 if place and tokens[place - 1].text == "," else place
        stop = next(
            (i for i in range(place, len(tokens)) if tokens[i].text in {",", ".", ";"}), len(tokens)
        )
        ends = source_end(sentence) if place == 0 else None
        if ends is not None:
            first = tokens[0].idx
            stop = next(i for i, one in enumerate(tokens) if one.idx - first >= ends)
        elif place == 0 and stop < len(tokens):
            stop += 1
        drop.update(one.i for one in tokens[start:stop])
    said = trailing_source(tokens)
    if said is not None:
        drop.update(one.i for one in tokens[said:] if one.i != tokens[-1].i)


def trailing_source(tokens: list[Token]) -> int | None:
    """Where ", the Financial Times reported." begins at a sentence's end."""
    comma = next(
        (i for i in range(len(tokens) - 1, 0, -1) if tokens[i].text in {",", "”", '"', "''"}), None
    )
    if comma is None:
        return None
    comma = before_apposition(tokens, comma)
    if not 2 <= len(tokens) - comma <= 16:
        return None
    tail = tokens[comma + 1 :]
    verbs = [token for token in tail if token.lower_ in lists.marked("reporting_verbs")]
    if not verbs or not tail or tail[0].tag_ in {"VBG", "IN", "TO", "WDT", "WP", "CC"}:
        return None
    if not any(is_finite(token) for token in tokens[:comma]):
        return None
    if not any(one.dep_ in SUBJECTS or one.pos_ == "PROPN" for one in tail):
        return None  # "and, after a play, found her calling"
    plain = sum(token.pos_ in {"VERB", "AUX"} for token in tail)
    return comma if plain <= 2 else None


def before_apposition(tokens: list[Token], comma: int) -> int:
    """The first comma of ", the mayor, Anna Holm, told the council.", whose last is ``comma``."""
    if comma + 1 == len(tokens) or tokens[comma + 1].lower_ not in lists.marked("reporting_verbs"):
        return comma
    commas = [i for i in range(comma) if tokens[i].text == ","][-2:]
    if len(commas) < 2 or any(is_finite(one) for one in tokens[commas[0] : comma]):
        return comma
    return commas[0]


def is_post_nominal(token: Token) -> bool:
    """True for the letters of "Zaha Hadid DBE RA", after a name or more of them."""
    if token.text not in words("post_nominals") or token.i < 2:
        return False
    before = token.nbor(-2) if token.nbor(-1).text == "," else token.nbor(-1)
    named = before.tag_ == "NNP" and before.text.istitle()
    return named or is_post_nominal(before)


def is_linking(token: Token) -> bool:
    if token.lower_ not in words("linking_adverbs") or token.dep_ not in {"advmod", "cc"}:
        return False
    if token.i > 1 and [one.lower_ for one in token.doc[token.i - 2 : token.i]] == ["what", "is"]:
        return False  # "in what is now Mexico"
    return token.n_lefts == 0 and token.n_rights == 0
