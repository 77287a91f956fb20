"""The small parts of the Telegram channel: buttons, access, updates handled once, rendering, sending."""

import asyncio
from dataclasses import replace

import httpx
import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.answering.records import Answer, AnswerStatus, Citation
from bot.channels.telegram import sending
from bot.channels.telegram.access import Access, refusal
from bot.channels.telegram.buttons import SourceButton, parse_source, source_keyboard
from bot.channels.telegram.once import Once
from bot.channels.telegram.rendering import answer_blocks, passage_blocks

CITATION = Citation("a.txt", "T & <T>", "Có 30 chợ <b>", "Có 30 chợ <b>", 0, 13, 4, 10**17, None, (3, 5))
ANSWER = Answer("hỏi", AnswerStatus.ANSWERED, "30 chợ <b> [1]", "30 chợ <b> [1]", "hỏi", (), (CITATION,))


def test_a_source_button_fits_into_64_bytes_and_comes_back() -> None:
    keyboard = source_keyboard(replace(ANSWER, citations=(replace(CITATION, mark=(10**8, 10**8 + 9)),)))
    assert keyboard is not None
    data = str(keyboard.inline_keyboard[0][0].callback_data)
    assert len(data.encode()) <= 64
    assert parse_source(data) == SourceButton(10**17, (10**8, 10**8 + 9))


@pytest.mark.parametrize(
    "data", [None, "", "nguon:1", "nguon:x:0:1", "khac:1:2:3", "nguon:1:2:3:4", "nguon:-1:0:1"]
)
def test_what_is_no_source_button_of_ours(data: str | None) -> None:
    assert parse_source(data) is None


def test_an_answer_without_citations_has_no_buttons() -> None:
    assert source_keyboard(replace(ANSWER, citations=())) is None


@pytest.mark.parametrize(
    ("allowed", "user", "admitted"),
    [
        (frozenset(), 1, False),
        (frozenset({1}), 1, True),
        (frozenset({1}), 2, False),
        (frozenset({1}), None, False),
        ("everyone", None, True),
    ],
)
def test_access_is_closed_by_default(allowed: object, user: int | None, admitted: bool) -> None:
    assert Access(allowed).admits(user) is admitted  # type: ignore[arg-type]


def test_a_stranger_learns_the_number_to_send() -> None:
    assert "42" in refusal(42)


def test_an_update_counts_once_as_long_as_it_is_remembered() -> None:
    once = Once(remembered=2)
    assert [once.first(i) for i in (1, 1, 2, 3, 1)] == [True, False, True, True, True]


def test_everything_is_escaped() -> None:
    html = "\n".join(answer_blocks(ANSWER) + passage_blocks("a.txt", "T & <T>", 4, "Có 30 chợ <b>", (3, 5)))
    assert "&lt;b&gt;" in html
    assert "T &amp; &lt;T&gt;" in html
    assert "<b><u>30</u></b>" in html


@pytest.mark.parametrize("mark", [None, (5, 3), (0, 99), (-1, 2)])
def test_a_mark_that_does_not_fit_marks_nothing(mark: tuple[int, int] | None) -> None:
    assert "<u>" not in "".join(passage_blocks("a", "t", 1, "ngắn", mark))


def test_how_a_question_was_read_is_told_where_it_was_changed() -> None:
    assert answer_blocks(replace(ANSWER, understood="có bao nhiêu chợ"))[0] == "<i>Hiểu là: có bao nhiêu chợ</i>"


def _caused(error: Exception, cause: Exception | None) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (NetworkError("502"), 4),
        (BadRequest("no"), 1),
        (_caused(TimedOut(), httpx.ReadTimeout("")), 1),
        (_caused(TimedOut(), httpx.ConnectTimeout("")), 4),
    ],
)
def test_only_what_surely_did_not_arrive_is_sent_again(
    error: Exception, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_FIRST_WAIT", 0)
    calls = 0

    async def call() -> None:
        nonlocal calls
        calls += 1
        raise error

    with pytest.raises(type(error)):
        asyncio.run(sending.persist(call))
    assert calls == tries
