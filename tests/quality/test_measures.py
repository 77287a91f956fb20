"""The measures of answer quality over answers made by hand."""

from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from bot.answering.records import Answer, AnswerStatus, Citation, Value
from tests.quality.asked import Asked
from tests.quality.measures import (
    Share,
    abstention,
    aurc,
    by_passage,
    by_quote,
    citation_precision,
    citation_recall,
    ece,
    reliability,
    risk_coverage,
    unsupported_numbers,
)
from tests.quality.pictures import draw
from tests.quality.scoring import Case

QUOTE = "có 137 HTX"
CITATION = Citation("a.txt", "Báo cáo năm 2019", f"Tỉnh {QUOTE}.", QUOTE, 5, 5 + len(QUOTE), 17, 1)


@dataclass(frozen=True)
class Sure(Asked):
    """A case and answer with a confidence of our own."""

    sure: float = 0.0

    @property
    def confidence(self) -> float:
        return self.sure


def _asked(wanted: str | None, got: str | None, sure: float = 0.0, year: str = "") -> Sure:
    """A case that wants a value (None: nothing is there), and an answer that gives one (None: it says no)."""
    values = () if wanted is None else (Decimal(wanted),)
    status = "not_found" if wanted is None else "answered"
    case = Case("c", "lookup", "accented", "?", status, values, (), QUOTE, None)
    if got is None:
        return Sure(case, Answer("?", AnswerStatus.NOT_FOUND, "Không có.", "Không có.", "?"), sure=sure)
    text = f"{got} HTX{year} [1]\n[1] “{QUOTE}” — Báo cáo năm 2019, đoạn 17 (a.txt)"
    answer = Answer("?", AnswerStatus.ANSWERED, text, text, "?", (Value(got, "HTX"),), (CITATION,))
    return Sure(case, answer, sure=sure)


def test_citations_are_judged_by_quote_and_by_passage_with_title() -> None:
    asked = [_asked("137", "137"), _asked("137", "137", year=" (2019)"), _asked("137", "99")]
    assert citation_recall(asked, by_quote) == Share(1, 3)
    assert citation_recall(asked, by_passage) == Share(2, 3)
    assert citation_precision(asked, by_passage) == Share(2, 3)
    assert citation_precision(asked, by_quote) == Share(1, 3)
    assert citation_precision(asked, by_quote, alone=True) == Share(2, 3)
    assert unsupported_numbers(asked) == Share(2, 4)


def test_abstention_counts_what_is_rightly_refused() -> None:
    precision, recall, traps = abstention([_asked(None, None), _asked(None, "137"), _asked("137", None)])
    assert (precision, recall, traps) == (Share(1, 2), Share(1, 2), {"lookup": Share(1, 2)})


def test_risk_rises_from_the_surest_on_and_ties_are_taken_together() -> None:
    asked = [_asked("137", "137", 0.9), _asked("137", "99", 0.5), _asked("137", "137", 0.5), _asked("137", None)]
    assert risk_coverage(asked) == [(0.25, 0.0), (0.5, 0.25), (0.75, pytest.approx(1 / 3))]
    assert aurc(risk_coverage(asked)) == pytest.approx((0.25 + 1 / 3) / 3)


def test_calibration_is_the_gap_between_confidence_and_share_right() -> None:
    bins = reliability([_asked("137", "137", 0.8), _asked("137", "99", 0.8), _asked("137", "137", 1.0)])
    assert [(b.count, b.right) for b in bins if b.count] == [(2, 0.5), (1, 1.0)]
    assert ece(bins) == pytest.approx(0.2)


def test_the_picture_is_whole_with_and_without_answers() -> None:
    asked = [_asked("137", "137", 0.9), _asked("137", "99", 0.5)]
    picture = draw({"a <b>": risk_coverage(asked), "c": []}, {"a <b>": reliability(asked), "c": []})
    root = ElementTree.fromstring(picture)  # noqa: S314  (our own)
    assert sum(1 for node in root.iter() if node.tag.endswith("circle")) == 2
    assert "prefers-color-scheme: dark" in picture
