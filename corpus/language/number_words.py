"""Whole numbers in words: "năm mươi hai", "một nghìn hai trăm linh năm". The words are rows of number_words.csv.

Grammar of the number words: Diệp Quang Ban, Ngữ pháp tiếng Việt (2005); northern and southern forms both count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.language.phrases import any_of
from corpus.language.rows import rows

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUP = re.compile(r"(?P<hundreds>dh)?(?P<rest>ld|td?|dmd?|d)?")
_LETTER = {"digit": "d", "ten": "t", "tens": "m", "filler": "l", "hundred": "h"}
_NEVER_FIRST = frozenset(["mốt", "tư", "lăm", "nhăm"])
_BEYOND = 10**13
_LONGEST_RUN = 24
_SCALES = ((1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn"))


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A run of number words: its value, how many words it has and where it stands."""

    value: int
    words: int
    start: int
    end: int


@cache
def _roles() -> dict[str, tuple[str, int]]:
    return {row["word"]: (row["role"], int(row["value"])) for row in rows("number_words")}


@cache
def _run() -> re.Pattern[str]:
    word = any_of(_roles())
    return re.compile(rf"(?<!\w){word}(?:\s+{word})*(?!\w)", re.IGNORECASE)


def find_number_words(text: str) -> Iterator[NumberWords]:
    """Every run of number words that reads as one number, in order.

    A run that is no number as a whole ("tư ba", "ba năm") gives the longest numbers in it, from the left.
    """
    for match in _run().finditer(text):
        words = list(re.finditer(r"\S+", match.group()))
        at = 0
        while at < len(words):
            found = _longest([word.group().lower() for word in words[at : at + _LONGEST_RUN]])
            if found is not None:
                value, length = found
                start, end = words[at].start(), words[at + length - 1].end()
                yield NumberWords(value, length, match.start() + start, match.start() + end)
            at += 1 if found is None else found[1]


def _longest(words: Sequence[str]) -> tuple[int, int] | None:
    """Value and length of the longest head of the words that names a number."""
    for length in range(len(words), 0, -1):
        value = parse_number_words(words[:length])
        if value is not None:
            return value, length
    return None


def parse_number_words(words: Sequence[str]) -> int | None:
    """The number that the words name, None where they name none ("hai ba", "mươi")."""
    total, last = 0, _BEYOND
    group: list[str] = []
    for word in words:
        role, value = _roles().get(word, ("", 0))
        if not role:
            return None
        if role != "scale":
            group.append(word)
        elif not group and total and value > last:  # "ba nghìn tỷ"
            total, last = total * value, value
        else:
            part = _group(group)
            if part is None or value >= last:
                return None
            total, last, group = total + part * value, value, []
    rest = _group(group) if group else 0
    return None if rest is None else total + rest


def _group(words: Sequence[str]) -> int | None:
    """A number below a thousand: [digit trăm] [linh digit | mười [digit] | digit mươi [digit] | digit]."""
    roles = [_roles()[word] for word in words]
    shape = _GROUP.fullmatch("".join(_LETTER[role] for role, _ in roles))
    if not words or shape is None or (len(words) == 1 and words[0] in _NEVER_FIRST):
        return None
    values = [value for _, value in roles]
    total = values[0] * 100 if shape["hundreds"] else 0
    rest = values[len(shape["hundreds"] or "") :]
    match shape["rest"]:
        case "dm" | "dmd":
            return total + rest[0] * 10 + sum(rest[2:])
        case _:
            return total + sum(rest)


def number_words(value: int) -> str:
    """A whole number 0 ≤ value < 10^12 in words; inverse of `parse_number_words`."""
    if value < 1000:
        return _below_thousand(value, padded=False)
    parts: list[str] = []
    for scale, word in _SCALES:
        count, value = divmod(value, scale)
        if count:
            parts.append(f"{_below_thousand(count, padded=bool(parts))} {word}")
    if value:
        parts.append(_below_thousand(value, padded=True))
    return " ".join(parts)


def _below_thousand(value: int, *, padded: bool) -> str:
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    parts = [f"{_DIGITS[hundreds]} trăm"] if hundreds or padded else []
    if tens == 0 and units and parts:
        parts.append(f"linh {_DIGITS[units]}")
    elif tens == 1:
        parts.append("mười" + (f" {'lăm' if units == 5 else _DIGITS[units]}" if units else ""))
    elif tens:
        last = {0: "", 1: " mốt", 5: " lăm"}.get(units, f" {_DIGITS[units]}")
        parts.append(f"{_DIGITS[tens]} mươi{last}")
    elif units or not parts:
        parts.append(_DIGITS[units])
    return " ".join(parts)
