"""A sentence's clauses, as far as they can be trusted to be turned into questions.

A clause is read from the parse and then held against the word order: the subject before its
verb group, the verb group before the rest. What does not fit is left out; a missing clause costs
a question, a wrong one costs trust.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from questions.facts import lists
from questions.language import Sentence

SUBJECTS = frozenset(["nsubj", "nsubj:pass"])
AUXILIARIES = frozenset(["aux", "aux:pass", "cop"])
UNFINISHED = frozenset(["that", "which", "who", "to", "of", "than", "because", "and", "the", "a"])
BE = frozenset(["is", "are", "was", "were", "am", "be", "been", "being"])
FINITE_TAGS = frozenset(["VBD", "VBZ", "VBP", "MD"])
STATES = frozenset(["are", "has", "have", "is", "was", "were", "will"])
CONDITIONS = frozenset(["if", "unless", "whether", "lest", "supposing", "provided"])
RELATIVES = frozenset(["which", "who", "that", "whom"])
HEDGES = frozenset(["about", "almost", "around", "nearly", "over", "roughly", "under"])
NOMINALS = frozenset(["NOUN", "PROPN", "NUM", "PRON", "SYM", "X"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words ``start`` to ``end`` (indices into the block's Doc, ``end`` not included)."""

    start: int
    end: int

    def __contains__(self, index: int) -> bool:
        return self.start <= index < self.end

    def __len__(self) -> int:
        return max(0, self.end - self.start)

    def covers(self, other: Phrase) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Clause:
    """Subject, verb group and what follows, in that order.

    ``group`` are the auxiliaries and the verb (for "is tall" the copula alone, with "tall" in
    ``rest``). ``front`` is an adjunct before the subject ("In March,"). ``raised`` marks a subject
    that stood for itself in another clause: a relative clause's antecedent, a participle's noun.
    ``kind`` is "finite", "participle" (``soldiers deployed along the front``) or "absolute"
    (``with 80,000 troops killed``).
    """

    sentence: Sentence
    verb: Token
    subject: Phrase
    group: tuple[Token, ...]
    rest: Phrase
    front: Phrase | None = None
    raised: bool = False
    kind: str = "finite"

    @property
    def subject_head(self) -> Token:
        return head_of(self.sentence, self.subject)

    @property
    def adverbs(self) -> Phrase:
        """The "reportedly" or "never" between subject and verb: without it more would be said."""
        doc, end = self.sentence.tokens.doc, self.group[0].i
        start = end
        while start > self.subject.end and is_manner(doc[start - 1]):
            start -= 1
        return Phrase(start, end)

    @property
    def is_copular(self) -> bool:
        return self.group[-1].dep_ == "cop" or self.group[-1].lower_ in BE

    @property
    def is_passive(self) -> bool:
        return any(token.dep_ == "aux:pass" for token in self.group)


def is_manner(token: Token) -> bool:
    """True for an adverb of the verb; "only" and "just" say something of the figure after it."""
    return token.tag_ == "RB" and token.lower_ not in {"just", "merely", "only"}


def head_of(sentence: Sentence, phrase: Phrase) -> Token:
    """The word in a phrase that depends on something outside it; its first noun, if several."""
    doc = sentence.tokens.doc
    inside = [doc[index] for index in range(phrase.start, phrase.end)]
    heads = [token for token in inside if token.head.i not in phrase or token.head.i == token.i]
    nominal = [token for token in heads if token.pos_ in NOMINALS]
    return (nominal or heads or inside)[0]


