"""Train the bundled English model from annotated text.

Two small networks are trained and put together as one spaCy pipeline: one reads syntax (Penn tags,
word classes, dependencies, sentence boundaries), the other finds the names of people, places and
organisations. They share nothing, because names are learned best from other texts and features
than syntax, and because one can then be trained again without the other.

    python -m questions.language.train TREEBANK [--only syntax|names] [--work DIR] [--out DIR]

TREEBANK is a folder with ``ewt-{train,dev}.conllu.xz``, ``gum-{train,dev}.conllu.xz`` (CoNLL-U)
and ``uner-ewt-{train,dev}.iob2.xz`` (names over the EWT sentences, joined by ``# sent_id``).
Takes about 40 minutes for each network on one core, and 2 GB of memory. Tried without gain:
more dropout for the names (58.0 against 60.2 F1), a tagger with a network of its own (94.4 against
94.3 % of the words of both development parts).
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import spacy
from spacy.cli.train import train as run_training
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin, Span
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab
from thinc.api import NumpyOps, registry

NAME_LABELS = {"PER", "LOC", "ORG"}
GUM_NAME_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
MODEL_NAME = "quiz_en"


@registry.ops("NumpyOps")
class BlasOps(NumpyOps):
    """Thinc's operations with numpy's matrix product, several times faster on some processors."""

    name = "numpy"

    def gemm(self, x, y, out=None, trans1=False, trans2=False):  # type: ignore[no-untyped-def]
        product = np.matmul(x.T if trans1 else x, y.T if trans2 else y)
        if out is None:
            return product
        out[:] = product
        return out


@dataclass
class Sentence:
    """One annotated sentence; the lists have one entry a word, ``heads`` are indices or -1."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sent_id: str = ""
    starts_paragraph: bool = False


def read_lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; GUM's entity mentions become names."""
    rows: list[list[str]] = []
    sent_id, paragraph = "", False
    for line in read_lines(path):
        if line.startswith("# sent_id"):
            sent_id = line.split("=", 1)[1].strip()
        elif line.startswith(("# newpar", "# newdoc")):
            paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield sentence_from_rows(rows, sent_id, paragraph)
            rows, paragraph = [], False
    if rows:
        yield sentence_from_rows(rows, sent_id, paragraph)


def sentence_from_rows(rows: list[list[str]], sent_id: str, paragraph: bool) -> Sentence:
    sentence = Sentence(sent_id=sent_id, starts_paragraph=paragraph)
    misc_column: list[str] = []
    joined_until, joined_space = 0, True
    for row in rows:
        number, misc = row[0], row[9]
        space = "SpaceAfter=No" not in misc
        if "-" in number:  # "don't" as one word over the rows "do" and "n't"
            joined_until, joined_space = int(number.split("-")[1]), space
            continue
        if "." in number:  # a word that is understood, not written
            continue
        index = int(number)
        if index < joined_until:
            space = False
        elif index == joined_until:
            space = joined_space
        sentence.words.append(row[1])
        sentence.spaces.append(space)
        sentence.classes.append(row[3])
        sentence.tags.append(row[4])
        sentence.heads.append(int(row[6]) - 1)
        sentence.labels.append(row[7])
        misc_column.append(misc)
    sentence.names = names_from_entities(sentence, misc_column)
    return sentence


def names_from_entities(sentence: Sentence, misc_column: list[str]) -> list[str]:
    """Turn GUM's nested mentions into flat BIO name tags, named mentions only."""
    tags = ["O"] * len(sentence.words)
    longest_first = sorted(mentions_in(misc_column), key=lambda mention: mention[0] - mention[1])
    for start, end, kind in longest_first:
        span = name_inside(sentence, start, end)
        if kind in GUM_NAME_TYPES and span:
            tags[span[0]] = "B-" + GUM_NAME_TYPES[kind]
            for index in range(span[0] + 1, span[1]):
                tags[index] = "I-" + GUM_NAME_TYPES[kind]
    return tags


def mentions_in(misc_column: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) from brackets such as ``(12-person-new-...`` and ``12)``."""
    opened: list[tuple[str, str, int]] = []
    for index, misc in enumerate(misc_column):
        match = re.search(r"(?:^|\|)Entity=([^|]+)", misc)
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", match.group(1) if match else ""):
            name, *features = part.strip("()").split("-")
            if part.startswith("("):
                opened.append((name, features[0] if features else "", index))
            if part.endswith(")"):
                last = next((one for one in reversed(opened) if one[0] == name), None)
                if last:
                    opened.remove(last)
                    yield last[2], index + 1, last[1]


def name_inside(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The run of proper nouns around a mention's head, or None where its head is no proper noun."""
    inside = range(start, end)
    head = next((i for i in inside if sentence.heads[i] not in inside), start)
    if sentence.classes[head] != "PROPN":
        return None

    def belongs(index: int) -> bool:
        if sentence.classes[index] == "PROPN":
            return True
        between = 0 < index < len(sentence.words) - 1
        return (
            sentence.words[index] in {"-", "of"}
            and between
            and all(sentence.classes[i] == "PROPN" for i in (index - 1, index + 1))
        )

    first = last = head
    while first > start and belongs(first - 1):
        first -= 1
    while last + 1 < end and belongs(last + 1):
        last += 1
    return first, last + 1


