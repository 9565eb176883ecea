"""Names, people and noun phrases by their words and tags, where a parse alone is no safe ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from questions.facts import lists, names
from questions.language import Parsed, Sentence
from questions.types import BlockKind, FactKind, Span

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
DETERMINERS = frozenset(["the", "a", "an"])
NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
INNER = frozenset([*NOUNS, "JJ", "JJS", "JJR", "HYPH", "CD", "VBN", "VBG", "POS", "FW"])
JOINED = INNER | {"CC"}
STOPS = frozenset([",", ".", ";", ":", "(", ")", "—", "–", "--", "!", "?", "[", "]"])
QUOTES = frozenset(["“", "”", '"', "``", "''", "‘", "’"])
JOINTS = frozenset(["of", "for", "the", "and"])
SILENT = frozenset([BlockKind.HEADING, BlockKind.CAPTION])
LONGEST_PERSON = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The words ``start`` to ``end`` (indices into the block's Doc, ``end`` not included)."""

    sentence: Sentence
    start: int
    end: int

    @property
    def doc(self) -> Doc:
        return self.sentence.tokens.doc

    @property
    def tokens(self) -> list[Token]:
        return [self.doc[index] for index in range(self.start, self.end)]

    @property
    def span(self) -> Span:
        return Span(*self.sentence.place(self.doc[self.start], self.doc[self.end - 1]))

    @property
    def text(self) -> str:
        return str(self.doc[self.start : self.end].text)

    def __len__(self) -> int:
        return self.end - self.start


def told(parsed: Parsed) -> Iterator[Sentence]:
    """The sentences that state something: none of a heading or a caption."""
    return (one for one in parsed.sentences if one.block.kind not in SILENT)


def is_name_word(token: Token) -> bool:
    """A capitalised word that belongs to a name; at a sentence's head only a proper noun."""
    if not token.text[0].isupper():
        return False
    if token.tag_ in {"NNP", "NNPS"}:
        return True
    opens = token.i == token.sent.start
    return token.tag_ in {"NN", "NNS", "JJ", "VBN", "VBG"} and (not opens or bool(token.ent_type_))


def name_ending(sentence: Sentence, last: int) -> Words | None:
    """The name whose last word is at ``last``: "Syrian Democratic Forces", "World Health Fund"."""
    doc = sentence.tokens.doc
    if not is_name_word(doc[last]) and not (doc[last].tag_ == "CD" and is_name_word(doc[last - 1])):
        return None
    start = last
    while start > sentence.tokens.start:
        before = doc[start - 1]
        glued = before.tag_ == "HYPH" and not before.whitespace_ and start - 2 >= 0
        if is_name_word(before):
            start -= 1
        elif glued and is_name_word(doc[start - 2]):
            start -= 2
        elif joins(sentence, start - 1):
            start -= 2 if before.lower_ != "the" else 3
        else:
            break
    return Words(sentence, start, last + 1)


def name_starting(sentence: Sentence, first: int) -> Words | None:
    """The name whose first word is at ``first``."""
    doc = sentence.tokens.doc
    if first >= sentence.tokens.end or not is_name_word(doc[first]):
        return None
    end = first + 1
    while end < sentence.tokens.end:
        glued = doc[end].tag_ == "HYPH" and not doc[end - 1].whitespace_
        number = doc[end].tag_ == "CD" and (doc[end].text.isdigit() or doc[end].text.istitle())
        if is_name_word(doc[end]) or number:
            end += 1
        elif glued and end + 1 < sentence.tokens.end and doc[end + 1].text[0].isalpha():
            end += 2
        elif end + 1 < sentence.tokens.end and joins(sentence, end):
            end += 2 if doc[end + 1].lower_ != "the" else 3
        else:
            break
    return Words(sentence, first, end)


def name_before(sentence: Sentence, place: int) -> Words | None:
    """The name that ends at ``place``, with a common noun at its end: "the Lagos book fair"."""
    doc = sentence.tokens.doc
    if place < sentence.tokens.start:
        return None
    last = place
    while last > sentence.tokens.start and doc[last].tag_ == "NN" and not is_name_word(doc[last]):
        last -= 1
    name = name_ending(sentence, last)
    if name is None:
        return None
    before = doc[name.start - 1] if name.start > sentence.tokens.start else None
    if before is not None and (
        before.lower_ in PART_OF_MORE or before.text == "," or before.tag_ == "FW"
    ):
        return None  # one of several, or a part of a longer phrase
    return Words(sentence, name.start, place + 1)


PART_OF_MORE = frozenset(["and", "of", "or", "from", "in", "for", "at", "with"])


def joins(sentence: Sentence, index: int) -> bool:
    """True for "of" or "and the" inside "Department of Energy", "University of the Arts"."""
    doc = sentence.tokens.doc
    joint = doc[index]
    if joint.lower_ not in JOINTS or index <= sentence.tokens.start:
        return False
    if joint.lower_ == "the":
        return doc[index - 1].lower_ == "of" and joins(sentence, index - 1)
    after = index + (2 if doc[index + 1].lower_ == "the" else 1)
    if after >= sentence.tokens.end or not is_name_word(doc[after]):
        return False
    before = doc[index - 1]
    if not is_name_word(before):
        return False
    inside = joint.ent_iob_ == "I" and doc[after].ent_iob_ == "I"
    organised = before.text in names.organisation_kinds() or before.text in OFFICES
    return inside or (joint.lower_ in {"of", "for"} and organised)


