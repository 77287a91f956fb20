"""The text reader: encodings, line ends, and what it refuses with a word on what to do."""

import unicodedata
from pathlib import Path

import pytest

from corpus.errors import EmptyReport, ReportError, UnknownEncoding
from corpus.limits import Limits
from corpus.readers.text import TextReader

TEXT = "Tỉnh Bắc Kạn có 181 hợp tác xã.\nHuyện Ba Bể có 12 chợ.\n"
PATH = Path("báo-cáo.txt")


def _extract(data: bytes) -> str:
    return TextReader().extract(PATH, data, Limits()).text


def _refusal(data: bytes) -> ReportError:
    with pytest.raises(ReportError) as caught:
        TextReader().extract(PATH, data, Limits())
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_or_none(encoding: str) -> None:
    assert _extract(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_byte_orders(mark: bytes, encoding: str) -> None:
    assert _extract(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, "Tổng", "ỦY BAN"])
def test_utf16_without_a_mark(text: str, encoding: str) -> None:
    assert _extract(text.encode(encoding)) == text


def test_an_old_encoding_is_read_and_told() -> None:
    written = "b\xb8o c\xb8o\n\nToµn tØnh cã 12 x· ®¹t chuÈn, t¨ng 3 x· so víi n¨m tr\xad\xedc.\n"
    extract = TextReader().extract(PATH, written.encode("cp1252"), Limits())
    assert extract.text == "BÁO CÁO\n\nToàn tỉnh có 12 xã đạt chuẩn, tăng 3 xã so với năm trước.\n"
    assert extract.warnings == ("Tệp dùng bảng mã TCVN3 (ABC); đã chuyển sang Unicode: 13/13 âm tiết đọc được.",)


def test_viqr_is_read_and_told() -> None:
    written = "Toa`n huye^.n co' 12 xa~ dda.t chua^?n, ta(ng 3 xa~ so vo+'i na(m tru+o+'c.\n"
    extract = TextReader().extract(PATH, written.encode(), Limits())
    assert extract.text == "Toàn huyện có 12 xã đạt chuẩn, tăng 3 xã so với năm trước.\n"
    assert "VIQR" in extract.warnings[0]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str) -> None:
    assert _extract(TEXT.replace("\n", end).encode()) == TEXT


def test_decomposed_text_is_composed() -> None:
    assert _extract(unicodedata.normalize("NFD", TEXT).encode()) == TEXT


def test_the_extract_is_named_for_its_file() -> None:
    extract = TextReader().extract(Path("thư mục/báo-cáo.txt"), TEXT.encode(), Limits())
    assert (extract.source, extract.reader, extract.warnings) == ("báo-cáo.txt", "text", ())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bytes(range(128, 256)) * 4, id="random bytes"),
        pytest.param("Tỉnh có 5 xã à é ù".encode("cp1258", "replace"), id="windows-1258"),
        pytest.param("rapport général, café".encode("latin-1"), id="latin-1"),
        pytest.param(b"\xff\xfea", id="half a UTF-16 unit"),
        pytest.param(b"\x00" * 400, id="zero bytes"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(32)) * 20, id="another format"),
    ],
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    refusal = _refusal(data)
    assert isinstance(refusal, UnknownEncoding)
    assert "báo-cáo.txt" in str(refusal)
    assert "UTF-8" in refusal.reason
    assert "Hãy" in refusal.reason


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"   \n\n \t", id="white space"),
        pytest.param(b"123 456\n7.890", id="digits only"),
        pytest.param(b"\xef\xbb\xbf", id="a mark alone"),
        pytest.param("ă".encode() * 5000, id="one huge word"),
        pytest.param(b"x" * 100_000, id="one huge ASCII word"),
    ],
)
def test_text_with_nothing_to_read(data: bytes) -> None:
    refusal = _refusal(data)
    assert isinstance(refusal, EmptyReport)
    assert str(refusal).startswith("báo-cáo.txt: ")
    assert "Hãy" in refusal.reason


def test_a_stray_control_character_does_no_harm() -> None:
    assert _extract((TEXT * 5 + "\x07").encode()) == TEXT * 5 + " "