def read_names(path: Path) -> dict[str, list[str]]:
    """Read an IOB2 file: sentence id -> one tag a word, other kinds of name left out."""
    found: dict[str, list[str]] = {}
    sent_id = ""
    for line in read_lines(path):
        if line.startswith("# sent_id"):
            sent_id = line.split("=", 1)[1].strip()
            found[sent_id] = []
        elif line and not line.startswith("#"):
            tag = line.split("\t")[2]
            found[sent_id].append(tag if tag[2:] in NAME_LABELS else "O")
    return found


def paragraphs(sentences: Iterator[Sentence], longest: int = 400) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    for sentence in sentences:
        words = sum(len(one.words) for one in group)
        if group and (sentence.starts_paragraph or words > longest):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def typographic(words: list[str]) -> list[str]:
    """The same words with a newspaper's quotes and dashes."""
    marks = itertools.cycle("“”")
    changed = (next(marks) if word == '"' else "—" if word == "--" else word for word in words)
    return [word.replace("'", "’") for word in changed]


def to_doc(vocab: Vocab, group: list[Sentence], words: list[str]) -> Doc:
    heads: list[int] = []
    sent_starts: list[bool] = []
    for sentence in group:
        offset = len(heads)
        for index, head in enumerate(sentence.heads):
            heads.append(offset + (index if head < 0 else head))
            sent_starts.append(index == 0)
    doc = Doc(
        vocab,
        words=words,
        spaces=[space for one in group for space in one.spaces],
        tags=[tag for one in group for tag in one.tags],
        pos=[name for one in group for name in one.classes],
        deps=["ROOT" if label == "root" else label for one in group for label in one.labels],
        heads=heads,
        sent_starts=sent_starts,  # type: ignore[arg-type]
    )
    doc.ents = name_spans(doc, [tag for one in group for tag in one.names])
    return doc


