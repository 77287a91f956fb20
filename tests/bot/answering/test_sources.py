"""Which report is believed: a correction, then official figures, then other reports, then the press."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.attribution import find_attribution
from bot.answering.matching import Match
from bot.answering.records import Query, Source
from bot.answering.sources import authority, is_superseded, preferred
from corpus.records import Fact, Span, Status
from index.records import StoredPassage
from tests.bot.answering.made import PASSAGE, figure, match, query

PRESS = replace(PASSAGE, title="Vụ quế được mùa", source="bao.txt")
REPORT = replace(PASSAGE, title="Báo cáo năm 2021", issuer="Sở Nông nghiệp", number="12/BC-SNN")
OFFICIAL = replace(REPORT, title="Số liệu chính thức năm 2021", issuer="Cục Thống kê")
CORRECTION = replace(REPORT, title="Đính chính Báo cáo năm 2021")


def told(passage: StoredPassage, number: int, score: float = 1.0, fact: Fact | None = None) -> Match:
    plain = match(fact or figure(), number)
    return replace(plain, passage=passage, score=score)


def order(asked: Query, *matches: Match) -> list[int]:
    return [m.stored.id for m in preferred(asked, matches)]


@pytest.mark.parametrize(("passage", "rank"), [(PRESS, 0), (REPORT, 1), (OFFICIAL, 2), (CORRECTION, 3)])
def test_authority(passage: StoredPassage, rank: int) -> None:
    assert authority(passage) == rank


def test_no_match_no_preference() -> None:
    assert preferred(query("que"), []) == []


@pytest.mark.parametrize(
    ("better", "worse"), [(CORRECTION, OFFICIAL), (OFFICIAL, REPORT), (REPORT, PRESS), (CORRECTION, PRESS)]
)
def test_the_better_source_is_believed_though_it_fits_a_little_less(
    better: StoredPassage, worse: StoredPassage
) -> None:
    assert order(query("que"), told(worse, 1, 1.0), told(better, 2, 0.95)) == [2, 1]


def test_a_better_source_of_another_thing_is_not_believed() -> None:
    assert order(query("que"), told(PRESS, 1, 1.0), told(OFFICIAL, 2, 0.4)) == [1, 2]
    tonnes = figure("9", "tấn", "")
    assert order(query("que"), told(PRESS, 1), told(OFFICIAL, 2, 0.95, tonnes)) == [1, 2]
    elsewhere = figure(place="Hà Giang")
    assert order(query("que"), told(PRESS, 1), told(OFFICIAL, 2, 0.95, elsewhere)) == [1, 2]


def test_of_equal_sources_the_later_is_believed() -> None:
    old, new = (replace(REPORT, issued=date(2021, month, 1)) for month in (3, 11))
    assert order(query("que"), told(old, 1), told(new, 2)) == [2, 1]
    assert order(query("que"), told(new, 1), told(old, 2)) == [1, 2]


def test_a_result_is_believed_before_an_estimate_unless_that_is_asked_for() -> None:
    guess = told(REPORT, 1, fact=figure(status=Status.ESTIMATE))
    assert order(query("que"), guess, told(REPORT, 2)) == [2, 1]
    assert order(query("que", source=Source.ESTIMATE), told(REPORT, 2), guess) == [1, 2]


def test_the_source_that_is_named_is_believed() -> None:
    asked = query("que", told_by=find_attribution("theo Sở Nông nghiệp"))
    assert order(asked, told(OFFICIAL, 1), told(REPORT, 2)) == [2, 1]
    press = query("que", told_by=find_attribution("báo viết là có mấy cây quế"))
    assert order(press, told(OFFICIAL, 1), told(PRESS, 2)) == [2, 1]


def test_what_a_correction_quotes_is_no_figure() -> None:
    text = "Số đã in 1.752,5 nghìn cây quế, nay sửa lại 20 cây. Còn lại là cây hồi."
    passage = replace(CORRECTION, text=text)
    at = PASSAGE.start + text.index("1.752,5")
    span = Span(at, at + len("1.752,5 nghìn cây quế"))
    printed = told(passage, 1, fact=replace(figure(), span=span))
    at = PASSAGE.start + text.index("20 cây")
    right = told(passage, 2, fact=replace(figure("20"), span=Span(at, at + 6)))
    assert [is_superseded(printed), is_superseded(right)] == [True, False]
    assert order(query("que"), printed, right) == [2]
    assert order(query("que", source=Source.SUPERSEDED), printed, right) == [1]


def test_only_a_correction_supersedes() -> None:
    assert not is_superseded(told(replace(REPORT, text=f"Số đã in {PASSAGE.text}"), 1))
