"""(Question, response) -> Grade: how well one response answers one question.

The points of an estimate follow from its error: on the "ratio" scale e = |log10(given / true)| and
the score is 1 - e, never below 0; on the linear scales the score falls to 0 at ten goals' distance.
For a bound ("up to 470,000") the stated figure is what is asked for.

An interval is judged by the interval score (Gneiting and Raftery 2007, section 6.2), on the ratio
scale of the logarithms: its width, and 2/alpha of the distance by which it misses. Whoever gives
the quantiles of what they believe loses least, so that honesty is the best strategy. The truth is
met anywhere in the band of the source's own rounding.
"""

from __future__ import annotations

import math
import re
import unicodedata

from questions.errors import NumberError
from questions.numbers import print_number, read_number
from questions.types import Answer, Grade, Interval, Question, QuestionKind, Rating, Response

GOALS = {"ratio": 0.1, "year": 1.0, "percentage": 3.0}
GOALS_TO_ZERO = 10
LONG_WORD = 5
LONGER_WORD = 8
VOWELS = frozenset("aeiouy")
ARTICLES = frozenset({"a", "an", "the"})
FLOAT_NOISE = 1e-9
WILDEST_FACTOR = 1e6
LARGEST = 1e100
CONFIDENCES = (50, 80, 90)
INTERVAL_TO_ZERO = 3  # an interval's points end at the loss of three estimates that have none
LOWEST_POINTS = -100
TOLERANCES_WIDE = 4  # the widest interval that is remembered well enough


def grade(question: Question, response: Response) -> Grade:
    """Judge ``response``. Raises NumberError where an estimate can't be read as a number."""
    if response.known is False:
        return Grade(0.0, Rating.AGAIN, False, "Now you have seen it; it comes back soon.")
    match question.kind:
        case QuestionKind.MULTIPLE_CHOICE:
            return _grade_choice(question, response)
        case QuestionKind.NUMERIC_ESTIMATE:
            return _grade_estimate(question.answer, response)
        case QuestionKind.CLOZE | QuestionKind.SHORT_ANSWER:
            return _grade_text(question.answer, response)
        case QuestionKind.FLASHCARD:
            return Grade(1.0, _passed(response), True, "You knew it.")


def _passed(response: Response) -> Rating:
    if response.guessed:
        return Rating.AGAIN
    return Rating.EASY if response.easy else Rating.GOOD


def _grade_choice(question: Question, response: Response) -> Grade:
    chosen = response.choice
    if chosen is None or not 0 <= chosen < len(question.options):
        return Grade(0.0, Rating.AGAIN, False, "No option was chosen.")
    if not question.options[chosen].correct:
        return Grade(0.0, Rating.AGAIN, False, "Not this one; the right answer is marked.")
    if response.guessed:
        feedback = "Right, though you were guessing: it comes back soon."
        return Grade(1.0, Rating.AGAIN, True, feedback)
    return Grade(1.0, _passed(response), True, "That is right.")


# Estimates


def _grade_estimate(answer: Answer, response: Response) -> Grade:
    if answer.value is None:
        raise ValueError("a numeric estimate needs a value to be graded")
    if response.confidence is not None:
        return _grade_interval(answer, response, response.confidence)
    given = _read_figure(response.text)
    inside_band = _within(abs(given - answer.value), answer.rounding, answer.value)
    inside = inside_band or _inside_goal(given, answer)
    score = 1.0 if inside_band else _estimate_score(given, answer)
    rating = _estimate_rating(response, inside=inside, inside_band=inside_band)
    return Grade(score, rating, inside, describe_error(given, answer, passed=inside), value=given)


def _read_figure(text: str) -> float:
    given = read_number(text)
    if abs(given) > LARGEST:
        raise NumberError("This number is too large to compare; write a smaller one.")
    return given


def _estimate_rating(response: Response, *, inside: bool, inside_band: bool) -> Rating:
    if not inside or response.guessed:
        return Rating.AGAIN
    timed = response.seconds is not None and response.slow_after is not None
    if timed and response.seconds > response.slow_after:  # type: ignore[operator]
        return Rating.HARD
    return Rating.EASY if inside_band and response.easy else Rating.GOOD


def is_ratio(answer: Answer) -> bool:
    """Whether an estimate of ``answer`` is judged by its ratio; that needs a positive truth."""
    return answer.scale == "ratio" and answer.value is not None and answer.value > 0


def goal(answer: Answer) -> float:
    """How far off still passes, by the author or by default: relative on the ratio scale."""
    if answer.tolerance is not None:
        return answer.tolerance
    if answer.scale in GOALS and (answer.scale != "ratio" or is_ratio(answer)):
        return GOALS[answer.scale]
    return GOALS["ratio"] * max(abs(answer.value or 0.0), 1.0)


def _within(distance: float, limit: float, size: float) -> bool:
    return distance <= limit + FLOAT_NOISE * abs(size)