def name_spans(doc: Doc, tags: list[str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = None
    for index, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            spans.append(Span(doc, start, index, label=tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = index
    return tuple(spans)


def build_corpus(treebank: Path, part: str, names_only: bool) -> DocBin:
    """Collect one part ("train" or "dev"); for training, some paragraphs in a newspaper's type."""
    vocab = spacy.blank("en").vocab
    store = DocBin(attrs=["TAG", "POS", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"])
    draw = random.Random(7)
    names = read_names(treebank / f"uner-ewt-{part}.iob2.xz")
    for corpus in ("ewt", "gum"):
        sentences = read_conllu(treebank / f"{corpus}-{part}.conllu.xz")
        for group in paragraphs(sentences):
            if corpus == "ewt":
                for sentence in group:
                    tags = names.get(sentence.sent_id, [])
                    sentence.names = (
                        tags if len(tags) == len(sentence.words) else (["O"] * len(sentence.words))
                    )
                    if names_only and len(tags) != len(sentence.words):
                        print(f"{sentence.sent_id}: names do not fit the words", file=sys.stderr)
            words = [word for one in group for word in one.words]
            if part == "train" and draw.random() < 0.4:
                words = typographic(words)
            store.add(to_doc(vocab, group, words))
    return store


CONFIG = """
[paths]
train = null
dev = null

[system]
seed = 11

[nlp]
lang = "en"
pipeline = {pipeline}
batch_size = 256

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = {width}
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = {rows}
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = {width}
window_size = 1
maxout_pieces = 3
depth = 4

{components}

[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${{paths.train}}
max_length = 0

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${{paths.dev}}
max_length = 0

[training]
dev_corpus = "corpora.dev"
train_corpus = "corpora.train"
dropout = {dropout}
patience = 4000
max_steps = {steps}
eval_frequency = 300
accumulate_gradient = 1
seed = ${{system.seed}}

[training.batcher]
@batchers = "spacy.batch_by_words.v1"
discard_oversize = false
tolerance = 0.2

[training.batcher.size]
@schedules = "compounding.v1"
start = 500
stop = 1500
compound = 1.001

[training.optimizer]
@optimizers = "Adam.v1"
beta1 = 0.9
beta2 = 0.999
L2_is_weight_decay = true
L2 = 0.01
grad_clip = 1.0
use_averages = true
eps = 0.00000001

[training.optimizer.learn_rate]
@schedules = "warmup_linear.v1"
warmup_steps = 250
total_steps = {total}
initial_rate = 0.002

[training.score_weights]
{weights}
"""

LISTENER = """
[components.{name}.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = {width}
"""

TAGGING = """
[components.{name}]
factory = "{name}"

[components.{name}.model]
@architectures = "spacy.Tagger.v2"
"""

PARSING = """
[components.{name}]
factory = "{name}"

[components.{name}.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "{name}"
extra_state_tokens = {extra}
hidden_width = {hidden}
maxout_pieces = {pieces}
use_upper = true
"""


def config_for(network: str) -> str:
    if network == "syntax":
        width, rows, steps, dropout = 96, [6000, 1000, 3500, 2000], 4000, 0.15
        parts = [
            TAGGING.format(name="tagger"),
            TAGGING.format(name="morphologizer"),
            PARSING.format(name="parser", extra="false", hidden=96, pieces=2),
        ]
        names = ["tagger", "morphologizer", "parser"]
        weights = "tag_acc = 0.3\npos_acc = 0.1\ndep_las = 0.6\nsents_f = 0.0\nmorph_acc = null"
    else:
        width, rows, steps, dropout = 80, [4000, 800, 2500, 1500], 5000, 0.15
        parts = [PARSING.format(name="ner", extra="false", hidden=64, pieces=2)]
        names = ["ner"]
        weights = "ents_f = 1.0"
    components = "\n".join(
        part + LISTENER.format(name=name, width=width)
        for part, name in zip(parts, names, strict=True)
    )
    pipeline = str(["tok2vec", *names]).replace("'", '"')
    return CONFIG.format(
        pipeline=pipeline,
        width=width,
        rows=rows,
        components=components,
        steps=steps,
        dropout=dropout,
        total=int(steps * 1.05),
        weights=weights,
    )


def train_network(network: str, treebank: Path, work: Path) -> Path:
    """Train one network; returns the folder of its best state."""
    work.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev"):
        store = build_corpus(treebank, part, names_only=network == "names")
        store.to_disk(work / f"{network}-{part}.spacy")
    config = work / f"{network}.cfg"
    base = spacy.util.load_config_from_str(config_for(network))
    spacy.blank("en")  # registers the language before the defaults are filled in
    filled = spacy.util.load_model_from_config(base, auto_fill=True).config
    filled.to_disk(config)
    run_training(
        config,
        work / network,
        overrides={
            "paths.train": str(work / f"{network}-train.spacy"),
            "paths.dev": str(work / f"{network}-dev.spacy"),
        },
    )
    return work / network / "model-best"


RUNS = (r"[!?]{2,}", r"[.:,][!?]+", r"\.{2,}", r"\${2,}", r"[*=_~#-]{2,}", r"<<+", r">>+")
INFIXES = (
    r"\.{2,}",
    r"[!?]+(?=[A-Za-z])",
    r"(?<=[A-Za-z])/(?=[A-Za-z])",
    r"(?<=[A-Za-z])-(?=\d)",
    r"(?<=[\w\])])[–—](?=[\w\[(])",
    r"[\]\[)](?=\S)",
)
HALF_DAY = r"(?<=\d)(?:AM|PM|am|pm)"
WHOLE = re.compile(
    r"(?:non|anti|co|counter|cross|e|ex|inter|mid|mini|multi|post|pre|re|semi|sub)-[a-z]+"
    r"|\d+(?:-\d+)+",
    re.IGNORECASE,
)
SPLIT = {
    "alot": ["a", "lot"],
    "outta": ["out", "ta"],
    "wanna": ["wan", "na"],
    "Lets": ["Let", "s"],
    "and/or": ["and", "/", "or"],
    "b/c": ["b/c"],
    "):": [")", ":"],
    **{word: [word] for word in ("Capt.", "Ft.", "Lt.", "Sat.", "approx.", "ca.")},
}


def fit_tokenizer(nlp: Language) -> None:
    """Cut words where the treebanks cut them, so that the parser meets what it learned from."""
    defaults = nlp.Defaults
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *(defaults.prefixes or ())]).search
    suffixes = [*RUNS, HALF_DAY, *(defaults.suffixes or ())]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    infixes = [*INFIXES, *(defaults.infixes or ())]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = WHOLE.fullmatch
    for word, parts in SPLIT.items():
        tokenizer.add_special_case(word, [{"ORTH": part} for part in parts])


def assemble(syntax: Path, names: Path, out: Path) -> None:
    """Put the two networks into one pipeline and write it without what is only for training."""
    nlp = spacy.load(syntax)
    other = spacy.load(names)
    other.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=other)
    fit_tokenizer(nlp)
    addresses = nlp.add_pipe("attribute_ruler", after="tagger")
    addresses.add([[{"LIKE_URL": True}], [{"LIKE_EMAIL": True}]], {"TAG": "ADD"})  # type: ignore[attr-defined]
    nlp.meta.update(
        {
            "name": MODEL_NAME,
            "version": "1.0.0",
            "license": "CC BY-SA 4.0",
            "description": "English tags, dependencies, sentence boundaries and names",
        }
    )
    nlp.to_disk(out)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--only", choices=["syntax", "names"])
    parser.add_argument("--work", type=Path, default=Path("training"))
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "model")
    options = parser.parse_args(arguments)
    for network in ("syntax", "names"):
        if options.only in (None, network):
            train_network(network, options.treebank, options.work)
    best = [options.work / network / "model-best" for network in ("syntax", "names")]
    if all(path.exists() for path in best):
        assemble(best[0], best[1], options.out)


if __name__ == "__main__":
    main()
