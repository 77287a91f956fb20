"""The PDF reader: what it refuses, what it warns of, the pages that it marks, and what it costs."""

import contextlib
import zlib
from pathlib import Path

import pytest

from corpus.errors import (
    DamagedReport,
    EmptyReport,
    ProtectedReport,
    ReportError,
    ScannedReport,
    TooComplex,
    WrongContent,
)
from corpus.limits import MIB, Limits
from corpus.readers.pdf import PdfReader
from corpus.records import Extract
from tests.corpus.readers.made_pdf import MadePdf

PATH = Path("báo-cáo.pdf")
PROSE = (
    "Huyện đã vận động nhân dân hiến 12.400 m2 đất để mở rộng 37 tuyến đường liên thôn, hoàn thành kế hoạch năm."
)


def extract(data: bytes, limits: Limits | None = None) -> Extract:
    """What the reader makes of a file."""
    return PdfReader().extract(PATH, data, limits or Limits())


def _refusal(data: bytes, limits: Limits | None = None) -> ReportError:
    with pytest.raises(ReportError) as caught:
        extract(data, limits)
    return caught.value


def _one_page(text: str = PROSE) -> bytes:
    made = MadePdf()
    made.prose(text)
    return made.data()


def _raw(contents: bytes, filters: bytes) -> bytes:
    """A PDF of one page whose content stream is given packed."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(contents), filters, contents),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 5\n0000000000 65535 f \n"
    return body + head + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def test_a_page_of_prose() -> None:
    read = extract(_one_page())
    assert read.text == PROSE + "\n"
    assert (read.source, read.reader, read.warnings) == ("báo-cáo.pdf", "pdf", ())
    assert [(page.start, page.number, page.ocr) for page in read.pages] == [(0, 1, False)]


@pytest.mark.parametrize("data", [b"MZ" + bytes(900), b"Xin ch\xc3\xa0o", b"<html></html>"])
def test_other_content_under_the_name(data: bytes) -> None:
    assert isinstance(_refusal(data), WrongContent)


@pytest.mark.parametrize("share", [0.02, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_file_cut_short(share: float) -> None:
    whole = _one_page()
    refusal = _refusal(whole[: int(len(whole) * share)])
    assert isinstance(refusal, DamagedReport)
    assert "Hãy" in refusal.reason


def test_a_missing_page_is_damage() -> None:
    made = MadePdf()
    made.prose(PROSE)
    made.next_page()
    made.prose(PROSE)
    assert isinstance(_refusal(made.data().replace(b"/Count 2", b"/Count 5")), DamagedReport)


def test_a_broken_table_of_objects_is_warned_of() -> None:
    data = _one_page()
    at = data.rindex(b"startxref")
    read = extract(data[:at] + b"startxref\n1\n%%EOF\n")
    assert PROSE in read.text
    assert "dò lại" in read.warnings[0]


@pytest.mark.parametrize("junk", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + bytes(range(256)) * 9])
def test_nothing_behind_the_signature(junk: bytes) -> None:
    assert isinstance(_refusal(junk), DamagedReport)


def test_a_password() -> None:
    made = MadePdf(password="bí mật")
    made.prose(PROSE)
    assert isinstance(_refusal(made.data()), ProtectedReport)


def test_a_password_that_only_guards_editing() -> None:
    made = MadePdf(owner="chủ sở hữu")
    made.prose(PROSE)
    assert extract(made.data()).text == PROSE + "\n"


def test_a_bomb_of_two_layers() -> None:
    layer = zlib.compressobj(9)
    inner = b"".join(layer.compress(bytes(MIB)) for _ in range(300)) + layer.flush()
    refusal = _refusal(_raw(zlib.compress(inner, 9), b"[/FlateDecode/FlateDecode]"))
    assert isinstance(refusal, TooComplex)
    assert "reading.max_ratio" in refusal.reason


def test_the_unpacked_size_has_a_limit() -> None:
    refusal = _refusal(_raw(zlib.compress(b"q Q " * 50_000), b"/FlateDecode"), Limits(max_unpacked=100_000))
    assert isinstance(refusal, TooComplex)
    assert "reading.max_unpacked" in refusal.reason


@pytest.mark.parametrize("filters", [b"/RunLengthDecode", b"/LZWDecode"])
def test_other_packings_have_the_limit_too(filters: bytes) -> None:
    assert isinstance(_refusal(_raw(b"\x81q" * 400_000, filters)), TooComplex)


def test_a_damaged_stream_leaves_nothing() -> None:
    assert isinstance(_refusal(_raw(b"\x00\x01 no zlib", b"/FlateDecode")), DamagedReport)


def test_too_many_pages() -> None:
    made = MadePdf()
    for _ in range(4):
        made.prose(PROSE)
        made.next_page()
    refusal = _refusal(made.data(), Limits(max_pages=3))
    assert isinstance(refusal, TooComplex)
    assert "reading.max_pages" in refusal.reason


def test_an_empty_page_is_no_report() -> None:
    made = MadePdf()
    made.canvas.line(0, 0, 10, 10)
    made.next_page()
    assert isinstance(_refusal(made.data()), EmptyReport)


def test_a_scan_is_refused() -> None:
    made = MadePdf()
    made.picture()
    made.next_page()
    made.picture()
    made.put(280, 810, "2")
    refusal = _refusal(made.data())
    assert isinstance(refusal, ScannedReport)
    assert "trang 1, 2" in refusal.reason


def test_scanned_pages_among_others_are_named() -> None:
    made = MadePdf()
    made.prose(PROSE)
    for _ in range(2):
        made.next_page()
        made.picture()
    read = extract(made.data())
    assert read.text == PROSE + "\n"
    assert read.warnings == ("Trang 2–3 là ảnh quét, chưa đọc được.",)


def test_a_photograph_on_a_page_of_text_is_no_scan() -> None:
    made = MadePdf()
    made.picture(0.6)
    made.y = 560
    made.prose(PROSE)
    assert extract(made.data()).text == PROSE + "\n"


@pytest.mark.parametrize(
    "text", ["C«ng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp ® Tù do ® H¹nh phóc " * 3, "\ue123\ue456 " * 90]
)
def test_a_text_layer_in_codes_of_its_own(text: str) -> None:
    refusal = _refusal(_one_page(text.strip()))
    assert isinstance(refusal, DamagedReport)
    assert "bảng mã" in refusal.reason


def test_torn_words_are_warned_of() -> None:
    read = extract(
        _one_page("Toàn t nh có 318 công trình c p n c t p trung, ho t đ ng b n v ng trong năm nay " * 2)
    )
    assert "tách rời" in read.warnings[0]


def test_broken_bytes_end_in_one_of_our_errors() -> None:
    whole = _one_page()
    for at in range(0, len(whole), max(len(whole) // 60, 1)):
        broken = whole[:at] + b"\xff<<[" + whole[at + 4 :]
        with contextlib.suppress(ReportError):
            extract(broken)
