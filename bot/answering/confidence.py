"""How sure an answer is of itself: the share of answers like it that were right, by a few signals.

    confidence = 1 / (1 + exp(-(w₀ + Σ wᵢ · signalᵢ)))

The weights are the rows of data/confidence.csv, fitted by logistic regression on the questions that we tune on
(`python -m tests.quality.fit_confidence`); docs/quality.md shows how far they hold.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache

from bot.answering.agreement import Others
from bot.answering.fillers import PACKAGE
from bot.answering.matching import Match
from bot.answering.outcome import Finding
from bot.answering.records import Operation, Query
from corpus.language.rows import rows

BIAS = "bias"


def signals_of(query: Query, findings: Sequence[Finding], others: Others) -> Mapping[str, float]:
    """The signals of figures, 0 to 1 each; of several figures those of the least explained."""
    matches = [match for finding in findings for match in (finding.operands or (finding.match,))]
    return {
        **_of_matches(matches),
        "derived": float(any(finding.formula is not None for finding in findings)),
        "several": float(len(findings) > 1),
        "looked_up": float(query.operation is Operation.LOOK_UP),
        "agreed": float(bool(others.agree)),
        "disputed": float(bool(others.differ)),
        **_of_question(query),
    }


def signals_of_statement(query: Query, match: Match | None) -> Mapping[str, float]:
    """The signals of a date, a name, a reference, or (without a match) of a sentence."""
    return {
        **_of_matches([] if match is None else [match]),
        "sentence": float(match is None),
        **_of_question(query),
    }


def _of_matches(matches: Sequence[Match]) -> Mapping[str, float]:
    if not matches:
        return {}
    return {
        "explained": min(m.explained for m in matches),
        "near": min(m.near for m in matches),
        "missing": max(m.missing_share for m in matches),
        "unasked": max(m.unasked for m in matches),
    }


def _of_question(query: Query) -> Mapping[str, float]:
    return {
        "rephrased": float(bool(query.understood) and query.understood != query.text),
        "timed": float(bool(query.periods)),
        "placed": float(bool(query.places)),
        "short": float(sum(term.share == 1.0 for term in query.terms) < 2),
    }


def confidence_of(signals: Mapping[str, float]) -> float:
    """The confidence of an answer with these signals, 0 to 1, to two decimals."""
    total = sum(weight * (1.0 if name == BIAS else signals.get(name, 0.0)) for name, weight in _weights().items())
    return round(1 / (1 + math.exp(-total)), 2)


@cache
def _weights() -> Mapping[str, float]:
    return {row["signal"]: float(row["weight"]) for row in rows("confidence", PACKAGE)}
