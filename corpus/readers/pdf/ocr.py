"""Pages that are pictures, read by Tesseract with its Vietnamese letters where it is installed."""

import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from corpus.errors import TooComplex
from corpus.limits import Limits
from corpus.readers.pdf.lines import Word

_DPI, _POINTS = 300, 72
_MOST_PIXELS = 30_000_000
_PAGE_SECONDS = 120
_LIST_SECONDS = 20
_SURE = 30.0  # of 100: less sure words are specks
_WORD_LEVEL, _FIELDS = "5", 12


def can_read_pictures(limits: Limits) -> bool:
    """Whether OCR is allowed and Tesseract is there with Vietnamese."""
    program = shutil.which("tesseract")
    return limits.ocr and program is not None and "vie" in _languages(program)


@cache
def _languages(program: str) -> frozenset[str]:
    try:
        listing = _run([program, "--list-langs"], b"", _LIST_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(line.strip() for line in listing.splitlines())


class PictureReader:
    """Reads pages of one file by OCR."""

    def __init__(self, path: Path, document: Any) -> None:
        self._path, self._document = path, document

    def words(self, number: int) -> list[Word]:
        """The words of a page, in points from its upper left corner. Raises TooComplex where it takes too long."""
        page = self._document[number - 1]
        scale = min(_DPI / _POINTS, (_MOST_PIXELS / max(page.get_width() * page.get_height(), 1)) ** 0.5)
        image = BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(image, format="PNG", compress_level=1)
        page.close()
        program = shutil.which("tesseract") or "tesseract"
        dpi = str(round(scale * _POINTS))
        command = [program, "stdin", "stdout", "-l", "vie", "--psm", "4", "--dpi", dpi, "tsv"]
        try:
            table = _run(command, image.getvalue(), _PAGE_SECONDS)
        except subprocess.SubprocessError as error:
            raise TooComplex(self._path, f"nhận dạng chữ trang {number} không xong") from error
        return words_of_tsv(table, scale)


@contextmanager
def picture_reader(path: Path, data: bytes) -> Iterator[PictureReader]:
    """A reader of the pages of a PDF as pictures."""
    import pypdfium2  # noqa: PLC0415  (only a scan needs it)

    document = pypdfium2.PdfDocument(data)
    try:
        yield PictureReader(path, document)
    finally:
        document.close()


def _run(command: list[str], given: bytes, seconds: int) -> str:
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=True, env=one_thread)  # noqa: S603  (fixed words, no shell)
    return done.stdout.decode("utf-8", "replace")


def words_of_tsv(table: str, scale: float) -> list[Word]:
    """The words of Tesseract's table of boxes (level, page, block, paragraph, line, word, left, top, width, height,
    confidence, text), pixels divided by `scale`. Words of one line share its height."""
    lines: dict[tuple[str, ...], list[tuple[float, float, float, float, str]]] = defaultdict(list)
    for row in table.splitlines():
        fields = row.split("\t")
        if len(fields) != _FIELDS or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        if float(fields[10]) >= _SURE:
            left, top, width, height = (float(value) / scale for value in fields[6:10])
            lines[tuple(fields[1:5])].append((left, top, left + width, top + height, _case(fields[11].strip())))
    usual = median([word[3] - word[1] for line in lines.values() for word in line]) if lines else 0.0
    return [word for line in lines.values() for word in _one_height(line, usual)]


def _one_height(line: list[tuple[float, float, float, float, str]], usual: float) -> list[Word]:
    """The words of a line with its height; one about as high as the page's lines usually are has their size, since
    the boxes of OCR fit the letters that happen to stand in a line."""
    top, bottom = median(word[1] for word in line), median(word[3] for word in line)
    size = usual if 0.6 * usual < bottom - top < 1.5 * usual else bottom - top
    return [Word(text, x0, top, x1, bottom, size, bold=False) for x0, _, x1, _, text in line]


def _case(word: str) -> str:
    """A word that begins small is small: OCR takes a small "ệ" for a large one."""
    mixed = word[:1].islower() and any(c.isupper() and not c.isascii() for c in word)
    return word.lower() if mixed else word
