"""Members of a list: ``Coalition nations that fly include Australia, Belgium and Canada``.

Only a list of three or more names of one known sort (countries, cities) is taken, whole, with what
it is a list of. The fact's words are one member; which one is asked for is the first that the
rest of its article names least.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from questions.facts import names
from questions.facts.context import as_of, attribution
from questions.facts.phrases import Words, name_starting, told
from questions.language import Parsed, Sentence
from questions.types import Fact, FactKind, Relation, Span

AMONG = "is among"
LISTING = frozenset(["include", "includes", "included", "are", "were"])
LEAST = 3
LONGEST_GROUP = 14


def find(parsed: Parsed) -> list[Fact]:
    """Each list once, by a member that no other list of the article has too, where there is one."""
    found = [one for sentence in told(parsed) for one in groups(sentence)]
    facts = []
    for group, members in found:
        others = {name.text for other, rest in found if other is not group for name in rest}
        asked = next((name for name in members if name.text not in others), members[0])
        facts.append(fact_of(parsed, group, members, asked))
    return facts


def fact_of(parsed: Parsed, group: Words, members: list[Words], asked: Words) -> Fact:
    sentence = group.sentence
    whole = Span(members[0].span.start, members[-1].span.end)
    return Fact(
        FactKind.MEMBER,
        asked.span,
        Span(sentence.start, sentence.end),
        asked.text,
        attribution=attribution(sentence, asked.span.start),
        as_of=as_of(parsed, sentence, asked.span.start),
        relation=Relation(AMONG, group.span, whole, tuple(one.span for one in members)),
    )


def groups(sentence: Sentence) -> Iterator[tuple[Words, list[Words]]]:
    for token in sentence.words:
        if token.lower_ in LISTING and token.i > sentence.tokens.start + 1:
            members = list(listed(sentence, token.i + 1))
            group = group_before(sentence, token)
            if len(members) >= LEAST and group is not None and len(sorts(members)) == 1:
                yield group, members


def group_before(sentence: Sentence, verb: Token) -> Words | None:
    """What the list is of: a plural noun phrase that opens its sentence."""
    group = Words(sentence, sentence.tokens.start, verb.i)
    plural = next((t for t in group.tokens if t.tag_ in {"NNS", "NNPS"}), None)
    if plural is None or len(group) > LONGEST_GROUP or any(t.text == "," for t in group.tokens):
        return None
    return group if group.tokens[0].tag_ in {"DT", "JJ", "NN", "NNP", "NNS"} else None


def listed(sentence: Sentence, index: int) -> Iterator[Words]:
    """The names from ``index`` on, between commas and "and", up to the sentence's end."""
    doc = sentence.tokens.doc
    found = []
    while index < sentence.tokens.end:
        if doc[index].lower_ in {"the", "and", ","}:
            index += 1
            continue
        name = name_starting(sentence, index)
        if name is None:
            break
        found.append(name)
        index = name.end
    if index >= sentence.tokens.end - 1:
        yield from found


def sorts(members: list[Words]) -> set[str]:
    """What sorts of thing the names are, by the lists of well-known places; "" for others."""
    return {
        next(
            (
                kind
                for kind in ("countries", "cities")
                if one.text in names.parts_of_the_world(kind)
            ),
            one.text,
        )
        for one in members
    }
