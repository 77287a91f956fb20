"""Lines of the extracted text, page furniture left out (menus, counters, related articles, page numbers).

What counts as furniture is a row of language/data/furniture.csv: `line` drops the line, `tail` drops the rest of
the file where no full sentence follows.
"""

import re
from dataclasses import dataclass
from functools import cache

from corpus.language.rows import rows
from corpus.language.tones import normal_tones
from corpus.records import Span

# A line of so many words is prose: no menu or related-articles list is dropped over it.
_PROSE_WORDS = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line without the white space around it; `blank_before` tells whether it starts a block."""

    text: str
    span: Span
    blank_before: bool


@cache
def _furniture() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["effect"]) for row in rows("furniture"))


def report_lines(text: str) -> list[Line]:
    """The lines that are the report, in order."""
    lines = list(_all_lines(text))
    prose_end = max((i for i, line in enumerate(lines) if _is_prose(line.text)), default=-1)
    kept = []
    for i, line in enumerate(lines):
        effect = _effect(line.text)
        if effect == "tail" and i > prose_end:
            break
        if not effect:
            kept.append(line)
    return kept


def _all_lines(text: str) -> list[Line]:
    lines, at, blank = [], 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            lines.append(Line(stripped, Span(start, start + len(stripped)), blank))
        blank = not stripped
        at += len(raw) + 1
    return lines


def _is_prose(line: str) -> bool:
    return line.count(" ") >= _PROSE_WORDS


def _effect(line: str) -> str:
    if len(line) > 200:
        return ""
    usual = normal_tones(line)
    return next((effect for pattern, effect in _furniture() if pattern.search(usual)), "")
