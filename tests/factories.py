"""Rows for tests, each committed as it is made, with what a test does not say filled in."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from sqlalchemy.orm import Session

from questions.types import (
    Answer,
    Block,
    Evidence,
    Option,
    Question,
    QuestionKind,
)
from questions.types import (
    Article as ArticleText,
)
from quizapp.models import (
    Article,
    Assignment,
    AssignmentMode,
    Card,
    CardStatus,
    Class,
    ClassRole,
    Exam,
    Membership,
    QuestionSet,
    Report,
    SetStatus,
    Upload,
    User,
)

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
SENTENCE = "The river carried 470,000 tonnes of grain in 2024, according to the Port Office."
PARAGRAPHS = (
    "The harbour at Varn has two basins and a lighthouse.",
    SENTENCE + " Most of it went to Orsk.",
)


def article_text(paragraphs: tuple[str, ...] = PARAGRAPHS) -> ArticleText:
    text, blocks = "", []
    for paragraph in paragraphs:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{paragraph}" if text else paragraph
        blocks.append(Block(start, start + len(paragraph)))
    return ArticleText(text, tuple(blocks), title="Grain on the river", publisher="Varn Herald")


def evidence() -> Evidence:
    text = article_text().text
    start = text.index(SENTENCE)
    return Evidence(start, start + len(SENTENCE), SENTENCE)


def multiple_choice(prompt: str = "Where did most of the grain go?") -> Question:
    options = (Option("Orsk", correct=True), Option("Varn"), Option("Lund"), Option("Pell"))
    return Question(
        id=secrets.token_hex(6),
        kind=QuestionKind.MULTIPLE_CHOICE,
        prompt=prompt,
        answer=Answer("Orsk"),
        options=options,
        evidence=evidence(),
        attribution="the Port Office",
        as_of="2024",
    )


def numeric_estimate(
    prompt: str = "How many tonnes of grain did the river carry in 2024?", value: float = 470_000
) -> Question:
    return Question(
        id=secrets.token_hex(6),
        kind=QuestionKind.NUMERIC_ESTIMATE,
        prompt=prompt,
        answer=Answer(f"{value:,.0f}", value=value, unit="tonne", tolerance=0.1, rounding=5000),
        evidence=evidence(),
        attribution="the Port Office",
        as_of="2024",
    )


def cloze(prompt: str = "The river carried ____ tonnes of grain in 2024.") -> Question:
    return Question(
        id=secrets.token_hex(6),
        kind=QuestionKind.CLOZE,
        prompt=prompt,
        answer=Answer("470,000", value=470_000, unit="tonne", tolerance=0.1),
        evidence=evidence(),
    )


class Factory:
    """``make`` in tests. Every row is committed and stays readable."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def _keep(self, row: Any) -> Any:
        self.session.add(row)
        self.session.commit()
        return row

    def user(self, name: str = "Ada Learner", email: str | None = None, **columns: Any) -> User:
        """A person with an account; their password is ``a long secret`` in sign-in tests only."""
        key = secrets.token_hex(16)
        made: User = self._keep(
            User(
                fs_uniquifier=key,
                email=email or f"{key[:8]}@example.org",
                name=name,
                created_at=NOW,
                **columns,
            )
        )
        return made

    def guest(self) -> User:
        guest: User = self._keep(
            User(fs_uniquifier=secrets.token_hex(16), guest=True, created_at=NOW)
        )
        return guest

    def article(self, owner: User, text: ArticleText | None = None) -> Article:
        made: Article = self._keep(
            Article.from_text(text or article_text(), owner_id=owner.id, kept_at=NOW)
        )
        return made

    def question_set(
        self, owner: User, *, title: str = "Grain", published: bool = True, is_open: bool = False
    ) -> QuestionSet:
        made: QuestionSet = self._keep(
            QuestionSet(
                owner_id=owner.id,
                title=title,
                status=SetStatus.PUBLISHED if published else SetStatus.DRAFT,
                is_open=is_open,
                created_at=NOW,
                published_at=NOW if published else None,
            )
        )
        return made

    def card(
        self,
        question_set: QuestionSet,
        question: Question | None = None,
        *,
        article: Article | None = None,
        status: CardStatus = CardStatus.ACCEPTED,
        position: int = 0,
    ) -> Card:
        question = question or multiple_choice()
        made: Card = self._keep(
            Card(
                set_id=question_set.id,
                article_id=article.id if article else None,
                kind=str(question.kind),
                fact_key=question.fact_key,
                position=position,
                status=status,
                question=question.as_json(),
                created_at=NOW,
            )
        )
        return made

    def set_with_cards(
        self,
        owner: User,
        questions: list[Question] | None = None,
        *,
        status: CardStatus = CardStatus.ACCEPTED,
        published: bool = True,
        is_open: bool = False,
        title: str = "Grain",
    ) -> tuple[QuestionSet, list[Card]]:
        """A set with one card of each kind (or the questions given), on one article."""
        question_set = self.question_set(owner, title=title, published=published, is_open=is_open)
        article = self.article(owner)
        questions = questions or [multiple_choice(), numeric_estimate(), cloze()]
        cards = [
            self.card(question_set, one, article=article, status=status, position=place)
            for place, one in enumerate(questions)
        ]
        return question_set, cards

    def upload(self, owner: User, content: bytes = b"%PDF-", **columns: Any) -> Upload:
        details = {"title": "Grain", "publisher": "", "author": "", "published": None}
        made: Upload = self._keep(
            Upload(
                owner_id=owner.id,
                form_key=secrets.token_hex(16),
                name="grain.pdf",
                content=content,
                details=details,
                made_at=NOW,
                **columns,
            )
        )
        return made

    def report(self, card: Card, learner: User, text: str = "The year is missing.") -> Report:
        made: Report = self._keep(
            Report(
                card_id=card.id,
                card_revision=card.revision,
                learner_id=learner.id,
                turn_key=secrets.token_hex(16),
                text=text,
                made_at=NOW,
            )
        )
        return made

    def class_(
        self, instructor: User, *learners: User, title: str = "Year 10", join_code: str = ""
    ) -> Class:
        """A class with its instructor and learners as members."""
        made: Class = self._keep(
            Class(title=title, join_code=join_code or secrets.token_hex(4), created_at=NOW)
        )
        for person in (instructor, *learners):
            role = ClassRole.INSTRUCTOR if person is instructor else ClassRole.LEARNER
            self._keep(Membership(class_id=made.id, user_id=person.id, role=role, joined_at=NOW))
        return made

    def exam(self, learner: User, question_set: QuestionSet) -> Exam:
        made: Exam = self._keep(
            Exam(
                learner_id=learner.id,
                set_id=question_set.id,
                day=dt.date(2100, 1, 1),
                made_at=NOW,
            )
        )
        return made

    def assignment(
        self,
        class_: Class,
        question_set: QuestionSet,
        mode: AssignmentMode = AssignmentMode.PRACTICE,
        due_at: dt.datetime | None = None,
    ) -> Assignment:
        made: Assignment = self._keep(
            Assignment(
                class_id=class_.id,
                set_id=question_set.id,
                mode=mode,
                due_at=due_at,
                created_at=NOW,
            )
        )
        return made