OFFICES = frozenset(["Secretary", "Minister", "Chamber", "House", "State", "Gulf", "Bank"])


def noun_phrase_from(sentence: Sentence, start: int, longest: int = 22) -> Words | None:
    """From ``start`` to the next mark, finite verb or relative word; None where no noun is in it.

    A comma between the names of a list belongs to the phrase.
    """
    doc = sentence.tokens.doc
    end = start
    while end < sentence.tokens.end and end - start <= longest:
        token = doc[end]
        if token.text in STOPS and not is_listing_comma(token):
            break
        if token.tag_ in {*FINITE, "WDT", "WP", "WRB"} and end > start:
            end = before_pronoun(doc, start, end)
            break
        end += 1
    while end > start and (
        doc[end - 1].tag_ in {"IN", "CC", "DT", "TO", "RB"} or doc[end - 1].is_punct
    ):
        end -= 1
    if end - start > longest or not any(doc[i].tag_ in NOUNS for i in range(start, end)):
        return None
    return Words(sentence, start, end) if end > start else None


def before_pronoun(doc: Doc, start: int, end: int) -> int:
    """Where "the town and the threat they [pose]" ends without the clause that begins in it."""
    if doc[end - 1].tag_ != "PRP":
        return end
    joints = [index for index in range(start, end) if doc[index].tag_ == "CC"]
    return joints[-1] if joints else start


def is_listing_comma(token: Token) -> bool:
    """True for the first comma of "Iraq, Syria, and Jordan": a name on either side, "and" near."""
    doc = token.doc
    if token.text != "," or token.i + 1 >= len(doc) or token.i == 0:
        return False
    if not (is_name_word(doc[token.i - 1]) and token.head.dep_ == "conj"):
        return False
    return any(doc[i].lower_ == "and" for i in range(token.i, min(token.i + 8, len(doc))))


def head_noun(words: Words) -> Token | None:
    """The noun that the phrase is about: the last before its first preposition or participle."""
    head = None
    for token in words.tokens:
        if token.tag_ in NOUNS:
            head = token
        elif token.text in {"–", "-"}:
            continue  # "Joint Task Force – Lion commander"
        elif token.tag_ in {"IN", "TO"} or (head is not None and token.tag_ not in JOINED):
            break
    return head


def is_rank(token: Token) -> bool:
    return token.text in lists.words("titles") or token.text in lists.words("ranks")


def person_at(sentence: Sentence, start: int, *, titled: bool = False) -> Words | None:
    """A person's full name that begins at ``start``: two to four capitalised words, no thing.

    ``titled`` is true after a title, which vouches that a person follows.
    """
    doc = sentence.tokens.doc
    end = start
    while end < sentence.tokens.end and end - start < LONGEST_PERSON + 4:
        token = doc[end]
        nick = token.text in QUOTES and token.ent_iob_ != "B" and is_nickname(sentence, end)
        if token.tag_ in {"NNP", "NNPS"} and token.text[0].isupper() and not is_rank(token):
            end += 1
        elif nick:
            end += 3
        elif (
            token.tag_ == "HYPH"
            and end > start
            and not doc[end - 1].whitespace_
            and not token.whitespace_
            and end + 1 < sentence.tokens.end
        ):
            end += 2
        elif (
            token.lower_ in PARTICLES
            and end > start
            and end + 1 < sentence.tokens.end
            and is_name_word(doc[end + 1])
        ):
            end += 1
        else:
            break
    found = Words(sentence, start, end)
    return found if is_person(found, titled=titled) else None


PARTICLES = frozenset(["al", "bin", "de", "da", "del", "della", "di", "la", "van", "von", "der"])


def is_nickname(sentence: Sentence, quote: int) -> bool:
    doc = sentence.tokens.doc
    return (
        quote + 3 < sentence.tokens.end
        and is_name_word(doc[quote + 1])
        and doc[quote + 2].text in QUOTES
        and is_name_word(doc[quote + 3])
    )


def is_person(words: Words, *, titled: bool = False) -> bool:
    plain = [token for token in words.tokens if token.text not in QUOTES and token.tag_ != "HYPH"]
    if not 2 <= len(plain) <= LONGEST_PERSON + 1 or words.doc[words.start].text in QUOTES:
        return False
    parts = {token.text for token in plain}
    things = (
        lists.words("place_words") | lists.words("calendar") | names.organisation_kinds().keys()
    )
    if parts & things or any(token.lower_ in lists.words("posts") for token in plain):
        return False
    text = words.text
    if text in names.parts_of_the_world("countries") or text in names.parts_of_the_world("cities"):
        return False
    if any(len(one.text) > 2 and one.text.isupper() for one in plain):
        return False
    given = titled or plain[0].text in lists.words("given_names")
    labels = [token.ent_type_ for token in plain]
    return given or "PER" in labels or "PERSON" in labels


def kind_of_name(words: Words) -> FactKind | None:
    """Whether a name is known as a place, an organisation or a person; None where in doubt."""
    text = words.text.removeprefix("the ")
    if text in names.parts_of_the_world("countries") or text in names.parts_of_the_world("cities"):
        return FactKind.PLACE
    if is_person(words):
        return FactKind.PERSON
    parts = [token.text for token in words.tokens]
    if any(part in names.organisation_kinds() for part in parts):
        return FactKind.ORGANISATION
    if parts[-1] in lists.words("place_words"):
        return FactKind.PLACE
    return None
