"""The command line. Exit codes: 0 done, 1 the input is at fault, 2 wrong usage.

``facts`` and ``generate`` need only ``questions``; Flask is imported where a command wants it.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from questions.types import Article, Question, QuestionKind

DONE, AT_FAULT, WRONG_USAGE = 0, 1, 2
KINDS = ("multiple_choice", "numeric_estimate", "cloze")
PRINTED = ("json", "jsonl")
BAR_WIDTH = 30
ARTICLE = "an article as HTML, Markdown, text, PDF or .docx; - reads standard input"
LINES = "json, or jsonl for one text a line"

Run = Callable[[argparse.Namespace], int]


class InputError(Exception):
    """What was given can't be used; ``str(error)`` is one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    given = parse(list(sys.argv[1:] if arguments is None else arguments))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        code: int = given.run(given)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not is_sentence(error):
            raise
        print(f"quizapp: {error}", file=sys.stderr)
        return AT_FAULT
    return code


def is_sentence(error: Exception) -> bool:
    """Whether an error is the input's, written for whoever gave it."""
    from questions.errors import QuestionsError

    if isinstance(error, (InputError, QuestionsError)):
        return True
    web = sys.modules.get("quizapp.errors")
    return web is not None and isinstance(error, web.QuizappError)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="quizapp", description="Turn articles into questions, and study them."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    add_reading(commands)
    add_storing(commands)
    given = parser.parse_args(arguments)
    if given.run is print_questions:
        settle_kinds(given)
    return given


def add_command(commands: Any, name: str, run: Run, about: str) -> argparse.ArgumentParser:
    found: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    found.set_defaults(run=run, parser=found)
    return found


def add_reading(commands: Any) -> None:
    """The commands that read an article and store nothing."""
    found = add_command(commands, "facts", print_facts, "Print what an article states, as JSON.")
    found.add_argument("source", metavar="FILE|-", help=ARTICLE)
    found.add_argument("--format", choices=PRINTED, default="json", help=LINES)
    found = add_command(commands, "generate", print_questions, "Write questions on an article.")
    found.add_argument("source", metavar="FILE|URL|-", nargs="?", help=ARTICLE)
    found.add_argument("--format", default="json", help=f"{LINES}; or a question set's format")
    found.add_argument("--kinds", nargs="+", metavar="KIND", help=", ".join(KINDS))
    found.add_argument("--limit", type=count, metavar="N", help="the N best questions at most")
    found.add_argument("--seed", type=int, default=0, metavar="N", help="another choice (0)")


def add_storing(commands: Any) -> None:
    """The commands on what is stored, each with the folder that it is stored in."""

    def command(name: str, run: Run, about: str) -> argparse.ArgumentParser:
        found = add_command(commands, name, run, about)
        found.add_argument("--data", type=Path, metavar="DIR", help="data directory (./data)")
        return found

    found = command("serve", serve, "Serve the app to browsers.")
    found.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    found.add_argument("--port", type=port_number, default=8000, help="port to listen on (8000)")
    found = command("import", import_set, "Keep a question set from a file.")
    found.add_argument("file", metavar="SET-FILE|-", help="a set as 'export' writes it, in JSON")
    found.add_argument("--owner", metavar="EMAIL", help="whose it is to be (the first account's)")
    found = command("export", export_set, "Write a question set to standard output.")
    found.add_argument("set", metavar="SET", help="the set's number or title")
    found.add_argument("--format", required=True, help="the name of a question set's format")
    found = command("backup", backup, "Copy the database to a new file.")
    found.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")
    found = command("restore", restore, "Put a backup in the place of the present data.")
    found.add_argument("file", type=Path, metavar="FILE", help="a file that 'backup' wrote")
    command("doctor", doctor, "Look for damage and say what to do about it.")
    found = command("rebuild", rebuild, "Make every schedule anew from the answers.")
    found.add_argument("--check", action="store_true", help="only compare, and change nothing")


