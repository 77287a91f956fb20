"""Diacritics restored by counts of the sample report and a few sentences of ours."""

import json
import pickle
from dataclasses import asdict
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.normalise import clean, fold, strip_marks
from corpus.language.restore import Ngrams, Restorer
from corpus.language.tokens import tokenise
from tests.corpus.cpu import growth, seconds
from tests.corpus.strategies import settled, texts

_OURS = (
    "Có bao nhiêu hợp tác xã thành lập mới trong năm?",
    "Thu nhập bình quân của người dân ở nông thôn là bao nhiêu?",
    "Tỷ lệ hộ nghèo của tỉnh còn bao nhiêu phần trăm?",
    "Diện tích rừng trồng mới đạt bao nhiêu héc ta?",
    "Bao nhiêu hồ sơ được giải quyết đúng hạn?",
    "Người dân gửi hồ sơ cho bộ phận một cửa của xã.",
    "Ban Quản lý chợ thu phí của các hộ kinh doanh ở chợ.",
    "Có bao nhiêu HTX đang hoạt động trên địa bàn tỉnh?",
)
_WORDS = ("chim én", "thời tiết", "cổ tích")


@cache
def _sample() -> str:
    return clean((files("corpus.samples") / "bac-kan-2019-mau.txt").read_text(encoding="utf-8"))


@cache
def _ngrams() -> Ngrams:
    return Ngrams.of([_sample(), *_OURS])


@cache
def _restorer() -> Restorer:
    return Restorer(_ngrams(), Ngrams.of(_WORDS))


def _restored(text: str) -> str:
    return _restorer().restore(text).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("co bao nhieu htx thanh lap moi", "có bao nhiêu htx thành lập mới"),
        ("Co bao nhieu HTX thanh lap moi?", "Có bao nhiêu HTX thành lập mới?"),
        ("TY LE HO NGHEO CUA TINH", "TỶ LỆ HỘ NGHÈO CỦA TỈNH"),
        ("ty le hộ ngheo nam 2019", "tỷ lệ hộ nghèo năm 2019"),
        ("dien tich rung (trong moi): 1.752,5 ha", "diện tích rừng (trồng mới): 1.752,5 ha"),
        ("bao nhieu  ho so,\n dung han", "bao nhiêu  hồ sơ,\n đúng hạn"),
        ("gui ho so cho bo phan mot cua", "gửi hồ sơ cho bộ phận một cửa"),
        ("Ban Quan ly cho", "Ban Quản lý chợ"),
        ("thoi tiet", "thời tiết"),
    ],
    ids=["bare", "case", "capitals", "half-marked", "figures", "separators", "cho stays", "cho to chợ", "backup"],
)
def test_restored(typed: str, meant: str) -> None:
    assert _restored(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "2019: 1.752,5 / 30-9",
        "blockchain startup zyx",
        "Có bao nhiêu HTX đang hoạt động?",
        "Thu phí cho các hộ kinh doanh ở chợ",
        "e\u0323",
    ],
)
def test_left_alone(text: str) -> None:
    assert _restored(text) == text


def test_typed_marks_stand_against_the_counts() -> None:
    assert _restored("hợp tác xa thành lập") == "hợp tác xã thành lập"
    assert _restored("hợp tác xà thanh lap moi").startswith("hợp tác xà")


def test_sentences_learned_come_back() -> None:
    learned = [line for line in [*_sample().split("\n"), *_OURS] if line]
    back = sum(_restored(strip_marks(line)) == line for line in learned)
    assert [line for line in _OURS if _restored(strip_marks(line)) != line] == []
    assert back >= 0.85 * len(learned)


def test_learned_text_comes_back_by_syllables() -> None:
    wanted, got = tokenise(_sample()), tokenise(_restored(strip_marks(_sample())))
    right = sum(a.exact == b.exact for a, b in zip(wanted, got, strict=True))
    assert right >= 0.98 * len(wanted)


def test_syllables_in_question_have_spans_and_confidence() -> None:
    typed = "bao nhieu ho so gui cho xa"
    restored = _restorer().restore(typed)
    assert [s.span.of(typed) for s in restored.syllables] == [s.typed for s in restored.syllables]
    assert [s.span.of(restored.text) for s in restored.syllables] == [s.text for s in restored.syllables]
    assert all(0 < s.confidence <= 1 for s in restored.syllables)
    assert [s.typed for s in restored.changes] == ["nhieu", "ho", "so", "gui", "xa"]


def test_the_context_makes_it_surer() -> None:
    alone, within = (_restorer().restore(text).syllables for text in ("xa", "hop tac xa"))
    assert alone[0].confidence < within[-1].confidence > 0.9


def test_nothing_learned_changes_nothing() -> None:
    assert Restorer(Ngrams.of([])).restore("co bao nhieu") == Restorer(Ngrams.of(["co"])).restore("co bao nhieu")
    assert Restorer(Ngrams.of([])).restore("co bao nhieu").text == "co bao nhieu"


def test_a_report_outvotes_the_backup() -> None:
    backup = Ngrams.of(["hồ sợ"] * 20)
    assert Restorer(Ngrams.of(["hồ sơ"]), backup).restore("ho so").text == "hồ sơ"


def test_letters_that_change_their_length_are_no_forms() -> None:
    restorer = Restorer(Ngrams.of(["\u01f0a", "İa"]))
    assert restorer.restore("JA ja IA ia").text == "JA ja IA ia"


@pytest.mark.parametrize("cut", [0, 3, len(_OURS)])
def test_counts_merge(cut: int) -> None:
    merged = Ngrams.of(_OURS[:cut]).merged(Ngrams.of(_OURS[cut:]))
    assert merged == Ngrams.of(_OURS) == Ngrams.of(_OURS[:cut]).extended(_OURS[cut:])
    assert json.dumps(asdict(merged)) == json.dumps(asdict(Ngrams.of(reversed(_OURS))))


def test_counts_are_stored_as_json_or_pickle() -> None:
    assert Ngrams(**json.loads(json.dumps(asdict(_ngrams())))) == _ngrams()
    assert pickle.loads(pickle.dumps(_ngrams())) == _ngrams()  # noqa: S301


_bare = st.lists(
    st.sampled_from(["co", "ho", "So", "xa", "CHO", "tinh", "tỉnh", "Hộ", "2019", "1,5", ".", "(", "\n", "m3"]),
    max_size=30,
).map(" ".join)


@settled
@given(_bare | texts)
def test_only_marks_change(text: str) -> None:
    restored = _restored(text)
    assert fold(restored) == fold(text)
    assert len(restored) == len(text)
    assert [t.text for t in tokenise(text) if t.text[0].isdigit()] == [
        t.text for t in tokenise(restored) if t.text[0].isdigit()
    ]


@settled
@given(_bare | texts)
def test_idempotent(text: str) -> None:
    once = _restored(text)
    assert _restored(once) == once


@settled
@given(_bare)
def test_deterministic(text: str) -> None:
    assert _restorer().restore(text) == Restorer(_ngrams(), Ngrams.of(_WORDS)).restore(text)


def test_linear() -> None:
    assert growth(lambda size: _restorer().restore("so ho xa cho tinh " * size), 2000) < 10


@pytest.mark.parametrize("piece", ["so ", "so.", "x", "1", "ơ so ", "(", "e\u0323"])
def test_a_long_line_takes_seconds(piece: str) -> None:
    line = piece * (40_000 // len(piece))
    assert seconds(lambda: _restorer().restore(line)) < 10
