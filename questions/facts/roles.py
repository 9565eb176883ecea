"""Roles: which post a person holds, as an apposition or a title before the name states it.

``Joseph Votel, commander of U.S. Central Command,`` and ``Pentagon Press Secretary Peter Cook``
state a role; ``Mr Cook`` and ``Capt. Davis`` state none. Each role gives two facts: one that asks
for the person, one that asks for the post.
"""

from __future__ import annotations

from collections.abc import Iterator

from questions.facts import lists
from questions.facts.context import attribution
from questions.facts.phrases import (
    FINITE,
    NOUNS,
    Words,
    head_noun,
    is_name_word,
    is_rank,
    noun_phrase_from,
    person_at,
    told,
)
from questions.language import Parsed, Sentence
from questions.types import Fact, FactKind, Relation, Span

HOLDS = "holds the post"
LONGEST_POST = 14
TITLE_TAGS = frozenset([*NOUNS, "JJ", "VBG", "HYPH", "POS"])


def find(parsed: Parsed) -> list[Fact]:
    """The roles of an article's people, in text order; each person's fullest one only."""
    best: dict[str, tuple[Words, Words]] = {}
    for sentence in told(parsed):
        for person, post in roles(sentence):
            known = best.get(person.text)
            if known is None or len(post) > len(known[1]):
                best[person.text] = (person, post)
    return [fact for person, post in best.values() for fact in facts_of(person, post)]


def facts_of(person: Words, post: Words) -> Iterator[Fact]:
    sentence = person.sentence
    relation = Relation(HOLDS, person.span, post.span)
    for asked in (person, post):
        yield Fact(
            FactKind.ROLE,
            asked.span,
            Span(sentence.start, sentence.end),
            asked.text,
            attribution=attribution(sentence, asked.span.start),
            relation=relation,
        )


def roles(sentence: Sentence) -> Iterator[tuple[Words, Words]]:
    """Each person of a sentence with the post that the words around the name give them."""
    index = sentence.tokens.start
    while index < sentence.tokens.end:
        person = person_from(sentence, index)
        if person is None:
            index += 1
            continue
        post = post_after(person) or post_before(person)
        if post is not None and is_held(post):
            yield person, post
        index = person.end


def person_from(sentence: Sentence, index: int) -> Words | None:
    """A person's name at ``index``: never from the middle of a longer run of capitals."""
    doc = sentence.tokens.doc
    token = doc[index]
    if token.tag_ not in {"NNP", "NNPS"} or is_rank(token) or is_post_word(token.lower_):
        return None
    if index > sentence.tokens.start and is_name_word(doc[index - 1]):
        before = doc[index - 1]
        if not is_rank(before) and not is_post_word(before.lower_) and before.lower_ != "state":
            return None
    found = person_at(sentence, index)
    if found is None and index > sentence.tokens.start:
        found = person_at(sentence, index, titled=True)
        if found and post_before(found) is None:
            return None
    return found


def is_held(post: Words) -> bool:
    """False for "former director" and "president-elect": a post of another time."""
    doc = post.doc
    before = [doc[post.start - 1]] if post.start > post.sentence.tokens.start else []
    return not any(one.lower_ in lists.words("not_now") for one in [*before, *post.tokens])


def is_post_word(word: str) -> bool:
    return word in lists.words("posts")


def post_after(person: Words) -> Words | None:
    """ "..., commander of U.S. Central Command said": over an age, up to the verb or the mark."""
    doc, sentence = person.doc, person.sentence
    index = person.end
    if index + 1 >= sentence.tokens.end or doc[index].text != ",":
        return None
    index += 1
    if doc[index].tag_ == "CD" and doc[index + 1].text == ",":
        index += 2
    post = noun_phrase_from(sentence, index, LONGEST_POST)
    if post is None or not is_post(post):
        return None
    after = doc[post.end] if post.end < sentence.tokens.end else None
    if after is not None and after.text == "," and follows_as_list(post):
        return None
    return post


