"""The words gathered for translation: nothing is missing, nothing is left, all is compiled."""

from __future__ import annotations

import ast
import io
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from quizapp.languages import LANGUAGES
from quizapp.said import PHRASES, SENTENCES, patterns
from quizapp.script_words import COUNTED
from quizapp.script_words import SENTENCES as SCRIPT_SENTENCES
from quizapp.words import LOCALES, SOURCE

ROOT = Path(__file__).parents[1]
TRANSLATIONS = ROOT / "quizapp" / "translations"
SCRIPTS = ROOT / "quizapp" / "static" / "js"
OTHERS = sorted(set(LANGUAGES) - {SOURCE})
KEYWORDS = ("lazy_gettext", "mark", "mark_many:1,2")
PLACE = re.compile(r"%\((\w+)\)s|%%")
# What raises a sentence that a page shows; each is found again by quizapp.said.
RAISED = ("ArticleError", "NumberError", "FetchError", "TagError")
RAISERS = (
    *sorted((ROOT / "questions" / "article").glob("*.py")),
    *sorted((ROOT / "questions" / "numbers").glob("*.py")),
    *(ROOT / "questions" / "grading.py", ROOT / "quizapp" / "fetch.py"),
    *(ROOT / "quizapp" / "authoring" / name for name in ("articles.py", "tags.py")),
)


