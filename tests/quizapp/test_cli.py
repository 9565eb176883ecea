"""The command line as a person or a program uses it: output, exit codes, one sentence on errors."""

from __future__ import annotations

import io
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from quizapp import cli, create_app
from quizapp.config import Settings
from quizapp.database import db
from tests.factories import Factory

ROOT = Path(__file__).parents[2]
ARTICLE = """Grain on the river

The river carried 470,000 tonnes of grain in 2024, according to the Port Office.

The harbour at Varn has two basins and a lighthouse that was built in 1893.
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process; gives its exit code, output and errors."""

    def command(*arguments: str, given: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            code = cli.main(arguments)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, errors = capfdbinary.readouterr()
        return code, out.decode(), errors.decode()

    return command


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "grain.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def quantity(found: dict[str, Any]) -> dict[str, Any]:
    return next(fact for fact in found["facts"] if fact.get("value") == 470_000)


class TestFacts:
    def test_of_a_file(self, run: Run, article: str) -> None:
        code, out, errors = run("facts", article)
        assert (code, errors) == (0, "")
        fact = quantity(json.loads(out))
        assert fact["unit"] == "tonne"
        assert {"kind", "text", "start", "end", "sentence", "bound", "concept"} <= fact.keys()

    def test_of_standard_input(self, run: Run) -> None:
        code, out, _ = run("facts", "-", given=ARTICLE.encode())
        assert code == 0
        assert quantity(json.loads(out))

    def test_a_line_for_each_line(self, run: Run) -> None:
        lines = b"The river carried 470,000 tonnes of grain in 2024.\nNothing was counted here.\n"
        code, out, _ = run("facts", "-", "--format", "jsonl", given=lines)
        answers = [json.loads(line) for line in out.splitlines()]
        assert code == 0
        assert len(answers) == 2
        assert quantity(answers[0])

    def test_a_line_at_fault_keeps_its_place(self, run: Run) -> None:
        lines = b"\nThe river carried 470,000 tonnes of grain in 2024.\n"
        code, out, _ = run("facts", "-", "--format", "jsonl", given=lines)
        first, second = [json.loads(line) for line in out.splitlines()]
        assert code == 1
        assert first["error"]
        assert quantity(second)


class TestGenerate:
    def test_of_a_file(self, run: Run, article: str) -> None:
        code, out, _ = run("generate", article)
        found = json.loads(out)
        assert code == 0
        assert found["article"]["title"] == "Grain on the river"
        assert found["questions"]
        for question in found["questions"]:
            evidence = question["evidence"]
            text = found["article"]["text"]
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]

    def test_the_same_seed_gives_the_same_bytes(self, run: Run, article: str) -> None:
        assert run("generate", article, "--seed", "7") == run("generate", article, "--seed", "7")

    @pytest.mark.parametrize(
        "kinds",
        [
            ["FILE", "--kinds", "cloze", "numeric_estimate"],
            ["FILE", "--kinds", "cloze,numeric_estimate"],
            ["--kinds", "cloze", "numeric_estimate", "FILE"],
        ],
    )
    def test_some_kinds(self, run: Run, article: str, kinds: list[str]) -> None:
        code, out, _ = run("generate", *(article if one == "FILE" else one for one in kinds))
        assert code == 0
        found = {one["kind"] for one in json.loads(out)["questions"]}
        assert found
        assert found <= {"cloze", "numeric_estimate"}

    def test_a_limit(self, run: Run, article: str) -> None:
        assert len(json.loads(run("generate", article, "--limit", "1")[1])["questions"]) == 1

    def test_in_a_named_format(self, run: Run, article: str) -> None:
        code, out, _ = run("generate", article, "--format", "csv")
        assert code == 0
        assert "Grain on the river" in out


