"""What questions cost: ``python -m benchmarks.generate``.

The whole process of ``quizapp generate`` on one article, beside a Python that only imports spaCy;
then, each in a process of its own with the model loaded, words a second and the most memory held
for texts of growing length, read as text and asked about chapter by chapter. The cost of a word is
shown beside that in the text before: 1.0 is growth in proportion. ``--words N`` measures one text
and prints JSON.
"""

from __future__ import annotations

import argparse
import json
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
from questions.article.chapters import cut
from questions.generation import generate_chapters

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
    print("   words  questions  words a second  to a word before  reading  parse alone   memory")
    before = None
    for length in LENGTHS:
        found = json.loads(run("-m", "benchmarks.generate", "--words", str(length)))
        cost = found["seconds"] / found["words"]
        grown = f"{cost / before:.2f}" if before else "-"
        print(
            f"{found['words']:8,} {found['questions']:10,} {1 / cost:15,.0f} {grown:>17}"
            f" {found['reading']:6.2f} s {found['parsing']:10.2f} s {found['memory']:5,.0f} MB",
            flush=True,
        )
        before = cost


def median_seconds(*arguments: str) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run(*arguments)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def run(*arguments: str) -> str:
    """What a Python with these arguments prints."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def measure(length: int) -> None:
    """Print what a text of about ``length`` words costs, in seconds and MB."""
    language.load()
    source = text_of(length)
    start = time.perf_counter()
    article = read(source, brief=True)
    reading = time.perf_counter() - start
    start = time.perf_counter()
    questions = sum(len(chapter) for chapter in generate_chapters(article))
    seconds = time.perf_counter() - start
    memory = peak_memory()
    start = time.perf_counter()
    for chapter in cut(article):
        language.parse(chapter.article)
    found = {
        "words": len(article.text.split()),
        "questions": questions,
        "reading": reading,
        "seconds": seconds,
        "parsing": time.perf_counter() - start,
        "memory": memory,
    }
    print(json.dumps(found))


def peak_memory() -> float:
    """The most that this process held, in MB, from Linux: getrusage counts from the parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else math.nan


if __name__ == "__main__":
    main()
