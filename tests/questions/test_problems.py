"""Item-writing flaws: for each check a table of what it finds, and one of what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.problems import CHECKS, check
from questions.types import Answer, Evidence, Option, Question, QuestionKind

KINDS = {
    "choice": QuestionKind.MULTIPLE_CHOICE,
    "estimate": QuestionKind.NUMERIC_ESTIMATE,
    "cloze": QuestionKind.CLOZE,
    "short": QuestionKind.SHORT_ANSWER,
    "flashcard": QuestionKind.FLASHCARD,
}
GOOD = "Which river fell to its lowest level in August 2024?"


def ask(
    prompt: str,
    options: str = "",
    kind: str = "",
    answer: str = "",
    value: float | None = None,
    evidence: str | None = None,
) -> Question:
    """A question; ``options`` are parted by " / ", the right one has an asterisk in front."""
    parts = [text for text in options.split(" / ") if options]
    chosen = tuple(Option(text.lstrip("*"), text.startswith("*")) for text in parts)
    key = next((one.text for one in chosen if one.correct), answer)
    return Question(
        id="q",
        kind=KINDS[kind or ("choice" if options else "short")],
        prompt=prompt,
        answer=Answer(key or ("" if options else "470"), value=value),
        options=chosen,
        evidence=None if evidence is None else Evidence(0, len(evidence), evidence),
    )


def codes(question: Question) -> set[str]:
    return {problem.code for problem in check(question)}


def test_every_check_says_what_it_finds_and_what_to_do() -> None:
    assert len({one.code for one in CHECKS}) == len(CHECKS)
    assert all(one.sentence.endswith(".") and ": " in one.sentence for one in CHECKS)
    assert all(one.look.__doc__ for one in CHECKS)


def test_a_problem_says_what_to_do_and_names_the_words() -> None:
    problems = check(ask("How many soldiers did he send to Kursk?"))
    assert [problem.code for problem in problems] == ["unresolved_pronoun"]
    assert problems[0].message == "“he” does not say who or what: write the name."


CLEAN = [
    ask(GOOD, "*Anner / Tave / Lorne"),
    ask(
        "According to the Royal United Services Institute, how many active troops did Russia have?"
    ),
    ask("About how many soldiers could North Korea send to Russia, according to Bloomberg?"),
    ask("In which year was Jeanne Moreau born?", "1918 / *1928 / 1938"),
    ask("How much did the flat cost in May 2019?", "*$1.2 million / $1.9 million / $2.4 million"),
    ask("Who led the Labour Party in 2024?", "*Keir Starmer / Ed Miliband / Gordon Brown"),
    ask(
        "Joshua Norton called himself the ____ of the United States.",
        kind="cloze",
        answer="Emperor",
    ),
    ask("photosynthesis", kind="flashcard", answer="how plants make sugar from light"),
    ask("What is the capital of France?", "Lyon / *Paris / Marseille"),
    ask("Which is larger, Paris or Rome?", answer="Paris"),
    ask("How high is Mount Everest?", kind="estimate", answer="8,849 metres", value=8849),
]


@pytest.mark.parametrize("question", CLEAN, ids=lambda question: question.prompt[:40])
def test_clean_questions_have_no_problems(question: Question) -> None:
    assert check(question) == ()


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (ask("", "*a / b"), "missing_prompt"),
        (ask(GOOD, kind="cloze", answer=" "), "missing_gap"),
        (ask("The river is the ____.", kind="cloze", answer=" "), "missing_answer"),
        (ask("How long is the Anner?", kind="estimate", answer="long"), "missing_value"),
        (ask("They built the ____–Oakland bridge.", kind="cloze"), "gap_in_word"),
        (ask("They built the Anner-____ bridge.", kind="cloze"), "gap_in_word"),
        (ask(GOOD, "*Anner"), "few_options"),
        (ask(GOOD, kind="choice"), "few_options"),
        (ask(GOOD, "*Anner /  / Tave"), "blank_option"),
        (ask(GOOD, "Anner / Tave"), "no_correct_option"),
        (ask(GOOD, "*Anner / *Tave / Lorne"), "several_correct_options"),
        (ask(GOOD, "*Anner / Tave / tave "), "duplicate_options"),
        (ask("What share voted?", "*20 % / 20% / 30%"), "duplicate_options"),
    ],
)
def test_what_must_be_there(question: Question, code: str) -> None:
    assert code in codes(question)


@pytest.mark.parametrize(
    "prompt",
    [
        "When did he die?",
        "What did she say about the war?",
        "How many soldiers did they send?",
        "When did it open?",
        "What was its population in 2010?",
        "In 1990, when did it close?",
        "How many people live in this region?",
        "Who found these fossils in Chile?",
        "What did we learn about the sun?",
        "He was born in ____.",
        "In March, he moved to Paris with whom?",
        "How many troops does it have?",
        "Who told us about the sun?",
        "What did it announce to the world?",
    ],
)
def test_unresolved_pronouns(prompt: str) -> None:
    assert "unresolved_pronoun" in codes(ask(prompt))


@pytest.mark.parametrize(
    "prompt",
    [
        "How old was Joshua Norton when he died?",
        "Before his death, where did Lord Byron live?",
        "How long does it take to fly from Paris to Rome?",
        "Why is it hard to cross the Anner in winter?",
        "How much did it cost to build the Millford bridge?",
        "What did the company do when it failed?",
        "How many people lost their homes in Millford in 2024?",
        "How many soldiers said that they were ready to leave Kursk?",
        "Which of these is a river in France?",
        "Who said “We have never seen this before” in Millford?",
        'What did Kim say when "he" was named in the treaty?',
        "What temperature does water reach before it boils?",
        "How many children does a family have when its first house is sold?",
        "What is known about the US and its army?",
        "When it rains in Millford, how fast does the Anner rise?",
        "What is it called when a star explodes?",
        "How did Ukraine’s forces fare in their summer campaign?",
        "What did World War I end?",
        "Who wrote It and Her Majesty?",
        "Norton abandoned his fortune in ____.",
        "Holt made his first appearance for Boston in ____.",
        "Which king lost his throne in 1917?",
    ],
)
def test_pronouns_that_are_resolved_or_stand_for_nothing(prompt: str) -> None:
    assert "unresolved_pronoun" not in codes(ask(prompt))


@pytest.mark.parametrize(
    "prompt",
    [
        "What does the article say about Ukraine?",
        "According to the author, why did Rome fall?",
        "How many people work for the company?",
        "When did the war begin?",
        "According to the report, how many were killed?",
    ],
)
def test_unresolved_phrases(prompt: str) -> None:
    assert "unresolved_phrase" in codes(ask(prompt))


@pytest.mark.parametrize(
    "prompt",
    [
        "Who wrote the article on Ukraine that won the Pulitzer Prize?",
        "Who was the author of “Emma”?",
        "When did the war in Ukraine begin?",
        "According to the report by Bloomberg, how many were killed?",
        "How many people worked for the company of Henry Ford?",
        "In Kenya, how many people did the company employ in 2019?",
    ],
)
def test_phrases_that_say_what_they_mean(prompt: str) -> None:
    assert "unresolved_phrase" not in codes(ask(prompt))


@pytest.mark.parametrize(
    "prompt",
    [
        "How many troops did Ukraine lose last month?",
        "Who met Vladimir Putin yesterday?",
        "Who phoned Vladimir Putin on Friday?",
        "How many voted in Hong Kong this year?",
        "Who currently leads Germany?",
        "Where did Kim travel three weeks ago?",
        "Who will Scholz meet next week?",
    ],
)
def test_relative_dates(prompt: str) -> None:
    assert "relative_date" in codes(ask(prompt))


@pytest.mark.parametrize(
    "prompt",
    [
        "Who was the last king of Hawaii?",
        "Who ruled Rome in the last year of the Republic?",
        "What happened on Black Friday in the United States?",
        "How many million years ago did the dinosaurs die out?",
        "What is the city of Constantinople now called?",
        "What is now Istanbul’s old name?",
        "Who led Germany so far as known in 1871?",
        "On Friday 8 November 2024, whom did Olaf Scholz phone?",
        "Who said “yesterday was the worst day” of the Somme?",
        "Who founded the newspaper USA Today?",
        "What did Kim sign last?",
    ],
)
def test_dates_that_stay_true(prompt: str) -> None:
    assert "relative_date" not in codes(ask(prompt))


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (ask("The longest river is ____.", "*Nile / Amazon"), "gap_in_choice"),
        (ask("The longest river is the:", "*Nile / Amazon"), "gap_in_choice"),
        (ask("The longest river in Africa", "*Nile / Amazon"), "unfocused_stem"),
        (ask("Rivers?", "*Nile / Amazon"), "unfocused_stem"),
        (ask("Which of the following is true?", "*It rained. / It snowed."), "unfocused_stem"),
        (ask("Which of these rivers is not in Africa?", "*Rhine / Nile"), "negative_stem"),
        (ask("All these animals lay eggs except?", "*cows / hens"), "negative_stem"),
        (ask("Which animal doesn’t lay eggs?", "*cow / hen"), "negative_stem"),
        (ask(" ".join(["Who"] + ["and who"] * 20) + "?"), "long_stem"),
        (ask("Is the Nile long?", "*True / False"), "true_false_options"),
        (ask("Is the Nile long?", "*Yes / No / Perhaps"), "true_false_options"),
        (ask(GOOD, "*Anner / Tave / None of the above"), "all_or_none_of_the_above"),
        (ask(GOOD, "Anner / Tave / *All of these."), "all_or_none_of_the_above"),
        (ask(GOOD, "Anner / Tave / *Both A and B"), "combined_options"),
        (ask(GOOD, "Anner / Tave / *Anner and Tave"), "combined_options"),
        (
            ask(GOOD, "*The Anner, below the Millford bridge / The Tave / The Lorne"),
            "longest_option_is_key",
        ),
        (ask("Which is it in Rome?", "*red car / red van / blue car"), "convergence_cue"),
        (ask("What lays the egg? It is an", "*owl / bat / cow"), "grammatical_cue"),
        (ask("It was laid by an ____.", kind="cloze", answer="owl"), "grammatical_cue"),
        (ask("Which animals are kept in Rome?", "*cats / a bear / a horse"), "grammatical_cue"),
        (ask("What is kept in Rome?", "*400 / cats / dogs"), "mixed_options"),
        (ask("How far is Rome?", "*20 km / 30 miles / 40 miles"), "mixed_options"),
        (ask("How far is Rome?", "40 km / *20 km / 30 km"), "unordered_options"),
        (ask("When did Rome fall?", "12 May 410 / *3 June 2012 / 1 May 2011"), "unordered_options"),
        (ask("When did Rome fall?", "June 1410 / *May 1410 / July 1411"), "unordered_options"),
        (ask("How far is Mars?", "3 million km / *900 km / 2 billion km"), "unordered_options"),
        (
            ask("Which treaty did Kim and Putin sign?", "*A defence treaty / A truce / A loan"),
            "repeated_word",
        ),
        (ask("How do owls in Rome hunt?", "*At night / Never alone"), "absolute_term"),
        (ask("How do owls usually hunt?", "*At night / At noon"), "vague_term"),
        (ask("Who wrote Byron’s poems?", answer="Byron"), "answer_in_prompt"),
    ],
)
def test_flaws_of_stems_and_options(question: Question, code: str) -> None:
    assert code in codes(question)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (ask("Why did Kim not travel to Rome?", "*He was ill. / He was late."), "negative_stem"),
        (ask("Which river is NOT in Africa?", "*Rhine / Nile"), "negative_stem"),
        (ask("Which treaty bans not only mines but shells?", "*Oslo / Rome"), "negative_stem"),
        (ask(GOOD, "*100,000 / 9,000 / 50,000"), "longest_option_is_key"),
        (ask(GOOD, "*North Korea / Japan / China"), "longest_option_is_key"),
        (ask(GOOD, "*Royal Navy of Spain / Royal Navy of France / Royal Navy"), "convergence_cue"),
        (ask("Which is it?", "*red car / red van / red bus"), "convergence_cue"),
        (ask("What lays the egg? It is a(n)", "*owl / bat / cow"), "grammatical_cue"),
        (ask("Which animals are kept in Rome?", "*cats / dogs / a horse"), "grammatical_cue"),
        (ask("How far is Rome?", "20 km / *30 km / 40 km"), "mixed_options"),
        (ask("How far is Rome?", "1 mile / *2 miles / 3 miles"), "mixed_options"),
        (ask("When did Rome fall?", "12 June 410 / 11 July 410 / *3 May 411"), "mixed_options"),
        (ask("When did Rome fall?", "12 June 1410 / *11 July 1410"), "mixed_options"),
        (ask("When did Rome fall?", "May 1410 / June 1410 / *May 1411"), "unordered_options"),
        (ask("Which team won?", "*49ers / Bears / Lions / Rams"), "unordered_options"),
        (
            ask("When did Rome fall?", "1 May 2011 / *3 June 2011 / 12 May 2012"),
            "unordered_options",
        ),
        (ask("How many?", "900 km / *3 million km / 2 billion km"), "unordered_options"),
        (ask("Which party won?", "*Green Party / Labour Party"), "repeated_word"),
        (ask("Who wrote “Always”?", "*“Never Mind” / Byron"), "absolute_term"),
        (ask("Who is larger, Paris or Rome?", "*Paris / Rome"), "answer_in_prompt"),
        (ask("It was ____ by a boy.", kind="cloze", answer="made"), "grammatical_cue"),
        (ask("It was ____’s “____”, (____) – ____.", kind="cloze", answer="made"), "gap_in_word"),
        (ask("It is ____km to Rome.", kind="cloze", answer="4"), "gap_in_word"),
        (ask("It cost £____ in 2019.", kind="cloze", answer="4"), "gap_in_word"),
        (ask("How do owls usually hunt?", evidence="Owls usually hunt 470 mice."), "vague_term"),
        (ask(GOOD, "*Anner and Sons / Tave and Sons / Lorne"), "combined_options"),
    ],
)
def test_what_only_looks_like_a_flaw(question: Question, code: str) -> None:
    assert code not in codes(question)


@pytest.mark.parametrize(
    ("answer", "evidence", "outside"),
    [
        ("470,000", "RUSI counted 470,000 active troops.", False),
        ("Olaf Scholz", "German Chancellor Olaf Scholz phoned.", False),
        ("the Royal Institute", "the Royal\u00a0Institute said so", False),
        ("480,000", "RUSI counted 470,000 active troops.", True),
        ("Xi Jinping", "German Chancellor Olaf Scholz phoned.", True),
        ("to help retake territory", "They were sent to help retake the lost territory.", False),
    ],
)
def test_evidence_must_hold_the_answer(answer: str, evidence: str, outside: bool) -> None:
    question = ask("Who or how many came to Rome?", answer=answer, evidence=evidence)
    assert ("answer_outside_evidence" in codes(question)) is outside


@given(
    st.text(max_size=200),
    st.lists(st.builds(Option, st.text(max_size=40), st.booleans()), max_size=5),
    st.sampled_from(list(QuestionKind)),
    st.text(max_size=40),
    st.one_of(st.none(), st.text(max_size=100)),
)
def test_any_question_can_be_checked(
    prompt: str, options: list[Option], kind: QuestionKind, answer: str, evidence: str | None
) -> None:
    known = Evidence(0, len(evidence), evidence) if evidence is not None else None
    question = Question("q", kind, prompt, Answer(answer), tuple(options), evidence=known)
    for problem in check(question):
        assert problem.code in {one.code for one in CHECKS}
        assert "{}" not in problem.message or "{}" in prompt + answer + str(options)
