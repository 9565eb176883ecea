"""Questions about stated causes, effects and purposes: the statement without its point."""

from __future__ import annotations

from questions.types import Fact, Question
from questions.writing import cloze
from questions.writing.candidates import Writer


def write(writer: Writer, fact: Fact) -> Question | None:
    """The statement of the reason with a gap for its words; none where a pronoun is guessed at."""
    if writer.reader.stand(writer.sentence_of(fact)).inserts_names:
        return None
    return cloze.write(writer, fact)
