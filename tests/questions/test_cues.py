"""Cues, overlaps and crowded stems: what each check finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from questions.problems import check
from questions.types import Question
from tests.questions.test_problems import ask, codes

STEM = "What did the council of Arlen do in 2019?"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (
            ask("How long is it to Arlen?", "*0.5 million km / 500,000 km / 2 km"),
            "duplicate_options",
        ),
        (ask("How many live in Arlen?", "*more than 500 / 200 / 900"), "overlapping_options"),
        (ask("How many live in Arlen?", "1–500 / *400–900 / 1,000–1,500"), "overlapping_options"),
        (ask("How many live in Arlen?", "less than 500 / *300 / 900"), "overlapping_options"),
        (
            ask("Where did Anna Rask live?", "*France / France and Spain / Italy"),
            "overlapping_options",
        ),
        (ask("Where did Anna Rask live?", "Paris / *Paris, Texas / Rome"), "overlapping_options"),
        (
            ask(
                "Who signed in Arlen?",
                "*Spain / France / Italy",
                evidence="Spain and France signed.",
            ),
            "true_by_evidence",
        ),
        (
            ask(
                "Who signed in Arlen?",
                "*Spain / Italy / Malta",
                evidence="Italy, Spain, too, signed.",
            ),
            "true_by_evidence",
        ),
        (ask(STEM, "*Built a bridge / closed a school / sold a park"), "form_cue"),
        (ask(STEM, "*built a bridge. / closed a school / sold a park"), "form_cue"),
        (ask("What is the tallest tree in Arlen?", "*an oak / ash / beech"), "form_cue"),
        (ask("How much rain fell in Arlen?", "*3.5 cm / 2 cm / 5 cm"), "form_cue"),
        (ask("How many live in Arlen?", "*about 500 / 200 / 900"), "form_cue"),
        (ask("How many live in Arlen?", "*48,317 / 30,000 / 70,000"), "precision_cue"),
        (ask("How many live in Arlen?", "31,412 / *50,000 / 72,981"), "precision_cue"),
        (ask("What percentage of Arlen voted?", "40% / *60% / 140%"), "implausible_number"),
        (ask("How many live in Arlen?", "200 / *300 / 500 / 90,000"), "implausible_number"),
        (ask("How many live in Arlen?", "*20,000 / 30,000 / 50,000 / 3"), "implausible_number"),
        (ask("What happened to rents in Arlen?", "*rose / fell / nothing"), ""),
        (
            ask("How did rents in Arlen change?", "*they rose / they fell / none did"),
            "opposite_options",
        ),
        (
            ask(
                "Anna Rask had green eyes and brown hair. Which river runs by Oslo?", "*Aker / Tave"
            ),
            "gratuitous_opening",
        ),
        (
            ask("Who won the Arlen race, and when was it run?", "*Rask in May / Lund in June"),
            "two_questions",
        ),
        (ask("Who won the Arlen race? How fast?", "*Rask in 2 hours / Lund in 3"), "two_questions"),
        (
            ask("Which town did NOT flood?", "*Arlen did not / Tave did / Oslo did"),
            "double_negative",
        ),
        (ask("Which are mammals?", "*I and II / II only / III and I"), "combined_options"),
    ],
)
def test_what_is_found(question: Question, code: str) -> None:
    assert code in codes(question) or not code


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (ask("How many live in Arlen?", "*1–500 / 501–900 / 901–1,500"), "overlapping_options"),
        (ask("How many live in Arlen?", "*more than 500 / 300 / 200"), "overlapping_options"),
        (ask("How long did it last?", "*2 to 3 hours / 4 to 5 hours"), "overlapping_options"),
        (ask("Where is Arlen?", "*France / Spain / Italy and Malta"), "overlapping_options"),
        (ask("How many?", "*2 thousand / 2 million / 9 million"), "duplicate_options"),
        (
            ask("Who signed?", "*Spain / France / Italy", evidence="Spain signed; France did not."),
            "true_by_evidence",
        ),
        (
            ask("How many?", "*5 / 6 / 7", evidence="5, 6 and 7 came on Monday."),
            "true_by_evidence",
        ),
        (ask("Which firm?", "*eBay / Amazon / Apple / iRobot"), "form_cue"),
        (ask("How much?", "*3.5 cm / 2.5 cm / 5 cm"), "form_cue"),
        (ask("How many?", "*470,000 / 290,000 / 830,000 / 1,600,000"), "precision_cue"),
        (ask("When did Rask die?", "1846 / *1850 / 1859"), "precision_cue"),
        (ask("By what percentage did rents grow?", "80% / *120% / 150%"), "implausible_number"),
        (ask("How long is the coast?", "1 / 10 / *100 / 1,000 km"), "implausible_number"),
        (ask("How did it change?", "*it rose / it fell"), "opposite_options"),
        (
            ask("How?", "*prices rose / prices fell / wages rose / wages fell"),
            "opposite_options",
        ),
        (
            ask("The city of Arlen lies on the Tave. On which bank is it?", "*left / right"),
            "gratuitous_opening",
        ),
        (
            ask("Anna Rask won the race of 1921. How old was she then?", answer="19"),
            "gratuitous_opening",
        ),
        (
            ask("What did Rask say about when and where it began?", answer="nothing"),
            "two_questions",
        ),
        (ask("Which town and which river did Rask paint?", answer="Arlen"), ""),
        (ask("Who led not only Arlen but Tave?", "*Rask / nobody"), "double_negative"),
    ],
)
def test_what_only_looks_like_it(question: Question, code: str) -> None:
    assert code not in codes(question)


WELL_MADE = [
    ask("What is the chemical symbol of sodium?", "*Na / So / Sd / Nm"),
    ask("Which planet has the shortest year?", "Mars / *Mercury / Venus / Jupiter"),
    ask("In what year did the Berlin Wall fall?", "1985 / 1987 / *1989 / 1991"),
    ask("Who wrote the novel “Middlemarch”?", "Jane Austen / *George Eliot / Emily Brontë"),
    ask("How many bones does an adult human body have?", "106 / 156 / *206 / 306"),
    ask("What percentage of the Earth is covered by water?", "51% / 61% / *71% / 81%"),
    ask("At what temperature does water boil at sea level?", "90 °C / *100 °C / 110 °C / 120 °C"),
    ask(
        "Which gas do plants take in to make sugar?",
        "oxygen / *carbon dioxide / nitrogen / methane",
    ),
    ask(
        "Why does the Moon show phases?",
        "Clouds hide a part of it / *The Sun lights half of it / "
        "The Earth's shadow crosses it / The Moon's own light dims",
    ),
    ask("What does a barometer measure?", "*air pressure / wind speed / humidity / temperature"),
    ask(
        "Which treaty ended the First World War with Germany?",
        "*Treaty of Versailles / Treaty of Trianon / Treaty of Sèvres / Treaty of Utrecht",
    ),
    ask("Where is the seat of the International Court of Justice?", "Geneva / *The Hague / Vienna"),
    ask(
        "Who became Chancellor of Germany in December 2021?",
        "Angela Merkel / *Olaf Scholz / Armin Laschet / Robert Habeck",
    ),
    ask(
        "On what date did Apollo 11 land on the Moon?",
        "16 July 1969 / *20 July 1969 / 24 July 1969",
    ),
    ask(
        "What is a haiku?",
        "a Japanese play / *a Japanese poem / a Japanese print / a Japanese dance",
    ),
    ask(
        "Which sea lies between Italy and Croatia?",
        "the Aegean Sea / *the Adriatic Sea / the Black Sea",
    ),
    ask("How long is the Suez Canal?", "83 km / 123 km / *193 km / 313 km"),
    ask(
        "About how many people lived in Lagos in 2020?",
        "6 million / 9 million / *15 million / 24 million",
    ),
    ask("Which organ makes insulin?", "the liver / *the pancreas / the spleen / the thyroid"),
    ask(
        "Which amendment gave women in the United States the vote?",
        "the 15th / *the 19th / the 21st",
    ),
    ask(
        "What does GDP stand for?",
        "*Gross domestic product / General debt position / "
        "Global demand price / Group dividend payment",
    ),
    ask(
        "In Ohm's law, what equals voltage divided by current?",
        "charge / energy / power / *resistance",
    ),
    ask(
        "Which of these animals is a marsupial?", "the lemur / *the koala / the sloth / the beaver"
    ),
    ask(
        "Which country is NOT a member of the European Union?",
        "Austria / Ireland / *Norway / Sweden",
    ),
    ask("How much does the ferry to Birkholm cost?", "40 kroner / *70 kroner / 100 kroner"),
    ask("Who painted “Guernica”?", "Salvador Dalí / Joan Miró / *Pablo Picasso / Juan Gris"),
    ask(
        "According to Bloomberg, how many soldiers could North Korea send to Russia in 2024?",
        "up to 20,000 / up to 50,000 / *up to 100,000 / up to 300,000",
    ),
    ask(
        "What was Marie Curie's second Nobel Prize for?", "*chemistry / medicine / peace / physics"
    ),
    ask(
        "Which river flows through Baghdad?", "the Euphrates / the Jordan / *the Tigris / the Nile"
    ),
    ask("By how much did sea level rise between 1901 and 2018?", "5 cm / 10 cm / *20 cm / 40 cm"),
    ask("What did the Romans call Paris?", "Londinium / *Lutetia / Massilia / Lugdunum"),
    ask("When was the euro introduced as cash?", "January 1999 / *January 2002 / January 2004"),
    ask("How high is Mount Everest, in metres?", kind="estimate", answer="8,849", value=8849),
    ask("In what year was the Magna Carta sealed?", kind="estimate", answer="1215", value=1215),
    ask(
        "Roughly what share of the world's people live in cities?",
        kind="estimate",
        answer="57%",
        value=57,
    ),
    ask("The capital of Mongolia is ____.", kind="cloze", answer="Ulaanbaatar"),
    ask(
        "Light takes about ____ minutes to travel from the Sun to the Earth.",
        kind="cloze",
        answer="eight",
    ),
    ask("The Treaty of Rome was signed in ____.", kind="cloze", answer="1957"),
    ask("In cells, the ____ turn sugar into usable energy.", kind="cloze", answer="mitochondria"),
    ask("Name the largest moon of Saturn.", answer="Titan"),
    ask("Which scientist first described the laws of planetary motion?", answer="Johannes Kepler"),
    ask(
        "Why did Britain enter the First World War in August 1914?",
        answer="Germany invaded Belgium",
    ),
    ask("What do the letters DNA stand for?", answer="deoxyribonucleic acid"),
    ask("the powerhouse of the cell", kind="flashcard", answer="the mitochondrion"),
    ask("Ozymandias", kind="flashcard", answer="a sonnet by Percy Bysshe Shelley, of 1818"),
    ask(
        "When it rains in Bergen, from which direction does the wind mostly come?",
        "*the west / the east / the north",
    ),
    ask(
        "Dolphins breathe with lungs. To which class of animals do dolphins belong?",
        "fish / *mammals / birds",
    ),
]


@pytest.mark.parametrize("question", WELL_MADE, ids=lambda question: question.prompt[:40])
def test_well_made_questions_raise_no_alarm(question: Question) -> None:
    assert check(question) == ()
