"""Plain text: UTF-8 and UTF-16, each with or without a byte-order mark, and Vietnamese encodings before Unicode."""

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnknownEncoding
from corpus.language.legacy import guess, restore_capital_lines
from corpus.language.normalise import clean
from corpus.limits import Limits
from corpus.readers.plain_tables import plain_tables
from corpus.readers.writing import byte_order_mark, check_words, too_many_controls
from corpus.records import Extract

# UTF-16 without a mark: at least so many of its units are below 256 (blanks, digits, plain letters), and so many of
# its letters are Latin; read the wrong way round, neither holds.
_LEAST_NARROW, _LEAST_LATIN = 0.4, 0.95
_CAPITALS_LOST = "TCVN3 (ABC)"


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    warnings: tuple[str, ...] = ()


class TextReader:
    """Reads .txt and .md."""

    name = "text"
    suffixes = (".txt", ".md")
    engines: tuple[str, ...] = ()

    def extract(self, path: Path, data: bytes, limits: Limits) -> Extract:  # noqa: ARG002  (a file's size is its cost)
        """The text. Raises UnknownEncoding for other encodings and for bytes that are no text."""
        decoded = _decode(path, data)
        if controls := too_many_controls(decoded.text):
            raise UnknownEncoding(path, f"{controls} ký tự điều khiển")
        text = clean(decoded.text)
        check_words(path, text)
        return Extract(path.name, text, self.name, decoded.warnings, plain_tables(text))


def _decode(path: Path, data: bytes) -> _Decoded:
    """The text and what to tell of its encoding. Raises UnknownEncoding."""
    encoding = byte_order_mark(data) or "utf-8"
    if encoding == "utf-8" and b"\0" in data and (wide := _unmarked_utf16(data)):
        return _Decoded(wide)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (legacy := _legacy(data)):
            return legacy
        raise UnknownEncoding(path, f"byte thứ {error.start + 1} không hợp lệ") from error
    return (_legacy(data) if data.isascii() else None) or _Decoded(text)


def _unmarked_utf16(data: bytes) -> str:
    """Bytes as UTF-16 of the byte order that makes Latin text of them, "" where neither does."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = [c for c in text if c.isalpha()]
        latin = sum(1 for c in letters if c < "\u0250" or "\u1e00" <= c < "\u1f00")
        narrow = sum(1 for c in text if c < "\u0100" and c != "\0")
        if letters and latin >= len(letters) * _LEAST_LATIN and narrow >= len(text) * _LEAST_NARROW:
            return text
    return ""


def _legacy(data: bytes) -> _Decoded | None:
    """Bytes of an encoding before Unicode, with the evidence as a warning; None where they are of none."""
    found = guess(data)
    if found is None:
        return None
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    text = restore_capital_lines(text) if found.encoding == _CAPITALS_LOST else text
    told = f"{found.read}/{found.marked} âm tiết đọc được"
    return _Decoded(text, (f"Tệp dùng bảng mã {found.encoding}; đã chuyển sang Unicode: {told}.",))
