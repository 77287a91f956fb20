"""Vietnamese text in the encodings before Unicode: TCVN3 (ABC fonts), TCVN 5712, VNI Windows, VIQR, Windows-1258.

The letters are rows of data/legacy_letters.csv: `tcvn3` and `tcvn1` are bytes in hexadecimal, `vni` and `viqr` the
characters seen (VNI through Windows-1252). A text is taken for one of them on evidence only: its marked words have
to become Vietnamese syllables, all but a few; bytes that are no such text stay refused.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from corpus.language.letters import LOWER
from corpus.language.normalise import fold
from corpus.language.rows import alternatives, rows
from corpus.language.syllables import TONES, may_be_syllable

_SINGLE = ("tcvn3", "tcvn1")
# Characters that a report has beside letters, whatever its encoding; any other left over speaks against a reading.
_ORDINARY = frozenset("\u00a0“”‘’–—…•°±×§²³½€")
_WORD = re.compile(r"[^\W\d_]+")
_TONED = frozenset(TONES.values())
_STOP_TONES = (TONES["s"], TONES["j"])
_STOPPED = re.compile(r"(?:ch|[cpt])$")
_HEAD = 200_000  # bytes
_FEWEST, _LEAST_SHARE, _LEAST_SYLLABLES = 8, 0.85, 0.6
# Of the words of a VIQR text so many carry marks, and so many of these more than a full stop or question mark.
_LEAST_MARKED, _LEAST_STRONG = 0.25, 0.5
_WEAK = frozenset("ạảẹẻịỉọỏụủỵỷẠẢẸẺỊỈỌỎỤỦỴỶ")
_ADDRESS = r"(?<!\w)(?:(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+)"
_CLOSING = r"(?!\.\.|[ \t]*(?:\Z|\n[ \t]*(?:\Z|[^a-z])))"
_ENDS_IN_POINT = (".", "?")


@dataclass(frozen=True, slots=True)
class Guess:
    """A text in an old encoding as Unicode; of its `marked` words (and signs left over) `read` are syllables."""

    text: str
    encoding: str
    read: int
    marked: int

    @property
    def share(self) -> float:
        """How much of the evidence speaks for this reading, 0 to 1."""
        return self.read / self.marked if self.marked else 0.0


def decode_tcvn3(text: str) -> str:
    """TCVN3 (fonts such as .VnTime), seen as Windows-1252, in Unicode. Characters of no letter stay."""
    return text.translate(_letters("tcvn3"))


def decode_tcvn3_capitals(text: str) -> str:
    """Text of a capitals font (.VnTimeH, .VnArialH), whose codes are those of small ones, as it prints."""
    return decode_tcvn3(text).upper()


def decode_vni(text: str) -> str:
    """VNI Windows (fonts VNI-Times…), seen as Windows-1252, in Unicode: a letter and its mark become one."""
    return _sequences("vni").sub(lambda m: _spellings("vni")[m.group()], text)


def decode_viqr(text: str) -> str:
    r"""VIQR (RFC 1456: "Tie^'ng Vie^.t") in Unicode; a backslash before a sign keeps the sign, addresses stay.

    Where the text escapes no full stop ("\."), one that ends a line before a new sentence is punctuation.
    """
    text = _viqr(strict="\\." in text or "\\?" in text).sub(_viqr_letter, text)
    return _WORD.sub(lambda m: _end_again(m.group()), text)


def guess(data: bytes) -> Guess | None:
    """Bytes that are not Unicode as Vietnamese text, None where no reading makes Vietnamese of them.

    The beginning of a long text tells its encoding; the evidence is that of the whole.
    """
    readings = (_read_viqr,) if data.isascii() else _READINGS
    head = data[:_HEAD]
    best = max(readings, key=lambda reading: ((told := reading(head)).share, told.read))
    if not _convinces(best(head)):
        return None
    whole = best(data)
    return whole if _convinces(whole) else None


def restore_capital_lines(text: str) -> str:
    """Lines that a capitals font printed, back in capitals: TCVN3 bytes have lost the font.

    Such a line opens a block (or follows another one), is short, has no capital letter, no mark of a list or end.
    """
    lines, raised, open_block = text.split("\n"), False, True
    for i, line in enumerate(lines):
        raised = (open_block or raised) and _is_capital_line(line.strip())
        open_block = not line.strip()
        if raised:
            lines[i] = line.upper()
    return "\n".join(lines)


def _is_capital_line(line: str) -> bool:
    small = line == line.lower() and len(line) <= 120 and len(line.split()) > 1
    return small and line[0].isalpha() and line[-1] not in ".,;:" and not re.match(r"\w[.)]\s", line)


@cache
def _letters(encoding: str) -> dict[int, str]:
    """The letters of a single-byte encoding by code."""
    return {int(row[encoding], 16): row["letter"] for row in rows("legacy_letters") if row[encoding]}


@cache
def _spellings(encoding: str) -> dict[str, str]:
    """The letters of an encoding of several characters by spelling; "Aù" is Á as "AÙ" is."""
    table: dict[str, str] = {}
    for row in rows("legacy_letters"):
        for spelling in alternatives(row[encoding]):
            table.setdefault(spelling[0] + spelling[1:].lower(), row["letter"])
            table[spelling] = row["letter"]
    return table


@cache
def _sequences(encoding: str) -> re.Pattern[str]:
    longest = sorted(_spellings(encoding), key=lambda spelling: (-len(spelling), spelling))
    return re.compile("|".join(map(re.escape, longest)))


@cache
def _viqr(*, strict: bool) -> re.Pattern[str]:
    """Escapes, addresses and letters; unless `strict`, no letter takes the full stop that ends its sentence."""
    longest = sorted(_spellings("viqr"), key=lambda spelling: (-len(spelling), spelling))
    letters = (re.escape(s) + ("" if strict or s[-1] not in _ENDS_IN_POINT else _CLOSING) for s in longest)
    return re.compile("|".join((_ADDRESS, r"\\[.?'`^~(+*\\dD]", *letters)))


def _viqr_letter(match: re.Match[str]) -> str:
    found = match.group()
    return found[1:] if found[0] == "\\" else _spellings("viqr").get(found, found)


def _end_again(word: str) -> str:
    """A word that took the sign after it for a second tone ("lợị" from "lo+.i.") with that sign again."""
    if word[-1] not in _WEAK or word[:-1].isascii() or len(_tones(word)) < 2:
        return word
    parts = unicodedata.normalize("NFD", word[-1])
    return word[:-1] + parts[0] + ("." if parts[-1] == TONES["j"] else "?")


def _decode_1258(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


def _seen(data: bytes) -> str:
    """Bytes as a program for Western text shows them; those it has no character for as one control character."""
    return data.decode("cp1252", "replace").replace("\ufffd", "\x81")


def _read_tcvn3(data: bytes) -> Guess:
    seen = _seen(data)
    return _weigh("TCVN3 (ABC)", decode_tcvn3(seen), _left_over(seen, "tcvn3"))


def _read_vni(data: bytes) -> Guess:
    seen = _seen(data)
    return _weigh("VNI Windows", decode_vni(seen), _left_over(seen, "vni"))


def _read_tcvn1(data: bytes) -> Guess:
    latin = data.decode("latin-1")
    return _weigh("TCVN 5712", latin.translate(_letters("tcvn1")), _left_over(latin, "tcvn1"))


def _read_1258(data: bytes) -> Guess:
    return _weigh("Windows-1258", _decode_1258(data), 0)


def _read_viqr(data: bytes) -> Guess:
    """ASCII as VIQR; without evidence where few words carry marks, or only such as end a sentence."""
    reading = _weigh("VIQR", decode_viqr(data.decode("ascii")), 0)
    words = _WORD.findall(reading.text)
    marked = [word.lower() for word in words if not word.isascii()]
    strong = sum(1 for word in marked if any(not c.isascii() and c not in _WEAK for c in word))
    much = len(marked) >= len(words) * _LEAST_MARKED and strong >= len(marked) * _LEAST_STRONG
    return reading if much else replace(reading, read=0)


_READINGS = (_read_tcvn3, _read_vni, _read_tcvn1, _read_1258)


def _left_over(seen: str, encoding: str) -> int:
    """How many characters beyond ASCII are neither letters of the encoding nor ordinary signs."""
    if encoding in _SINGLE:
        return sum(1 for c in seen if not c.isascii() and ord(c) not in _letters(encoding) and c not in _ORDINARY)
    return sum(1 for c in _sequences(encoding).sub("", seen) if not c.isascii() and c not in _ORDINARY)


def _weigh(encoding: str, text: str, left_over: int) -> Guess:
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    strays = left_over or sum(1 for c in text if not (c.isascii() or c.isalpha() or c in _ORDINARY))
    controls = sum(1 for c in text if c < " " and c not in "\n\r\t\f\v")
    return Guess(text, encoding, sum(map(_is_syllable, marked)), len(marked) + strays + controls)


def _convinces(reading: Guess) -> bool:
    """Whether enough marked words are syllables and most of the unmarked ones could be."""
    words = _WORD.findall(reading.text)
    shaped = sum(1 for word in words if may_be_syllable(word.lower()))
    enough = reading.read >= _FEWEST and reading.share >= _LEAST_SHARE
    return enough and shaped >= len(words) * _LEAST_SYLLABLES


@lru_cache(maxsize=65536)
def _is_syllable(word: str) -> bool:
    """Whether a marked word can be Vietnamese: its letters, one tone at most, acute or dot before a stop."""
    word = word.lower()
    if not may_be_syllable(word) or any(c not in LOWER for c in word):
        return False
    tones = _tones(word)
    if _STOPPED.search(fold(word)):
        return len(tones) == 1 and tones[0] in _STOP_TONES
    return len(tones) <= 1


def _tones(word: str) -> list[str]:
    return [c for c in unicodedata.normalize("NFD", word) if c in _TONED]
