"""What is kept: people, articles, sets, cards, answers, classes.

Reviews are the truth and are only ever appended, also what takes one back; a Memory can be rebuilt
from them at any time.
Column types that recur have names here, so that a column says what it holds.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated, Any

from flask_security import RoleMixin, UserMixin
from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    CheckConstraint,
    ColumnElement,
    Enum,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from questions.types import Article as ArticleText
from questions.types import Block, BlockKind, Question, Rating
from quizapp.database import Model, UtcDateTime

key = Annotated[int, mapped_column(primary_key=True)]
short_text = Annotated[str, mapped_column(String(200))]
language_tag = Annotated[str, mapped_column(String(35))]  # of BCP 47
person_name = Annotated[str, mapped_column(String(80))]
long_text = Annotated[str, mapped_column(Text)]
moment = Annotated[dt.datetime, mapped_column(UtcDateTime)]
document = Annotated[dict[str, Any], mapped_column(JSON)]


def reference(target: str, *, index: bool = True) -> Any:
    """A foreign key whose row goes when its parent goes."""
    return mapped_column(ForeignKey(target, ondelete="CASCADE"), index=index)


def where_there(column: str) -> Index:
    """An index of a Review's column that few of them have, over those alone."""
    there = text(f"{column} IS NOT NULL")
    return Index(f"ix_review_{column}", column, sqlite_where=there, postgresql_where=there)


def choice(kind: type[enum.StrEnum], **column: Any) -> Any:
    """A column that holds one of an enumeration's values, as text with a check constraint."""
    return mapped_column(
        Enum(
            kind,
            native_enum=False,
            create_constraint=True,
            length=20,
            name=kind.__name__.lower(),
            values_callable=lambda values: [str(value) for value in values],
        ),
        **column,
    )


