"""A question that may mean several provinces is asked back; the cases are in answers-clarifying.toml."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from bot.answering.attribution import Attribution
from bot.answering.clarifying import choices
from bot.answering.finding import Finder
from bot.answering.matching import Match
from bot.answering.records import AnswerStatus, Query
from bot.answering.wording import MOST_CHOICES, clarify_lines
from corpus.records import Span, Status
from tests.bot.answering.made import figure, finding, match, query, year
from tests.bot.answering.made_library import Case, asked, made, opened, params
from tests.library import Library

CHOICE = "• tỉnh "
ASKED_BACK = [param for param in params("clarifying", sure=True) if cast(Case, param.values[0])["choices"]]


# --- over made reports ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with opened("clarifying", tmp_path_factory.mktemp("made")) as found:
        yield found


def listed(text: str) -> list[str]:
    """The provinces to choose from."""
    return [line.removeprefix(CHOICE) for line in text.splitlines() if line.startswith(CHOICE)]


@pytest.mark.parametrize("case", params("clarifying"))
def test_asked_back_or_answered(library: Library, case: Case) -> None:
    answer = asked(library, case)
    offered = listed(answer.text) if answer.status is AnswerStatus.CLARIFY else []
    assert offered == case["choices"], answer.text
    assert [value.value for value in answer.values] == case["values"], answer.text
    assert (answer.status is AnswerStatus.ANSWERED) is bool(case["values"]), answer.text
    assert case.get("says", "") in answer.text
    assert "lacks" not in case or case["lacks"] not in answer.text


@pytest.mark.parametrize("case", ASKED_BACK)
def test_what_is_asked_back_says_nothing_else(library: Library, case: Case) -> None:
    answer = asked(library, case)
    assert (answer.values, answer.citations, answer.confidence) == ((), (), 0.0)
    assert len(listed(answer.text)) <= MOST_CHOICES
    assert answer.headline.endswith("Bạn hỏi nơi nào?")
    assert not any(letter.isdigit() for letter in answer.text)
    assert dict(answer.as_json())["status"] == "clarify"


@pytest.mark.parametrize("case", ASKED_BACK)
def test_each_choice_is_answered_with_a_figure_of_its_own(library: Library, case: Case) -> None:
    for place in case["choices"]:
        chat = f"{case['chat']} {place}"
        for question in case["chat"]:
            library.ask(question, chat)
        answer = library.ask(place, chat)
        assert {value.place for value in answer.values} == {place}, answer.text


def test_two_years_are_compared_within_one_province(library: Library) -> None:
    answer = library.ask("Năm 2022 có bao nhiêu hợp tác xã nhiều hơn năm 2021?")
    assert len({value.place for value in answer.values}) <= 1, answer.text


def test_without_a_chat_a_place_alone_is_no_question(library: Library) -> None:
    library.ask("Có bao nhiêu chợ?")
    assert library.ask("Sơn La").values == ()


def test_a_place_alone_in_another_chat_is_no_question(library: Library) -> None:
    library.ask("Có bao nhiêu chợ?", "one of two")
    assert library.ask("Sơn La", "two of two").values == ()


def test_asking_back_twice_is_the_same(library: Library) -> None:
    one, other = (library.ask("Có bao nhiêu chợ?") for _ in range(2))
    assert replace(one, elapsed_ms=0.0) == replace(other, elapsed_ms=0.0)


def test_no_case_is_given_twice() -> None:
    chats = [str(case["chat"]) for case in made("clarifying")["case"]]
    assert len(chats) == len(set(chats)) >= 50


# --- which places may be meant ----------------------------------------------------------------------------


@dataclass
class Found:
    """What is found for any question, best first."""

    matches: Sequence[Match]

    def answers(self, _query: Query) -> list[Match]:
        return list(self.matches)


def told(place: str, score: float = 1.0, **parts: Any) -> Match:
    """A figure of a place."""
    return replace(match(figure(place=place, **parts)), score=score)


def offered(*matches: Match, asked_for: Query | None = None) -> tuple[str, ...]:
    """The choices where the first match would be answered."""
    chosen = replace(finding(matches[0].stored.fact), match=matches[0])
    return choices(asked_for or query("que"), chosen, cast(Finder, Found(matches)))


def test_provinces_that_state_the_same_are_offered_each_once() -> None:
    found = [told("Lào Cai"), told("Cao Bằng"), told("Hà Giang"), told("Cao Bằng")]
    assert offered(*found) == ("Cao Bằng", "Hà Giang", "Lào Cai")
    assert offered(*found[::-1]) == offered(*found)


def test_one_province_leaves_no_choice() -> None:
    assert offered(told("Lào Cai"), told("Lào Cai")) == ()


@pytest.mark.parametrize("place", ["huyện Bát Xát", "", "cả nước"])
def test_a_place_that_is_no_province_leaves_no_choice(place: str) -> None:
    assert offered(told("Lào Cai"), told("Cao Bằng"), told(place)) == ()
    assert offered(told(place), told("Cao Bằng")) == ()


@pytest.mark.parametrize(("score", "asks"), [(1.0, True), (0.97, True), (0.93, False), (1.4, True)])
def test_what_fits_worse_is_no_choice(score: float, asks: bool) -> None:
    assert bool(offered(told("Lào Cai"), told("Cao Bằng", score))) is asks


@pytest.mark.parametrize(
    "parts",
    [
        {"period": year(2020)},
        {"status": Status.PLAN},
        {"status": Status.ESTIMATE},
        {"unit": "ha"},
        {"event": "trồng mới"},
        {"category": "ghép"},
        {"owner": "hợp tác xã"},
    ],
)
def test_another_thing_elsewhere_is_no_choice(parts: dict[str, Any]) -> None:
    assert offered(told("Lào Cai"), told("Cao Bằng")) != ()
    assert offered(told("Lào Cai"), told("Cao Bằng", **parts)) == ()


@pytest.mark.parametrize(
    "parts",
    [
        {"places": ("Lào Cai",)},
        {"within": ("Lào Cai",)},
        {"national": True},
        {"most": 1},
        {"most": -1},
        {"over": "tỉnh"},
        {"told_by": Attribution(frozenset({"so"}), Span(0, 2), press=False)},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_a_question_that_means_one_place_or_all_is_not_asked_back(parts: dict[str, Any]) -> None:
    assert offered(told("Lào Cai"), told("Cao Bằng"), asked_for=query("que")) != ()
    assert offered(told("Lào Cai"), told("Cao Bằng"), asked_for=query("que", **parts)) == ()


@pytest.mark.parametrize("number", range(2, 8))
def test_at_most_four_are_listed(number: int) -> None:
    places = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Giang", "Lai Châu", "Lào Cai", "Yên Bái"][:number]
    shown = clarify_lines(places)
    assert listed("\n".join(shown)) == places[:4]
    assert ("• nơi khác" in shown) is (number > 4)
