"""Segments: reports compiled once into a folder that never changes; a version is made of several.

    segments/s000012/segment.json            the reports in it, with how many passages and facts each has
    segments/s000012/hashes.json             the SHA-256 of every file, for `check`
    segments/s000012/{passages,facts}/…      the arrays of the two collections (collection.py)

Small segments are merged as they gather (the logarithmic method: a segment is merged with the one before it when
that is not twice as large), so there are at most about log2(N) of them and a report is copied as often at most.
Source: Bentley & Saxe, "Decomposable searching problems I", 1980; Lucene merges so too.
"""

import json
from collections.abc import Collection as AnyCollection
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.language.lexicon import canonical_terms
from corpus.records import FactKind, Span
from index.collection import compile_collection, merge_collections
from index.disk import begun, seal
from index.errors import IndexDamaged
from index.fields import document_terms, folded_terms
from index.records import StoredFact, StoredPassage
from index.store import Store

COLLECTIONS = ("passages", "facts")
# rank-bm25 counts so many passages at a time: it keeps a dictionary for each.
_BATCH_PASSAGES = 2000
_DESCRIPTION = "segment.json"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A report in a segment: its id, how many passages and facts it has."""

    report: int
    passages: int
    facts: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment on disk and its reports, in the order of its documents; `dead` are ids of those that the version no
    longer has. What is dead stays so: the database may give the id of a deleted report to another one."""

    folder: Path
    reports: tuple[Compiled, ...]
    dead: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name

    @property
    def alive(self) -> tuple[Compiled, ...]:
        """The reports that the version has."""
        return tuple(r for r in self.reports if r.report not in self.dead)

    @property
    def size(self) -> int:
        """How many passages the version has of it."""
        return sum(r.passages for r in self.alive)

    def keeping(self, wanted: AnyCollection[int]) -> "Segment":
        """The same segment in a version that has only these reports."""
        gone = {r.report for r in self.reports if r.report not in wanted}
        return Segment(self.folder, self.reports, self.dead | gone)


def compile_segments(store: Store, report_ids: Sequence[int], folders: Iterator[Path]) -> list[Segment]:
    """Compile reports into as few segments as their size allows, each in the next of `folders`."""
    made, batch, size = [], list[int](), 0
    counts = store.passage_counts(report_ids)
    for report_id in report_ids:
        batch.append(report_id)
        size += counts[report_id]
        if size >= _BATCH_PASSAGES:
            made.append(_compile(store, batch, next(folders)))
            batch, size = [], 0
    return [*made, _compile(store, batch, next(folders))] if batch else made


def merge_segments(segments: Sequence[Segment], folder: Path) -> Segment:
    """One segment of several, without their dead reports."""
    kept = tuple(r for segment in segments for r in segment.alive)
    building = begun(folder)
    for name in COLLECTIONS:
        sizes = {r.report: getattr(r, name) for r in kept}
        size = sum(sizes.values())
        starts = dict(zip(sizes, accumulate(sizes.values(), initial=0), strict=False))
        parts = [(s.folder / name, numbers_of(s, name, starts, -1)) for s in segments]
        merge_collections(parts, size, building / name)
    return _finish(building, folder, kept)


def numbers_of(segment: Segment, collection: str, starts: Mapping[int, int], dead: int) -> NDArray[np.int32]:
    """The number that each document of a segment gets where the documents of each report begin at `starts`; `dead`
    for those of dead reports, (n,)."""
    pieces = [
        np.full(n, dead, np.int32)
        if r.report in segment.dead
        else np.arange(starts[r.report], starts[r.report] + n, dtype=np.int32)
        for r in segment.reports
        if (n := getattr(r, collection))
    ]
    return np.concatenate(pieces) if pieces else np.empty(0, np.int32)


def load_segment(folder: Path, dead: frozenset[int] = frozenset()) -> Segment:
    """A segment from its description. Raises IndexDamaged."""
    path = folder / _DESCRIPTION
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return Segment(folder, tuple(Compiled(*map(int, row)) for row in rows), dead)
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"tệp {path} ({error})") from error


def _finish(building: Path, folder: Path, reports: tuple[Compiled, ...]) -> Segment:
    rows = [[r.report, r.passages, r.facts] for r in reports]
    (building / _DESCRIPTION).write_text(json.dumps(rows), encoding="utf-8")
    seal(building, folder)
    return Segment(folder, reports)


def _compile(store: Store, report_ids: Sequence[int], folder: Path) -> Segment:
    building = begun(folder)
    passages = list(store.passage_words(report_ids))
    facts = [pair for report_id in report_ids for pair in _fact_texts(store, report_id, passages)]
    compile_collection(
        building / "passages",
        [passage.id for passage, _ in passages],
        [document_terms(_searchable(passage), words) for passage, words in passages],
        [passage.place for passage, _ in passages],
    )
    compile_collection(
        building / "facts",
        [fact.id for fact, _ in facts],
        [folded_terms(text) for _, text in facts],
        [fact.fact.place for fact, _ in facts],
        [fact.passage_id for fact, _ in facts],
    )
    counted = {report_id: [0, 0] for report_id in report_ids}
    for passage, _ in passages:
        counted[passage.report_id][0] += 1
    for fact, _ in facts:
        counted[fact.report_id][1] += 1
    return _finish(building, folder, tuple(Compiled(report, *n) for report, n in counted.items()))


def _searchable(passage: StoredPassage) -> str:
    """What a passage is found by: its text under its nearest headings."""
    return "\n".join((*passage.headings[-2:], passage.text))


def _fact_texts(
    store: Store, report_id: int, passages: Sequence[tuple[StoredPassage, list[str]]]
) -> Iterator[tuple[StoredFact, str]]:
    """Each fact of a report with the canonical wording it is found by: own, inherited, sentence, headings; for who
    signed it, the report's title and issuer."""
    text = store.report_text(report_id)
    own = [passage for passage, _ in passages if passage.report_id == report_id]
    headings = {p.id: " ".join(p.headings[-2:]) for p in own}
    report = f" {own[0].title} . {own[0].issuer}" if own else ""
    for stored in store.facts_of_report(report_id):
        fact = stored.fact
        spans: tuple[Span, ...] = (fact.own, fact.own, *fact.context, fact.sentence)
        wording = " ".join(span.of(text) for span in spans) + " " + headings.get(stored.passage_id, "")
        wording += report if fact.kind is FactKind.PERSON else ""
        yield stored, " ".join(term.exact for term in canonical_terms(f"{wording} {fact.measure}"))