class SetStatus(enum.StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class CardStatus(enum.StrEnum):
    DRAFT = "draft"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class MemoryState(enum.StrEnum):
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class Phase(enum.StrEnum):
    """What a card was to its learner just before an answer."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class ClassRole(enum.StrEnum):
    INSTRUCTOR = "instructor"
    LEARNER = "learner"


class HoldKind(enum.StrEnum):
    """Suspended: not asked any more. Buried: not asked before a day. Flagged: asked, and marked."""

    SUSPENDED = "suspended"
    BURIED = "buried"
    FLAGGED = "flagged"


class AssignmentMode(enum.StrEnum):
    PRACTICE = "practice"
    QUIZ = "quiz"


class UserRole(Model):
    __tablename__ = "user_role"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    role_id: Mapped[int] = mapped_column(
        ForeignKey("role.id", ondelete="CASCADE"), primary_key=True
    )


class Role(Model, RoleMixin):
    """A role over the whole installation; what a person may do with a set or class is not here."""

    id: Mapped[key]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    description: Mapped[str | None] = mapped_column(String(255))
    permissions: Mapped[str | None] = mapped_column(String(255))  # type: ignore[assignment]


class User(Model, UserMixin):
    """A person. A guest has no address and no password yet, only a session and their progress.

    ``study`` is what they chose about studying, as ``study.settings.StudySettings`` writes it.
    """

    __table_args__ = (
        CheckConstraint("rollover_hour >= 0 AND rollover_hour <= 12", name="rollover_hour"),
        CheckConstraint("guest OR email IS NOT NULL", name="address_unless_guest"),
    )

    id: Mapped[key]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    # The mixin knows no guests, and its lists are not Mapped.
    email: Mapped[str | None] = mapped_column(String(255), unique=True)  # type: ignore[assignment]
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    guest: Mapped[bool] = mapped_column(default=False)
    name: Mapped[person_name] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    rollover_hour: Mapped[int] = mapped_column(default=4)
    # Per cent; None asks for one figure. insights.forms.ConfidenceForm offers which there are.
    confidence: Mapped[int | None]
    # None follows the browser. languages.LANGUAGES lists which there are.
    language: Mapped[str | None] = mapped_column(String(8))
    study: Mapped[document] = mapped_column(default=dict, server_default="{}")
    created_at: Mapped[moment]
    roles: Mapped[list[Role]] = relationship(secondary="user_role")  # type: ignore[assignment]


class Article(Model):
    """A source as it was read; its text never changes once cards lean on it.

    ``form_key`` names the form as served: sent twice, it keeps one article.
    """

    __table_args__ = (Index("article_by_form", "form_key", unique=True),)

    id: Mapped[key]
    owner_id: Mapped[int] = reference("user.id")
    title: Mapped[short_text]
    publisher: Mapped[short_text] = mapped_column(default="")
    author: Mapped[short_text] = mapped_column(default="")
    address: Mapped[str] = mapped_column(String(2000), default="")
    published: Mapped[dt.date | None]
    text: Mapped[long_text]
    blocks: Mapped[list[Any]] = mapped_column(JSON)
    kept_at: Mapped[moment]
    form_key: Mapped[str | None] = mapped_column(String(32))

    @classmethod
    def from_text(cls, article: ArticleText, **columns: Any) -> Article:
        """Keep a read article; ``blocks`` are stored as [start, end, kind]."""
        return cls(
            title=article.title[:200],
            publisher=article.publisher[:200],
            author=article.author[:200],
            address=article.address[:2000],
            published=article.published,
            text=article.text,
            blocks=[[block.start, block.end, str(block.kind)] for block in article.blocks],
            **columns,
        )

    def as_text(self) -> ArticleText:
        return ArticleText(
            text=self.text,
            blocks=tuple(Block(start, end, BlockKind(kind)) for start, end, kind in self.blocks),
            title=self.title,
            publisher=self.publisher,
            author=self.author,
            address=self.address,
            published=self.published,
        )


class Drafting(Model):
    """How far the drafts of a long article are, which are written chapter by chapter.

    ``held_until`` is when whoever writes them now has kept a chapter, or is taken for stopped;
    ``failed`` counts the chapters on which nothing could be written.
    """

    id: Mapped[key]
    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), unique=True
    )
    set_id: Mapped[int] = reference("question_set.id")
    chapters: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    held_until: Mapped[moment | None]


class Upload(Model):
    """A file that is read behind the pages, kept until its article is.

    ``form_key`` names the form as served: sent twice, it is read once. ``details`` is what its
    author said of it. ``page`` of ``pages`` are read (0 where nobody can tell), ``held_until`` is
    when whoever reads has said so again, or is taken for stopped; ``tries`` counts who began.
    ``refused`` is the sentence that says why nothing came of it; ``made_id`` the set that did.
    """

    id: Mapped[key]
    owner_id: Mapped[int] = reference("user.id")
    set_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_set.id", ondelete="SET NULL"), index=True
    )
    made_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_set.id", ondelete="CASCADE"), index=True
    )
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[short_text]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    details: Mapped[document]
    page: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    held_until: Mapped[moment | None]
    refused: Mapped[long_text] = mapped_column(default="")
    made_at: Mapped[moment]


class QuestionSet(Model):
    """What an instructor owns, edits, publishes and assigns. An open set is for everybody.

    ``language`` is that of its cards' words.
    """

    __tablename__ = "question_set"

    id: Mapped[key]
    owner_id: Mapped[int] = reference("user.id")
    title: Mapped[short_text]
    description: Mapped[long_text] = mapped_column(default="")
    status: Mapped[SetStatus] = choice(SetStatus)
    is_open: Mapped[bool] = mapped_column(default=False)
    desired_retention: Mapped[float] = mapped_column(default=0.9, server_default="0.9")
    language: Mapped[language_tag] = mapped_column(default="en", server_default="en")
    created_at: Mapped[moment]
    published_at: Mapped[moment | None]
    owner: Mapped[User] = relationship()
    cards: Mapped[list[Card]] = relationship(
        back_populates="question_set", order_by="Card.position", passive_deletes="all"
    )

    @classmethod
    def open_to(cls, user_id: int | BindParameter[int] | None) -> ColumnElement[bool]:
        """The condition under which a person (None: a visitor or guest) may study a set."""
        published = cls.status == SetStatus.PUBLISHED
        given = (
            select(Assignment.set_id)
            .join(Membership, Membership.class_id == Assignment.class_id)
            .where(Membership.user_id == user_id)
        )
        return or_(
            cls.is_open & published,
            published & cls.id.in_(given),
            cls.owner_id == user_id,
        )


class Card(Model):
    """A Question kept in a set. ``question`` is ``Question.as_json()`` of its newest revision."""

    __table_args__ = (
        Index("card_by_set", "set_id", "status", "position"),
        Index("card_by_fact", "set_id", "fact_key", "status"),
    )

    id: Mapped[key]
    set_id: Mapped[int] = reference("question_set.id", index=False)
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    fact_key: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[int]
    status: Mapped[CardStatus] = choice(CardStatus)
    question: Mapped[document]
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[moment]
    question_set: Mapped[QuestionSet] = relationship(back_populates="cards")
    article: Mapped[Article | None] = relationship()

    def as_question(self) -> Question:
        return Question.from_json(self.question)


class CardTag(Model):
    """A word that an author puts on a card, so that cards of several sets can be studied by it."""

    __tablename__ = "card_tag"

    card_id: Mapped[int] = mapped_column(
        ForeignKey("card.id", ondelete="CASCADE"), primary_key=True
    )
    tag: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class CardRevision(Model):
    """What a card said before an edit: the earlier question, who changed it and when."""

    __tablename__ = "card_revision"
    __table_args__ = (UniqueConstraint("card_id", "number", name="one_revision_a_number"),)

    id: Mapped[key]
    card_id: Mapped[int] = reference("card.id")
    number: Mapped[int]
    question: Mapped[document]
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    made_at: Mapped[moment]


class Review(Model):
    """One answer by one learner to one card; only ever appended.

    ``turn_key`` names the card as served: whatever is clicked or sent again, it gives one Review.
    ``study_day`` is the learner's own day at the time. ``attempt_id`` is set for a quiz's answers,
    which count for the class and not for Memory, ``exam_id`` for those given in cramming for an
    exam, which don't either; such a Review has no ``phase``. The time zone, the rollover hour and
    the desired retention are those that the schedule was computed with, and ``moved`` the days by
    which it was moved to a quieter day (None: as the fuzz has it), so that a Memory can be rebuilt
    after any of them has changed. ``stability`` is what the schedule
    came to with this answer, in days: what was known on a day can be told without replaying all.
    """

    __table_args__ = (
        # These two hold all that the page of a learner's progress adds up.
        Index(
            "review_by_card",
            "card_id",
            "learner_id",
            "answered_at",
            "study_day",
            "rating",
            "stability",
        ),
        Index(
            "review_by_day",
            "learner_id",
            "study_day",
            "phase",
            "rating",
            "desired_retention",
            "seconds",
        ),
        where_there("attempt_id"),
        where_there("exam_id"),
        CheckConstraint("score >= 0 AND score <= 1", name="score_range"),
    )

    id: Mapped[key]
    learner_id: Mapped[int] = reference("user.id", index=False)
    card_id: Mapped[int] = reference("card.id", index=False)
    turn_key: Mapped[str] = mapped_column(String(64), unique=True)
    answered_at: Mapped[moment]
    study_day: Mapped[dt.date]
    rating: Mapped[Rating] = choice(Rating)
    score: Mapped[float]
    correct: Mapped[bool]
    response: Mapped[document]
    seconds: Mapped[float | None]
    card_revision: Mapped[int]
    phase: Mapped[Phase | None] = choice(Phase)
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    rollover_hour: Mapped[int] = mapped_column(default=4)
    desired_retention: Mapped[float] = mapped_column(default=0.9)
    stability: Mapped[float | None]
    moved: Mapped[int | None]
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id", ondelete="SET NULL"))
    exam_id: Mapped[int | None] = mapped_column(ForeignKey("exam.id", ondelete="SET NULL"))
    card: Mapped[Card] = relationship()
    learner: Mapped[User] = relationship()

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """The condition under which a Review counts: its learner has not taken it back."""
        retracted = select(Retraction.review_id).where(Retraction.review_id == cls.id)
        return ~retracted.correlate(cls).exists()


class Retraction(Model):
    """A Review that its learner took back; the Review stays, and nothing counts it any more."""

    review_id: Mapped[int] = mapped_column(
        ForeignKey("review.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    made_at: Mapped[moment]


class Hold(Model):
    """What a learner has set for themselves about one card.

    ``until`` is the first study day on which a buried card is asked again; None for the others.
    """

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    card_id: Mapped[int] = mapped_column(
        ForeignKey("card.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    kind: Mapped[HoldKind] = choice(HoldKind, primary_key=True)
    until: Mapped[dt.date | None]
    made_at: Mapped[moment]
    card: Mapped[Card] = relationship()


class Report(Model):
    """What a learner finds wrong with a card, for its author; with the answer, if one was given.

    ``turn_key`` names the card as served: sent again, it changes the words and adds no Report.
    """

    id: Mapped[key]
    card_id: Mapped[int] = reference("card.id")
    card_revision: Mapped[int]
    learner_id: Mapped[int] = reference("user.id")
    turn_key: Mapped[str] = mapped_column(String(64), unique=True)
    review_id: Mapped[int | None] = mapped_column(
        ForeignKey("review.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[long_text]
    made_at: Mapped[moment]
    resolved_at: Mapped[moment | None]
    card: Mapped[Card] = relationship()
    learner: Mapped[User] = relationship()
    review: Mapped[Review | None] = relationship()


class Memory(Model):
    """One learner's schedule for one card; it follows from the Reviews that stand and the learner's
    Parameters, and from nothing else."""

    __table_args__ = (
        Index("memory_due", "learner_id", "state", "due_at", "card_id"),
        Index("memory_hardest", "learner_id", "lapses"),
    )

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    card_id: Mapped[int] = mapped_column(
        ForeignKey("card.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    state: Mapped[MemoryState] = choice(MemoryState)
    step: Mapped[int | None]
    stability: Mapped[float]
    difficulty: Mapped[float]
    due_at: Mapped[moment]
    last_review_at: Mapped[moment]
    last_study_day: Mapped[dt.date]
    reviews: Mapped[int]
    lapses: Mapped[int]
    card: Mapped[Card] = relationship()


class PastKnowledge(Model):
    """What a learner was expected to know of a set on a day past, kept because it takes long to add
    up; see ``insights.history``. It follows from the Reviews and may be thrown away at any time.

    ``cards`` and ``card_sum``, the sum of their ids, tell over which cards it was added up.
    """

    __tablename__ = "past_knowledge"

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(
        ForeignKey("question_set.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    seen: Mapped[int]
    known: Mapped[float]
    cards: Mapped[int]
    card_sum: Mapped[int] = mapped_column(BigInteger)


class PastDay(Model):
    """What a learner did on a day past, kept because it takes long to add up; see
    ``insights.days``. It follows from the Reviews and may be thrown away at any time, from some day
    on or all of it.

    ``first`` counts first attempts: {"guessed": [right, of], "sure": [right, of],
    "intervals": [[confidence, side of the miss, of], ...]}.
    """

    __tablename__ = "past_day"

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    answers: Mapped[int]
    seconds: Mapped[float]
    reviews: Mapped[int]
    recalled: Mapped[int]
    desired: Mapped[float]
    first: Mapped[document]


class Parameters(Model):
    """FSRS's figures as fitted to one learner's reviews; those of their newest row hold.

    ``values`` is None where the learner went back to the scheduler's own. The log losses are those
    of the reviews it was fitted to, under the scheduler's own figures and under these.
    """

    id: Mapped[key]
    learner_id: Mapped[int] = reference("user.id")
    values: Mapped[list[float] | None] = mapped_column(JSON(none_as_null=True))
    reviews: Mapped[int]
    usual_loss: Mapped[float | None]
    fitted_loss: Mapped[float | None]
    fitted_at: Mapped[moment]


class Exam(Model):
    """A day that a learner crams for, in one set or with one tag (or in all they study)."""

    id: Mapped[key]
    learner_id: Mapped[int] = reference("user.id")
    set_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_set.id", ondelete="CASCADE"), index=True
    )
    tag: Mapped[str | None] = mapped_column(String(40))
    day: Mapped[dt.date]
    made_at: Mapped[moment]
    question_set: Mapped[QuestionSet | None] = relationship()


class Class(Model):
    """A group of learners with a join code. Ending it closes the door and keeps the scores."""

    __tablename__ = "class"

    id: Mapped[key]
    title: Mapped[short_text]
    join_code: Mapped[str] = mapped_column(String(12), unique=True)
    created_at: Mapped[moment]
    ended_at: Mapped[moment | None]
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="class_", passive_deletes="all"
    )
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="class_", passive_deletes="all"
    )


class Membership(Model):
    class_id: Mapped[int] = mapped_column(
        ForeignKey("class.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[ClassRole] = choice(ClassRole)
    joined_at: Mapped[moment]
    class_: Mapped[Class] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship()


class Assignment(Model):
    """A set given to a class with a date, as practice or as a quiz."""

    __table_args__ = (UniqueConstraint("class_id", "set_id", "mode", name="given_once_a_mode"),)

    id: Mapped[key]
    class_id: Mapped[int] = reference("class.id")
    set_id: Mapped[int] = reference("question_set.id")
    mode: Mapped[AssignmentMode] = choice(AssignmentMode)
    due_at: Mapped[moment | None]
    created_at: Mapped[moment]
    class_: Mapped[Class] = relationship(back_populates="assignments")
    question_set: Mapped[QuestionSet] = relationship()


class Attempt(Model):
    """One sitting of a quiz by one learner."""

    id: Mapped[key]
    assignment_id: Mapped[int] = reference("assignment.id")
    learner_id: Mapped[int] = reference("user.id")
    started_at: Mapped[moment]
    finished_at: Mapped[moment | None]
    assignment: Mapped[Assignment] = relationship()
