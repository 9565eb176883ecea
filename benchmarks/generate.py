"""What questions cost: ``python -m benchmarks.generate``.

The whole process of ``quizapp generate`` on one article, beside a Python that only imports spaCy;
then, each in a process of its own with the model loaded, words a second and the most memory held
for texts of growing length. ``--words N`` measures one such text.
"""

from __future__ import annotations

import argparse
import math
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.texts import OWN_ARTICLES, ROOT, SEED_ARTICLE, text_of
from questions import language
from questions.article import read
from questions.generation import generate

LENGTHS = (1_000, 10_000, 100_000)
RUNS = 5


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--words", type=int, help="measure one text of so many words")
    given = arguments.parse_args()
    if given.words:
        measure(given.words)
        return
    article = str([*SEED_ARTICLE, *OWN_ARTICLES][0])
    whole = median_seconds("-m", "quizapp.cli", "generate", article)
    bare = median_seconds("-c", "import spacy")
    print(f"whole process on one article: {whole:.2f} s, {whole / bare:.1f} times 'import spacy'")
    for length in LENGTHS:
        run("-m", "benchmarks.generate", "--words", str(length))


def median_seconds(*arguments: str) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run(*arguments, output=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def run(*arguments: str, output: int | None = None) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=output)


def measure(length: int) -> None:
    """Print one line for a text of about ``length`` words, and flush it."""
    language.load()
    article = read(text_of(length), brief=True)
    words = len(article.text.split())
    start = time.perf_counter()
    parsed = language.parse(article)
    parsing = time.perf_counter() - start
    assert parsed.sentences
    start = time.perf_counter()
    questions = generate(article)
    seconds = time.perf_counter() - start
    print(
        f"{words:8,} words: {len(questions):6,} questions, {words / seconds:7,.0f} words a second, "
        f"{seconds / parsing:.1f} times the parse alone; {peak_memory():,.0f} MB at most",
        flush=True,
    )


def peak_memory() -> float:
    """The most that this process held, in MB, from Linux: getrusage counts from the parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else math.nan


if __name__ == "__main__":
    main()
