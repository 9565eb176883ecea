"""The native format: JSON that holds all of a set, its articles and their blocks included.

    {
      "format": "question set", "version": 1,
      "title": "Rivers", "description": "",
      "articles": [{
        "title": "", "publisher": "", "author": "", "address": "", "published": "2024-08-14",
        "text": "First paragraph.\\n\\nSecond paragraph.",
        "blocks": [[0, 16, "paragraph"], [18, 35, "paragraph"]]
      }],
      "questions": [{"article": 0, "id": "...", "kind": "multiple_choice", "prompt": "...", ...}]
    }

A question has the fields of the command line's output (``Question.as_json``), and ``article``, the
position of its article in the list, from 0, or null; and ``tags``, a list of words, where it has
any. The set has a ``language``, that of its questions' words as a tag of BCP 47 ("de", "pt-BR"),
where that is not English. Of a question's fields ``kind``, ``prompt`` and ``answer`` with its
``text`` must be there. Positions are in Unicode code points. Fields that are not known are refused,
so that a slip of the pen is not lost in silence; what changes their meaning changes the version.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from questions.errors import FormatError
from questions.formats.set_file import ENGLISH, Format, SetFile
from questions.tags import TagError, tidy_tags
from questions.types import Article, Block, BlockKind, Bound, Question, QuestionKind

NAME = "question set"
VERSION = 1
LARGEST = 20_000_000
LANGUAGE = re.compile(r"(?=.{2,35}\Z)[a-z]{2,8}(-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)


def _language(tag: str) -> str:
    if not LANGUAGE.fullmatch(tag):
        raise PydanticCustomError("language", "Give a tag of BCP 47, such as en, de or pt-BR")
    return tag


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class _Option(_Fields):
    text: str
    correct: bool


class _Answer(_Fields):
    text: str
    value: float | None = None
    unit: str | None = None
    bound: Bound = Bound.EQUAL
    tolerance: Annotated[float, Field(ge=0)] | None = None
    rounding: Annotated[float, Field(ge=0)] = 0.0
    scale: Literal["ratio", "linear", "year", "percentage"] = "ratio"
    accepted: list[str] = []


class _Evidence(_Fields):
    start: int
    end: int
    text: str


class _Problem(_Fields):
    code: str
    message: str


class _Question(_Fields):
    article: int | None = None
    id: str = ""
    kind: QuestionKind
    prompt: str
    options: list[_Option] = []
    answer: _Answer
    explanation: str = ""
    evidence: _Evidence | None = None
    attribution: str | None = None
    as_of: str | None = None
    score: Annotated[float, Field(ge=0, le=1)] = 0.0
    problems: list[_Problem] = []
    fact_key: str = ""
    alternatives: list[str] = []
    tags: list[str] = []


class _Article(_Fields):
    title: str = ""
    publisher: str = ""
    author: str = ""
    address: str = ""
    published: dt.date | None = None
    text: str
    blocks: list[tuple[int, int, BlockKind]]


class _Set(_Fields):
    format: Literal["question set"]
    version: Literal[1]
    title: str
    description: str = ""
    language: Annotated[str, AfterValidator(_language)] = ENGLISH
    articles: list[_Article] = []
    questions: list[_Question]


def read(source: str | bytes) -> SetFile:
    """The set in a native file. Raises FormatError, one sentence that names question and field."""
    if len(source) > LARGEST:
        raise FormatError("The file is too large for a question set: 20 MB at most.")
    data = source.encode("utf-8", errors="replace") if isinstance(source, str) else source
    try:
        found = _Set.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as refused:
        raise FormatError(_sentence(refused)) from refused
    articles = tuple(_as_article(one, at) for at, one in enumerate(found.articles, 1))
    questions = tuple(
        (_as_question(one, at, articles), one.article) for at, one in enumerate(found.questions, 1)
    )
    tags = tuple(_as_tags(one, at) for at, one in enumerate(found.questions, 1))
    return SetFile(
        found.title,
        found.description,
        articles,
        questions,
        tags if any(tags) else (),
        found.language,
    )


def write(found: SetFile) -> str:
    """The set as a native file, one line a field, that reads back as the same set."""
    written = {
        "format": NAME,
        "version": VERSION,
        "title": found.title,
        "description": found.description,
        **({} if found.language == ENGLISH else {"language": found.language}),
        "articles": [_article_json(one) for one in found.articles],
        "questions": [
            {"article": index} | one.as_json() | _tags_json(found.tags_of(at))
            for at, (one, index) in enumerate(found.questions)
        ],
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _article_json(article: Article) -> dict[str, Any]:
    blocks = [[block.start, block.end, str(block.kind)] for block in article.blocks]
    return article.as_json() | {"blocks": blocks}


def _tags_json(tags: tuple[str, ...]) -> dict[str, Any]:
    return {"tags": list(tags)} if tags else {}


def _as_tags(found: _Question, number: int) -> tuple[str, ...]:
    try:
        return tidy_tags(found.tags)
    except TagError as error:
        said = str(error)
        raise FormatError(f"Question {number}, tags: {said[0].lower()}{said[1:]}") from error


def _as_article(found: _Article, number: int) -> Article:
    blocks = tuple(Block(*block) for block in found.blocks)
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(found.text)]
    texts = (found.text[block.start : block.end] for block in blocks)
    if any(one > other for one, other in pairwise(edges)) or any("\n" in text for text in texts):
        raise FormatError(
            f"Article {number}: the blocks are not its text's paragraphs in order;"
            " give the start and end of each, from 0."
        )
    return Article(blocks=blocks, **found.model_dump(exclude={"blocks"}))


def _as_question(found: _Question, number: int, articles: tuple[Article, ...]) -> Question:
    if found.article is not None and not 0 <= found.article < len(articles):
        raise FormatError(f"Question {number}: there is no article {found.article}; count from 0.")
    evidence = found.evidence
    if evidence and found.article is not None:
        text = articles[found.article].text
        if not 0 <= evidence.start < evidence.end or text[evidence.start : evidence.end] != (
            evidence.text
        ):
            raise FormatError(
                f"Question {number}: the article does not have the evidence's text at"
                f" {evidence.start} to {evidence.end}; mend its start and end."
            )
    written = found.model_dump(mode="json", exclude={"article", "tags"})
    return Question.from_json(written | {"id": found.id or f"question-{number}"})


def _sentence(refused: ValidationError) -> str:
    """The first fault as a sentence: "Question 3, options 2, correct: ..."."""
    fault = refused.errors(include_url=False)[0]
    if fault["type"] == "json_invalid":
        return f"The file is not JSON ({fault['ctx']['error']})."
    place = _place([part for part in fault["loc"] if "." not in str(part)])
    if fault["type"] == "extra_forbidden":
        return f"{place}: there is no such field; take it out or mend its name."
    if fault["type"] == "missing":
        return f"{place}: the field is missing."
    return f"{place}: {fault['msg'][:1].lower()}{fault['msg'][1:]}."


def _place(parts: list[int | str]) -> str:
    """("questions", 2, "answer", "value") -> "Question 3, answer, value"."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, int):
            words[-1:] = [f"{words[-1].removesuffix('s')} {part + 1}"] if words else []
        else:
            words.append(part)
    return ", ".join(words).capitalize() or "The file"


NATIVE = Format("json", "json", read=read, write=write)
