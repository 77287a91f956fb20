"""Follow-ups are filled in from the question before, for a while, in the same chat only."""

from dataclasses import dataclass

import pytest

from bot.answering.conversation import Conversations, Exchange, readings
from bot.answering.records import Answer, AnswerStatus, Asked, Operation, Query, Value
from tests.bot.answering.made import query, year


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def talks(clock: Clock) -> Conversations:
    return Conversations(seconds=60, most=2, clock=clock)


BEFORE = query("hop", "tac", "xa", "nong", periods=(year(2019),), places=("Bắc Kạn",), asked=Asked.MONEY)


def answer(*periods: str) -> Answer:
    """An answer with one value for each period."""
    values = tuple(Value("1", period=period) for period in periods)
    return Answer("hỏi", AnswerStatus.ANSWERED, "đáp", "đáp", "hỏi", values)


ASKED = Exchange(BEFORE, answer("2019"), BEFORE)


def terms(reading: Query) -> str:
    return " ".join(term.folded for term in reading.terms)


def follow_up(*words: str, **parts: object) -> Query:
    return query(*words, follow_up=True, **parts)


def test_the_first_question_stands_alone() -> None:
    assert list(readings(None, follow_up("rung"))) == [follow_up("rung")]


def test_a_whole_question_keeps_place_then_time_and_then_stands_alone() -> None:
    read = list(readings(ASKED, query("rung")))
    assert [terms(reading) for reading in read] == ["rung"] * 3
    assert [(r.places, r.periods) for r in read] == [
        (("Bắc Kạn",), ()),
        (("Bắc Kạn",), (year(2019),)),
        ((), ()),
    ]


@pytest.mark.parametrize("parts", [{"places": ("Cao Bằng",)}, {"places": ("Cao Bằng",), "periods": (year(2020),)}])
def test_a_whole_question_with_a_place_of_its_own_stands_alone(parts: dict[str, object]) -> None:
    assert list(readings(ASKED, query("rung", **parts))) == [query("rung", **parts)]


def test_a_whole_question_with_a_time_of_its_own_keeps_it() -> None:
    read = list(readings(ASKED, query("rung", periods=(year(2020),))))
    assert [(r.places, r.periods) for r in read] == [(("Bắc Kạn",), (year(2020),)), ((), (year(2020),))]


def test_a_change_of_year_keeps_the_rest() -> None:
    filled = next(readings(ASKED, follow_up(periods=(year(2018),))))
    assert (terms(filled), filled.periods, filled.places) == ("hop tac xa nong", (year(2018),), ("Bắc Kạn",))
    assert filled.asked is Asked.MONEY
    assert "năm 2018" in filled.understood
    assert "Bắc Kạn" in filled.understood


def test_a_change_of_place_keeps_the_rest() -> None:
    filled = next(readings(ASKED, follow_up(places=("Cao Bằng",))))
    assert (terms(filled), filled.periods, filled.places) == ("hop tac xa nong", (year(2019),), ("Cao Bằng",))


@pytest.mark.parametrize(("later", "asked"), [(1, 2020), (-1, 2018), (0, 2019)])
def test_years_are_counted_from_the_question_before(later: int, asked: int) -> None:
    filled = next(readings(ASKED, follow_up(later=later)))
    assert [period.start.year for period in filled.periods] == [asked]


def test_the_same_period_a_year_before() -> None:
    filled = next(readings(ASKED, follow_up(since=True, kind_said=True)))
    assert (terms(filled), filled.periods[0].start.year) == ("hop tac xa nong", 2018)


def test_new_words_stand_alone_are_put_in_the_place_of_the_last_or_added() -> None:
    read = list(readings(ASKED, follow_up("lam")))
    assert [terms(reading) for reading in read] == ["lam", "hop tac xa lam", "hop tac xa nong lam"]
    assert all((r.periods, r.places) == ((year(2019),), ("Bắc Kạn",)) for r in read)
    assert [term.folded for term in read[0].hints] == ["hop", "tac", "xa", "nong"]


