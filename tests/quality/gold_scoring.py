"""Precision and recall of the facts of a report against its gold table (tests/quality/gold).

python -m tests.quality.gold_scoring dev|heldback [--show]
"""

import re
import sys
import tomllib
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from corpus.language.lexicon import canonical_terms
from corpus.language.normalise import clean, fold
from corpus.reading import understand
from corpus.records import Extract, Fact, FactKind, Period, Relation, Report, Span
from tests.processes import ROOT

GOLD = Path(__file__).parent / "gold"
REPORTS = ROOT.parent / "shared" / "reports"
Row = dict[str, Any]
_ATTRIBUTE = 12
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Tally:
    """Counts over one or more gold tables: `basic` is value, unit and span; `full` every field.

    `found`, `basic`, `full` count annotated figures (recall); `right` the facts that are right by the same names
    (precision), since one fact may be a range that was annotated as two figures.
    """

    gold: int = 0
    read: int = 0
    found: int = 0
    basic: int = 0
    full: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Adds the counts of another tally."""
        self.gold, self.read, self.found = self.gold + other.gold, self.read + other.read, self.found + other.found
        self.basic, self.full = self.basic + other.basic, self.full + other.full
        self.right.update(other.right)
        self.wrong.update(other.wrong)
        self.failures.extend(other.failures)

    def line(self) -> str:
        """Precision and recall, for people."""
        counts = {"found": self.found, "value+unit+span": self.basic, "full fact": self.full}
        shown = [f"{n} P {self.precision(n):.3f} R {count / max(1, self.gold):.3f}" for n, count in counts.items()]
        return f"{self.gold} figures, {self.read} facts: " + ", ".join(shown)

    def precision(self, name: str) -> float:
        """The share of the facts read that are right: "found", "value+unit+span" or "full fact"."""
        return self.right[name] / max(1, self.read)


def tables(name: str) -> Iterator[tuple[Path, Report | None]]:
    """The gold tables of a folder with their report, None where ../shared is absent."""
    for path in sorted((GOLD / name).glob("*.toml")):
        source = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
        places = (path.parent / source, REPORTS / source, REPORTS / "practice" / source)
        file = next((p for p in places if p.exists()), None)
        yield path, None if file is None else understand(Extract(source, _text(file), "text"), "0" * 64)


def _text(path: Path) -> str:
    """A text file's text, or the paragraphs of a docx outside its tables."""
    if path.suffix != ".docx":
        return clean(path.read_text(encoding="utf-8"))
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{_W}body")  # noqa: S314 (our own files)
    assert body is not None
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n"}
    paragraphs = (
        "".join(node.text or "" if node.tag == f"{_W}t" else signs.get(node.tag, "") for node in p.iter())
        for p in body.findall(f"{_W}p")
    )
    return clean(unicodedata.normalize("NFC", "\n\n".join(paragraphs)))


def measure(path: Path, report: Report) -> Tally:
    """The tally of one report."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["figure"]
    figures = {f.span: f for f in report.facts if f.kind is FactKind.FIGURE}
    tally = Tally(gold=len(rows), read=len(figures))
    right: dict[str, set[Span]] = {"found": set(), "value+unit+span": set(), "full fact": set()}
    for row in rows:
        start = _position(report.text, clean(row["quote"]), row.get("occurrence", 1))
        end = start + len(clean(row["quote"]))
        fact = next(
            (f for s, f in figures.items() if s.start < end and start < s.end and _value_fits(f, row)), None
        )
        wrong = ["not found"] if fact is None else [n for n, fits in CHECKS.items() if not fits(fact, row, report)]
        if fact is not None and not _spans(fact, start, end):
            wrong.append("span")
        basic = not {"not found", "value", "unit", "span"} & set(wrong)
        tally.found, tally.basic, tally.full = (
            tally.found + (fact is not None),
            tally.basic + basic,
            tally.full + (not wrong),
        )
        for name, holds in (("found", True), ("value+unit+span", basic), ("full fact", not wrong)):
            right[name] |= {fact.span} if fact is not None and holds else set()
        tally.wrong.update(wrong)
        if wrong:
            tally.failures.append(
                f"{path.stem} {row['quote']!r} {row['what']}: {', '.join(wrong)}\n    {_said(fact)}"
            )
    tally.right.update({name: len(spans) for name, spans in right.items()})
    return tally


def _position(text: str, quote: str, occurrence: int) -> int:
    at = -1
    for _ in range(occurrence):
        at = text.find(quote, at + 1)
        assert at >= 0, (quote, occurrence)
    return at


def _spans(fact: Fact, start: int, end: int) -> bool:
    """Whether a fact stands where the gold does; a range is one fact, a unit may be longer by an attribute."""
    quantity = fact.quantity
    if quantity is not None and quantity.upto is not None:
        return fact.span.start <= start and end <= fact.span.end + 1
    return fact.span.start == start and abs(fact.span.end - end) <= _ATTRIBUTE


def _value_fits(fact: Fact, row: Row) -> bool:
    return fact.quantity is not None and Decimal(row["value"]) in (
        fact.quantity.value,
        fact.quantity.upto,
        fact.quantity.of,
    )


def _words(text: str) -> set[str]:
    return {term.folded for term in canonical_terms(text)}


def _describes(fact: Fact, row: Row, report: Report) -> bool:
    """Whether the fact's fields and wording, its parent's or its headings hold every word of what is counted."""
    parents = [] if fact.parent is None else [report.facts[fact.parent]]
    said = _words(
        " . ".join(
            f"{f.wording} {f.quantity.unit if f.quantity else ''} {f.measure} {f.event} {f.category} {f.owner} "
            f"{f.yardstick} " + " . ".join(span.of(report.text) for span in (f.own, *f.context))
            for f in (fact, *parents)
        )
    )
    said |= _words(_sentence_left(fact, report))
    passage = next(p for p in report.passages if p.ordinal == fact.passage)
    said |= _words(" . ".join(passage.headings))
    return all(_words(phrase) <= said for phrase in row["what"])


def _sentence_left(fact: Fact, report: Report) -> str:
    """The fact's sentence without the wording of its other figures: what is said of all of them."""
    text, others = report.text, [f for f in report.facts if f.sentence == fact.sentence and f.span != fact.span]
    left, at = [], fact.sentence.start
    for other in sorted(others, key=lambda f: f.span.start):
        shared = other.span.start < fact.span.start
        span = Span(other.span.start, other.own.end) if shared else other.own
        left.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join([*left, text[at : max(at, fact.sentence.end)]])