def follows_as_list(post: Words) -> bool:
    """True where another capitalised item follows: "Ann Lee, President Cook, and the mayor"."""
    doc = post.doc
    return (
        doc[post.start].lower_ not in {"the", "a", "an"}
        and post.end + 1 < len(doc)
        and (doc[post.end + 1].lower_ == "and" and is_name_word(doc[post.start]) and len(post) < 4)
    )


def is_post(words: Words) -> bool:
    """A noun phrase whose head is a post: no verb, no person of its own in it."""
    if any(token.tag_ in {*FINITE, "PRP", "WDT", "WP", "``", "''"} for token in words.tokens):
        return False
    first = words.tokens[0]
    if first.tag_ not in {*NOUNS, "DT", "JJ", "VBG", "NNP"} or first.lower_ in {"this", "that"}:
        return False
    head = head_noun(words)
    if head is None or not is_post_word(head.lower_):
        return False
    return head.tag_ not in {"NNS", "NNPS"}


def post_before(person: Words) -> Words | None:
    """ "Pentagon Press Secretary Peter Cook", "The Foreign Secretary, Boris Johnson, said"."""
    doc, sentence = person.doc, person.sentence
    index = person.start - 1
    while (
        index >= sentence.tokens.start
        and is_rank(doc[index])
        and not is_post_word(doc[index].lower_)
    ):
        index -= 1
    between = index
    if index >= sentence.tokens.start and doc[index].text == ",":
        return post_before_comma(person, index)
    if between < sentence.tokens.start or not is_head_of_title(sentence, between):
        return None
    start = title_start(sentence, between)
    post = Words(sentence, start, between + 1)
    return post if len(post) <= LONGEST_POST and is_title(post) else None


def is_head_of_title(sentence: Sentence, index: int) -> bool:
    doc = sentence.tokens.doc
    if is_post_word(doc[index].lower_):
        return doc[index].tag_ in {"NN", "NNP"}
    return doc[index].text == "State" and doc[index - 2].text == "Secretary"


def title_start(sentence: Sentence, last: int) -> int:
    """Walk left over the words of a title: nouns, adjectives, "of", another's "’s"."""
    doc = sentence.tokens.doc
    start = last
    while start > sentence.tokens.start:
        token = doc[start - 1]
        of_state = token.lower_ == "of" and doc[start - 2].text in {"Secretary", "Minister"}
        verbal = token.tag_ == "VBG" and token.lower_ not in {"acting", "commanding", "managing"}
        if (token.tag_ in TITLE_TAGS and not verbal) or of_state:
            start -= 1
        else:
            break
    return start


def is_title(post: Words) -> bool:
    """More than a bare word of address: "Defense Secretary", but not "Minister"."""
    first = post.tokens[0]
    return len(post) > 1 and first.tag_ not in {"POS", "HYPH", "VBG"} and first.text[0].isupper()


def post_before_comma(person: Words, comma: int) -> Words | None:
    """ "The Minister for Central Asia, Tobias Ellwood, visited": a definite post, then the name."""
    doc, sentence = person.doc, person.sentence
    closes = person.end < sentence.tokens.end and doc[person.end].text in {",", "."}
    if not closes:
        return None
    start = comma
    while start > sentence.tokens.start and comma - start < LONGEST_POST:
        token = doc[start - 1]
        if token.tag_ in {*TITLE_TAGS, "DT"} or token.lower_ in {"of", "for", "at", "–", "to"}:
            start -= 1
        else:
            break
    while start < comma and doc[start].lower_ in {"of", "for", "at", "to", "–"}:
        start += 1
    post = Words(sentence, start, comma)
    definite = len(post) > 1 and (
        doc[start].lower_ == "the" or any(token.tag_ == "POS" for token in post.tokens)
    )
    return post if definite and is_post(post) else None
