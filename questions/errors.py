"""What can be wrong with an input, said in one sentence."""

from __future__ import annotations


class QuestionsError(Exception):
    """The input is at fault; ``str(error)`` is one sentence: what, where and what to do."""


class ArticleError(QuestionsError):
    """A text can't be read as an article (empty, binary, too long, not English)."""


class NumberError(QuestionsError):
    """A response can't be read as a number."""


class FormatError(QuestionsError):
    """A question set's file can't be read."""
