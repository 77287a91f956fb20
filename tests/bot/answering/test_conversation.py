"""Follow-ups are filled in from the question before, for a while, in the same chat only."""

from dataclasses import dataclass

import pytest

from bot.answering.conversation import Conversations
from bot.answering.records import Asked, Query
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


def terms(reading: Query) -> str:
    return " ".join(term.folded for term in reading.terms)


def follow_up(*words: str, **parts: object) -> Query:
    return query(*words, follow_up=True, **parts)


def test_the_first_question_stands_alone(talks: Conversations) -> None:
    assert list(talks.readings("a", follow_up("rung"))) == [follow_up("rung")]


def test_a_whole_question_stands_alone(talks: Conversations) -> None:
    talks.remember("a", BEFORE)
    assert list(talks.readings("a", query("rung"))) == [query("rung")]


def test_a_change_of_year_keeps_the_rest(talks: Conversations) -> None:
    talks.remember("a", BEFORE)
    filled = next(talks.readings("a", follow_up(periods=(year(2018),))))
    assert (terms(filled), filled.periods, filled.places) == ("hop tac xa nong", (year(2018),), ("Bắc Kạn",))
    assert filled.asked is Asked.MONEY
    assert "năm 2018" in filled.understood
    assert "Bắc Kạn" in filled.understood


def test_new_words_are_added_or_put_in_the_place_of_the_last_or_stand_alone(talks: Conversations) -> None:
    talks.remember("a", BEFORE)
    readings = [terms(reading) for reading in talks.readings("a", follow_up("lam"))]
    assert sorted(readings[:2]) == ["hop tac xa lam", "hop tac xa nong lam"]
    assert readings[2:] == ["lam"]


def test_a_follow_up_may_ask_for_another_kind(talks: Conversations) -> None:
    talks.remember("a", BEFORE)
    assert next(talks.readings("a", follow_up(asked=Asked.PERCENT))).asked is Asked.PERCENT


def test_chats_do_not_mix(talks: Conversations) -> None:
    talks.remember("a", BEFORE)
    assert list(talks.readings("b", follow_up("lam"))) == [follow_up("lam")]


def test_no_chat_remembers_nothing(talks: Conversations) -> None:
    talks.remember(None, BEFORE)
    assert list(talks.readings(None, follow_up("lam"))) == [follow_up("lam")]


@pytest.mark.parametrize(("passed", "readings"), [(0, 3), (60, 3), (60.1, 1), (10**6, 1)])
def test_it_lasts_so_long(talks: Conversations, clock: Clock, passed: float, readings: int) -> None:
    talks.remember("a", BEFORE)
    clock.now += passed
    assert len(list(talks.readings("a", follow_up("lam")))) == readings


def test_each_answer_starts_the_time_anew(talks: Conversations, clock: Clock) -> None:
    for _ in range(3):
        talks.remember("a", BEFORE)
        clock.now += 50
    assert len(list(talks.readings("a", follow_up("lam")))) == 3


def test_only_so_many_chats_are_kept_the_latest_used(talks: Conversations) -> None:
    for chat in ("a", "b", "a", "c"):
        talks.remember(chat, BEFORE)
    kept = [chat for chat in "abc" if len(list(talks.readings(chat, follow_up("lam")))) > 1]
    assert kept == ["a", "c"]


def test_forgetting(talks: Conversations) -> None:
    talks.remember("a", BEFORE)
    talks.forget("a")
    talks.forget("never seen")
    assert list(talks.readings("a", follow_up("lam"))) == [follow_up("lam")]
