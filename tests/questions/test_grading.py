"""Grading, as a table of examples and as what must always hold."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from questions.errors import NumberError
from questions.grading import grade
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


@given(st.text(max_size=60))
def test_any_text_is_graded_and_the_key_itself_is_right(text: str) -> None:
    assert grade(written("Orsk"), Response(text=text)).score in (0.0, 1.0)
    if any(letter.isalnum() for letter in text):
        assert grade(written(text), Response(text=text)).correct