def settle_kinds(given: argparse.Namespace) -> None:
    """``--kinds a b``, ``--kinds a,b``, with the source before or after them."""
    kinds = list(given.kinds or ())
    if given.source is None and len(kinds) > 1:
        given.source = kinds.pop()
    if given.source is None:
        given.parser.error("name a FILE, an address, or - for standard input")
    named = [kind for one in kinds for kind in one.split(",") if kind]
    unknown = [kind for kind in named if kind not in KINDS]
    if unknown:
        given.parser.error(f"there is no kind {unknown[0]!r}; there are {', '.join(KINDS)}")
    given.kinds = named or None


def port_number(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return port


def count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a limit is a number from 1")
    return number


# Reading


def read_bytes(source: str) -> bytes:
    """A file's bytes, or standard input's for ``-``."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise InputError(f"{source} can't be read: {reason}. Check the name.") from error


def read_article(source: str) -> Article:
    """The article in a file, at an address, or on standard input."""
    from questions.article import read

    if source.startswith(("http://", "https://")):
        from quizapp.fetch import fetch_page

        data, address = fetch_page(source)
        return read(data, address=address, brief=True)
    name = "" if source == "-" else Path(source).name
    return read(read_bytes(source), name=name, brief=True)


def lines_of(source: str) -> Iterator[str]:
    """Each line's text, as it comes in; of a file or of standard input."""
    if source == "-":
        lines: Iterable[bytes] = sys.stdin.buffer
    else:
        lines = read_bytes(source).splitlines()
    for line in lines:
        yield line.decode("utf-8", errors="replace").strip()


def print_json(value: Any, *, indent: int | None = None) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=indent)
    sys.stdout.write("\n")


def print_lines(source: str, answer: Callable[[Article], dict[str, Any]]) -> int:
    """One JSON object for each line of text, in order; a line at fault says so in ``error``."""
    from questions.article import read
    from questions.errors import QuestionsError

    code = DONE
    for line in lines_of(source):
        try:
            print_json(answer(read(line, brief=True)))
        except QuestionsError as error:
            print_json({"error": str(error)})
            code = AT_FAULT
        sys.stdout.flush()
    return code


# Facts and questions


def print_facts(given: argparse.Namespace) -> int:
    if given.format == "jsonl":
        return print_lines(given.source, facts_of)
    print_json(facts_of(read_article(given.source)), indent=2)
    return DONE


def facts_of(article: Article) -> dict[str, Any]:
    from questions.facts import find
    from questions.language import parse as parse_article

    return {"facts": [fact.as_json(article) for fact in find(parse_article(article))]}


def print_questions(given: argparse.Namespace) -> int:
    write = None if given.format in PRINTED else writer(given.format)

    def questions_of(article: Article) -> list[Question]:
        return generated(article, given.seed, given.kinds, given.limit)

    def answer(article: Article) -> dict[str, Any]:
        found = questions_of(article)
        return {"article": article.as_json(), "questions": [one.as_json() for one in found]}

    if given.format == "jsonl":
        return print_lines(given.source, answer)
    article = read_article(given.source)
    if write is None:
        print_json(answer(article), indent=2)
        return DONE
    from questions.formats import SetFile

    title = article.title or "Questions"
    questions = tuple((one, 0) for one in questions_of(article))
    put_out(write(SetFile(title=title, description="", articles=(article,), questions=questions)))
    return DONE


def generated(
    article: Article, seed: int, kinds: Sequence[QuestionKind] | None, limit: int | None
) -> list[Question]:
    """An article's questions, best first, written chapter by chapter."""
    from questions.article.chapters import cut
    from questions.generation import generate_chapters

    count = len(cut(article))
    questions: list[Question] = []
    show_progress("Writing questions", 0, count)
    for done, chapter in enumerate(generate_chapters(article, seed=seed, kinds=kinds), 1):
        questions += chapter
        show_progress("Writing questions", done, count)
    return sorted(questions, key=lambda one: -one.score)[:limit]


