"""The plural of an English noun, by spelling and a list of what spelling does not give."""

from __future__ import annotations

from questions.facts import lists


def plural(noun: str) -> str:
    """ "soldier" -> "soldiers", "krone" -> "kroner", "aircraft" as it is; a single word."""
    irregular = lists.names("irregular_plurals", "questions.writing")
    if noun in irregular:
        return irregular[noun]
    if noun in lists.words("plural_nouns", "questions.writing"):
        return noun
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + "s"
