"""Frames: what was sent is received, and what was not sent as an answer is EOFError."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError, ReportError, TooComplex
from corpus.limits import Limits
from corpus.readers.members import Member
from corpus.sandbox.wire import (
    Cost,
    Header,
    MembersRead,
    ReadRequest,
    Received,
    Refused,
    ReportRead,
    encode,
    receive,
    receive_request,
    send,
)
from tests.corpus.made_reports import report_of
from tests.corpus.strategies import settled
from tests.corpus.test_errors import MADE

REPORT = ReportRead(report_of("Toàn tỉnh có 181 HTX, đạt 88,84% kế hoạch."), {1: ["toàn", "tỉnh"]})
ANSWERS = (REPORT, MembersRead((Member("a.zip/b.txt", ".txt", b"\xff\0b"),)), Refused("TooComplex", "quá lớn."))
HEADER = Header(Cost(5, 0.25, 1.5))
REQUEST = ReadRequest("read", "a/b.txt", "b.txt", "0" * 64, Limits(max_pages=7, personal="hide"))


def _frame(answer: ReportRead | MembersRead | Refused) -> bytes:
    out = BytesIO()
    send(out, HEADER, encode(answer))
    return out.getvalue()


def _request() -> bytes:
    out = BytesIO()
    send(out, REQUEST, b"\xff\0data")
    return out.getvalue()


FRAMES = tuple(_frame(answer) for answer in ANSWERS)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.kind)
def test_an_answer_comes_back_equal(answer: ReportRead | MembersRead | Refused) -> None:
    assert receive(BytesIO(_frame(answer))) == Received(answer, HEADER.cost)


def test_a_request_comes_back_equal() -> None:
    assert receive_request(BytesIO(_request())) == (REQUEST, b"\xff\0data")


def test_frames_follow_each_other() -> None:
    stream = BytesIO(b"".join(FRAMES))
    assert [receive(stream).answer for _ in FRAMES] == list(ANSWERS)
    with pytest.raises(EOFError):
        receive(stream)


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_a_refusal_is_the_error_again(error: ReportError) -> None:
    again = Refused(type(error).__name__, error.reason).error("a.txt")
    assert (type(again), str(again), again.path, again.reason) == (type(error), str(error), "a.txt", error.reason)


@pytest.mark.parametrize(
    "name", ["", "Path", "CorpusError", "SegmenterFailed", "__doc__", "os.system", "TooComplex "]
)
def test_a_name_that_is_no_report_error_is_one_all_the_same(name: str) -> None:
    error = Refused(name, "lý do.").error("a.txt")
    assert type(error) is ReportError
    assert isinstance(error, CorpusError)
    assert not isinstance(error, TooComplex)


@pytest.mark.parametrize("sizes", [(2**64 - 1, 0), (0, 2**63), (2**62, 2**62), (2**34, 1), (0, 0)])
def test_false_sizes_reserve_no_memory(sizes: tuple[int, int]) -> None:
    with pytest.raises(EOFError):
        receive(BytesIO(b"".join(size.to_bytes(8, "big") for size in sizes) + FRAMES[0]))


_CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=9)), min_size=1, max_size=4)


def _changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Bytes replaced, cut and put in; anywhere, and the more often in the first 100 bytes."""
    for place, cut, insert in changes:
        at = int(place * len(data)) if cut % 2 else int(place * min(100, len(data)))
        data = data[:at] + insert + data[at + max(cut, len(insert)) :]
    return data


@settled
@given(st.sampled_from(FRAMES), _CHANGES)
def test_a_changed_answer_is_an_answer_or_none(frame: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    try:
        received = receive(BytesIO(_changed(frame, changes)))
    except EOFError:
        return
    assert isinstance(received.answer, ReportRead | MembersRead | Refused)


@settled
@given(_CHANGES)
def test_a_changed_request_is_a_request_or_none(changes: list[tuple[float, int, bytes]]) -> None:
    try:
        request, _ = receive_request(BytesIO(_changed(_request(), changes)))
    except EOFError:
        return
    assert isinstance(request, ReadRequest)


@settled
@given(st.binary(max_size=60), st.integers(0, 60))
def test_what_a_child_writes_is_only_data(data: bytes, cut: int) -> None:
    """Whatever stands in a sound frame: nested without end, of another type, not UTF-8."""
    whole = encode(REPORT)
    for answer in (data, whole[:cut] + data + whole[cut:], b"[" * 100_000, b'{"kind":"report"}', b'"\xed\xa0\x80"'):
        out = BytesIO()
        send(out, HEADER, answer)
        try:
            receive(BytesIO(out.getvalue()))
        except EOFError:
            continue


def test_an_answer_keeps_exact_figures() -> None:
    quantity = REPORT.report.facts[0].quantity
    assert quantity is not None
    for digits in ("1.50", "0.000", "12345678901234567890.123456789"):
        exact = replace(quantity, value=type(quantity.value)(digits))
        fact = replace(REPORT.report.facts[0], quantity=exact)
        answer = replace(REPORT, report=replace(REPORT.report, facts=(fact,)))
        received = receive(BytesIO(_frame(answer))).answer
        assert isinstance(received, ReportRead)
        assert str(received.report.facts[0].quantity and received.report.facts[0].quantity.value) == digits
