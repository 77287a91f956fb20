"""Automatic list numbers of a Word file as the page shows them: "1.", "a)", "1.2.", "-" (ISO/IEC 29500-1, 17.9)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.readers.docx.xml import Element, attribute, child, elements, local, number, switch, value

_DEEPEST = 8  # Word has nine levels, 0 to 8
_PLACE = re.compile(r"%([1-9])")
_SIGNS = frozenset("-–—+*")
_BULLET = "•"
_SYMBOL_FONT_DASH = "\uf02d"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the kind of its numbers, its pattern ("%1.%2."), its first number."""

    kind: str = "decimal"
    pattern: str = ""
    start: int = 1
    arabic: bool = False
    style: str = ""


class Numbering:
    """The lists of a file and how far each has counted; paragraphs must be asked for in their order."""

    def __init__(
        self, lists: dict[int, int], levels: dict[int, dict[int, Level]], starts: dict[tuple[int, int], int]
    ) -> None:
        """`lists` gives the definition of each list, `levels` the levels of each definition, `starts` restarts."""
        self._lists, self._levels, self._starts = lists, levels, starts
        self._counts: dict[int, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, list_id: int, level: int | None, style: str = "") -> str:
        """The number of the next paragraph of a list, "" where the list shows none."""
        definition = self._lists.get(list_id)
        levels = self._levels.get(definition, {}) if definition is not None else {}
        at = self._level(levels, level, style)
        if definition is None or at not in levels:
            return ""
        counts = self._count(definition, list_id, at, levels)
        return _label(levels, at, counts)

    @staticmethod
    def _level(levels: dict[int, Level], level: int | None, style: str) -> int:
        """The level that is asked for, else the one bound to the paragraph's style."""
        if level is not None:
            return min(level, _DEEPEST)
        return next((at for at, own in levels.items() if style and own.style == style), 0)

    def _count(self, definition: int, list_id: int, at: int, levels: dict[int, Level]) -> dict[int, int]:
        counts = self._counts.setdefault(definition, {})
        restart = self._starts.get((list_id, at))
        if restart is not None and (list_id, at) not in self._begun:
            self._begun.add((list_id, at))
            counts[at] = restart
        else:
            counts[at] = counts[at] + 1 if at in counts else levels[at].start
        for deeper in range(at + 1, _DEEPEST + 1):
            counts.pop(deeper, None)
        return counts


def _label(levels: dict[int, Level], at: int, counts: dict[int, int]) -> str:
    level = levels[at]
    if level.kind == "bullet":
        return _bullet(level.pattern)

    def written(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        own = levels.get(place, Level())
        return write_number(counts.get(place, own.start), "decimal" if level.arabic else own.kind)

    return _PLACE.sub(written, level.pattern).strip()


def _bullet(sign: str) -> str:
    if sign.strip() == _SYMBOL_FONT_DASH:
        return "-"
    return sign.strip() if sign.strip() in _SIGNS else _BULLET if sign.strip() else ""


def write_number(count: int, kind: str) -> str:
    """A number as a list of this kind writes it: 4 is "d" as lowerLetter, "IV" as upperRoman."""
    if kind == "none":
        return ""
    if kind in ("lowerLetter", "upperLetter"):
        letters = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 % 20 + 1) if count > 0 else ""
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(count) if kind == "lowerRoman" else _roman(count).upper()
    return f"{count:02}" if kind == "decimalZero" else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    written = ""
    for size, letters in _ROMAN:
        written += letters * (count // size)
        count %= size
    return written


def read_numbering(path: Path, data: bytes, style_lists: dict[str, int]) -> Numbering:
    """The lists of numbering.xml; `style_lists` names the list of each style. Raises what `elements` does."""
    lists: dict[int, int] = {}
    levels: dict[int, dict[int, Level]] = {}
    starts: dict[tuple[int, int], int] = {}
    links: dict[int, str] = {}
    for element in elements(path, data, frozenset(("abstractNum", "num"))):
        if local(element) == "abstractNum":
            key = number(attribute(element, "abstractNumId"))
            levels[key] = _levels(part for part in element if local(part) == "lvl")
            links[key] = value(element, "numStyleLink") or ""
            continue
        list_id, definition = number(attribute(element, "numId")), number(value(element, "abstractNumId"))
        own = _overrides(element, list_id, starts)
        lists[list_id] = definition
        if own:  # a list with levels of its own counts on its own
            lists[list_id] = -list_id
            levels[-list_id] = {**levels.get(definition, {}), **own}
    _follow_links(lists, links, style_lists)
    return Numbering(lists, levels, starts)


def _levels(parts: Iterable[Element]) -> dict[int, Level]:
    return {min(number(attribute(part, "ilvl")), _DEEPEST): _one_level(part) for part in parts}


def _one_level(part: Element) -> Level:
    return Level(
        value(part, "numFmt") or "decimal",
        value(part, "lvlText") or "",
        number(value(part, "start"), 1),
        bool(switch(part, "isLgl")),
        value(part, "pStyle") or "",
    )


def _overrides(element: Element, list_id: int, starts: dict[tuple[int, int], int]) -> dict[int, Level]:
    """The levels that a list defines anew; where it only restarts one, that goes to `starts`."""
    own: dict[int, Level] = {}
    for part in element:
        if local(part) != "lvlOverride":
            continue
        at = min(number(attribute(part, "ilvl")), _DEEPEST)
        if (start := value(part, "startOverride")) is not None:
            starts[list_id, at] = number(start, 1)
        if (level := child(part, "lvl")) is not None:
            own[at] = _one_level(level)
    return own


def _follow_links(lists: dict[int, int], links: dict[int, str], style_lists: dict[str, int]) -> None:
    """Lists whose definition only names a numbering style take that style's definition."""
    for list_id, definition in tuple(lists.items()):
        target = style_lists.get(links.get(definition, ""))
        if target is not None and target in lists:
            lists[list_id] = lists[target]
