"""Questions about roles: who held a post, which post a person held, and where.

"Who was commander of U.S. Central Command?" is asked only of a post that one person holds at a
time and that says whose it is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from questions.facts import lists, names
from questions.types import Fact, Question, Span
from questions.writing import relations
from questions.writing.candidates import Writer
from questions.writing.distractors import Others, names_around
from questions.writing.distractors.lists import groups, titles
from questions.writing.relations import GAP
from questions.writing.vocabulary import words
from questions.writing.wording import Unwritable

ARTICLE = re.compile(r"(?:[Tt]he|[Aa]n?)\s")
WHERE = re.compile(r"^(?P<post>.+?) (?P<joint>of|at|for) (?P<where>(?:the )?[A-Z].*)$")
RANK = re.compile(r"(?:[A-Z][a-z]{1,8}\.? )+$")
LATER = r"\s(?=(?:all|as|at|by|during|from|her|his|in|on|since|that|until|when|where|who)\s)"
NICKNAME = re.compile(r"\s[“\"][^”\"]+[”\"]")
QUALITY = 0.8


def write(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Iterator[Question]:
    """The questions that a role earns: one about its person or one about its post."""
    relation = fact.relation
    if relation is None:
        return
    try:
        post = plain_post(relations.said(writer, fact, relation.complement))
        if re.search(r"\b(?:new|latest|next)\b", post):
            return  # who was new then is not by now
        if fact.span == relation.subject:
            found = [ask_person(writer, fact, post, others, draw)]
        else:
            person = named(writer, fact)
            found = [ask_post(writer, fact, person, post, draw), ask_body(writer, fact, person)]
    except Unwritable:
        return
    for question in found:
        tied = relations.of_one_tie(question, fact)
        if tied is not None:
            yield tied


def plain_post(post: str) -> str:
    """ "The Minister for Central Asia" -> "Minister for Central Asia"."""
    post = ARTICLE.sub("", post, count=1) if ARTICLE.match(post) else post
    first, _, rest = post.partition(" ")
    common = first.lower() in lists.words("posts") - OFFICES and rest[:1].islower()
    common = common or (first in {"Senior", "Assistant"} and rest[:1].islower())
    return first.lower() + (f" {rest}" if rest else "") if common else post


def named(writer: Writer, fact: Fact) -> str:
    """The person with the rank that stands before the name, without a nickname."""
    assert fact.relation is not None
    span = fact.relation.subject
    name = span.of(writer.article.text)
    before = RANK.search(writer.article.text[fact.sentence.start : span.start])
    rank = before.group().strip() if before else ""
    ranks = lists.words("ranks") | lists.words("titles")
    kept = rank if rank and all(word in ranks for word in rank.split()) else ""
    kept = "" if any(word.lower() in lists.words("posts") for word in kept.split()) else kept
    return NICKNAME.sub("", f"{kept} {name}".strip())


def says_whose(post: str) -> bool:
    """A name in the post beyond its own capitals: "Pentagon Press Secretary", "of Kenya"."""
    return any(
        word[0].isupper()
        and word.strip(".").lower() not in lists.words("posts") | words("post_words")
        for word in post.split()
    )


OFFICES = frozenset(["ambassador", "chancellor", "minister", "secretary"])


def is_held_by_one(writer: Writer, fact: Fact, post: str) -> bool:
    assert fact.relation is not None
    parts = post.split()
    heads = [word.lower() for word in parts if word.lower() in lists.words("posts")]
    first = fact.relation.complement.of(writer.article.text).split()[0].lower()
    joined = any(word in {"and", "or"} for word in parts)
    shared = not heads or heads[0] in lists.words("shared_posts") or first in {"a", "an"}
    lead = heads[-1] if heads else ""
    return not joined and not shared and lead not in lists.words("shared_posts")


def ask_person(
    writer: Writer, fact: Fact, post: str, others: Others, draw: random.Random
) -> Question | None:
    if not says_whose(post) or not is_held_by_one(writer, fact, post):
        return None
    owned = re.search(r"\b(?:of|at|for|to)\b|['’]s?\s", post)
    if not owned and re.search(r"\b[Aa]mbassador$", post):
        return None  # to which country?
    placed = of_its_place(post)
    the = "" if owned and placed == post else "the "
    post = placed
    prompt = relations.at_the_time(writer, fact, f"who was {the}{post}") + "?"
    people = relations.people(writer, others)
    alike = [name for name in people if others.roles[name] & others.roles[fact.text]]
    own = alike if others.roles[fact.text] else people
    wrong = names_around(fact.text, own, [], shown=prompt, draw=draw)
    question = relations.choice(writer, fact, prompt, wrong, QUALITY, draw)
    if question is not None and not names_a_country(post):
        return question  # of another country's people nobody would choose one
    article = "" if re.search(r"['’]s?\s", post) else "the "
    said = stated(writer, fact, f"{article}{post} was {GAP}.")
    return relations.cloze(writer, fact, said, QUALITY - 0.15, accepted=short_names(fact.text))


def of_its_place(post: str) -> str:
    """ "Boston Mayor" -> "mayor of Boston"."""
    place, _, office = post.rpartition(" ")
    known = names.sort_of(place) in {"cities", "countries"} or place in titles("place_neighbours")
    is_office = office.lower() in lists.words("posts")
    return f"{office.lower()} of {place}" if known and is_office else post


def names_a_country(post: str) -> bool:
    rows = (row.partition(": ")[::2] for row in lists.lines("country_cues", "questions.writing"))
    return any(
        re.search(rf"\b{re.escape(cue)}\b", post)
        for name, cues in rows
        for cue in (name, *cues.split("|"))
    )


def stated(writer: Writer, fact: Fact, words: str) -> str:
    """A statement with its time at its head: "In May 2017, the director of ... was ____."."""
    month = relations.month_of(writer, fact)
    return f"In {month}, {words}" if month else relations.at_the_time(writer, fact, words)


def short_names(name: str) -> list[str]:
    """Other right ways to say a name: without nickname or initial, the last word alone."""
    bare = NICKNAME.sub("", name)
    plain = re.sub(r"\s[A-Z]\.(?=\s)", "", bare)
    return list(dict.fromkeys([bare, plain, plain.rsplit(maxsplit=1)[-1]]))


def ask_post(
    writer: Writer, fact: Fact, person: str, post: str, draw: random.Random
) -> Question | None:
    """ "Which post did X hold?": the same words with another post in them are the wrong ones."""
    place = WHERE.match(post)
    head = place["post"] if place else post
    if place is None and is_body(post):
        return None  # of a club, no ministers beside its president
    tail, wrong = other_posts(head, draw)
    if not wrong:
        return None
    if place is not None and place["joint"] != "for":
        key, asked = head, f"which post did {person} hold at {place['where']}"
        if not is_body(place["where"]):
            return None
    elif place is None:
        key, asked = post, f"which post did {person} hold"
        wrong = [post.removesuffix(tail) + one for one in wrong]
    else:
        return None
    if key not in fact.text:
        return None
    prompt = relations.at_the_time(writer, fact, asked) + "?"
    return relations.choice(writer, fact, prompt, wrong, QUALITY - 0.05, draw, key=key)


def is_body(name: str) -> bool:
    return any(word in lists.names("organisation_words") for word in name.split()) or any(
        word in {"Command", "Force", "Group"} for word in name.split()
    )


def other_posts(head: str, draw: random.Random) -> tuple[str, list[str]]:
    """The known post that ``head`` ends in, and three others of its sort."""
    best: tuple[str, list[str]] = ("", [])
    for sort, members in groups("post_neighbours").items():
        if sort == "state" and not names_a_country(head):
            continue  # no student union has a foreign minister
        for post in members:
            ending = " " in post or sort == "state"
            whole = head == post or (ending and head.endswith(" " + post))
            if whole and len(post) > len(best[0]):
                best = post, [one for one in members if one != post]
    tail, rest = best
    return tail, draw.sample(rest, min(3, len(rest)))


def ask_body(writer: Writer, fact: Fact, person: str) -> Question | None:
    """ "X was commander of ____": the body that the post belongs to, by its name."""
    whole = fact.text
    found = re.search(r"\b(?:of|at|for) (?P<article>the )?(?P<where>[A-Z].*)$", whole)
    if found is None:
        return None
    where = re.split(LATER, found["where"])[0]
    start = fact.span.start + found.start("where")
    if not 2 <= len(where.split()) <= 4 or " and " in where or where.startswith("State "):
        return None
    asked = replace(fact, text=where, span=Span(start, start + len(where)))
    post = plain_post(whole[: found.start("where")]).strip()
    if not is_held_by_one(writer, fact, post):
        post = f"a {post}" if post[0].lower() not in "aeio" else f"an {post}"
    said = stated(writer, fact, f"{person} was {post} {GAP}.")
    return relations.cloze(writer, asked, said, QUALITY - 0.1)
