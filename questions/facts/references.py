"""Stretches whose figures are names: telephone numbers, addresses, scores, references, places."""

from __future__ import annotations

import re

from questions.facts.lists import words as word_list

_NEAR = 160
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:1\d{3}|20\d\d|2100)"
_YEARLY = "|".join(sorted(word_list("yearly_nouns")))
_PATTERNS = (
    # 24/7 · 9/11 · 4x4 · 50-50 · 2-for-1
    r"(?<!\w)(?:\d+-for-\d+|(?:1|one)-in-(?:a-)?[\w,]+(?:-year)?|\d+\s?[x×]\s?\d+\s?m\b|\d+-\d+[A-Z]\b|24/7|9/11|7/7|4x4|50[-/]50|80/20|20/20)(?!\w)",
    # the under-21s · the 80s
    r"(?<!\w)\d{2,3}s\b",
    # [12] · [21]–[24]
    r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]",
    # survey,7 · “word”3
    r"(?<=[a-z][,;:.”’)])\d{1,3}(?=\s|$)",
    # 54° 55' N
    r"\d+\s?[º°]\s?\d+(?:[.,]\d+)?\s?['’′][^.;]{0,8}[NSEW]\b",
    # 51.5° N
    r"\d+(?:\.\d+)?\s?[º°]\s?[NSEW]\b",
    # 51.5074, -0.1278
    r"-?\d{1,3}\.\d{3,},\s-?\d{1,3}\.\d{3,}",
    # 24703L202
    r"(?<![\w.,])\d+(?![ckm]?m[23]\b|ft[23]\b)[A-Za-z]{1,3}\d+\w*",
    # 1111-22223333-4444
    r"(?<![\w.,])\d+(?:-\d+){2,}(?!\w)",
    # At the head of a line: 12] · 1.1 Introduction · 2. Methods · (3), and a line of figures only
    r"^\d{1,3}\]|^[\d.,]+$|^\d{1,2}(?:\.\d{1,2})+\.?(?=\s[A-Z])|^\d{1,2}[.)](?=\s)|^\(\d{1,2}\)(?=\s)",
    # a constitution (594) · seven (7) days
    r"\(\d{1,4}\)",
    # between 1914 and 1918
    rf"(?<=[Bb]etween\s){_YEAR}(?=\sand\s{_YEAR}\b)",
    # in about 1818 · by 2100
    (
        r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Bb]efore|[Aa]fter)"
        r"\s(?:(?:about|around|roughly|early|late|mid)\s)?" + _YEAR + r"\b"
        r"(?!\s(?:[a-z]{3,}s|people|men|women|children)\b|[,.:]\d|\s?%|-)(?=[\s,.;:)]|$)"
    ),
    # around 1850 the family
    (
        r"\b(?:[Aa]bout|[Aa]round|[Cc]irca|c\.)\s(?:1[5-9]\d\d|20[0-4]\d)"
        r"(?=,|\.$|\s(?:the|a|an|he|she|it|they|when|and|by|in|at|under|as)\b)"
    ),
    # 1988 sales
    rf"\b(?:19\d\d|20[0-4]\d)(?=\s(?:{_YEARLY})\b)",
    # Dates in text that has lost its capitals: jan. 1, 1990 · 1 may · on may 19
    rf"\b{_MONTHS}\s\d{{1,2}}(?!\d|[.,]\d|\s?%)(?:,\s\d{{4}})?",
    rf"\b\d{{1,2}}\s(?:{_MONTHS}|may)(?:\s\d{{4}})?(?=\s|[,.;]|$)",
    r"(?<=\b[Oo]n\s)may\s\d{1,2}(?:,\s\d{4})?|(?<=\b[Ss]ince\s)may\s\d{1,2}",
    # the gates open at six
    (
        r"\b(?:open(?:s|ed|ing)?|clos(?:es?|ed|ing)|start(?:s|ed|ing)?|beg[aiu]ns?|left|leaves?|doors|"
        r"arriv(?:es?|ed)|home|kick-off|dinner|lunch|breakfast|again|back|wakes?|woke|up)"
        r"\s(?:at|by|until|till)\s"
        r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
        r"(?=[,.;)]|\s(?:and|in\sthe|on|to|but|for|with)\b|$)"
    ),
    # burst at 8.20 on Monday
    r"(?<=\bat\s)(?:[01]?\d|2[0-3])\.[0-5]\d(?=\son\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)",
    # into the last 16
    r"(?<=\bin\sthe\slast\s)(?:16|eight|32)\b(?!\s(?!on\b|of\b|at\b|with\b|in\b|against\b)[a-z])",
)
_PLAIN = re.compile("|".join(f"(?:{one})" for one in _PATTERNS))
# 0117 496 0123 · +44 20 7946 0018 · 555-0134
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d|\d?[\s(]{0,2}\d{3}[\s.)-]{1,2}\d{3}[-.]\d{4}|\(?0\d{2,4}\)?[\s-]\d|"
    r"\d{3}-\d{4}|\d{3}[-.]\d{3}[-.]\d{4})[\d\s().-]*"
)
# 10 Downing Street · 221B Baker Street · 10 Canal Row
_ADDRESS = re.compile(
    r"\d+[A-Za-z]?(?:-\d+)?\s(?:[A-Z][\w.’']*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|"
    r"Drive|Boulevard|Blvd|Place|Plaza|Court|Terrace|Way|Quay|Close|Row|Gardens|Crescent|Hill|Mews|"
    r"Grove|Parade|Walk)\b|\d+\sSt\.(?=\s)"
)
# 3-1 · 6–4, 7–6
_SCORE = re.compile(
    r"(?<![\w.,$€£-])(?P<ours>\d{1,3})(?:\s?[-–]\s?|\sto\s)(?P<theirs>\d{1,3})(?![\w%-]|[.,]\d)"
)
_CONTEST = re.compile(
    r"\b(?:win|wins|won|winning|beat|beats|beaten|beating|defeat\w*|lost|loss|draw|drew|drawn|"
    r"victory|victories|lead|led|leading|score|scored|scoring|sets?|goals?|vote|voted|ruled|ruling|"
    r"match|game|cup|league|half-time|halftime|thrash\w*|record|tie|tied|side|team|against|v|vs)\b",
    re.IGNORECASE,
)
_COUNTS_ON = re.compile(
    r"\s?(?:%|[a-z]*\s?(?:per\scent|percent|years?|months?|weeks?|days?|hours?|minutes?|seconds?|"
    r"[a-z]+s|people|men|women|children|million|billion|thousand|[kcm]?m|kg|mph)\b)|"
    r"-(?:year|month|week|day|hour|minute|mile|foot|inch|metre|meter)"
)


def masked(text: str) -> list[tuple[int, int]]:
    """The spans of a sentence whose figures are names and no quantities."""
    found = [match.span() for match in _PLAIN.finditer(text)]
    found += [match.span() for match in _ADDRESS.finditer(text)]
    found += [match.span() for match in _PHONE.finditer(text) if _is_phone(match)]
    return found + [match.span() for match in _SCORE.finditer(text) if _is_score(text, match)]


def _is_phone(match: re.Match[str]) -> bool:
    return sum(one.isdigit() for one in match.group()) > 6


def _is_score(text: str, match: re.Match[str]) -> bool:
    ours, theirs = int(match["ours"]), int(match["theirs"])
    after = text[match.end() : match.end() + 10]
    if " to " in match.group() and ours <= theirs:
        return False
    if _COUNTS_ON.match(text, match.end()) and not after.startswith((" victor", " los")):
        return False
    named = re.search(r"[A-Z]\w+\s$", text[max(0, match.start() - 40) : match.start()])
    if after[:2].strip().isupper() and named:
        return True
    near = _CONTEST.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR)
    return ours >= theirs or near is not None
