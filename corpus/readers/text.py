"""Plain text: UTF-8 (with or without a mark) and UTF-16 with a byte-order mark."""

import codecs
from pathlib import Path

from corpus.errors import UnknownEncoding
from corpus.language.normalise import clean
from corpus.limits import Limits
from corpus.readers.plain_tables import plain_tables
from corpus.readers.writing import check_words
from corpus.records import Extract

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# A text with more control characters than this share is not text, whatever its bytes decode to.
_MOST_CONTROLS = 0.02


class TextReader:
    """Reads .txt and .md."""

    name = "text"
    suffixes = (".txt", ".md")

    def extract(self, path: Path, data: bytes, limits: Limits) -> Extract:  # noqa: ARG002  (a file's size is its cost)
        """The text. Raises UnknownEncoding for other encodings and for bytes that are no text."""
        text = _decode(path, data)
        controls = sum(1 for c in text if c < " " and c not in "\n\r\t\f\v")
        if controls > len(text) * _MOST_CONTROLS:
            raise UnknownEncoding(path, f"{controls} ký tự điều khiển")
        text = clean(text)
        check_words(path, text)
        return Extract(source=path.name, text=text, reader=self.name, tables=plain_tables(text))


def _decode(path: Path, data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(path, f"byte thứ {error.start + 1} không hợp lệ") from error
