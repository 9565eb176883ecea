"""The probes of blind guessing find a cue where there is one."""

from __future__ import annotations

import pytest

from benchmarks import probes
from questions.types import Answer, Option, Question, QuestionKind


def choice(options: str, prompt: str = "Which town lies on the Tave?") -> Question:
    """``options`` are parted by " / ", the right one has an asterisk in front."""
    found = tuple(Option(one.lstrip("*"), one.startswith("*")) for one in options.split(" / "))
    key = next(one.text for one in found if one.correct)
    return Question("q", QuestionKind.MULTIPLE_CHOICE, prompt, Answer(key), found)


@pytest.mark.parametrize(
    ("probe", "options", "hit"),
    [
        (probes.first, "*a / b / c / d", 1.0),
        (probes.last, "*a / b / c / d", 0.0),
        (probes.middle, "a / *b / c / d", 0.5),
        (probes.middle, "a / *b / c", 1.0),
        (probes.longest, "Oslo / *Trondheim / Bergen", 1.0),
        (probes.shortest, "*Oslo / Rome / Bergen", 0.5),
        (probes.roundest, "480,000 / *500,000 / 730,000", 1.0),
        (probes.roundest, "4 / *24 / 48", 1 / 3),
        (probes.least_round, "20,000 / *48,317 / 90,000", 1.0),
        (probes.most_overlap, "*Tave Mill / Arlen / Oslo", 1.0),
        (probes.most_alike, "red car / *red van / blue van", 1.0),
        (probes.most_frequent, "*Arlen / Oslo / Bergen", 1.0),
    ],
)
def test_a_probe_finds_its_cue(probe: probes.Probe, options: str, hit: float) -> None:
    question = choice(options)
    scores = probe(question, "Arlen is old. Arlen lies in a valley, far from Oslo.")
    assert scores is not None
    assert probes.hit_of(question, scores) == pytest.approx(hit)


def test_roundness_is_not_asked_of_names_or_days() -> None:
    assert probes.roundest(choice("*Arlen / Oslo"), "") is None
    assert probes.roundest(choice("*1 May 1900 / 3 May 1900"), "") is None


def test_the_seeds_of_one_fact_count_as_one_drawing() -> None:
    guesses = probes.Guesses()
    for fact, hit in (("a", 1.0), ("b", 0.0)):
        for _ in range(100):
            guesses.add(fact, hit, 0.25)
    assert guesses.over == pytest.approx(25)
    assert guesses.error > 30