def _period(period: Period | None) -> str:
    return f"{period.kind} {period.start} {period.end}" if period else ""


def _days(period: str) -> str:
    """The interval alone: a stage of one year and a year are the same days."""
    return period.partition(" ")[2]


def _parents(fact: Fact, report: Report) -> list[Decimal]:
    """The parent's value; for a share also the whole's, of which the parent is the part."""
    found: list[Decimal] = []
    while fact.parent is not None and len(found) < (2 if fact.relation is Relation.SHARE or found else 1):
        fact = report.facts[fact.parent]
        found.append(fact.quantity.value if fact.quantity else Decimal(0))
    return found


def _of(fact: Fact) -> Decimal | None:
    return None if fact.quantity is None else fact.quantity.of


def _unit(fact: Fact) -> str:
    return "" if fact.quantity is None else fold(re.sub(r"\s+", " ", fact.quantity.full_unit))


def _same_unit(ours: str, gold: str) -> bool:
    """Equal, or one goes on with an attribute of the noun ("hộ", "hộ nghèo")."""
    return ours == gold or (bool(gold) and (ours.startswith(f"{gold} ") or gold.startswith(f"{ours} ")))


def _comparator(fact: Fact) -> str:
    if fact.quantity is None:
        return ""
    return fact.quantity.comparator if fact.quantity.upto is None else "range"


CHECKS: dict[str, Callable[[Fact, Row, Report], bool]] = {
    "value": lambda f, r, _: _of(f) == (Decimal(r["of"]) if "of" in r else None),
    "unit": lambda f, r, _: _same_unit(_unit(f), fold(r.get("unit", ""))),
    "comparator": lambda f, r, _: _comparator(f) in ("range", r.get("comparator", "=")),
    "what": _describes,
    "event": lambda f, r, _: "event" not in r or f.event == r["event"],
    "category": lambda f, r, _: "category" not in r or fold(f.category) == fold(r["category"]),
    "owner": lambda f, r, _: "owner" not in r or fold(f.owner) == fold(r["owner"]),
    "period": lambda f, r, _: "period" not in r or _days(_period(f.period)) == _days(r["period"]),
    "compared": lambda f, r, _: "compared" not in r or _days(_period(f.compared_with)) == _days(r["compared"]),
    "place": lambda f, r, _: "place" not in r or fold(f.place) == fold(r["place"]),
    "status": lambda f, r, _: f.status.value == r.get("status", "actual"),
    "relation": lambda f, r, _: f.relation.value == r.get("relation", ""),
    "parent": lambda f, r, report: "parent" not in r or Decimal(r["parent"]) in _parents(f, report),
    "direction": lambda f, r, _: f.direction == r.get("direction", 0) or not r.get("relation"),
    "yardstick": lambda f, r, _: f.yardstick == r.get("yardstick", ""),
}


def _said(fact: Fact | None) -> str:
    if fact is None or fact.quantity is None:
        return "-"
    q = fact.quantity
    return (
        f"{fact.wording!r} {q.value}/{q.of} {q.full_unit} {q.comparator} | {fact.measure} | E {fact.event} "
        f"C {fact.category} O {fact.owner} | {_period(fact.period)} vs {_period(fact.compared_with)} "
        f"| {fact.place} | {fact.status} | {fact.relation} {fact.parent} {fact.direction} {fact.yardstick}"
    )


def main() -> int:
    """Prints the totals of a folder of gold tables, with --show the failures."""
    name, total = sys.argv[1], Tally()
    for path, report in tables(name):
        if report is None:
            print(f"{path.stem}: its report is not here, skipped")
            continue
        tally = measure(path, report)
        print(f"{path.stem}: {tally.line()}")
        total.add(tally)
    if "--show" in sys.argv:
        print("\n".join(total.failures))
    print(f"{name}: {total.line()}\n{dict(total.wrong.most_common())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
