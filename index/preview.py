"""What adding a file would do, without doing it: what it is and holds, what changed against the live version."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.language.numbers import plain
from corpus.records import Fact, FactKind, Report
from corpus.sandbox import Cost

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of the live version that the new one states otherwise ("" for what one of them does not have)."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """One file: what it says of itself, what was read, what changed, where it contradicts itself, what it cost."""

    path: Path
    source: str
    report: Report
    cost: Cost
    changes: tuple[Change, ...] = ()
    is_new: bool = True

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Where the report contradicts itself, each once, with the figure's wording."""
        return tuple(dict.fromkeys(f"{f.wording}: {flag}" for f in self.report.facts for flag in f.flags))


def changes(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[Change, ...]:
    """The figures that two revisions of a report do not share, by what they are of; those that only moved are none.

    A figure of the same measure, category, place, period and status with another amount is one change.
    """
    old, new = _figures(before), _figures(after)
    found: list[Change] = []
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key, Counter()), new.get(key, Counter())
        befores, afters = _listed(was - now), _listed(now - was)
        most = max(len(befores), len(afters))
        found += [Change(_name(key), _at(befores, i), _at(afters, i)) for i in range(most)]
    return tuple(found)


def _figures(facts: Iterable[Fact]) -> dict[Key, Counter[str]]:
    figures: dict[Key, Counter[str]] = {}
    for fact in facts:
        if fact.kind is FactKind.FIGURE and fact.quantity is not None:
            period = fact.period.wording if fact.period else ""
            key = (fact.measure, fact.category, fact.place, period, fact.status.value)
            amount = " ".join((plain(fact.quantity.value), fact.quantity.full_unit)).strip()
            figures.setdefault(key, Counter())[amount] += 1
    return figures


def _listed(counts: Counter[str]) -> Sequence[str]:
    return sorted(counts.elements())


def _at(values: Sequence[str], i: int) -> str:
    return values[i] if i < len(values) else ""


def _name(key: Key) -> str:
    return ", ".join(part for part in key[:4] if part)