def clauses(sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses of a sentence, main ones first."""
    found = [clause for token in sentence.words for clause in clauses_at(sentence, token)]
    yield from sorted(found, key=lambda clause: clause.verb.dep_ not in {"ROOT", "conj"})


def clauses_at(sentence: Sentence, verb: Token) -> Iterator[Clause]:
    finite = finite_clause(sentence, verb)
    bare = absolute_clause(sentence, verb) or participle_clause(sentence, verb)
    if bare:
        yield bare
    elif finite:
        yield finite


def finite_clause(sentence: Sentence, verb: Token) -> Clause | None:
    group = verb_group(verb)
    if not group or is_negated(verb) or verb.dep_ == "amod" or is_conditional(verb):
        return None
    subject = existential_there(verb) or subject_of(sentence, verb, group)
    if subject is None:
        return None
    phrase, raised = subject
    doc = sentence.tokens.doc
    if verb.dep_ in {"acl:relcl", "acl"} and not raised:
        return None  # "the land that Ukraine seized": what was seized stands before it
    if not raised and (
        opens_with(doc[phrase.start])
        or follows_preposition(doc, phrase)
        or follows_relative(sentence, phrase)
    ):
        return None  # "with 800 boats sunk"; "In Turkey Minister Ellwood met"
    rest = rest_after(sentence, verb, group[-1].i + 1)
    if rest is None or not in_order(sentence, phrase, group, raised):
        return None
    front = None
    if not raised:
        before = before_subject(sentence, verb, phrase)
        front = front_of(sentence, before)
        dated = front and any(doc[i].like_num for i in range(front.start, front.end))
        if dated and verb.dep_ == "conj":
            return None  # "In 1661 he joined and was sent": when the second was, it does not say
        if before and front is None:
            return None  # without "When the bridge fell," the rest may say too much
    return Clause(sentence, verb, phrase, group, rest, front, raised)


def existential_there(verb: Token) -> tuple[Phrase, bool] | None:
    """ "There" in "there are 300 islands": it stands where a subject would, in questions too."""
    for child in verb.lefts:
        if child.dep_ == "expl" and child.tag_ == "EX" and verb.lower_ in BE:
            return Phrase(child.i, child.i + 1), False
    return None


def is_conditional(verb: Token) -> bool:
    """True for a clause under "if", which nobody claims, and one that joins it by "and"."""
    top = verb
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    return any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in top.lefts)


def is_finite(token: Token) -> bool:
    """By its tag; or a bare form with a subject and no auxiliary, which is a mistaken tag."""
    if token.tag_ in FINITE_TAGS:
        return True
    left = {child.dep_ for child in token.lefts}
    return token.tag_ == "VB" and bool(left & SUBJECTS) and not left & {"aux", "mark", "cop"}


def follows_preposition(doc: Doc, subject: Phrase) -> bool:
    """True where a preposition before the subject belongs to a word inside it."""
    before = doc[subject.start - 1] if subject.start else None
    if before is None or before.head.i not in subject:
        return False
    return before.tag_ == "IN" or before.lower_ in {"including", "like", "such"}


def follows_relative(sentence: Sentence, subject: Phrase) -> bool:
    """True for "to which, with two others, a prize was given": what the prize was for is gone."""
    doc = sentence.tokens.doc
    for index in range(subject.start - 1, sentence.tokens.start - 1, -1):
        if doc[index].tag_ in FINITE_TAGS or doc[index].text in {";", ":", "."}:
            return False
        if doc[index].tag_ in {"WDT", "WP$"} or doc[index].lower_ in {"which", "whom", "whose"}:
            return True
    return False


def verb_group(verb: Token) -> tuple[Token, ...]:
    """The auxiliaries and the verb, from the finite one on; empty where nothing is finite."""
    helpers = [child for child in verb.lefts if child.dep_ in AUXILIARIES]
    copula = any(child.dep_ == "cop" for child in helpers)
    if not helpers and verb.dep_ == "conj" and verb.tag_ in {"VBN", "VB", "VBG"}:
        helpers = shared_helpers(verb)
    group = tuple(helpers if copula else [*helpers, verb])
    if not group or group[0].tag_ not in FINITE_TAGS:
        return ()
    if not copula and not verb.tag_.startswith("VB"):
        return ()
    if group[0].tag_ == "MD" and len(group) == 1:
        return ()
    return group


def shared_helpers(verb: Token) -> list[Token]:
    """ "has amassed and trained": the second verb's auxiliary stands with the first."""
    first = verb.head
    if first.tag_ != verb.tag_ or any(child.dep_ in SUBJECTS for child in verb.children):
        return []
    return [child for child in first.lefts if child.dep_ in {"aux", "aux:pass"}]


def is_negated(verb: Token) -> bool:
    words = [*verb.lefts, *(child for child in verb.children if child.dep_ == "advmod")]
    return any(word.lower_ in {"not", "n't", "n’t", "never", "neither", "nor"} for word in words)


def subject_of(
    sentence: Sentence, verb: Token, group: tuple[Token, ...]
) -> tuple[Phrase, bool] | None:
    if any(child.dep_ == "expl" and child.tag_ == "EX" for child in verb.lefts):
        return None
    own = [child for child in verb.lefts if child.dep_ in SUBJECTS]
    if own:
        subject = own[-1]
        if subject.lower_ in RELATIVES:
            return antecedent_of(sentence, verb, subject)
        if subject.tag_ in {"WDT", "WP", "WRB", "EX"} or subject.dep_ == "expl":
            return None
        if subject.lower_.endswith(("self", "selves")):
            return None
        phrase = noun_phrase(sentence, subject, before=group[0].i)
        if len(own) > 1 and is_one_phrase(own):
            phrase = Phrase(noun_phrase(sentence, own[0], before=own[0].i + 1).start, phrase.end)
        first = sentence.tokens.doc[phrase.start]
        if is_cut_short(sentence, phrase, group):
            return None
        if subject.pos_ not in NOMINALS or first.tag_ in {"VBD", "VBZ", "VBP", "MD", "VB"}:
            return None
        return phrase, False
    if verb.dep_ == "conj" and verb.head.i < verb.i and verb.head.pos_ in {"VERB", "AUX"}:
        shared = verb_group(verb.head)
        return subject_of(sentence, verb.head, shared) if shared else None
    return None


def antecedent_of(sentence: Sentence, verb: Token, pronoun: Token) -> tuple[Phrase, bool] | None:
    """The noun phrase that "which", "who" or "that" stands for: the one just before it."""
    noun = verb.head
    if verb.dep_ not in {"acl:relcl", "acl"} or noun.pos_ not in NOMINALS or noun.i >= pronoun.i:
        return None
    end = pronoun.i
    doc = sentence.tokens.doc
    while end > noun.i + 1 and (doc[end - 1].is_punct or doc[end - 1].dep_ == "case"):
        end -= 1
    phrase = noun_phrase(sentence, noun, before=end)
    if not phrase:
        return None
    empty = noun.lower_ in lists.words("empty_subjects", "questions.writing")
    restrictive = end == pronoun.i and doc[end - 1].text != "," and not empty
    nearer = any(agrees(doc[i], noun, verb) for i in range(noun.i + 1, end))
    example = doc[phrase.start].lower_ == "as" or doc[phrase.start - 1].lower_ in {"as", "like"}
    if restrictive or nearer or example or holds_finite(sentence, phrase):
        return None  # "projects that reach ...": which ones, and whose, stands elsewhere
    return (phrase, True) if phrase.end == end else None


def is_one_phrase(subjects: list[Token]) -> bool:
    """True for one subject that a parse takes for two: "his brother Olaf Berg".

    Word order decides: nothing between them that could end a phrase or begin a clause.
    """
    doc = subjects[0].doc
    last = doc[subjects[-1].left_edge.i]
    if last.tag_ == "NNP" and last.nbor(-1).tag_ in {"NNP", "NNPS"}:
        return False  # "a student at Oslo University Ann Berg": where does her name begin?
    return not any(
        (token.is_punct and token.tag_ != "HYPH")
        or token.tag_ in FINITE_TAGS | {"WDT", "WP", "WRB", "PRP", "EX"}
        or token.dep_ == "mark"
        for token in doc[subjects[0].left_edge.i : subjects[-1].i + 1]
    )


def is_cut_short(sentence: Sentence, phrase: Phrase, group: tuple[Token, ...]) -> bool:
    """True for what is no whole subject: nothing at all ("And, have you seen it?"), or a half."""
    return (
        not phrase
        or holds_finite(sentence, phrase)
        or is_half_subject(sentence, phrase, group)
        or holds_half_aside(sentence, phrase)
    )


def holds_finite(sentence: Sentence, phrase: Phrase) -> bool:
    inside = sentence.tokens.doc[phrase.start : phrase.end]
    return any(token.tag_ in {"VBD", "VBZ", "VBP"} for token in inside)


def holds_half_aside(sentence: Sentence, phrase: Phrase) -> bool:
    """True for "The minister, Ann Berg" before a second comma, which a question would lose."""
    doc = sentence.tokens.doc
    inside = [doc[i] for i in range(phrase.start, phrase.end)]
    listed = any(token.dep_ == "cc" for token in inside)
    return doc[phrase.end].text == "," and not listed and any(t.text == "," for t in inside)


def is_half_subject(sentence: Sentence, phrase: Phrase, group: tuple[Token, ...]) -> bool:
    """True for "Ann Berg, 42" before ", and her son are": the verb speaks of more."""
    doc = sentence.tokens.doc
    inside = doc[phrase.start : phrase.end]
    plural = any(token.tag_ in {"NNS", "NNPS", "CD"} or token.dep_ == "cc" for token in inside)
    return group[0].lower_ in {"are", "were", "have"} and not plural and inside[-1].pos_ == "PROPN"


def agrees(other: Token, noun: Token, verb: Token) -> bool:
    """True where a noun between could be what "which" means as well as ``noun``."""
    if other.pos_ not in {"NOUN", "PROPN"} or other.dep_ in {"compound", "flat"}:
        return False
    first = next((child for child in verb.lefts if child.dep_ in AUXILIARIES), verb)
    if first.lower_ not in {"is", "was", "has", "are", "were", "have"} and first.tag_ == "VBD":
        return True
    many = {"NNS", "NNPS"}
    return (other.tag_ in many) == (noun.tag_ in many)


def noun_phrase(sentence: Sentence, head: Token, before: int) -> Phrase:
    """A noun with what belongs to it, up to the word ``before``, without a comma's addition."""
    doc = sentence.tokens.doc
    start, end = head.left_edge.i, min(head.right_edge.i + 1, before)
    start = max(start, sentence.tokens.start)
    while start < head.i and (doc[start].is_punct and doc[start].text not in "“\"'‘"):
        start += 1
    opens = doc[start].dep_ in {"cc", "case", "mark"} and not is_hedge(doc[start])
    if start < head.i and (opens or is_that(doc[start])):
        start += 1
    for index in range(head.i + 1, end):
        if doc[index].text in {",", "(", "—", "–", ";", ":"} and not in_list(doc[index], head):
            end = index
            break
    while end > head.i + 1 and doc[end - 1].is_punct and doc[end - 1].text not in "”\"'’%":
        end -= 1
    return Phrase(start, end)


def is_hedge(token: Token) -> bool:
    """True for the "about" of "about 300 people", which is read as a preposition now and then."""
    if token.lower_ not in HEDGES or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    return after.tag_ == "CD" or after.lower_ in {"half", "a"}


def is_that(token: Token) -> bool:
    """The "that" after "found", whatever its tag."""
    reports = lists.marked("reporting_verbs")
    return token.lower_ == "that" and token.i > 0 and token.nbor(-1).lower_ in reports


def in_list(comma: Token, head: Token) -> bool:
    """True for the comma of "A, B and C", which belongs to the phrase."""
    return (
        comma.text == ","
        and comma.head.dep_ == "conj"
        and comma.head.pos_ in NOMINALS
        and any(child.dep_ == "conj" for child in head.children)
    )


def in_order(sentence: Sentence, subject: Phrase, group: tuple[Token, ...], raised: bool) -> bool:
    """Subject, then at most a few adverbs or an aside between commas, then the verb group."""
    doc = sentence.tokens.doc
    if raised or subject.end > group[0].i:
        return raised
    if any(
        doc[i].tag_ == "MD" or (doc[i].dep_ in SUBJECTS and doc[i].head.i == group[-1].i)
        for i in range(subject.end, group[0].i)
    ):
        return False
    spread = range(group[0].i, group[-1].i + 1)
    inner = [doc[i] for i in spread if doc[i] not in group]
    return all(token.pos_ in {"ADV", "PART", "PUNCT"} for token in inner)


def rest_after(sentence: Sentence, verb: Token, start: int) -> Phrase | None:
    """From the verb group to where the clause ends: a comma's addition, a new clause, the stop."""
    doc = sentence.tokens.doc
    last = max(verb.right_edge.i, verb.i)
    end = min(last + 1, sentence.tokens.end)
    for index in range(start, end):
        if ends_clause(doc[index]):
            end = index
            break
    while end > start and (doc[end - 1].is_punct and doc[end - 1].text not in "”\"'’)%"):
        end -= 1
    while end > start and doc[end - 1].dep_ in {"cc", "mark"} and doc[end - 1].pos_ != "ADV":
        end -= 1
    last_word = doc[end - 1] if end > start else None
    if last_word is not None and (last_word.lower_ in UNFINISHED or last_word.dep_ == "case"):
        return None
    if end <= last and doc[end].text == "," and any(doc[i].text == "," for i in range(start, end)):
        return None  # cut inside a list
    if end < len(doc) and doc[end].text in {"-", "/"} and not doc[end - 1].whitespace_:
        return None
    return Phrase(start, end) if end >= start else None


def ends_clause(token: Token) -> bool:
    if token.text in {";", ":", "—", "–", "--", "(", "["}:
        return not (token.nbor(-1).tag_ == "CD" and token.nbor(1).tag_ == "CD")
    if token.text == ",":
        listed = token.head.dep_ == "conj" and token.head.pos_ in NOMINALS | {"ADJ"}
        return not listed and not is_date_comma(token)
    if token.dep_ == "mark" and token.lower_ in {"although", "though", "whereas"}:
        return True
    if token.lower_ in {"and", "but"} and opens_with_subject(token):
        return True
    return token.dep_ == "cc" and token.head.dep_ == "conj" and is_own_clause(token.head)


def opens_with_subject(joiner: Token) -> bool:
    """True for "and the council agreed": a subject close behind, and its finite verb after it."""
    doc = joiner.doc
    for token in doc[joiner.i + 1 : joiner.i + 6]:
        if token.text == "," and token.i > joiner.i + 1:
            return False  # "between 1980 and 2012, Ann Berg said"
        if token.dep_ in SUBJECTS and token.tag_ not in {"WDT", "WP"}:
            return token.head.i > token.i and is_finite(token.head)
    return False


def is_date_comma(comma: Token) -> bool:
    """True for both commas of "May 5, 2010, in Paris"."""
    doc = comma.doc
    if comma.i + 1 >= len(doc):
        return False
    if comma.nbor(1).tag_ == "CD":
        return True
    closing = comma.i > 2 and doc[comma.i - 1].tag_ == "CD" and doc[comma.i - 2].text == ","
    return bool(closing and comma.nbor(1).tag_ in {"IN", "TO"})


def is_own_clause(verb: Token) -> bool:
    """True for a joined verb with a subject or a finite form of its own."""
    if any(child.dep_ in SUBJECTS for child in verb.lefts):
        return True
    first = verb.head
    shares = first.tag_ == "VBN" or any(child.dep_ in AUXILIARIES for child in first.lefts)
    own = [child for child in verb.lefts if child.dep_ in AUXILIARIES]
    if own:
        return own[0].tag_ in FINITE_TAGS
    return verb.pos_ == "VERB" and verb.tag_ in FINITE_TAGS and not shares


def before_subject(sentence: Sentence, verb: Token, subject: Phrase) -> Phrase:
    """What opens the sentence before the subject, without what ties it to the one before."""
    doc = sentence.tokens.doc
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in {"VERB", "AUX"}:
        top = top.head
    start, end = sentence.tokens.start, subject.start
    if top.dep_ != "ROOT":
        return Phrase(end, end)
    while start < end and is_tie(doc[start]):
        start += 1
    while end > start and (doc[end - 1].is_punct or is_tie(doc[end - 1])):
        end -= 1
    if end > start and doc[start].lower_ == "according":
        return Phrase(end, end)
    return Phrase(start, end)


def is_tie(token: Token) -> bool:
    return (
        token.is_punct
        or token.pos_ == "CCONJ"
        or (token.lower_ in lists.words("linking_adverbs", "questions.writing"))
    )


def front_of(sentence: Sentence, before: Phrase) -> Phrase | None:
    """An adjunct that opens the sentence, such as "In March," before "Ukraine's forces"."""
    doc = sentence.tokens.doc
    if len(before) < 2 or doc[before.start].pos_ not in {"ADP", "SCONJ"}:
        return None
    if doc[before.start].lower_ not in lists.words("fronted", "questions.writing") or any(
        doc[i].pos_ in {"VERB", "AUX"} or doc[i].text in {";", ":"}
        for i in range(before.start, before.end)
    ):
        return None
    return before


def absolute_clause(sentence: Sentence, verb: Token) -> Clause | None:
    """Read ", with 80,000 troops killed and another 400,000 injured as of September" by word order.

    Parsers differ over these, so only the order counts: a number, its noun or none, a participle.
    """
    doc = sentence.tokens.doc
    if (
        not (verb.tag_ == "VBN" or verb.text.endswith(("ed", "en")))
        or verb.i - sentence.tokens.start < 3
    ):
        return None
    start = verb.i
    while start > sentence.tokens.start and doc[start - 1].pos_ in {"NOUN", "ADJ", "NUM", "PROPN"}:
        start -= 1
    if not any(doc[i].tag_ == "CD" for i in range(start, verb.i)) or not opens_with(doc[start]):
        return None
    end = verb.i + 1
    while end < sentence.tokens.end and not doc[end].is_punct and doc[end].dep_ != "cc":
        end += 1
    if end < sentence.tokens.end - 1 and doc[end].dep_ == "cc" and end > verb.i + 1:
        return None
    while start > sentence.tokens.start and (
        doc[start - 1].pos_ in {"DET", "ADV"} or doc[start - 1].lower_ == "estimated"
    ):
        start -= 1
    subject = Phrase(start, verb.i)
    return Clause(sentence, verb, subject, (verb,), Phrase(verb.i + 1, end), None, True, "absolute")


def participle_clause(sentence: Sentence, verb: Token) -> Clause | None:
    """Read "soldiers (being) deployed along the front": a noun and a passive participle."""
    noun = noun_before(verb)
    if noun is None or noun.pos_ not in NOMINALS:
        return None
    helpers = [child for child in verb.lefts if child.dep_ == "aux:pass"]
    if verb.tag_ != "VBN":
        return None
    doc = sentence.tokens.doc
    first = helpers[0].i if helpers else verb.i
    between = [doc[i] for i in range(noun.i + 1, first)]
    if any(token.pos_ != "ADV" for token in between):
        return None
    rest = rest_after(sentence, verb, verb.i + 1)
    if rest is None:
        return None
    subject = noun_phrase(sentence, noun, before=between[0].i if between else first)
    return Clause(sentence, verb, subject, (*helpers, verb), rest, None, True, "participle")


def noun_before(verb: Token) -> Token | None:
    """The noun that a participle describes: the one just before it, over "already being"."""
    if not verb.dep_.startswith(("acl", "advcl")):
        return None
    index = verb.i - 1
    while index > 0 and (verb.doc[index].pos_ == "ADV" or verb.doc[index].lower_ == "being"):
        index -= 1
    return verb.doc[index]


def opens_with(word: Token) -> bool:
    """True where ", with" opens the addition that the word stands in."""
    doc = word.doc
    for index in range(word.i - 1, max(0, word.i - 12), -1):
        if doc[index].text == "," or doc[index].tag_ in {"VBG", "VBZ", "VBP", "MD"}:
            return False
        if doc[index].lower_ == "with":
            return bool(doc[index - 1].text == ",")
    return False


def main_clause(sentence: Sentence) -> Clause | None:
    """The sentence's own statement, without its additions."""
    return next(
        (one for one in clauses(sentence) if one.verb.dep_ == "ROOT" and one.kind == "finite"),
        None,
    )
