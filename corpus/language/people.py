"""Names of people with the post or role beside them. Roles are rows of data/roles.csv."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.language.letters import LOWER, UPPER
from corpus.language.phrases import any_of
from corpus.language.rows import column, rows
from corpus.records import Span

_SYLLABLE = rf"[{UPPER}][{LOWER}]+"
_NAME = rf"{_SYLLABLE}(?:\s{_SYLLABLE}){{1,4}}"
_SIGNED = re.compile(rf"^(?P<name>{_NAME})(?:\s*\((?P<post>[^()]{{2,80}})\))?$")
_TITLED = re.compile(
    rf"(?<!\w)(?:đồng chí|đ/c|ông|bà|Ông|Bà|Đồng chí)\s+(?P<name>{_NAME})"
    r"(?:\s*(?:,|–|-|\()\s*(?P<post>[^,;.()]{3,90}))?"
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person where named: `role` ("tác giả", "người ký", a post) and the span of the name."""

    name: str
    role: str
    span: Span


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<role>{any_of(column('roles', 'phrase'))})\s*(?::|là|-|–)?\s*(?:(?:ông|bà|đồng chí)\s+)?"
        rf"(?-i:(?P<name>{_NAME}))",
        re.IGNORECASE,
    )


@cache
def _roles() -> dict[str, str]:
    return {row["phrase"].lower(): row["role"] for row in rows("roles")}


def signature(line: str, offset: int, line_before: str) -> PersonMention | None:
    """A line that is a name alone: the signer where a post stands above it, else the author."""
    match = _SIGNED.match(line)
    if match is None:
        return None
    role = _roles().get(line_before.strip().lower(), "")
    signer = role == "người ký"
    where = match["post"] or (line_before.strip().capitalize() if signer else "")
    name = "người ký" if signer else "tác giả"
    return PersonMention(
        match["name"],
        f"{name}, {where}" if where else name,
        Span(match.start("name") + offset, match.end("name") + offset),
    )


def find_people(text: str, offset: int = 0) -> list[PersonMention]:
    """People introduced by a role or a form of address, in order."""
    found = [
        PersonMention(m["name"], _roles()[re.sub(r"\s+", " ", m["role"].lower())], _span(m, offset))
        for m in _introduced().finditer(text)
    ]
    found += [PersonMention(m["name"], (m["post"] or "").strip(), _span(m, offset)) for m in _TITLED.finditer(text)]
    return sorted(found, key=lambda person: person.span.start)


def _span(match: re.Match[str], offset: int) -> Span:
    return Span(match.start("name") + offset, match.end("name") + offset)
