"""OCR of scanned pages, with a script in Tesseract's place."""

from pathlib import Path

import pytest

from corpus.errors import ReportError, ScannedReport, TooComplex
from corpus.limits import Limits
from corpus.readers.pdf import ocr as pdf_ocr
from corpus.readers.pdf.ocr import words_of_tsv
from tests.corpus.readers.made_pdf import MadePdf
from tests.corpus.readers.test_pdf import PROSE, extract

OCR = Limits(ocr=True)
_WORDS = "Xã có 9 hồ chứa nước vỆ sinh"


def _tsv(text: str) -> str:
    """Tesseract's table for one line at 300 dots an inch."""
    rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
    rows.append("4\t1\t1\t1\t1\t0\t300\t300\t900\t45\t-1\t")
    for at, word in enumerate(text.split()):
        rows.append(f"5\t1\t1\t1\t1\t{at + 1}\t{300 + at * 120}\t300\t100\t45\t91.5\t{word}")
    rows.append("5\t1\t1\t1\t2\t1\t300\t900\t9\t9\t3.0\t~")
    return "\n".join(rows)


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name, first on the path, which answers with `_WORDS`."""
    program = tmp_path / "tesseract"
    (tmp_path / "answer").write_text(_tsv(_WORDS), encoding="utf-8")
    program.write_text(
        f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo eng; echo vie; exit; fi\n'
        f'cat >/dev/null\necho "$@" >{tmp_path}/asked\nexec cat {tmp_path}/answer\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def _scan(pages: int = 1, text: str = "") -> bytes:
    made = MadePdf()
    if text:
        made.prose(text)
        made.next_page()
    for _ in range(pages):
        made.picture()
        made.next_page()
    return made.data()


def test_a_scan_is_read_and_marked(tesseract: Path) -> None:
    read = extract(_scan(text=PROSE), OCR)
    assert read.text == f"{PROSE}\n\nXã có 9 hồ chứa nước vệ sinh\n"
    assert [(page.number, page.ocr) for page in read.pages] == [(1, False), (2, True)]
    assert read.warnings[0].startswith("Trang 2 được nhận dạng từ ảnh")
    assert "-l vie" in (tesseract / "asked").read_text()


def test_ocr_that_is_not_allowed_is_not_used(tesseract: Path) -> None:
    with pytest.raises(ScannedReport):
        extract(_scan(), Limits(ocr=False))
    assert not (tesseract / "asked").exists()


def test_without_vietnamese_it_is_not_used(tesseract: Path) -> None:
    (tesseract / "tesseract").write_text("#!/bin/sh\necho eng\n")
    pdf_ocr._languages.cache_clear()
    with pytest.raises(ScannedReport):
        extract(_scan(), OCR)


def test_without_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ScannedReport):
        extract(_scan(), OCR)


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 20"])
def test_an_ocr_that_fails_or_hangs(tesseract: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    listing = 'if [ "$1" = --list-langs ]; then echo vie; exit; fi'
    (tesseract / "tesseract").write_text(f"#!/bin/sh\n{listing}\n{script}\n")
    monkeypatch.setattr(pdf_ocr, "_PAGE_SECONDS", 0.3)
    with pytest.raises(TooComplex):
        extract(_scan(), OCR)


def test_a_scan_on_which_nothing_is_found(tesseract: Path) -> None:
    (tesseract / "answer").write_text("")
    with pytest.raises(ReportError):
        extract(_scan(), OCR)


def test_words_have_their_place_in_points() -> None:
    words = words_of_tsv(_tsv("Huyện mới"), 300 / 72)
    assert [word.text for word in words] == ["Huyện", "mới"]
    assert (round(words[0].x0), round(words[0].top), round(words[0].size, 1)) == (72, 72, 10.8)
