"""Legal references and web addresses: "Quyết định số 664/QĐ-UBND ngày 26/4/2019", "52-NQ/TW", URLs."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.language.rows import column
from corpus.records import Span

# Number, optional year, kind code and issuer: Nghị định 30/2020/NĐ-CP, Phụ lục III.
_SYMBOL = (
    r"\d{1,5}(?:/(?:19|20)\d{2})?/[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐ][A-Za-zĐđ0-9]*)+"
    r"|\d{1,5}-[A-ZĐ][A-Za-zĐđ]+/[A-ZĐ][A-Za-zĐđ]*"
)
_ADDRESS = re.compile(
    r"https?://[^\s()<>\"“”]+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:gov|com|org|net|edu)?\.?vn(?:/[^\s()<>]*)?"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A legal reference: kind ("Quyết định", may be empty) and symbol ("664/QĐ-UBND")."""

    kind: str
    symbol: str
    span: Span


@cache
def _reference() -> re.Pattern[str]:
    kinds = "|".join(map(re.escape, column("document_kinds", "phrase")))
    return re.compile(rf"(?:(?P<kind>{kinds})\s+(?:số\s*:?\s*)?)?(?P<symbol>(?<![\w/])(?:{_SYMBOL}))")


def find_references(text: str, offset: int = 0) -> list[Reference]:
    """Every legal reference in order."""
    return [
        Reference(m["kind"] or "", m["symbol"], Span(m.start() + offset, m.end() + offset))
        for m in _reference().finditer(text)
    ]


def find_addresses(text: str, offset: int = 0) -> list[Span]:
    """Every web address in order, without the punctuation that ends its sentence."""
    spans = []
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?")
        spans.append(Span(match.start() + offset, match.start() + len(address) + offset))
    return spans
