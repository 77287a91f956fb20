"""Text in the encodings before Unicode: each letter there and back, and what is not taken for such a text."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.legacy import (
    decode_tcvn3,
    decode_tcvn3_capitals,
    decode_viqr,
    decode_vni,
    guess,
    restore_capital_lines,
)
from corpus.language.letters import LOWER, UPPER
from corpus.language.normalise import strip_marks
from corpus.language.rows import rows
from tests.corpus.strategies import settled

LETTERS = [c for c in LOWER + UPPER if not c.isascii()]
TEXT = (
    "Ủy ban nhân dân huyện báo cáo: đến hết quý III, toàn huyện có 17 xã đạt chuẩn, vượt 02 xã so với kế hoạch.\n"
    "Tổng số hộ nghèo giảm còn 1.204 hộ; đường giao thông được cứng hóa 38,5 km, bằng 96,2% chỉ tiêu đã giao.\n"
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def _row(letter: str) -> dict[str, str]:
    return next(row for row in rows("legacy_letters") if row["letter"] == letter)


def _spelt(letter: str, encoding: str) -> str:
    cell = _row(letter)[encoding].split("|")[0]
    return chr(int(cell, 16)) if encoding.startswith("tcvn") else cell


def _encoded(text: str, encoding: str) -> str:
    return "".join(_spelt(c, encoding) if c in LETTERS else c for c in text)


def _windows_1258(text: str) -> bytes:
    def parts(letter: str) -> str:
        tones = [c for c in unicodedata.normalize("NFD", letter) if c in _TONES]
        bare = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in _TONES)
        return unicodedata.normalize("NFC", bare) + "".join(tones)

    return "".join(map(parts, text)).encode("cp1258")


def test_every_letter_has_a_row() -> None:
    assert sorted(row["letter"] for row in rows("legacy_letters")) == sorted(LETTERS)
    assert len(LETTERS) == 134


@pytest.mark.parametrize("encoding", ["tcvn3", "tcvn1", "vni", "viqr"])
def test_no_spelling_means_two_letters(encoding: str) -> None:
    spellings = [cell for row in rows("legacy_letters") for cell in row[encoding].split("|") if cell]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_there_and_back(letter: str) -> None:
    assert decode_vni(_spelt(letter, "vni")) == letter
    assert decode_viqr(_spelt(letter, "viqr") + "n") == letter + "n"
    if _row(letter)["tcvn3"]:
        assert decode_tcvn3(_spelt(letter, "tcvn3")) == letter
    assert decode_tcvn3_capitals(_spelt(letter.lower(), "tcvn3")) == letter.upper()


_WORDS = st.sampled_from(["năm", "Đảng", "uỷ", "hướng", "nghèo", "ỨNG", "kỳ", "chợ", "2019", "12,5%", "ở", "tỉ lệ"])


@settled
@given(st.lists(_WORDS, min_size=1).map(" ".join))
def test_texts_there_and_back(text: str) -> None:
    assert decode_vni(_encoded(text, "vni")) == text
    assert decode_viqr(_encoded(text + " xong", "viqr")) == text + " xong"
    small = text.lower()
    assert decode_tcvn3(_encoded(small, "tcvn3")) == small
    assert decode_tcvn3_capitals(_encoded(small, "tcvn3")) == small.upper()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ti?nh Cao Ba(`ng", "Tỉnh Cao Bằng"),
        ("DDa(/ng", "Đă/ng"),
        ("dda.i ho^.i ba.", "đại hội ba."),
        ("nam nay co' lo+.i. Ty? le^. cao", "nam nay có lợi. Tỷ lệ cao"),
        ("the^' na`o?", "thế nào?"),
        (r"cho\. Sau", "cho. Sau"),
        ("xem www.so.gov.vn va` a.b@so.gov.vn", "xem www.so.gov.vn và a.b@so.gov.vn"),
        ("u*u tie^n tho*`i gian", "ưu tiên thời gian"),
    ],
)
def test_viqr(written: str, meant: str) -> None:
    assert decode_viqr(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Aùn pheùp", "Án phép"), ("HÔÏP TAÙC XAÕ", "HỢP TÁC XÃ"), ("Tænh Ñaék Laék", "Tỉnh Đắk Lắk")],
)
def test_vni(written: str, meant: str) -> None:
    assert decode_vni(written) == meant


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("TCVN3 (ABC)", _encoded(TEXT.replace("Ủy", "ủy"), "tcvn3").encode("latin-1")),
        ("VNI Windows", _encoded(TEXT, "vni").encode("cp1252")),
        ("VIQR", _encoded(TEXT, "viqr").encode("ascii")),
        ("TCVN 5712", _encoded(TEXT.upper(), "tcvn1").encode("latin-1")),
        ("Windows-1258", _windows_1258(TEXT)),
    ],
)
def test_encodings_are_told_apart(encoding: str, data: bytes) -> None:
    found = guess(data)
    assert found is not None
    assert found.encoding == encoding
    assert found.text.lower() == TEXT.lower()
    assert found.share == 1.0
    assert found.read > 20


@pytest.mark.parametrize(
    "data",
    [
        b"",
        strip_marks(TEXT).encode("ascii") * 5,
        b"a. (b) d-1? what's up. I don't know. You're it, aren't we? Go (a) to e. (i) o? " * 20,
        b"x" * 600_000,
        b"f(a) = a^2 + o^2; u+v; e' = (a+b)/(i+o)? " * 30,
        ("Le rapport général a été présenté à la réunion où l'on fêta l'année. " * 10).encode("latin-1"),
        ("Für die Gemeinden wären größere Mittel nötig; über Straßen und Höfe. " * 10).encode("latin-1"),
        "“quoted” – text…".encode("cp1252") * 20,
    ],
)
def test_other_texts_are_no_old_vietnamese(data: bytes) -> None:
    assert guess(data) is None


def test_random_bytes_are_no_text() -> None:
    source = random.Random(7)  # noqa: S311
    assert not any(guess(source.randbytes(source.randint(1, 2000))) for _ in range(100))


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("uỷ ban nhân dân xã\nSố: 5/BC", "UỶ BAN NHÂN DÂN XÃ\nSố: 5/BC"),
        ("báo cáo\nkết quả năm 2018\n\nTrong năm, xã", "BÁO CÁO\nKẾT QUẢ NĂM 2018\n\nTrong năm, xã"),
        ("Kết quả thực hiện,\nphương hướng năm tới", "Kết quả thực hiện,\nphương hướng năm tới"),
        ("a) nội dung thứ nhất", "a) nội dung thứ nhất"),
        ("- có hai xã\n\ngiảm hai xã;", "- có hai xã\n\ngiảm hai xã;"),
    ],
)
def test_lines_of_a_capitals_font(text: str, restored: str) -> None:
    assert restore_capital_lines(text) == restored
    assert restore_capital_lines(restored) == restored
