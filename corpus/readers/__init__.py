"""One file per format, all behind `Reader`: bytes of a file → `Extract`."""

from pathlib import Path
from typing import Protocol

from corpus.errors import EmptyReport, ReportNotFound, ReportTooLarge, UnreadableReport, UnsupportedFormat
from corpus.limits import Limits
from corpus.readers.doc import DocReader
from corpus.readers.docx import DocxReader
from corpus.readers.html import HtmlReader
from corpus.readers.pdf import PdfReader
from corpus.readers.sheets import SheetReader
from corpus.readers.text import TextReader
from corpus.records import Extract


class Reader(Protocol):
    """Reads one format."""

    @property
    def name(self) -> str:
        """Short name kept with each report: "text"."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File endings that it takes."""
        ...

    @property
    def engines(self) -> tuple[str, ...]:
        """Modules that it works with, imported before the first file is read (they cost up to a second)."""
        ...

    def extract(self, path: Path, data: bytes, limits: Limits) -> Extract:
        """The text of the file. Raises a ReportError where it cannot be had, TooComplex where it costs too much."""
        ...


READERS: tuple[Reader, ...] = (
    TextReader(),
    PdfReader(),
    DocxReader(),
    SheetReader(),
    HtmlReader(),
    DocReader(),
)


def suffixes() -> tuple[str, ...]:
    """Every file ending that some reader takes."""
    return tuple(suffix for reader in READERS for suffix in reader.suffixes)


def reader_for(path: Path) -> Reader:
    """The reader of a file, by its ending. Raises UnsupportedFormat."""
    for reader in READERS:
        if path.suffix.lower() in reader.suffixes:
            return reader
    raise UnsupportedFormat(path, suffixes())


def engines(path: Path) -> tuple[str, ...]:
    """The modules that the reader of a file works with, none where no reader takes it."""
    return next((r.engines for r in READERS if path.suffix.lower() in r.suffixes), ())


def check_name(name: str) -> None:
    """Raises UnreadableReport for a name that cannot be told in UTF-8: one from a disk may hold other bytes."""
    if any("\ud800" <= c <= "\udfff" for c in name):
        raise UnreadableReport(name, "tên tệp không phải UTF-8, hãy đổi tên")


def load(path: Path, max_bytes: int) -> bytes:
    """The bytes of a report file, at most `max_bytes` of them.

    Raises ReportNotFound, UnreadableReport, EmptyReport or ReportTooLarge.
    """
    check_name(str(path))
    if not path.exists():
        raise ReportNotFound(path)
    if not path.is_file():
        raise UnreadableReport(path, "không phải tệp thường")
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise ReportTooLarge(path, size, max_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableReport(path, error.strerror or str(error)) from error
    if not data:
        raise EmptyReport(path)
    return data
