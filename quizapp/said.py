"""Sentences that come ready from ``questions``, which knows no language but English.

They are written into Reviews and Cards, too, so they are kept in English and translated where they
are shown: each is found again among the patterns listed here.
"""

from __future__ import annotations


def said(sentence: str) -> str:
    return sentence
