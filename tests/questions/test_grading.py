"""Grading, as a table of examples and as what must always hold."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from questions.errors import NumberError
from questions.grading import CONFIDENCES, grade, interval_loss, interval_points
from questions.types import (
    Answer,
    Bound,
    Option,
    Question,
    QuestionKind,
    Rating,
    Response,
    Scale,
)


def estimate(value: float, *, scale: Scale = "ratio", **answer: object) -> Question:
    return Question(
        id="e",
        kind=QuestionKind.NUMERIC_ESTIMATE,
        prompt="How many?",
        answer=Answer(str(value), value=value, scale=scale, **answer),  # type: ignore[arg-type]
    )


def written(text: str, *accepted: str, kind: QuestionKind = QuestionKind.SHORT_ANSWER) -> Question:
    return Question(id="w", kind=kind, prompt="Who?", answer=Answer(text, accepted=accepted))


CHOICE = Question(
    id="c",
    kind=QuestionKind.MULTIPLE_CHOICE,
    prompt="Which?",
    answer=Answer("Orsk"),
    options=(Option("Varn"), Option("Orsk", correct=True), Option("Lund")),
)
CARD = Question(id="f", kind=QuestionKind.FLASHCARD, prompt="Front", answer=Answer("Back"))

positive = st.floats(1e-6, 1e15)
belief = st.lists(st.floats(1, 1e6), min_size=2, max_size=60)
scales: st.SearchStrategy[Scale] = st.sampled_from(["ratio", "linear", "year", "percentage"])


@pytest.mark.parametrize(
    ("truth", "text", "points"),
    [
        (8000, "8000", 100),
        (8000, "8,800", 96),
        (8000, "16k", 70),
        (8000, "4 thousand", 70),
        (8000, "80,000", 0),
        (8000, "800", 0),
        (8000, "-8000", 0),
        (8000, "0", 0),
        (470_000, "0.47 million", 100),
        (470_000, "4.7e5", 100),
    ],
)
def test_points_of_an_estimate(truth: float, text: str, points: int) -> None:
    score = grade(estimate(truth), Response(text=text)).score
    assert round(100 * score) == points


@pytest.mark.parametrize(
    ("question", "text", "feedback"),
    [
        (estimate(470_000), "470k", "Exactly what the source says."),
        (estimate(8000, rounding=500.0), "8,400", "Within the source's own rounding."),
        (estimate(8000), "8,400", "Within 5\u202f%, a little high."),
        (estimate(8000), "7,950", "Within 1\u202f%, a little low."),
        (estimate(8000, tolerance=0.02), "8,400", "Off by 5\u202f%: too high."),
        (estimate(8000, tolerance=0.5), "10,400", "Within a factor of 1.3, a little high."),
        (estimate(8000), "10,400", "Off by a factor of 1.3: too high."),
        (estimate(8000), "6,154", "Off by a factor of 1.3: too low."),
        (estimate(8000), "7,000", "Off by a factor of 1.14: too low."),
        (estimate(8000), "2 million", "Off by a factor of 250: too high."),
        (estimate(8000), "1e30", "Off by a factor of more than 1 million: too high."),
        (estimate(8000), "1e-300", "Off by a factor of more than 1 million: too low."),
        (estimate(8000), "-5", "Too low: the answer is above zero."),
        (estimate(1914, scale="year"), "1917", "Off by 3 years: too late."),
        (estimate(1914, scale="year"), "1913", "Within 1 year, a little early."),
        (estimate(62, scale="percentage"), "58 %", "Off by 4 percentage points: too low."),
        (estimate(62, scale="percentage"), "63", "Within 1 percentage point, a little high."),
        (estimate(-4, scale="linear"), "2", "Off by 6: too high."),
        (estimate(470_000, bound=Bound.ABOVE), "470,000", "Exactly what the source says."),
    ],
)
def test_feedback_says_how_far_off_and_on_which_side(
    question: Question, text: str, feedback: str
) -> None:
    assert grade(question, Response(text=text)).feedback == feedback


@pytest.mark.parametrize(
    ("question", "response", "rating"),
    [
        (estimate(8000, tolerance=0.1), Response(text="8,790"), Rating.GOOD),
        (estimate(8000, tolerance=0.1), Response(text="8,810"), Rating.AGAIN),
        (estimate(8000, tolerance=0.01, rounding=500.0), Response(text="8,500"), Rating.GOOD),
        (estimate(8000, tolerance=1.0), Response(text="4,000"), Rating.GOOD),
        (estimate(8000, tolerance=1.0), Response(text="3,900"), Rating.AGAIN),
        (estimate(1914, scale="year", tolerance=2), Response(text="1916"), Rating.GOOD),
        (estimate(1914, scale="year", tolerance=2), Response(text="1917"), Rating.AGAIN),
        (estimate(62, scale="percentage"), Response(text="65"), Rating.GOOD),
        (estimate(62, scale="percentage"), Response(text="66"), Rating.AGAIN),
        # Inside but slow, by the learner's own pace.
        (estimate(8000), Response(text="8000", seconds=31, slow_after=30), Rating.HARD),
        (estimate(8000), Response(text="8000", seconds=31), Rating.GOOD),
        (estimate(8000), Response(text="1", seconds=31, slow_after=30), Rating.AGAIN),
        # Easy needs the learner's word and the source's own rounding.
        (estimate(8000), Response(text="8000", easy=True), Rating.EASY),
        (estimate(8000), Response(text="8100", easy=True), Rating.GOOD),
        (estimate(8000, rounding=500.0), Response(text="8100", easy=True), Rating.EASY),
        (estimate(8000), Response(text="8000", easy=True, seconds=9, slow_after=8), Rating.HARD),
        (estimate(8000), Response(known=False), Rating.AGAIN),
        (CHOICE, Response(choice=1), Rating.GOOD),
        (CHOICE, Response(choice=1, easy=True), Rating.EASY),
        (CHOICE, Response(choice=1, guessed=True), Rating.AGAIN),
        (CHOICE, Response(choice=1, guessed=True, easy=True), Rating.AGAIN),
        (CHOICE, Response(choice=0), Rating.AGAIN),
        (CHOICE, Response(choice=0, easy=True), Rating.AGAIN),
        (CHOICE, Response(choice=7), Rating.AGAIN),
        (CHOICE, Response(), Rating.AGAIN),
        (CARD, Response(known=True), Rating.GOOD),
        (CARD, Response(known=True, easy=True), Rating.EASY),
        (CARD, Response(known=False), Rating.AGAIN),
    ],
)
def test_the_rating_that_the_scheduler_gets(
    question: Question, response: Response, rating: Rating
) -> None:
    assert grade(question, response).rating is rating


def interval(low: str, high: str, confidence: int = 90, **response: object) -> Response:
    return Response(text=low, until=high, confidence=confidence, **response)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "points"),
    [
        ("7500", "8500", 98),
        ("4k", "16k", 80),
        ("1,000", "10,000", 67),
        ("8500", "9500", 81),
        ("10,000", "20,000", 25),
        ("8000", "8000", 100),
        ("1", "2", -100),
        ("1", "1e9", -100),
    ],
)
def test_points_of_an_interval_at_90_per_cent(low: str, high: str, points: int) -> None:
    found = grade(estimate(8000), interval(low, high)).interval
    assert found
    assert interval_points(estimate(8000).answer, found.loss) == points


@pytest.mark.parametrize(
    ("question", "low", "high", "confidence", "points", "missed"),
    [
        # A miss costs more the surer one was.
        (estimate(8000), "8500", "9500", 50, 95, "high"),
        (estimate(8000), "8500", "9500", 80, 90, "high"),
        (estimate(8000), "6500", "7500", 80, 89, "low"),
        # Anywhere in the band of the source's own rounding is right.
        (estimate(8000, rounding=500.0), "8500", "9500", 90, 98, ""),
        (estimate(8000, rounding=500.0), "7000", "7500", 90, 99, ""),
        # Years, percentages and signed quantities are judged on a linear scale.
        (estimate(1914, scale="year"), "1910", "1920", 90, 67, ""),
        (estimate(1914, scale="year"), "1915", "1920", 90, 17, "high"),
        (estimate(62, scale="percentage"), "50", "70", 80, 78, ""),
        (estimate(-4, scale="linear", tolerance=1), "-6", "3", 50, 70, ""),
    ],
)
def test_points_of_other_intervals(
    question: Question, low: str, high: str, confidence: int, points: int, missed: str
) -> None:
    found = grade(question, interval(low, high, confidence)).interval
    assert found
    assert (interval_points(question.answer, found.loss), found.missed) == (points, missed)


@pytest.mark.parametrize(
    ("low", "high", "rating", "feedback"),
    [
        ("7500", "8500", Rating.GOOD, "Your interval holds the answer, and closely."),
        (
            "4k",
            "16k",
            Rating.AGAIN,
            "Your interval holds the answer, but is wide: its ends are a factor of 4 apart.",
        ),
        (
            "7900",
            "9900",
            Rating.AGAIN,
            "Your interval holds the answer, though its middle is off.",
        ),
        (
            "10,400",
            "20,000",
            Rating.AGAIN,
            "Too high: your lower figure is off by a factor of 1.3.",
        ),
        ("1k", "4k", Rating.AGAIN, "Too low: your upper figure is off by a factor of 2."),
    ],
)
def test_an_interval_that_is_remembered(low: str, high: str, rating: Rating, feedback: str) -> None:
    """It holds the truth, is narrow, and its middle is within the tolerance."""
    found = grade(estimate(8000), interval(low, high))
    assert (found.rating, found.feedback) == (rating, feedback)
    assert found.correct == (rating is Rating.GOOD)


def test_a_wide_hit_has_its_points_and_comes_back() -> None:
    found = grade(estimate(8000), interval("4k", "16k"))
    assert (round(found.score, 2), found.correct, found.rating) == (0.8, False, Rating.AGAIN)
    assert found.value == pytest.approx(8000)


def test_years_too_early() -> None:
    found = grade(estimate(1914, scale="year"), interval("1900", "1910"))
    assert found.feedback == "Too early: your upper figure is off by 4 years."


@pytest.mark.parametrize(
    ("low", "high"), [("9000", "8000"), ("0", "9"), ("-5", "9"), ("", "9"), ("9", "many")]
)
def test_what_is_no_interval_is_refused(low: str, high: str) -> None:
    with pytest.raises(NumberError):
        grade(estimate(8000), interval(low, high))


def test_a_signed_interval_may_hold_zero() -> None:
    assert grade(estimate(-4, scale="linear", tolerance=1), interval("-5", "-3")).correct


@pytest.mark.parametrize("text", ["", "  ", "a lot", "12 monkeys and 3", "1e999", "1e200"])
def test_what_is_no_number_is_refused_and_not_graded(text: str) -> None:
    with pytest.raises(NumberError):
        grade(estimate(8000), Response(text=text))


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("Orsk", "orsk"),
        ("Orsk", " ORSK. "),
        ("the Port Office", "port office"),
        ("Port Office", "The Port Office"),
        ("Port Office", "port-office"),
        ("São Tomé", "sao tome"),
        ("soldiers", "soldier"),
        ("the soldier's pay", "soldiers pay"),
        ("Johnson & Johnson", "Johnson and Johnson"),
        ("470,000", "470k"),
        ("470,000", "470 000"),
        ("470,000", "0.47 million"),
        ("twelve", "12"),
        ("470,000 troops", "470 000 troops"),
        ("Hong Kong", "hongkong"),
        ("U.S.", "US"),
        ("Zelensky", "Zelenski"),
        ("artillery", "artilery"),
        ("artillery", "atrillery"),
        ("the", "the"),
    ],
)
def test_words_are_compared_with_forgiveness(key: str, given: str) -> None:
    assert grade(written(key), Response(text=given)).correct


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("Iran", "Iraq"),
        ("Iceland", "Ireland"),
        ("Austria", "Australia"),
        ("Zambia", "Gambia"),
        ("Niger", "Nigeria"),
        ("increase", "decrease"),
        ("north", "south"),
        ("470,000", "47,000"),
        ("470,000", "470"),
        ("1914", "1915"),
        ("T-72", "T-80"),
        ("Orsk", ""),
        ("Orsk", "..."),
        ("grain", "grain and steel"),
        ("Port Office", "Port"),
        ("Slovakia", "Slovenia"),
    ],
)
def test_another_word_stays_wrong(key: str, given: str) -> None:
    found = grade(written(key), Response(text=given))
    assert not found.correct
    assert key in found.feedback


def test_accepted_texts_are_right_too() -> None:
    question = written("Kyiv", "Kiev", kind=QuestionKind.CLOZE)
    assert grade(question, Response(text="kiev")).correct


def test_a_slip_is_right_and_told() -> None:
    assert "Zelensky" in grade(written("Zelensky"), Response(text="Zelenski")).feedback


def test_a_right_guess_counts_as_right_and_comes_back() -> None:
    found = grade(CHOICE, Response(choice=1, guessed=True))
    assert (found.score, found.correct, found.rating) == (1.0, True, Rating.AGAIN)


@given(positive, st.floats(allow_nan=False, allow_infinity=False), scales, st.floats(0, 1e6))
def test_a_score_lies_between_none_and_all(
    truth: float, given_value: float, scale: Scale, rounding: float
) -> None:
    question = estimate(truth, scale=scale, rounding=rounding)
    try:
        found = grade(question, Response(text=repr(given_value)))
    except NumberError:
        return
    assert 0 <= found.score <= 1
    assert found.correct == (found.rating is not Rating.AGAIN)


@given(
    st.floats(-1e12, 1e12).filter(lambda value: value == 0 or abs(value) > 1e-6),
    scales,
    st.none() | st.floats(0, 100),
)
def test_the_exact_value_is_always_right(
    truth: float, scale: Scale, tolerance: float | None
) -> None:
    question = estimate(truth, scale=scale, tolerance=tolerance)
    found = grade(question, Response(text=repr(truth)))
    assert found.correct
    assert found.score == pytest.approx(1)


@given(st.floats(1, 1e9), st.floats(1, 1e4))
def test_too_high_and_too_low_by_the_same_factor_score_the_same(
    truth: float, factor: float
) -> None:
    high = grade(estimate(truth), Response(text=repr(truth * factor)))
    low = grade(estimate(truth), Response(text=repr(truth / factor)))
    assert high.score == pytest.approx(low.score, abs=1e-6)
    assume(not math.isclose(factor, 1.1, rel_tol=1e-6))
    assert high.correct == low.correct


@given(positive, st.floats(1, 100), st.floats(1, 100))
def test_nearer_never_scores_less(truth: float, one: float, other: float) -> None:
    nearer, farther = sorted((one, other))
    scores = [
        grade(estimate(truth), Response(text=repr(truth * factor))).score
        for factor in (nearer, farther)
    ]
    assert scores[0] >= scores[1] - 1e-9


def mean_loss(truths: list[float], low: float, high: float, confidence: int) -> float:
    losses = [interval_loss(estimate(one).answer, low, high, confidence)[1] for one in truths]
    return math.fsum(losses) / len(losses)


@given(belief, st.sampled_from(CONFIDENCES), st.floats(0.5, 2e6), st.floats(1, 1e6))
def test_honesty_is_the_best_strategy(
    truths: list[float], confidence: int, low: float, factor: float
) -> None:
    """Whatever is believed, its own quantiles lose no more, on average, than another interval."""
    tail = (1 - confidence / 100) / 2
    ordered = sorted(truths)
    bottom = ordered[math.ceil(len(ordered) * tail - 1e-9) - 1]
    top = ordered[-math.ceil(len(ordered) * tail - 1e-9)]
    honest = mean_loss(truths, bottom, top, confidence)
    assert honest <= mean_loss(truths, low, low * factor, confidence) + 1e-6


@given(positive, positive, st.floats(1, 1e6), st.sampled_from(CONFIDENCES), scales)
def test_an_intervals_score_is_bounded(
    truth: float, low: float, factor: float, confidence: int, scale: Scale
) -> None:
    question = estimate(truth, scale=scale)
    found = grade(question, interval(repr(low), repr(low * factor), confidence))
    assert found.interval
    assert found.interval.loss >= 0
    assert -100 <= interval_points(question.answer, found.interval.loss) <= 100
    assert 0 <= found.score <= 1
    assert found.correct == (found.rating is not Rating.AGAIN)
    assert not (found.correct and found.interval.missed)


@given(st.floats(1, 1e9), st.floats(0, 0.4), st.floats(-1, 1), st.sampled_from(CONFIDENCES))
def test_an_interval_that_meets_the_sources_band_holds_the_truth(
    truth: float, rounding: float, place: float, confidence: int
) -> None:
    question = estimate(truth, rounding=truth * rounding)
    point = repr(truth * (1 + place * rounding))
    found = grade(question, interval(point, point, confidence)).interval
    assert found
    assert (found.missed, found.loss) == ("", 0)


@given(st.text(max_size=60))
def test_any_text_is_graded_and_the_key_itself_is_right(text: str) -> None:
    assert grade(written("Orsk"), Response(text=text)).score in (0.0, 1.0)
    if any(letter.isalnum() for letter in text):
        assert grade(written(text), Response(text=text)).correct
