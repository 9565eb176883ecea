"""Item-writing flaws, each a small named check over a Question as it stands, in pure text.

They serve generated and hand-written questions alike; the flaws are those of Haladyna's guidelines
and of Moore et al. A check gives the words at fault, which fill the ``{}`` of its sentence, or None
where it finds nothing. When in doubt it is silent: a false alarm costs trust in all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from questions.problems import alone, complete, cues, options, stems
from questions.types import Problem, Question, QuestionKind

CHOICE = frozenset({QuestionKind.MULTIPLE_CHOICE})
ESTIMATE = frozenset({QuestionKind.NUMERIC_ESTIMATE})
CLOZE = frozenset({QuestionKind.CLOZE})
SHORT = frozenset({QuestionKind.SHORT_ANSWER})
ALL = frozenset(QuestionKind)


class Check(NamedTuple):
    """One flaw: ``look`` finds it, ``sentence`` says what to do, for questions of these kinds."""

    look: Callable[[Question], str | None]
    sentence: str
    kinds: frozenset[QuestionKind] = ALL

    @property
    def code(self) -> str:
        return self.look.__name__


# In the order in which problems are listed.
CHECKS = (
    Check(complete.missing_prompt, "The question is empty: write what you ask."),
    Check(complete.missing_answer, "The answer is missing: write what is right.", ALL - CHOICE),
    Check(complete.missing_value, "The answer needs a number: write its value.", ESTIMATE),
    Check(complete.missing_gap, "The gap is missing: put ____ where the answer belongs.", CLOZE),
    Check(
        complete.gap_in_word,
        "The gap cuts a name in two (“{}”): leave out the whole of it.",
        CLOZE,
    ),
    Check(complete.few_options, "A choice needs two options at least: add one.", CHOICE),
    Check(complete.blank_option, "An option is empty: fill it or take it out.", CHOICE),
    Check(complete.no_correct_option, "No option is marked as right: mark one.", CHOICE),
    Check(
        complete.several_correct_options,
        "Several options are marked as right: mark the one that is.",
        CHOICE,
    ),
    Check(
        complete.duplicate_options, "Two options say the same ({}): change or remove one.", CHOICE
    ),
    Check(
        complete.answer_outside_evidence,
        "The evidence does not say “{}”: choose the sentence that does.",
        CHOICE | CLOZE | SHORT,
    ),
    Check(
        complete.answer_in_prompt,
        "The question gives its answer away (“{}”): word it without.",
        ALL - {QuestionKind.FLASHCARD},
    ),
    Check(alone.unresolved_pronoun, "“{}” does not say who or what: write the name."),
    Check(alone.unresolved_phrase, "“{}” needs the article beside it: say which one."),
    Check(alone.relative_date, "“{}” will mean another time soon: write the date."),
    Check(
        stems.gap_in_choice, "A choice asks a real question: turn the gap into a question.", CHOICE
    ),
    Check(
        stems.unfocused_stem,
        "It is not clear what is asked: ask one question that needs no options to be understood.",
        CHOICE | ESTIMATE | SHORT,
    ),
    Check(
        stems.negative_stem,
        "“{}” is easily overlooked: ask for what is so, or write it in capitals.",
        CHOICE,
    ),
    Check(stems.long_stem, "The question has {} words: shorten it to what is needed, 40 at most."),
    Check(
        cues.gratuitous_opening,
        "“{}” has nothing to do with what is asked: leave it out.",
        CHOICE | ESTIMATE | SHORT,
    ),
    Check(
        cues.two_questions,
        "Two things are asked at once: make it two questions.",
        CHOICE | ESTIMATE | SHORT,
    ),
    Check(
        cues.double_negative,
        "“{}” answers a negative with a negative: ask for what is so.",
        CHOICE,
    ),
    Check(
        options.true_false_options, "“{}” is a guess at even odds: ask for the fact itself.", CHOICE
    ),
    Check(
        options.all_or_none_of_the_above,
        "“{}” tests logic, not knowledge: put a real option in its place.",
        CHOICE,
    ),
    Check(
        options.combined_options,
        "“{}” combines other options: give each option one answer.",
        CHOICE,
    ),
    Check(
        options.longest_option_is_key,
        "The right option is much the longest: make the options equally long.",
        CHOICE,
    ),
    Check(
        cues.form_cue,
        "The right option alone has {}, or alone has not: give all options the same form.",
        CHOICE,
    ),
    Check(
        cues.precision_cue,
        "“{}” is more exact, or rounder, than all others: round them alike.",
        CHOICE,
    ),
    Check(
        cues.opposite_options,
        "Two options are opposites ({}), so one is surely right: make two pairs or none.",
        CHOICE,
    ),
    Check(
        cues.overlapping_options,
        "Two options can both be right ({}): change one so that they exclude each other.",
        CHOICE,
    ),
    Check(
        cues.true_by_evidence,
        "The evidence says the same of “{}”: put another option in its place.",
        CHOICE,
    ),
    Check(
        cues.implausible_number,
        "“{}” is out of the question: choose a number nearer the others.",
        CHOICE,
    ),
    Check(
        options.convergence_cue,
        "The right option shares parts with several others ({}): vary them evenly.",
        CHOICE,
    ),
    Check(
        options.grammatical_cue,
        "“{}” fits some of the options only: word the question so that all fit.",
        CHOICE | CLOZE,
    ),
    Check(
        options.mixed_options,
        "The options are not of one kind ({}): give all the same form and unit.",
        CHOICE,
    ),
    Check(
        options.unordered_options,
        "The options are out of order: sort them from small to large.",
        CHOICE,
    ),
    Check(
        options.repeated_word,
        "“{}” stands in the question and in the right option alone: drop one.",
        CHOICE,
    ),
    Check(
        options.absolute_term,
        "“{}” is seldom true and gives an option away: say what is meant exactly.",
        CHOICE,
    ),
    Check(
        options.vague_term,
        "“{}” means something else to each reader: say how often or how much.",
        CHOICE | ESTIMATE | SHORT,
    ),
)

# What is wrong between the options, so that other options may mend it.
CUES = tuple(
    one
    for one in CHECKS
    if one.kinds >= CHOICE
    and one.look.__module__ in {options.__name__, cues.__name__}
    and one.look not in {options.vague_term, cues.gratuitous_opening, cues.two_questions}
)
SENTENCES = {one.code: one.sentence for one in CHECKS}


def check(question: Question) -> tuple[Problem, ...]:
    """The problems of ``question``, in the order of ``CHECKS``; empty where there are none."""
    return tuple(
        Problem(one.code, one.sentence.replace("{}", words))
        for one in CHECKS
        if question.kind in one.kinds and (words := one.look(question)) is not None
    )


def cues_of(question: Question) -> tuple[str, ...]:
    """The codes of the flaws that lie in a choice's options alone; none for other kinds."""
    if question.kind not in CHOICE:
        return ()
    return tuple(one.code for one in CUES if one.look(question) is not None)
