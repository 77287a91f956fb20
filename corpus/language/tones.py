"""Tone marks in their usual place, one character for one: hoà → hòa, thuỷ → thủy, nghịêp → nghiệp.

Source: Quyết định 240/QĐ-BGDĐT (1984) lists both placements in open syllables; the older is the usual one in
official documents. The place of the mark follows from the syllable (see syllables.py).
"""

import re
import unicodedata
from functools import lru_cache

from corpus.language.syllables import TONES, may_be_syllable, set_tone

_MARKS = frozenset(TONES.values())
_SYLLABLE = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def place_tone(syllable: str) -> str:
    """One syllable with its tone mark where officials put it; length unchanged, anything else as it is."""
    parts = unicodedata.normalize("NFD", syllable)
    tones = [c for c in parts if c in _MARKS]
    if len(tones) != 1 or not may_be_syllable(syllable):
        return syllable
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _MARKS))
    placed = set_tone(bare.lower(), tones[0])
    if len(placed) != len(syllable):
        return syllable
    return "".join(new.upper() if old.isupper() else new for old, new in zip(bare, placed, strict=True))


def normal_tones(text: str) -> str:
    """`text` with every tone mark in its usual place and tỉ written tỷ; one character for one."""
    text = _SYLLABLE.sub(lambda m: place_tone(m.group()), text)
    return re.sub(r"\b([Tt])ỉ(?= (?:lệ|đồng|USD|trọng|suất)\b)", r"\1ỷ", text)
