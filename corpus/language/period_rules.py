"""The rows of data/periods.csv as patterns, and what the words in them mean.

In a pattern, `{y}` stands for a year in digits, `{yw}` for one in digits or words ("năm trước"), `{n}` for a number
of months, `{unit}` for a unit that makes the number before it a count, `{lasting}` for what makes "6 tháng" a
length of time and `{result}` for what follows the first months of a year (data/period_limits.csv). Its groups name
the parts of the interval: `y` `m` `d` of its start, `y2` `m2` `d2` of its end, `q` and `q2` for quarters, `n` for
first and `l` for last months; the column `values` fixes parts that the wording does not number. `heads` are the
syllables or the shapes of numbers (`_SHAPES`) that the wording begins with: only there is its pattern tried, which
makes the scan fast. Patterns are matched against lower-case text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.language.normalise import fold, strip_marks
from corpus.language.phrases import any_of
from corpus.language.rows import column, rows
from corpus.records import PeriodKind

_YEAR = r"(?:19|20)\d{2}(?!\d)"
# Runs of white space are bounded, so that no pattern scans a blank page again from each word before it.
_SHAPES = {
    "DATES": r"\d{1,2} ?[–-] ?\d{1,2}/\d",
    "DATE": r"\d{1,2}[/.-]\d",
    "COUNT": r"{n}\s{1,4}tháng",
    "YEAR": _YEAR,
}
_BOUNDED = ((r"\s+", r"\s{1,4}"), (r"\s*", r"\s{0,4}"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: the pattern, the parts that its wording fixes, and whether they count from the context's year."""

    kind: PeriodKind
    heads: tuple[str, ...]
    pattern: re.Pattern[str]
    fixed: dict[str, str]

    @property
    def relative(self) -> bool:
        """Whether the wording means nothing without a context ("đến nay")."""
        return any(not value.isdigit() for value in self.fixed.values())


@dataclass(frozen=True, slots=True)
class RuleTable:
    """One pattern that finds where any rule stands, and the rule of each of its groups; the first fit wins."""

    anywhere: re.Pattern[str]
    rules: tuple[Rule, ...]

    def scan(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Each wording of a period in lower-case `text`, left to right without overlap."""
        for hit in self.anywhere.finditer(text):
            rule = self.rules[(hit.lastindex or 1) - 1]
            match = rule.pattern.match(text, hit.start())
            if match is not None:
                yield rule, match


@cache
def rule_table(bare: bool, with_context: bool) -> RuleTable:
    """The rules for a text with marks or `bare` without, and with or without a year for partial dates."""
    every = [_rule(row, bare) for row in rows("periods")]
    by_head: dict[str, list[Rule]] = {}
    for rule in every:
        for head in rule.heads if with_context or not rule.relative else ():
            by_head.setdefault(head, []).append(rule)
    branches = (_branch(_head(head, bare), rules) for head, rules in by_head.items())
    anywhere = rf"(?<!\w)(?=[{_first_characters(by_head)}])(?:{'|'.join(branches)})"
    return RuleTable(re.compile(anywhere), tuple(rule for rules in by_head.values() for rule in rules))


def _first_characters(heads: Iterable[str]) -> str:
    words = (*heads, *(phrase for phrase, role in _roles() if role == "number"))
    return "0-9" + "".join(sorted({word[0] + strip_marks(word[0]) for word in words if word not in _SHAPES}))


def _head(head: str, bare: bool) -> str:
    shape = _SHAPES.get(head, rf"{head}(?!\w)").replace("{n}", _placeholders()["n"])
    return strip_marks(shape) if bare else shape


def _branch(head: str, rules: list[Rule]) -> str:
    """The patterns that may begin with `head`, each a group, tried only where it stands."""
    unnamed = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in rules)
    return f"(?={head})(?:{'|'.join(f'({one})' for one in unnamed)})"


def _rule(row: Mapping[str, str], bare: bool) -> Rule:
    pattern = row["pattern"]
    for name, meaning in _placeholders().items():
        pattern = pattern.replace(f"{{{name}}}", meaning)
    for unbounded, bounded in _BOUNDED:
        pattern = pattern.replace(unbounded, bounded)
    pattern, heads = (strip_marks(pattern), strip_marks(row["heads"])) if bare else (pattern, row["heads"])
    fixed = dict(part.split("=") for part in row["values"].split())
    return Rule(PeriodKind(row["kind"]), tuple(dict.fromkeys(heads.split())), re.compile(pattern), fixed)


@cache
def _placeholders() -> dict[str, str]:
    units = set(column("units", "unit")) - set(_limits("rank"))
    counted = any_of({*units, *column("scale_words", "word")})
    return {
        "y": _YEAR,
        "yw": rf"(?:{_YEAR}|{any_of(w for w, role in _roles() if role == 'year')}(?!\w))",
        "n": rf"(?:1[0-2]|0?[1-9]|{any_of(w for w, role in _roles() if role == 'number' and w.islower())})",
        "unit": rf"(?!lần lượt|giải ngân|giải quyết|bàn giao)(?:{counted}(?!\w))",
        "lasting": rf"{any_of(_limits('lasting'))}(?!\w)",
        "result": rf"{any_of(_limits('result'))}(?!\w)",
    }


def _limits(role: str) -> tuple[str, ...]:
    return tuple(row["phrase"] for row in rows("period_limits") if row["role"] == role)


def _roles() -> tuple[tuple[str, str], ...]:
    return tuple((row["phrase"], row["role"]) for row in rows("period_words"))


@cache
def _values(role: str) -> dict[str, int]:
    return {fold(row["phrase"]): int(row["value"]) for row in rows("period_words") if row["role"] == role}


def number_of(word: str) -> int:
    """A month, quarter or count as printed: "09", "IV", "sáu"."""
    return int(word) if word.isdigit() else _values("number")[" ".join(fold(word).split())]


def year_of(word: str, context: int | None) -> int | None:
    """A year as printed: "2019", "19", or by its distance from the context's ("trước")."""
    if word.isdigit():
        return int(word) if len(word) > 2 else 2000 + int(word)
    return None if context is None else context + _values("year")[fold(word)]


@cache
def cue_pattern(role: str) -> re.Pattern[str]:
    """What may stand right before a period and says how it is meant: "as_of", "compared" or "named"."""
    cues = [row["pattern"] for row in rows("period_cues") if row["role"] == role]
    for unbounded, bounded in _BOUNDED:
        cues = [cue.replace(unbounded, bounded) for cue in cues]
    spelled = dict.fromkeys([*cues, *map(strip_marks, cues)])
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})\s*(?:ngày\s+)?$", re.IGNORECASE)
