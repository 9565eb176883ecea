"""Sentences from code that knows no language but English: ``questions``, and what reads sources.

Some are kept in Reviews and Cards, too. So they stay English and are translated where they are
shown: each is found again among the patterns listed here. What stands in a pattern for
``%(phrase)s`` is a phrase that is translated in its turn; every other value stays as it is, for
figures and words of a card are the card's own.
"""

from __future__ import annotations

import re
from functools import cache

from quizapp.words import SOURCE, gettext, locale, mark

FEEDBACK = (
    mark("Now you have seen it; it comes back soon."),
    mark("You knew it."),
    mark("No option was chosen."),
    mark("Not this one; the right answer is marked."),
    mark("Right, though you were guessing: it comes back soon."),
    mark("That is right."),
    mark("Exactly what the source says."),
    mark("Within the source's own rounding."),
    mark("Too low: the answer is above zero."),
    mark("Within %(phrase)s, a little low."),
    mark("Within %(phrase)s, a little high."),
    mark("Within %(phrase)s, a little early."),
    mark("Within %(phrase)s, a little late."),
    mark("Off by %(phrase)s: too low."),
    mark("Off by %(phrase)s: too high."),
    mark("Off by %(phrase)s: too early."),
    mark("Off by %(phrase)s: too late."),
    mark("Your interval holds the answer, and closely."),
    mark("Your interval holds the answer, though its middle is off."),
    mark("Your interval holds the answer, but is wide: its ends are %(phrase)s apart."),
    mark("Too low: your upper figure is off by %(phrase)s."),
    mark("Too high: your lower figure is off by %(phrase)s."),
    mark("Too early: your upper figure is off by %(phrase)s."),
    mark("Too late: your lower figure is off by %(phrase)s."),
    mark("That is right; it is written %(key)s."),
    mark("Not quite: the answer is %(key)s."),
)
DISTANCES = (
    mark("a factor of more than %(factor)s"),
    mark("a factor of %(factor)s"),
    mark("1 year"),
    mark("%(number)s years"),
    mark("1 percentage point"),
    mark("%(number)s percentage points"),
)
RESPONSES = (
    mark("known"),
    mark("not known"),
    mark("%(low)s to %(high)s (%(confidence)s %% sure)"),
)
NUMBERS = (
    mark("Type a number, for example 470,000 or 470k."),
    mark("That is too long to be a number: type digits, for example 470,000."),
    mark("That number is too large: type one with fewer digits."),
    mark("“%(text)s” has more than one number: type one."),
    mark("“%(text)s” can’t be read as a number: type digits, for example 470,000."),
    mark("“%(text)s” could be read in two ways: type 470000 or 470,000."),
    mark("This number is too large to compare; write a smaller one."),
    mark("The lower figure is above the upper one; swap them or mend one."),
    mark("The lower figure must be above zero."),
)
PROBLEMS = (
    mark("The question is empty: write what you ask."),
    mark("The answer is missing: write what is right."),
    mark("The answer needs a number: write its value."),
    mark("The gap is missing: put ____ where the answer belongs."),
    mark("The gap cuts a name in two (“%(words)s”): leave out the whole of it."),
    mark("A choice needs two options at least: add one."),
    mark("An option is empty: fill it or take it out."),
    mark("No option is marked as right: mark one."),
    mark("Several options are marked as right: mark the one that is."),
    mark("Two options say the same (%(words)s): change or remove one."),
    mark("The evidence does not say “%(words)s”: choose the sentence that does."),
    mark("The question gives its answer away (“%(words)s”): word it without."),
    mark("“%(words)s” does not say who or what: write the name."),
    mark("“%(words)s” needs the article beside it: say which one."),
    mark("“%(words)s” will mean another time soon: write the date."),
    mark("A choice asks a real question: turn the gap into a question."),
    mark("It is not clear what is asked: ask one question that needs no options to be understood."),
    mark("“%(words)s” is easily overlooked: ask for what is so, or write it in capitals."),
    mark("The question has %(number)s words: shorten it to what is needed, 40 at most."),
    mark("“%(words)s” has nothing to do with what is asked: leave it out."),
    mark("Two things are asked at once: make it two questions."),
    mark("“%(words)s” answers a negative with a negative: ask for what is so."),
    mark("“%(words)s” is a guess at even odds: ask for the fact itself."),
    mark("“%(words)s” tests logic, not knowledge: put a real option in its place."),
    mark("“%(words)s” combines other options: give each option one answer."),
    mark("The right option is much the longest: make the options equally long."),
    mark(
        "The right option alone has %(phrase)s, or alone has not: give all options the same form."
    ),
    mark("“%(words)s” is more exact, or rounder, than all others: round them alike."),
    mark("Two options are opposites (%(words)s), so one is surely right: make two pairs or none."),
    mark("Two options can both be right (%(words)s): change one so that they exclude each other."),
    mark("The evidence says the same of “%(words)s”: put another option in its place."),
    mark("“%(words)s” is out of the question: choose a number nearer the others."),
    mark("The right option shares parts with several others (%(words)s): vary them evenly."),
    mark("“%(words)s” fits some of the options only: word the question so that all fit."),
    mark("The options are not of one kind (%(words)s): give all the same form and unit."),
    mark("The options are out of order: sort them from small to large."),
    mark("“%(words)s” stands in the question and in the right option alone: drop one."),
    mark("“%(words)s” is seldom true and gives an option away: say what is meant exactly."),
    mark("“%(words)s” means something else to each reader: say how often or how much."),
)
FORMS = (
    mark("a capital"),
    mark("an article"),
    mark("a full stop"),
    mark("decimals"),
    mark("quotation marks"),
    mark("brackets"),
    mark("a hedge"),
)
SOURCES = (
    mark("%(phrase)s. Save it as PDF, as .docx or as text, or paste its text."),
    mark("%(phrase)s. Paste the article's text instead."),
    mark("There is no text here: paste an article, or choose another file."),
    mark("There is no article to be found in this: paste its text instead."),
    mark("There is nothing here but a title: paste the article's text too."),
    mark("This page is too large to read: paste the article's text instead."),
    mark(
        "This does not look like English prose, the only kind that questions can be made from: "
        "paste an article in English."
    ),
    mark("This text is too short to ask about (%(number)s words): paste a paragraph at least."),
    mark(
        "This file is too large (%(size)s MB at most): give it a chapter or an article at a time."
    ),
    mark(
        "This is too long (%(length)s characters, %(most)s at most): "
        "give it a chapter or an article at a time."
    ),
    mark("This PDF file is locked: save it without a password, or paste its text."),
    mark("This PDF file is damaged: save it anew, or paste its text."),
    mark(
        "This PDF file holds pictures of pages and no text: run text recognition (OCR) over it, "
        "or paste its text."
    ),
    mark(
        "This PDF file is too long to read (%(pages)s pages at most): "
        "give it a chapter or an article at a time."
    ),
    mark("This Word document is damaged: save it anew, or paste its text."),
    mark("This Word document is too large to read: give it a chapter or an article at a time."),
    mark("There is no page at that address (%(status)s). Check it for a slip."),
    mark(
        "That address holds no web page but a file (%(kind)s). "
        "Download it, and upload it here or paste its text."
    ),
    mark("That is not the address of a web page. It begins with https://, as in your browser."),
    mark(
        "We read this text and found nothing in it to ask about: it needs sentences that state "
        "figures, dates, names or reasons. Try a longer piece, or write the questions yourself."
    ),
    mark(
        "Something failed on our side while questions were written, and nothing was kept: "
        "try it again, or with a part of the text."
    ),
    mark(
        "Something failed on our side while this file was read: try another one, or paste its text."
    ),
    mark(
        "The reading of this file was broken off again and again, on our side: "
        "give it a part at a time, or paste its text."
    ),
)
CAUSES = (
    mark("This file is not text"),
    mark("This is a film or a picture"),
    mark("This is a PDF file"),
    mark("This is an Office document or an archive"),
    mark("This is an old Office document"),
    mark("This is a rich text file"),
    mark("This is a picture"),
    mark("This is a picture, a sound or a film"),
    mark("This is a sound file"),
    mark("This is a compressed file"),
    mark("This is a program"),
    mark("This is a database"),
    mark("This is a set of slides"),
    mark("This is a spreadsheet"),
    mark("This is an e-book"),
    mark("That address leads into a private network, which is not read"),
    mark("That address leads from page to page without end"),
    mark("That site can't prove that it is the one it says it is"),
    mark("That address took too long to answer. Try again later"),
    mark("That site broke off in the middle of the page. Try again"),
    mark("That address does not answer. Check it for a slip"),
    mark("That site does not give out the page (%(status)s)"),
    mark("That page is too large to read"),
)
ELSEWHERE = (
    mark("This answer belongs to no question of yours. Go on from Today."),
    mark("Give %(number)s tags at most."),
    mark("Shorten each tag to %(number)s characters."),
    mark("A tag can't hold a slash."),
    mark("A tag can't hold a comma."),
)
SENTENCES = (
    *FEEDBACK,
    *RESPONSES,
    *NUMBERS,
    *PROBLEMS,
    *SOURCES,
    *ELSEWHERE,
)
PHRASES = (*DISTANCES, *FORMS, *CAUSES)
PLACE = re.compile(r"%\\\((\w+)\\\)s|%%")


def said(sentence: str) -> str:
    """A sentence of the ones above in the reader's language; any other as it is."""
    if locale().language == SOURCE:
        return sentence
    return _said(sentence, SENTENCES)


def _said(sentence: str, messages: tuple[str, ...]) -> str:
    for message, pattern in patterns(messages):
        found = pattern.fullmatch(sentence)
        if found:
            values = found.groupdict()
            if "phrase" in values:
                values["phrase"] = _said(values["phrase"], PHRASES)
            return gettext(message, **values)
    return sentence


@cache
def patterns(messages: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each message with what finds it again; those without a value first, as they are exact."""
    ordered = sorted(messages, key=lambda message: "%(" in message)
    return tuple((message, _pattern(message)) for message in ordered)


def _pattern(message: str) -> re.Pattern[str]:
    names = PLACE.sub(lambda place: f"(?P<{place[1]}>.+)" if place[1] else "%", re.escape(message))
    return re.compile(names, re.DOTALL)
