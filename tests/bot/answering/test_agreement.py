"""What other reports say of the same thing is cited with the answer, or told; the cases are in
tests/cases/answers-agreement.toml."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

import pytest

from bot.answering.agreement import Others, is_same_thing, others
from bot.answering.finding import Finder
from bot.answering.matching import Match
from bot.answering.records import Query
from corpus.records import Fact, Relation, Status
from index.records import StoredFact
from tests.bot.answering.made import PASSAGE, figure, finding, match, period, query, year
from tests.bot.answering.made_library import Case, asked, lines, made, marked, opened, params
from tests.library import Library

DIFFERS = "Báo cáo khác ghi khác: "
FIGURE = re.compile(r"\d[\d.,]*\d|\d")


# --- over made reports ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with opened("agreement", tmp_path_factory.mktemp("made")) as found:
        yield found


@pytest.mark.parametrize("case", params("agreement"))
def test_what_other_reports_say(library: Library, case: Case) -> None:
    answer = asked(library, case)
    told = [line for line in lines(answer) if line.startswith(DIFFERS)]
    differs = [source for line in told for source in marked(answer, line)]
    assert [value.value for value in answer.values] == case["values"], answer.text
    assert differs == case["differs"], answer.text
    assert len(told) == len(case["differs"])
    rest = [line for line in answer.text.splitlines() if not line.startswith(DIFFERS)]
    cites = {source for line in rest for source in marked(answer, line)}
    assert cites == set(case["cites"]) | set(case["differs"]), answer.text
    assert case.get("says", "") in answer.text
    assert "lacks" not in case or case["lacks"] not in answer.text


@pytest.mark.parametrize("case", params("agreement", sure=True))
def test_every_line_is_said_by_each_report_that_it_cites(library: Library, case: Case) -> None:
    answer = asked(library, case)
    for line in lines(answer):
        number = FIGURE.search(line.removeprefix(DIFFERS))
        for source in [] if " = " in line else re.findall(r"\[(\d+)\]", line):
            assert number is not None
            assert number.group() in FIGURE.findall(answer.citations[int(source) - 1].quote), line


@pytest.mark.parametrize("case", params("agreement", sure=True))
def test_no_report_is_cited_twice_for_one_figure(library: Library, case: Case) -> None:
    answer = asked(library, case)
    assert len(set(answer.citations)) == len(answer.citations)
    assert all(library.texts[c.source][c.start : c.end] == c.quote for c in answer.citations)


def test_what_differs_is_no_value(library: Library) -> None:
    answer = library.ask("Năm 2021 Cao Bằng có bao nhiêu bưu cục?")
    assert DIFFERS in answer.text
    assert [value.value for value in answer.values] == ["305"]


def test_the_answer_comes_first_and_the_sources_last(library: Library) -> None:
    shown = library.ask("Năm 2021 Cao Bằng có bao nhiêu hợp tác xã?").text.splitlines()
    assert [line[:4] for line in shown] == ["512 ", DIFFERS[:4], "[1] ", "[2] ", "[3] "]


def test_no_case_is_given_twice() -> None:
    chats = [str(case["chat"]) for case in made("agreement")["case"]]
    assert len(chats) == len(set(chats)) >= 35


# --- one thing or not -------------------------------------------------------------------------------------

HOUSES: dict[str, Any] = {"value": "42", "unit": "hộ nghèo", "scale_word": "", "measure": "hộ nghèo"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"value": "9"}),
        ({}, {"wording": "khác"}),
        ({}, {"period": replace(year(2021), wording="trong năm")}),
        ({"place": "Đắk Lắk"}, {"place": "Dak Lak"}),
        ({"relation": Relation.PART}, {}),
        ({"unit": "HTX", "measure": "HTX"}, {"unit": "hợp tác xã", "measure": "hợp tác xã"}),
        ({"period": None}, {"period": None}),
    ],
)
def test_one_thing(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert is_same_thing(figure(**one), figure(**other))
    assert is_same_thing(figure(**other), figure(**one))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"period": year(2020)}, id="another year"),
        pytest.param({"period": period("month", "2021-10-01", "2021-10-31")}, id="a month of the year"),
        pytest.param({"period": None}, id="no time"),
        pytest.param({"place": "Hà Giang"}, id="another place"),
        pytest.param({"place": "huyện Bát Xát"}, id="a huyện"),
        pytest.param({"place": ""}, id="no place"),
        pytest.param({"unit": "ha"}, id="another unit"),
        pytest.param({"unit": "cây quế/ha"}, id="an average"),
        pytest.param({"status": Status.ESTIMATE}, id="an estimate"),
        pytest.param({"status": Status.PLAN}, id="a plan"),
        pytest.param({"status": Status.CUMULATIVE}, id="a running total"),
        pytest.param({"event": "trồng mới"}, id="an event"),
        pytest.param({"owner": "hợp tác xã"}, id="an owner"),
        pytest.param({"category": "ghép"}, id="a part of what is counted"),
        pytest.param({"relation": Relation.DELTA}, id="a change"),
        pytest.param({"relation": Relation.SHARE}, id="a share"),
        pytest.param({"relation": Relation.PREVIOUS}, id="an earlier value"),
        pytest.param({"relation": Relation.PLAN}, id="the plan of it"),
    ],
)
def test_another_thing(other: dict[str, Any]) -> None:
    assert not is_same_thing(figure(), figure(**other))
    assert not is_same_thing(figure(**other), figure())


@pytest.mark.parametrize("measure", ["Sản lượng quế khô", "Sản lượng hồi", "Kế hoạch sản lượng quế"])
def test_what_is_measured_tells_apart_what_is_not_counted(measure: str) -> None:
    one = figure(unit="tấn", measure="Sản lượng quế")
    assert is_same_thing(one, figure(unit="tấn", measure="sản lượng  Quế"))
    assert not is_same_thing(one, figure(unit="tấn", measure=measure))


def test_what_was_done_tells_counts_apart() -> None:
    built, mended = (figure(**{**HOUSES, "measure": f"hộ nghèo ({done})"}) for done in ("Làm nhà", "Sửa nhà"))
    assert not is_same_thing(built, mended)


def test_anywhere_the_place_alone_may_differ() -> None:
    assert is_same_thing(figure(), figure(place="Hà Giang"), anywhere=True)
    assert not is_same_thing(figure(), figure(place="Hà Giang", period=year(2020)), anywhere=True)
    assert not is_same_thing(figure(), figure(place="Hà Giang", unit="ha"), anywhere=True)


# --- chosen from what was found ---------------------------------------------------------------------------


@dataclass
class Found:
    """What is found for any question, best first."""

    matches: Sequence[Match]

    def answers(self, _query: Query) -> list[Match]:
        return list(self.matches)


def stated(report: int, fact: Fact | None = None, *, title: str = "Báo cáo", text: str = PASSAGE.text) -> Match:
    """A figure as another report states it."""
    stored = StoredFact(report * 10, report, PASSAGE.id, None, fact or figure())
    return replace(
        match(stored.fact), stored=stored, passage=replace(PASSAGE, report_id=report, title=title, text=text)
    )


def others_of(*matches: Match, **parts: Any) -> Others:
    """The others of the figure of report 1."""
    told = replace(finding(figure()), match=stated(1), **parts)
    return others(query("que"), told, cast(Finder, Found(matches)))


def reports(matches: Sequence[Match]) -> list[int]:
    return [m.stored.report_id for m in matches]


def test_agreeing_and_differing_are_kept_apart_in_order() -> None:
    also = others_of(stated(4, figure("9")), stated(1), stated(2), stated(3), stated(5, figure("8")))
    assert (reports(also.agree), reports(also.differ)) == ([2, 3], [4, 5])


def test_a_report_is_no_other_of_itself() -> None:
    assert others_of(stated(1), stated(1, figure("9"))) == Others()


def test_of_each_report_the_best_figure_counts() -> None:
    also = others_of(stated(2), stated(2, figure("9")))
    assert (reports(also.agree), reports(also.differ)) == ([2], [])


def test_another_thing_does_not_hide_the_right_one_of_its_report() -> None:
    assert reports(others_of(stated(2, figure(place="Hà Giang")), stated(2)).agree) == [2]


def test_at_most_three_of_each_are_told() -> None:
    also = others_of(*[stated(n) for n in range(2, 8)], *[stated(n, figure("9")) for n in range(8, 14)])
    assert (reports(also.agree), reports(also.differ)) == ([2, 3, 4], [8, 9, 10])


@pytest.mark.parametrize("parts", [{"formula": "1 + 1 = 2"}, {"label": "cây còn lại"}])
def test_what_is_worked_out_has_no_others(parts: dict[str, Any]) -> None:
    assert others_of(stated(2)) != Others()
    assert others_of(stated(2), **parts) == Others()


def test_what_a_correction_quotes_is_no_other() -> None:
    text = PASSAGE.text.replace("Toàn tỉnh có", "Đã in    có")
    assert others_of(stated(2, title="Đính chính báo cáo", text=text)) == Others()
    assert others_of(stated(2, text=text)) != Others()


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(figure("1752.50"), id="with a nought behind"),
        pytest.param(figure(comparator=">"), id="with a hedge"),
        pytest.param(figure(of=Decimal("2000")), id="with its whole"),
    ],
)
def test_the_same_amount_agrees(fact: Fact) -> None:
    assert reports(others_of(stated(2, fact)).agree) == [2]


def _ranging(fact: Fact) -> Fact:
    assert fact.quantity is not None
    return replace(fact, quantity=replace(fact.quantity, upto=Decimal(1800)))


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(figure("1752.6"), id="a little more"),
        pytest.param(_ranging(figure()), id="a range from it on"),
    ],
)
def test_another_amount_differs(fact: Fact) -> None:
    assert reports(others_of(stated(2, fact)).differ) == [2]


def test_a_figure_without_a_time_has_others_without_one() -> None:
    told = replace(finding(figure()), match=stated(1, figure(period=None)))
    found = Found([stated(2, figure(period=None)), stated(3)])
    assert reports(others(query("que"), told, cast(Finder, found)).agree) == [2]
