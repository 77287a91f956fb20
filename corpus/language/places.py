"""Places: the provinces of before and after the 2025 merger (data/provinces.csv), and named lower levels."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.language.letters import UPPER
from corpus.language.normalise import fold, has_diacritics
from corpus.language.rows import alternatives, rows
from corpus.language.tokens import Token, tokenise
from corpus.records import Span

_NAME = rf"[{UPPER}]\w*(?:[ -][{UPPER}]\w*){{0,3}}"
_LOCAL = re.compile(rf"(?<!tác )\b(?P<level>huyện|thị xã|xã|phường|thị trấn|quận|thôn|bản)\s+(?P<name>{_NAME})")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place where it stands: canonical `name` ("Bắc Kạn", "huyện Ba Bể"), `level` (tỉnh, huyện, xã…)."""

    name: str
    level: str
    span: Span


@cache
def _provinces() -> dict[str, dict[str, str]]:
    """First folded syllable → {folded full name: canonical name}."""
    table: dict[str, dict[str, str]] = {}
    for row in rows("provinces"):
        for name in (row["name"], *alternatives(row["aliases"])):
            key = " ".join(token.folded for token in tokenise(name))
            if key:
                table.setdefault(key.split(" ", 1)[0], {}).setdefault(key, row["name"])
    return table


@cache
def _cities() -> frozenset[str]:
    """The units that are cities themselves; "thành phố" before any other name is that province's town."""
    return frozenset(row["name"] for row in rows("provinces") if row["kind"] == "thành phố")


@cache
def province_names() -> frozenset[str]:
    """Canonical names of all provinces, before and after the merger."""
    return frozenset(row["name"] for row in rows("provinces"))


def find_provinces(text: str, offset: int = 0) -> list[PlaceMention]:
    """Provinces in order. In accented text a name must be written with capitals and its own marks."""
    tokens = tokenise(text, offset)
    accented = has_diacritics(text)
    found, i = [], 0
    while i < len(tokens):
        names = _provinces().get(tokens[i].folded)
        match = _longest(tokens[i : i + 5], names, accented) if names else None
        if match is None:
            i += 1
            continue
        name, length = match
        span = Span(tokens[i].start, tokens[i + length - 1].end)
        before = " ".join(token.folded for token in tokens[max(0, i - 2) : i])
        town = before == "thanh pho" and name not in _cities()
        found.append(
            PlaceMention(f"thành phố {name}", "thành phố", span) if town else PlaceMention(name, "tỉnh", span)
        )
        i += length
    return found


def _longest(tokens: list[Token], names: dict[str, str], accented: bool) -> tuple[str, int] | None:
    for length in range(len(tokens), 0, -1):
        name = names.get(" ".join(token.folded for token in tokens[:length]))
        if name is None:
            continue
        written = " ".join(token.text for token in tokens[:length])
        if accented and (has_diacritics(written) or has_diacritics(name)) and not _same_marks(written, name):
            continue
        return name, length
    return None


def _same_marks(written: str, name: str) -> bool:
    """Whether a spelling with marks can be the name: capitals, or every syllable's marks equal."""
    if not has_diacritics(written):
        return True
    capital = all(part[0].isupper() or part[0].isdigit() for part in written.split())
    return capital or written.lower() == name.lower()


def find_places(text: str, offset: int = 0) -> list[PlaceMention]:
    """Provinces and named districts, communes, wards and hamlets, in order."""
    places = find_provinces(text, offset)
    for match in _LOCAL.finditer(text):
        level, name = match["level"].lower(), match["name"]
        places.append(PlaceMention(f"{level} {name}", level, Span(match.start() + offset, match.end() + offset)))
    return sorted(places, key=lambda place: place.span.start)


def same_place(a: str, b: str) -> bool:
    """Whether two canonical names mean one place, whatever their diacritics."""
    return fold(a) == fold(b)