class TestFaults:
    @pytest.mark.parametrize(
        ("arguments", "given"),
        [
            (["facts", "/no/such/file"], b""),
            (["facts", "/"], b""),
            (["facts", "-"], b""),
            (["facts", "-"], bytes(range(256)) * 40),
            (["generate", "-"], b"Der Hafen hat zwei Becken und einen alten Turm. " * 20),
            (["generate", "-", "--format", "parchment"], ARTICLE.encode()),
            (["generate", "http://127.0.0.1:9/"], b""),
            (["import", "/no/such/set"], b""),
            (["import", "-"], b"{}"),
            (["export", "No such set", "--format", "json"], b""),
            (["restore", "/no/such/backup"], b""),
        ],
    )
    def test_is_one_sentence(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str],
        given: bytes,
    ) -> None:  # fmt: skip
        monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "data"))
        code, out, errors = run(*arguments, given=given)
        assert (code, out) == (1, "")
        assert errors.startswith("quizapp: ")
        assert len(errors.strip().splitlines()) == 1
        assert "Traceback" not in errors

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["study"],
            ["generate"],
            ["generate", "-", "--kinds", "essay"],
            ["generate", "-", "--limit", "0"],
            ["generate", "-", "--limit", "many"],
            ["facts", "-", "--format", "xml"],
            ["serve", "--port", "70000"],
        ],
    )
    def test_wrong_usage(self, run: Run, arguments: list[str]) -> None:
        code, out, errors = run(*arguments)
        assert (code, out) == (2, "")
        assert "usage:" in errors

    def test_a_reader_that_has_read_enough(self, article: str) -> None:
        command = f"{sys.executable} -m quizapp.cli facts {article} | head -n 1"
        done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False)
        assert done.stderr == b""


class TestStored:
    """Commands on a data directory: as processes, since each is an installation of its own."""

    def command(self, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"QUIZAPP_DATA": str(data)}
        environment.pop("QUIZAPP_DATABASE", None)
        return subprocess.run(
            [sys.executable, "-m", "quizapp.cli", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_serve_export_import_backup_doctor(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        with served(data) as (address, lines):
            link = re.search(r"http://\S+/start/\S+", "".join(lines))
            assert link
            page = urllib.request.urlopen(link[0]).read().decode()
            assert "Make the first account" in page
            assert b'"ok"' in urllib.request.urlopen(f"{address}health").read()
        fill(data)
        exported = self.command(data, "export", "Grain by hand", "--format", "json")
        assert exported.returncode == 0, exported.stderr
        (tmp_path / "set.json").write_text(exported.stdout, encoding="utf-8")
        imported = self.command(data, "import", str(tmp_path / "set.json"))
        assert "3 cards" in imported.stdout, imported.stderr
        twice = self.command(data, "export", "Grain by hand", "--format", "json")
        assert "More than one" in twice.stderr
        kept = self.command(data, "backup", str(tmp_path / "kept.sqlite"))
        assert kept.returncode == 0, kept.stderr
        assert self.command(data, "restore", str(tmp_path / "kept.sqlite")).returncode == 0
        rebuilt = self.command(data, "rebuild", "--check")
        assert rebuilt.returncode == 0, rebuilt.stdout
        looked = self.command(data, "doctor")
        assert looked.returncode == 0, looked.stdout
        with served(data) as (_, lines):
            assert "/start/" not in "".join(lines)

    def test_a_port_in_use(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = self.command(tmp_path / "data", "serve", "--port", str(port))
        assert done.returncode == 1
        assert "in use" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert not (tmp_path / "data").exists()


def fill(data: Path) -> None:
    """An account and a set in a data directory."""
    app = create_app(Settings.from_environment({}, data).as_config())
    with app.app_context():
        make = Factory(db.session())
        make.set_with_cards(make.user(), title="Grain by hand")
        db.session.remove()
        db.engine.dispose()


@contextmanager
def served(data: Path) -> Iterator[tuple[str, list[str]]]:
    """The app, served from ``data`` on a free port; its address, and what it prints at the start.

    Stopped at the end as by Ctrl-C, which must leave no error.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "quizapp.cli", "serve", "--port", str(port), "--data", str(data)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
    )
    assert process.stdout
    try:
        wait_for(port)
        lines = [process.stdout.readline().decode()]
        while select.select([process.stdout], [], [], 0.2)[0]:
            lines.append(process.stdout.readline().decode())
        yield f"http://127.0.0.1:{port}/", lines
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=20)[0].decode()
        assert process.returncode == 0, rest
        assert rest.strip() == "Stopped."
    finally:
        process.kill()
        process.wait()


def wait_for(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answered at port {port}")
