"""From a file to a Report: the one way in. Reader → lines → metadata, paragraphs, passages → facts."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import EmptyReport
from corpus.facts.conflicts import flag_conflicts
from corpus.facts.extract import extract_facts
from corpus.facts.source import Source
from corpus.facts.unread import not_read
from corpus.intake import admit
from corpus.language.words import SegmentedWords
from corpus.limits import Limits
from corpus.readers import load, reader_for
from corpus.records import NOTE, Extract, Fact, Page, Report
from corpus.structure.lines import report_lines
from corpus.structure.metadata import read_metadata
from corpus.structure.pages import is_scanned, on_pages
from corpus.structure.paragraphs import split_paragraphs
from corpus.structure.passages import split_passages
from corpus.structure.placing import outside, place_tables

_SCANNED = f"{NOTE}đọc từ ảnh quét bằng máy, nên đối chiếu với bản gốc"


def read_report(path: Path, limits: Limits | None = None, source: str = "") -> Report:
    """Read one file, known as `source` (its name if not given). Raises ReportError if it cannot be taken in."""
    limits = limits or Limits()
    data = load(path, limits.max_bytes)
    return read_bytes(path, data, hashlib.sha256(data).hexdigest(), source or path.name, limits)


def read_bytes(path: Path, data: bytes, sha256: str, source: str, limits: Limits) -> Report:
    """Read a file whose bytes are at hand, with their hash. Raises ReportError if it cannot be taken in."""
    extract = reader_for(path).extract(path, data, limits)
    return understand(admit(replace(extract, source=source), limits), sha256)


def understand(extract: Extract, sha256: str) -> Report:
    """Structure and facts of an extracted text. Raises EmptyReport where no paragraph is left."""
    text = extract.text
    every = report_lines(text)
    lines = outside(every, extract.tables)
    paragraphs, sections = split_paragraphs(text, lines)
    placed = place_tables(text, lines, sections, extract.tables)
    passages = on_pages(split_passages(text, paragraphs, placed), extract.pages)
    if not passages:
        raise EmptyReport(extract.source, "không có đoạn văn nào")
    metadata = replace(read_metadata(text, every), address=extract.address)
    words = SegmentedWords(text, [paragraph.span for paragraph in paragraphs])
    facts, masked = extract_facts(Source(text, metadata, passages, words), lines, paragraphs, placed)
    read = [paragraph.span for paragraph in paragraphs]
    spans = [*(line.span for line in lines), *(t.table.span for t in placed)]
    return Report(
        source=extract.source,
        sha256=sha256,
        text=text,
        reader=extract.reader,
        metadata=metadata,
        sections=tuple(sections),
        passages=passages,
        facts=_mark_scanned(flag_conflicts(facts), extract.pages),
        warnings=(*extract.warnings, *words.warnings),
        unread=not_read(text, facts, masked, spans, read),
        pages=len(extract.pages),
        tables=len(placed),
    )


def _mark_scanned(facts: Sequence[Fact], pages: Sequence[Page]) -> tuple[Fact, ...]:
    """The facts, those that stand on a scanned page flagged."""
    if not any(page.ocr for page in pages):
        return tuple(facts)
    scanned = [is_scanned(pages, fact.span.start) for fact in facts]
    return tuple(replace(f, flags=(*f.flags, _SCANNED)) if s else f for f, s in zip(facts, scanned, strict=True))
