"""Answer quality as tables: every set of tests/quality/questions over its reports, asked in this process.

    python -m tests.quality.metrics [SET …] [--svg FILE] [--odd]

Sets: those of tests/quality/asked.py and paraphrases; all, where none is named; one whose questions or reports
are not there is skipped. --svg writes the risk–coverage curves and the reliability diagram; --odd leaves out the
paraphrases with an even number, which are held back. Totals only: no question of a set is shown.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.quality.asked import SETS, Asked, ask_set, opened
from tests.quality.measures import (
    BINS,
    Bin,
    Share,
    abstention,
    answered,
    aurc,
    by_passage,
    by_phenomenon,
    by_quote,
    citation_precision,
    citation_recall,
    ece,
    reliability,
    risk_coverage,
    share,
    unsupported_numbers,
)
from tests.quality.paraphrases import Paraphrases, ask_facts, load_facts
from tests.quality.pictures import draw

_COVERAGES = (0.2, 0.4, 0.6, 0.8, 1.0)


def main() -> int:
    """Prints the tables of the sets named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.metrics")
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join((*SETS, "paraphrases")))
    parser.add_argument("--svg", type=Path, metavar="FILE")
    parser.add_argument("--odd", action="store_true", help="paraphrases with an odd number only")
    given = parser.parse_args()
    wanted = given.sets or [*SETS, "paraphrases"]
    if unknown := set(wanted) - {*SETS, "paraphrases"}:
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    asked = {name: ask_set(name) for name in SETS if name in wanted}
    for name, cases in asked.items():
        print("\n".join(_tables(name, cases) if cases else [f"{name}: not here, skipped"]), flush=True)
    if "paraphrases" in wanted:
        print("\n".join(_paraphrases(odd=given.odd)))
    if given.svg is not None:
        there = {name: cases for name, cases in asked.items() if cases}
        curves = {name: risk_coverage(cases) for name, cases in there.items()}
        picture = draw(curves, {name: reliability(cases) for name, cases in there.items()})
        given.svg.write_text(picture, encoding="utf-8")
    return 0


def _tables(name: str, asked: Sequence[Asked]) -> list[str]:
    curve, bins = risk_coverage(asked), reliability(asked)
    return [
        f"## {name}: {len(asked)} questions\n",
        *_table(("measure", "value"), _measures(asked)),
        "",
        *_table(("phenomenon", "right"), [(k, str(v)) for k, v in by_phenomenon(asked).items()]),
        "",
        *_table(("the surest of those answered", "coverage", "risk"), _risks(curve)),
        f"\nAURC {aurc(curve):.4f}\n",
        *_table(("confidence", "answers", "mean confidence", "share right"), _reliable(bins)),
        f"\nECE {ece(bins):.4f}\n",
    ]


def _measures(asked: Sequence[Asked]) -> list[tuple[str, str]]:
    precision, recall, traps = abstention(asked)
    wanted = [a for a in asked if a.case.status == "answered"]
    shares: list[tuple[str, Share]] = [
        ("accuracy", share(a.right for a in asked)),
        ("accuracy, answerable", share(a.right for a in wanted)),
        ("precision when answering", share(a.right for a in answered(asked))),
        ("right answers that cite the evidence", share(a.cited for a in wanted if a.right)),
        ("citation recall, in the quotes alone", citation_recall(asked, by_quote)),
        ("citation recall, in passage and title (ALCE)", citation_recall(asked, by_passage)),
        ("citation precision, in the quotes alone", citation_precision(asked, by_quote, alone=True)),
        ("citation precision, in passage and title (ALCE)", citation_precision(asked, by_passage)),
        ("unsupported numbers", unsupported_numbers(asked)),
        ("abstention precision", precision),
        ("abstention recall", recall),
        *((f"abstention recall: {kind}", found) for kind, found in sorted(traps.items())),
    ]
    return [(name, str(value)) for name, value in shares]


def _risks(curve: Sequence[tuple[float, float]]) -> list[tuple[str, ...]]:
    """The curve at even shares of the answers given."""
    points = [(part, curve[max(1, round(part * len(curve))) - 1]) for part in _COVERAGES if curve]
    return [(f"{part:.0%}", f"{coverage:.3f}", f"{risk:.3f}") for part, (coverage, risk) in points]


def _reliable(bins: Sequence[Bin]) -> list[tuple[str, ...]]:
    return [
        (f"{i / BINS:.1f}–{(i + 1) / BINS:.1f}", str(b.count), f"{b.confidence:.3f}", f"{b.right:.3f}")
        for i, b in enumerate(bins)
        if b.count
    ]


def _paraphrases(*, odd: bool) -> list[str]:
    with opened("paraphrases") as library:
        if library is None:
            return ["paraphrases: not here, skipped"]
        facts = load_facts(odd=odd)
        return _paraphrase_table(len(facts), ask_facts(library, facts))


def _paraphrase_table(facts: int, found: Paraphrases) -> list[str]:
    every = Share(sum(s.part for s in found.right.values()), sum(s.whole for s in found.right.values()))
    rows = [(wording, str(right)) for wording, right in found.right.items()]
    rows += [
        ("all wordings", str(every)),
        ("facts answered alike and right in all eight", str(found.alike_right)),
        ("facts answered alike in all eight, right or not", str(found.alike)),
    ]
    return [f"## paraphrases: {facts} facts\n", *_table(("wording", "right"), rows)]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table, numbers to the right."""
    under = ["---", *["---:"] * (len(head) - 1)]
    return [f"| {' | '.join(cells)} |" for cells in (head, under, *rows)]


if __name__ == "__main__":
    sys.exit(main())
