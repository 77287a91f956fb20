"""Normal forms of Vietnamese text.

Two kinds, kept apart: `clean` makes the text that offsets count on (once, in a reader); the others map one
character to one character, so a span found in the mapped text is the same span in the original.
"""

import re
import unicodedata
from functools import lru_cache

# Zero-width and soft characters carry no meaning and split words for every later step.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), " ")
_LOOKALIKE = str.maketrans({"Ð": "Đ", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " "})

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_NEW = ("oa", "oe", "uy")
_BARE = str.maketrans("ăâđêôơưĂÂĐÊÔƠƯ", "aadeoouAADEOOU")


def clean(text: str) -> str:
    """Text as readers hand it over: NFC, line feeds, no invisible or control characters.

    Idempotent. Lone surrogates (which UTF-8 cannot store and pyvi cannot read) become "?".
    """
    text = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_CONTROL).translate(_INVISIBLE)
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKE)


@lru_cache(maxsize=65536)
def place_tone(syllable: str) -> str:
    """One syllable with its tone mark where officials put it: hoà → hòa, thuỷ → thủy; length unchanged.

    Source: Quyết định 240/QĐ-BGDĐT (1984) lists both; the older placement is the usual one in reports. In
    `qu` the u belongs to the consonant (quý stays), and a closed syllable (hoàn) takes the mark on its core.
    """
    parts = unicodedata.normalize("NFD", syllable)
    tone = next((c for c in parts if c in _TONES), None)
    if tone is None:
        return syllable
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c != tone))
    low = bare.lower()
    if not low.endswith(_OLD_NEW) or low.endswith("quy") or len(parts) != len(bare) + 1:
        return syllable
    marked = unicodedata.normalize("NFC", bare[-2] + tone)
    return bare[:-2] + marked + bare[-1] if len(marked) == 1 else syllable


_SYLLABLE = re.compile(r"[^\W\d_]+")


def normal_tones(text: str) -> str:
    """`text` with every tone mark in its usual place and tỉ written tỷ; one character for one."""
    text = _SYLLABLE.sub(lambda m: place_tone(m.group()), text)
    return re.sub(r"\b([Tt])ỉ(?= (?:lệ|đồng|USD|trọng|suất)\b)", r"\1ỷ", text)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case text without diacritics, đ → d: what people type on a phone."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_BARE).lower()


def has_diacritics(text: str) -> bool:
    """Whether any letter of `text` carries a Vietnamese mark."""
    return fold(text) != text.lower()