def show_progress(what: str, done: int, whole: int) -> None:
    """A bar on standard error, where that is a terminal; the last step clears it.

    There is none for a single chapter, which takes a moment.
    """
    if whole < 2 or not sys.stderr.isatty():
        return
    filled = BAR_WIDTH * done // whole
    bar = "█" * filled + "░" * (BAR_WIDTH - filled)
    line = f"\r{what} {bar} {done} of {whole} chapters"
    print(line if done < whole else "\r\x1b[K", end="", file=sys.stderr, flush=True)


def writer(name: str) -> Callable[[Any], str | bytes]:
    """What writes a set in the format of that name."""
    from questions.formats import FORMATS

    writers = {key: one.write for key, one in FORMATS.items() if one.write}
    if name not in writers:
        known = ", ".join([*PRINTED, *sorted(set(writers) - set(PRINTED))])
        raise InputError(f"There is no format {name!r} to write. There are: {known}.")
    return writers[name]


def put_out(written: str | bytes) -> None:
    data = written.encode() if isinstance(written, str) else written
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


# What is stored


def make_app(given: argparse.Namespace) -> Flask:
    """An application on the data directory that is named, as it is."""
    from quizapp import create_app
    from quizapp.config import Settings

    return create_app(Settings.from_environment(data=given.data).as_config())


def make_ready_app(given: argparse.Namespace) -> Flask:
    """The same, with its database brought up to date."""
    app = make_app(given)
    from quizapp import clock, upkeep

    upkeep.migrate(app, clock.now())
    return app


def serve(given: argparse.Namespace) -> int:
    from quizapp import serving

    return serving.serve(lambda: make_app(given), given.host, given.port)


def import_set(given: argparse.Namespace) -> int:
    app = make_ready_app(given)
    from quizapp import clock
    from quizapp.accounts.people import find_owner
    from quizapp.database import db, writing
    from quizapp.seeding import keep_set, read_set

    now = clock.now()
    name = "standard input.json" if given.file == "-" else Path(given.file).name
    found = read_set(read_bytes(given.file), name)
    with app.app_context(), writing():
        kept = keep_set(db.session(), found, find_owner(db.session(), given.owner), now)
        db.session.commit()
        print(f"Set {kept.id}: {kept.title}, {len(found.questions)} cards. Publish it to study it.")
    return DONE


def export_set(given: argparse.Namespace) -> int:
    write = writer(given.format)
    app = make_ready_app(given)
    from quizapp.database import db
    from quizapp.seeding import as_set_file, find_set

    with app.app_context():
        put_out(write(as_set_file(find_set(db.session(), given.set))))
    return DONE


def backup(given: argparse.Namespace) -> int:
    app = make_app(given)
    from quizapp import upkeep

    with app.app_context():
        upkeep.back_up(given.file)
    print(f"The data is copied to {given.file}.")
    return DONE


def restore(given: argparse.Namespace) -> int:
    app = make_app(given)
    from quizapp import clock, upkeep

    with app.app_context():
        kept = upkeep.restore(given.file, clock.now())
    upkeep.migrate(app, clock.now())
    print(f"The data is that of {given.file}." + (f" What was there is in {kept}." if kept else ""))
    return DONE


def doctor(given: argparse.Namespace) -> int:
    app = make_app(given)
    from quizapp import upkeep

    code = DONE
    for name, fault in upkeep.examine(app):
        print(f"{name}: {fault or 'fine'}")
        code = AT_FAULT if fault else code
    return code


def rebuild(given: argparse.Namespace) -> int:
    app = make_ready_app(given)
    from quizapp import upkeep
    from quizapp.database import db, writing

    with app.app_context(), writing():
        session = db.session()
        wrong = [number for _, number in upkeep.rebuild(session, store=not given.check)]
        session.commit()
    found = f"{sum(wrong)} schedules of {len(wrong)} learners differ from their answers"
    if given.check:
        print(f"{found}." + (" Run 'quizapp rebuild' to mend them." if sum(wrong) else ""))
        return AT_FAULT if sum(wrong) else DONE
    print(f"Done: {found.replace('differ', 'differed')}." if sum(wrong) else f"Done: {found}.")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