def _inside_goal(given: float, answer: Answer) -> bool:
    truth = answer.value or 0.0
    if not is_ratio(answer):
        return _within(abs(given - truth), goal(answer), truth)
    error = abs(math.log(given) - math.log(truth)) if given > 0 else math.inf
    return error <= math.log1p(goal(answer)) + FLOAT_NOISE


def _estimate_score(given: float, answer: Answer) -> float:
    truth = answer.value or 0.0
    if is_ratio(answer):
        error = abs(math.log10(given) - math.log10(truth)) if given > 0 else math.inf
    else:
        widest = GOALS_TO_ZERO * max(goal(answer), answer.rounding)
        distance = abs(given - truth)
        error = distance / widest if widest > 0 else math.copysign(math.inf, distance)
    return max(0.0, 1.0 - error)


def describe_error(given: float, answer: Answer, *, passed: bool) -> str:
    """One sentence: how far ``given`` is from the answer, and on which side."""
    truth = answer.value or 0.0
    distance = abs(given - truth)
    if _within(distance, 0.0, truth):
        return "Exactly what the source says."
    if _within(distance, answer.rounding, truth):
        return "Within the source's own rounding."
    if is_ratio(answer) and given <= 0:
        return "Too low: the answer is above zero."
    low, high = ("early", "late") if answer.scale == "year" else ("low", "high")
    side = high if given > truth else low
    error = _error_words(given, truth, answer)
    return f"Within {error}, a little {side}." if passed else f"Off by {error}: too {side}."


def _error_words(given: float, truth: float, answer: Answer) -> str:
    if is_ratio(answer):
        return _ratio_words(given / truth)
    distance = abs(given - truth)
    match answer.scale:
        case "year":
            return _counted(distance, "year")
        case "percentage":
            return _counted(distance, "percentage point")
    return print_number(_shortened(distance))


def _ratio_words(ratio: float) -> str:
    ratio = max(ratio, 0.1 / WILDEST_FACTOR)
    factor = max(ratio, 1 / ratio)
    if factor > WILDEST_FACTOR:
        return f"a factor of more than {print_number(WILDEST_FACTOR)}"
    if factor <= 1.1 + FLOAT_NOISE:
        percent = max(1, math.ceil(abs(ratio - 1) * 100 - 1e-6))
        return f"{percent}\u202f%"
    return f"a factor of {print_number(_shortened(factor, 3 if factor < 1.2 else 2))}"


def _counted(amount: float, unit: str) -> str:
    number = _shortened(amount)
    return f"{print_number(number)} {unit}{'' if number == 1 else 's'}"


def _shortened(value: float, figures: int = 2) -> float:
    """``value`` to so many figures, all of a whole number's below a thousand."""
    if value >= 10**figures and value < 1000:
        return round(value)
    return float(f"{value:.{figures}g}")


# Intervals


def read_interval(answer: Answer, low: str, high: str) -> tuple[float, float]:
    """The two figures of an interval as typed. Raises NumberError where they are none."""
    lower, upper = _read_figure(low), _read_figure(high)
    if lower > upper:
        raise NumberError("The lower figure is above the upper one; swap them or mend one.")
    if is_ratio(answer) and lower <= 0:
        raise NumberError("The lower figure must be above zero.")
    return lower, upper


def _grade_interval(answer: Answer, response: Response, confidence: int) -> Grade:
    if confidence not in CONFIDENCES:
        raise ValueError(f"a confidence is one of {CONFIDENCES}")
    low, high = read_interval(answer, response.text, response.until)
    middle = interval_middle(answer, low, high)
    missed, loss = interval_loss(answer, low, high, confidence)
    found = Interval(low, high, confidence, missed, loss)
    near = _within(abs(middle - (answer.value or 0.0)), answer.rounding, middle)
    passed = not missed and _narrow(answer, low, high) and (near or _inside_goal(middle, answer))
    rating = _estimate_rating(response, inside=passed, inside_band=near)
    points = max(0.0, interval_points(answer, loss) / 100)
    feedback = _interval_words(answer, found, passed=passed)
    return Grade(points, rating, passed, feedback, value=middle, interval=found)


def interval_middle(answer: Answer, low: float, high: float) -> float:
    """An interval as one figure: its geometric middle, on a linear scale its middle."""
    return math.sqrt(low) * math.sqrt(high) if is_ratio(answer) else (low + high) / 2


def interval_loss(answer: Answer, low: float, high: float, confidence: int) -> tuple[str, float]:
    """On which side the interval missed the answer ("low", "high", or empty), and what it loses:
    in natural logarithms on the ratio scale, else in units of the answer."""
    truth = answer.value or 0.0
    noise = FLOAT_NOISE * abs(truth)
    bottom, top = truth - answer.rounding - noise, truth + answer.rounding + noise
    width, penalty = _gap(answer, low, high), 2 / (1 - confidence / 100)
    if high < bottom:
        return "low", width + penalty * _gap(answer, high, bottom)
    if low > top:
        return "high", width + penalty * _gap(answer, top, low)
    return "", width