def catalogue(code: str) -> Catalog:
    path = TRANSLATIONS / LOCALES[code] / "LC_MESSAGES" / "messages.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=LOCALES[code])


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What stands in the code now, gathered as ``make messages`` does."""
    path = tmp_path_factory.mktemp("words") / "messages.pot"
    keywords = [part for word in KEYWORDS for part in ("-k", word)]
    command = ["-m", "babel.messages.frontend", "extract", "-F", "pyproject.toml", *keywords]
    done = subprocess.run(
        [sys.executable, *command, "-o", str(path), "."],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return read_po(io.BytesIO(path.read_bytes()))


def keys(found: Catalog) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in found if message.id}


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def entries(code: str) -> list[Message]:
    return [message for message in catalogue(code) if message.id]


def test_the_makefile_gathers_by_the_same_keywords() -> None:
    [line] = re.findall(r"pybabel extract .*", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert re.findall(r"-k (\S+)", line) == list(KEYWORDS)


def test_each_language_has_its_locale() -> None:
    assert set(LOCALES) == set(LANGUAGES)


@pytest.mark.parametrize("code", OTHERS)
def test_all_that_is_said_is_gathered(code: str, gathered: Catalog) -> None:
    """If this fails: make messages, then translate what is new."""
    assert keys(catalogue(code)) == keys(gathered)


@pytest.mark.parametrize("code", OTHERS)
def test_every_word_is_translated(code: str) -> None:
    found = catalogue(code)
    assert not found.fuzzy
    assert not found.obsolete
    for message in entries(code):
        assert not message.fuzzy, message.id
        assert all(form.strip() for form in forms(message.string)), message.id
        assert len(forms(message.string)) == (found.num_plurals if message.pluralizable else 1)


@pytest.mark.parametrize("code", OTHERS)
def test_places_for_values_agree(code: str) -> None:
    """A form for one thing alone may say it without a figure, as in English."""
    for message in entries(code):
        wanted = [held(one) for one in forms(message.id)]
        assert all(held(one) in wanted for one in forms(message.string)), message.id


def held(text: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """The places for values in a message, and its tags."""
    return sorted(set(PLACE.findall(text))), sorted(re.findall(r"<[^>]+>", text))


@pytest.mark.parametrize("code", OTHERS)
def test_the_compiled_words_are_those_that_were_written(code: str) -> None:
    """If this fails: make messages."""
    compiled = TRANSLATIONS / LOCALES[code] / "LC_MESSAGES" / "messages.mo"
    written = io.BytesIO()
    write_mo(written, catalogue(code))
    assert compiled.read_bytes() == written.getvalue()


def test_german_is_german() -> None:
    """Its quotation marks, no exclamation marks, and one person spoken to as du."""
    for message in entries("de"):
        for one in forms(message.string):
            words = re.sub(r"<[^>]*>", "", one)
            assert '"' not in words, one
            assert words.count("„") == words.count("“"), one
            assert "”" not in words, one
            assert "!" not in words.replace("(!)", ""), one
            assert not re.search(r"\w,? (Sie|Ihnen|Ihre?[nmrs]?)\b", words), one


def script_words() -> set[str]:
    """Every text that stands in the scripts between double quotes."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    return {found[1] for found in re.finditer(r'"((?:[^"\\\n]|\\.)*)"', source)}


def test_scripts_say_what_is_gathered() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    told = set(re.findall(r'\btell\(\s*"([^"]+)"', source))
    assert told <= set(SCRIPT_SENTENCES)
    counted = set(re.findall(r'tellMany\(\s*"([^"]+)",\s*"([^"]+)"', source))
    assert counted == set(COUNTED)
    assert set(SCRIPT_SENTENCES) <= script_words()


def test_scripts_say_nothing_past_the_catalogue() -> None:
    """A sentence in a script that nobody gathers would stay English."""
    known = {*SCRIPT_SENTENCES, *(form for pair in COUNTED for form in pair)}
    sentences = {one for one in script_words() if re.fullmatch(r"[A-Z][^<>{}=]* [^<>{}=]*", one)}
    assert sentences <= known


# What is raised as a sentence, and shown


@cache
def constants(path: Path) -> dict[str, object]:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return vars(import_module(name))


def raised() -> Iterator[tuple[str, str]]:
    """Each sentence that is raised, with a figure for what is put into it."""
    for path in RAISERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if called and node.func.id in RAISED and node.args:  # type: ignore[attr-defined]
                sentence = spoken(node.args[0], path)  # type: ignore[attr-defined]
                if sentence is not None:
                    yield path.name, sentence


def spoken(node: ast.expr, path: Path) -> str | None:
    """A constant, a name of one, or an f-string; None for what is worked out."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return str(constants(path)[node.id]) if node.id.isupper() else None
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = []
    for part in node.values:
        inner = part.value if isinstance(part, ast.FormattedValue) else part
        fixed = isinstance(inner, ast.Constant) or (
            isinstance(inner, ast.Name) and inner.id.isupper()
        )
        parts.append(spoken(inner, path) if fixed else "7")
    return "".join(part or "" for part in parts)


@pytest.mark.parametrize(("file", "sentence"), sorted(set(raised())))
def test_what_is_raised_is_found_again(file: str, sentence: str) -> None:
    found = [message for message, one in patterns(SENTENCES) if one.fullmatch(sentence)]
    assert found, f"{file}: list this sentence in quizapp/said.py"


def test_what_fails_while_a_page_is_fetched_is_found_again() -> None:
    from quizapp.fetch import FAILURES

    for _kind, sentence in FAILURES:
        assert_both(sentence)


def test_what_a_file_is_called_is_found_again() -> None:
    from questions.article.decoding import ADVICE, OFFICE_PARTS, SIGNATURES

    for _start, name in (*SIGNATURES, *OFFICE_PARTS):
        assert_both(f"This is {name}. {ADVICE}")


def assert_both(sentence: str) -> None:
    """The sentence, and the phrase in it if it has one."""
    found = next(
        one.fullmatch(sentence) for _, one in patterns(SENTENCES) if one.fullmatch(sentence)
    )
    assert found
    phrase = found.groupdict().get("phrase")
    assert not phrase or any(one.fullmatch(phrase) for _, one in patterns(PHRASES)), phrase


def test_patterns_find_their_own_messages() -> None:
    for message in (*SENTENCES, *PHRASES):
        sample = PLACE.sub(lambda place: "7" if place[1] else "%", message)
        assert any(one.fullmatch(sample) for _, one in patterns((message,)))
    assert string.whitespace not in SENTENCES
