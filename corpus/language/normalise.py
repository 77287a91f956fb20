"""Normal forms of Vietnamese text.

`clean` makes the text that offsets count on (once, in a reader); `fold` is for comparing only. Tone placement,
which keeps offsets, is in tones.py.
"""

import unicodedata
from functools import lru_cache

# Zero-width and soft characters carry no meaning and split words for every later step.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), " ")
_LOOKALIKE = str.maketrans({"Ð": "Đ", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " "})

_BARE = str.maketrans("ăâđêôơưĂÂĐÊÔƠƯ", "aadeoouAADEOOU")


def clean(text: str) -> str:
    """Text as readers hand it over: NFC, line feeds, no invisible or control characters.

    Idempotent. Lone surrogates (which UTF-8 cannot store and pyvi cannot read) become "?".
    """
    text = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_CONTROL).translate(_INVISIBLE)
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKE)


def strip_marks(text: str) -> str:
    """Text without diacritics, đ → d; its case stays."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_BARE)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case text without diacritics: what people type on a phone."""
    return strip_marks(text).lower()


def has_diacritics(text: str) -> bool:
    """Whether any letter of `text` carries a Vietnamese mark."""
    return fold(text) != text.lower()
