"""A module's quiz, its questions, and what people answered."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short

from ..models import Module


class QuestionKind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT_TEXT = "short_text"


class Quiz(Base):
    __tablename__ = "quiz"

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("course_module.id", ondelete="CASCADE"), unique=True)
    max_attempts: Mapped[int] = mapped_column(default=3)
    module: Mapped[Module] = relationship()
    questions: Mapped[list["Question"]] = relationship(
        back_populates="quiz", order_by="Question.position", cascade="all, delete-orphan"
    )


class Question(Base):
    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("quiz_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(Short)
    position: Mapped[int]
    kind: Mapped[QuestionKind] = mapped_column(Short)
    text: Mapped[str]
    options: Mapped[list[str]]
    """What one chooses from; empty where a short text is asked for."""
    correct: Mapped[list[Any]] = mapped_column(JSON)
    """Places of the right options, from 0; of a short text every wording that counts. Never sent before hand-in."""
    explanation: Mapped[str]
    quiz: Mapped[Quiz] = relationship(back_populates="questions")


class Answer(Base):
    """What was answered to one question, kept from the moment it was given."""

    __tablename__ = "quiz_answer"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    given: Mapped[list[Any]] = mapped_column(JSON)
    """Places of the chosen options; of a short text the one text."""
    given_at: Mapped[datetime] = mapped_column(default=now)
    attempt: Mapped["Attempt"] = relationship(back_populates="answers")


class Attempt(Base):
    """One go at a quiz. The best of those handed in counts."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "quiz_id", "number"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    """The first is 1."""
    begun_at: Mapped[datetime] = mapped_column(default=now)
    handed_in_at: Mapped[datetime | None]
    score: Mapped[int | None]
    """In per cent, rounded down; None until it is handed in."""
    questions: Mapped[list[Any]] = mapped_column(JSON)
    """Ids of the questions as they were when it began."""
    quiz: Mapped[Quiz] = relationship()
    answers: Mapped[list[Answer]] = relationship(back_populates="attempt", cascade="all, delete-orphan")

    def passes(self, mark: int) -> bool:
        """Whether it is handed in and good enough."""
        return self.handed_in_at is not None and self.score is not None and self.score >= mark
