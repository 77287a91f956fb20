"""Names of provinces as they may be written, and the merger of 1 July 2025 (Nghị quyết 202/2025/QH15).

The names are rows of data/provinces.csv: 63 units before the merger, 34 after it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from corpus.language.rows import alternatives, rows
from corpus.language.syllables import TONES
from corpus.language.tones import place_tone
from corpus.language.tries import trie_pattern

_MARKS = frozenset(TONES.values())
_VOWELS = frozenset("aăâeêioôơuưy")
_PARTS = re.compile(r"[^\W_]+|[^\w\s]|\s+")
_DASH = re.compile(r"\s*[-–—]\s*")


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a written form stands for: a province, or "" for a longer name that only begins like one.

    `bare`: typed without the name's marks, at least in one syllable. `plain`: the name has no marks at all.
    """

    name: str
    bare: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A spelling where it stands."""

    spelling: Spelling
    start: int
    end: int


@cache
def province_names() -> frozenset[str]:
    """Canonical names of all provinces, before and after the merger."""
    return frozenset(row["name"] for row in rows("provinces"))


@cache
def central_cities() -> frozenset[str]:
    """The units that are cities themselves; "thành phố" before any other name is that province's town."""
    return frozenset(row["name"] for row in rows("provinces") if row["kind"] == "thành phố")


def merged_into(name: str) -> str:
    """The unit of today that a province belongs to since 1 July 2025 (its own name if it stayed); "" if unknown."""
    return _mergers().get(name, "")


def merged_from(name: str) -> tuple[str, ...]:
    """The provinces of before that make up a unit of today, in alphabetical order; () for a name not in use now."""
    return tuple(sorted(before for before, after in _mergers().items() if after == name))


@cache
def _mergers() -> dict[str, str]:
    return {row["name"]: row["merged_into"] for row in rows("provinces") if row["era"] == "before"}


def written_provinces(lowered: str) -> Iterator[Written]:
    """Every province's name in lower-case text, longest first, whatever its marks; `lowered` as of tries.lower."""
    for match in _pattern().finditer(lowered):
        yield Written(_spellings()[_key(match.group())], match.start(), match.end())


def province_at(lowered: str, at: int) -> Written | None:
    """The province's name that begins at `at`."""
    match = _pattern().match(lowered, at)
    return None if match is None else Written(_spellings()[_key(match.group())], match.start(), match.end())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(trie_pattern(_spellings()))


def _key(written: str) -> str:
    """A written form as the table has it: single spaces, hyphens without space."""
    return _DASH.sub("-", " ".join(written.split()))


@cache
def _spellings() -> dict[str, Spelling]:
    """Every way to write each name or alias, in lower case."""
    table: dict[str, Spelling] = {}
    for name, canonical in _names():
        plain = name.isascii()
        for form in _forms(name):
            table.setdefault(form, Spelling(canonical, bare=False, plain=plain))
    for name, canonical in _names():
        for form in _forms(name, unmarked=True):
            table.setdefault(form, Spelling(canonical, bare=True, plain=False))
    return table


def _names() -> Iterator[tuple[str, str]]:
    for row in rows("provinces"):
        for name in (row["name"], *alternatives(row["aliases"])):
            yield name, row["name"]
    for row in rows("place_cues"):
        if row["role"] == "other":
            yield row["phrase"], ""


def _forms(name: str, *, unmarked: bool = False) -> Iterator[str]:
    """A name with each syllable's mark in any place and, if `unmarked`, also without marks."""
    parts = _PARTS.findall(_key(name.lower()))
    for chosen in product(*(_variants(part, unmarked=unmarked) for part in parts)):
        yield "".join(chosen)


@cache
def _variants(syllable: str, *, unmarked: bool) -> tuple[str, ...]:
    """A syllable with its tone on any vowel where the usual place is meant (hòa, hoà), and without marks."""
    parts = unicodedata.normalize("NFD", syllable)
    tone = next((c for c in parts if c in _MARKS), "")
    toneless = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else syllable
    vowels = (i for i, letter in enumerate(toneless, 1) if letter in _VOWELS)
    moved = (unicodedata.normalize("NFC", toneless[:i] + tone + toneless[i:]) for i in vowels)
    variants = {syllable} | {form for form in moved if place_tone(form) == syllable}
    if unmarked:
        bare = "".join(c for c in parts if not unicodedata.combining(c)).replace("đ", "d")
        variants.add(bare)
    return tuple(sorted(variants))