def test_a_follow_up_is_never_read_without_what_came_before() -> None:
    for reading in readings(ASKED, follow_up("lam")):
        assert reading.hints or terms(reading).startswith("hop tac xa")


def test_as_many_new_words_as_before_replace_nothing() -> None:
    read = [terms(reading) for reading in readings(ASKED, follow_up("trang", "trai", "bo", "sua"))]
    assert read == ["trang trai bo sua", "hop tac xa nong trang trai bo sua"]


def test_what_narrows_is_added_first_and_must_be_said() -> None:
    first = next(readings(ASKED, follow_up("moi", narrows=True)))
    assert terms(first) == "hop tac xa nong moi"
    assert [term.folded for term in first.must] == ["moi"]


def test_back_to_the_whole_is_what_was_asked_first() -> None:
    narrowed = Exchange(query("hop", "tac", "xa", "moi"), answer("2019"), whole=query("hop", "tac", "xa"))
    assert terms(next(readings(narrowed, follow_up("chung", back_to_whole=True)))) == "hop tac xa"


def test_a_follow_up_may_ask_for_another_kind() -> None:
    asked = follow_up(asked=Asked.PERCENT, kind_said=True)
    assert next(readings(ASKED, asked)).asked is Asked.PERCENT


def test_a_kind_that_is_not_named_is_that_of_before() -> None:
    assert next(readings(ASKED, follow_up(asked=Asked.PERCENT))).asked is Asked.MONEY


def test_what_is_left_is_asked_on() -> None:
    """ "Còn năm 2018?" after "… không phải của hợp tác xã" asks for the rest again."""
    before = query("hop", "tac", "xa", operation=Operation.REMAINDER, negated=True)
    filled = next(readings(Exchange(before, answer()), follow_up(periods=(year(2018),))))
    assert (filled.operation, filled.negated) == (Operation.REMAINDER, True)


@pytest.mark.parametrize(
    ("asked", "stated", "at"),
    [
        ((2018, 2019), ("2017",), 2019),
        ((), ("2017",), 2017),
        ((), ("năm học 2019-2020",), 2020),
        ((), ("", "2021"), 2021),
        ((), ("giai đoạn đầu",), None),
        ((), (), None),
    ],
)
def test_the_year_of_an_exchange(asked: tuple[int, ...], stated: tuple[str, ...], at: int | None) -> None:
    assert Exchange(query("rung", periods=tuple(map(year, asked))), answer(*stated)).year == at


def test_a_chat_remembers_its_last_exchange(talks: Conversations) -> None:
    later = Exchange(query("rung"), answer("2020"))
    talks.remember("a", ASKED)
    talks.remember("a", later)
    assert talks.last("a") == later


def test_chats_do_not_mix(talks: Conversations) -> None:
    talks.remember("a", ASKED)
    assert talks.last("b") is None


def test_no_chat_remembers_nothing(talks: Conversations) -> None:
    talks.remember(None, ASKED)
    assert talks.last(None) is None


@pytest.mark.parametrize(("passed", "kept"), [(0, True), (60, True), (60.1, False), (10**6, False)])
def test_it_lasts_so_long(talks: Conversations, clock: Clock, passed: float, kept: bool) -> None:
    talks.remember("a", ASKED)
    clock.now += passed
    assert (talks.last("a") == ASKED) is kept


def test_each_answer_starts_the_time_anew(talks: Conversations, clock: Clock) -> None:
    for _ in range(3):
        talks.remember("a", ASKED)
        clock.now += 50
    assert talks.last("a") == ASKED


def test_only_so_many_chats_are_kept_the_latest_used(talks: Conversations) -> None:
    for chat in ("a", "b", "a", "c"):
        talks.remember(chat, ASKED)
    assert [chat for chat in "abc" if talks.last(chat)] == ["a", "c"]


def test_forgetting(talks: Conversations) -> None:
    talks.remember("a", ASKED)
    talks.forget("a")
    talks.forget("never seen")
    assert talks.last("a") is None
