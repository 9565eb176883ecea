from __future__ import annotations
def attribution(sentence, position): return None
def as_of(parsed, sentence, position): return None
