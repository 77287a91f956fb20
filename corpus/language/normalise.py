"""Normal forms of Vietnamese text.

`clean` makes the text that offsets count on (once, in a reader); `fold` is for comparing only. Tone placement,
which keeps offsets, is in tones.py.
"""

import re
import unicodedata
from functools import cache, lru_cache

from corpus.language.rows import rows

# Zero-width, soft and direction characters carry no meaning and split words for every later step.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SYMBOL_BULLET = re.compile(r"^([ \t]*)[\uf021-\uf0ff](?=\s)", re.MULTILINE)
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")

_BARE = str.maketrans("ăâđêôơưĂÂĐÊÔƠƯ", "aadeoouAADEOOU")


def clean(text: str) -> str:
    """Text as readers hand it over: NFC, line feeds, no invisible, control or look-alike characters.

    Idempotent. Lone surrogates (which UTF-8 cannot store and pyvi cannot read) become "?".
    """
    text = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub(" ", text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _mend_lookalikes(text) if _lookalike("anywhere", "word start", "latin word").search(text) else text


def _mend_lookalikes(text: str) -> str:
    """Look-alike characters (data/lookalikes.csv) as the letters they stand for, one for one, then NFC again.

    A bullet of a symbol font is known by its place, a Cyrillic or Greek letter by the Latin ones around it.
    """
    text = _lookalike("anywhere").sub(lambda m: _meant()[m.group()], text)
    text = unicodedata.normalize("NFC", _SYMBOL_BULLET.sub(r"\1•", text))
    return unicodedata.normalize("NFC", _WORD.sub(lambda m: _latin_word(m.group()), text))


def _latin_word(word: str) -> str:
    """A word with its look-alikes replaced if all its other letters are Latin."""
    if word.isascii():
        return word
    if word[0] in "ðɖ" and len(word) > 1:
        word = "đ" + word[1:]
    alike = _lookalike("latin word")
    if not alike.search(word) or not _LATIN.search(word) or _others(alike.sub("", word)):
        return word
    return alike.sub(lambda m: _meant()[m.group()], word)


def _others(rest: str) -> bool:
    """Whether letters of another alphabet are left."""
    return any(c.isalpha() and not _LATIN.match(c) for c in rest)


@cache
def _meant() -> dict[str, str]:
    return {_character(row["written"]): _character(row["meant"]) for row in rows("lookalikes")}


@cache
def _lookalike(*where: str) -> re.Pattern[str]:
    """Any character of the table for these places; symbol-font characters too where all places are asked for."""
    letters = "".join(_character(row["written"]) for row in rows("lookalikes") if row["where"] in where)
    return re.compile(f"[{letters}\uf021-\uf0ff]" if len(where) > 1 else f"[{letters}]")


def _character(code: str) -> str:
    """The character of "U+00D0"."""
    return chr(int(code.removeprefix("U+"), 16))


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
