"""What the scripts under ``static/js`` say to a person, gathered for translation.

Their English stands in them, in ``tell(...)`` and ``tellMany(...)``; a test holds the two together.
"""

from __future__ import annotations

from quizapp.words import forms_of, gettext, mark, mark_many

SENTENCES = (
    mark("Now you have seen it; it comes back soon."),
    mark("You knew it."),
    mark("That is right."),
    mark("That is right; it is written %(key)s."),
    mark("Not quite: the answer is %(key)s."),
    mark("Not this one; the right answer is marked."),
    mark("Right, though you were guessing: it comes back soon."),
    mark("Write a number like 470,000, 470k or 0.47 million."),
    mark("Write both as numbers like 470,000, 470k or 0.47 million."),
    mark("The lower figure is above the upper one; swap them or mend one."),
    mark("The lower figure must be above zero."),
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
    mark("1 year"),
    mark("%(number)s years"),
    mark("1 percentage point"),
    mark("%(number)s percentage points"),
    mark("a factor of %(factor)s"),
    mark("a factor of more than %(factor)s"),
    mark("%(low)s to %(high)s"),
    mark("Your interval holds the answer."),
    mark("Too low: your interval misses the answer."),
    mark("Too high: your interval misses the answer."),
    mark("Too early: your interval misses the answer."),
    mark("Too late: your interval misses the answer."),
    mark("Your answer"),
    mark("Your answer, right"),
    mark("Your answer, wrong"),
    mark("Right answer"),
    mark("Right:"),
    mark("Not right:"),
    mark("The source"),
    mark("Next"),
    mark("No network. Answers are kept in this browser."),
    mark("There is no network, and no card that is due is kept in this browser."),
    mark("No more cards are kept here"),
    mark("Try the network again"),
    mark("Kept in this browser, to be sent when the network is back."),
    mark("Without a network only what is still kept here can be taken back."),
    mark("Your last answer is taken back. Here is its question again."),
)
COUNTED = (
    mark_many(
        "No network. %(num)s answer kept in this browser, to be sent when it is back.",
        "No network. %(num)s answers kept in this browser, to be sent when it is back.",
    ),
    mark_many(
        "%(num)s answer kept in this browser. It is sent as soon as the network is back, "
        "also if you close this page and come again.",
        "%(num)s answers kept in this browser. They are sent as soon as the network is back, "
        "also if you close this page and come again.",
    ),
    mark_many(
        "The network is back. %(num)s answer sent.",
        "The network is back. %(num)s answers sent.",
    ),
)


def words_of_scripts() -> dict[str, str | dict[str, str]]:
    """Each sentence in the reader's language; of what is counted, the form for each of CLDR's
    categories of number ("one", "other")."""
    found: dict[str, str | dict[str, str]] = {one: gettext(one) for one in SENTENCES}
    for one, many in COUNTED:
        found[one] = forms_of(one, many)
    return found