def _gap(answer: Answer, start: float, end: float) -> float:
    """From ``start`` up to ``end``, on the answer's own scale."""
    if not is_ratio(answer):
        return end - start
    return math.log(end) - math.log(start) if start > 0 and end > 0 else math.inf


def interval_points(answer: Answer, loss: float) -> int:
    """What a loss is worth: 100 for none, never below -100."""
    if is_ratio(answer):
        nothing_left = INTERVAL_TO_ZERO * math.log(10)
    else:
        nothing_left = INTERVAL_TO_ZERO * GOALS_TO_ZERO * max(goal(answer), answer.rounding)
    share = loss / nothing_left if nothing_left > 0 else math.copysign(math.inf, loss)
    return round(max(float(LOWEST_POINTS), 100 * (1 - share)))


def _narrow(answer: Answer, low: float, high: float) -> bool:
    """Whether the interval is narrow enough to show that the figure is remembered."""
    truth, rounding = answer.value or 0.0, answer.rounding
    if is_ratio(answer):
        tolerance = max(math.log1p(goal(answer)), math.log1p(rounding / truth))
    else:
        tolerance = max(goal(answer), rounding)
    return _gap(answer, low, high) <= TOLERANCES_WIDE * tolerance + FLOAT_NOISE


def _interval_words(answer: Answer, found: Interval, *, passed: bool) -> str:
    if passed:
        return "Your interval holds the answer, and closely."
    if not found.missed:
        return f"Your interval holds the answer, {_width_words(answer, found)}."
    early, late = ("early", "late") if answer.scale == "year" else ("low", "high")
    side, which, end = (
        (early, "upper", found.high) if found.missed == "low" else (late, "lower", found.low)
    )
    error = _error_words(end, answer.value or 0.0, answer)
    return f"Too {side}: your {which} figure is off by {error}."


def _width_words(answer: Answer, found: Interval) -> str:
    if _narrow(answer, found.low, found.high):
        return "though its middle is off"
    if is_ratio(answer):
        factor = print_number(_shortened(min(found.high / found.low, WILDEST_FACTOR)))
        return f"but is wide: its ends are a factor of {factor} apart"
    distance = _error_words(found.high, found.low, answer)
    return f"but is wide: its ends are {distance} apart"


# Words


def _grade_text(answer: Answer, response: Response) -> Grade:
    keys = (answer.text, *answer.accepted)
    if any(_same_words(response.text, key) or _same_number(response.text, key) for key in keys):
        return _text_passed(response, "That is right.")
    if any(_nearly_same_words(response.text, key) for key in keys):
        return _text_passed(response, f"That is right; it is written {answer.text}.")
    return Grade(0.0, Rating.AGAIN, False, f"Not quite: the answer is {answer.text}.")


def _text_passed(response: Response, feedback: str) -> Grade:
    return Grade(1.0, _passed(response), True, feedback)


def _same_number(one: str, other: str) -> bool:
    try:
        return math.isclose(read_number(one), read_number(other), rel_tol=FLOAT_NOISE)
    except NumberError:
        return False


def _words(text: str) -> list[str]:
    """The words that count: without case, accents, punctuation, articles and a plural's s."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.replace("’", "'"))
        if not unicodedata.combining(letter)
    )
    bare = bare.casefold().replace("'s ", " ").replace("'", "").replace("&", " and ")
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=\d)[,\s](?=\d{3}\b)", "", bare))
    kept = [word for word in words if word not in ARTICLES] or words
    return [_singular(word) for word in kept]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _same_words(given: str, key: str) -> bool:
    mine, theirs = _words(given), _words(key)
    return bool(mine) and (mine == theirs or "".join(mine) == "".join(theirs))


def _nearly_same_words(given: str, key: str) -> bool:
    mine, theirs = _words(given), _words(key)
    return len(mine) == len(theirs) and all(map(_nearly_same, mine, theirs))


def _nearly_same(one: str, other: str) -> bool:
    """Whether one slip lies between two long words; never in a digit, never in the initial."""
    shorter = min(len(one), len(other))
    if one == other:
        return True
    if shorter < LONG_WORD or one[0] != other[0] or any(map(str.isdigit, one + other)):
        return False
    return _slips(one, other, forgiving=shorter >= LONGER_WORD) <= 1


def _slips(one: str, other: str, *, forgiving: bool) -> int:
    """The edits between two words, where swapping neighbours is one edit.

    Another consonant counts as two unless ``forgiving``: "Iceland" is not "Ireland".
    """
    earlier, above = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, mine in enumerate(one, start=1):
        line = [row]
        for column, theirs in enumerate(other, start=1):
            light = forgiving or (mine in VOWELS and theirs in VOWELS)
            change = 0 if mine == theirs else 1 if light else 2
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + change)
            swapped = row > 1 and column > 1 and (mine, theirs) == (other[column - 2], one[row - 2])
            line.append(min(cost, earlier[column - 2] + 1) if swapped else cost)
        earlier, above = above, line
    return above[-1]
