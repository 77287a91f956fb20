"""A version on disk: which reports, in which order, from which segments, and what is counted over all of them.

    versions/v000007/manifest.json      BM25 parameters, report ids in order, segments with their dead reports
    versions/v000007/{ngrams,mentions}  counts over the texts (ngrams.py, mentions.py)

A new version costs what its new reports cost: their segment, and the counts with theirs added and those of the
reports that go taken away. The segments of the version before are used again as they are.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import accumulate, count
from pathlib import Path

from corpus.language.restore import Ngrams
from index.bm25 import Parameters
from index.collection import Collection, load_collection
from index.disk import begun, damaged_files, seal
from index.errors import IndexDamaged
from index.fields import FACT_FIELDS, PASSAGE_FIELDS
from index.layout import Layout
from index.mentions import Mentions, load_mentions, mentions_of, save_mentions
from index.ngrams import load_all_ngrams, save_ngrams
from index.segments import (
    Segment,
    compile_segments,
    load_segment,
    merge_segments,
    numbers_of,
)
from index.store import Store

_MANIFEST = "manifest.json"
# A segment is rewritten when so much of it is no longer wanted.
_MOST_DEAD = 0.5


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is made of: ids of its reports in order, names of its segments with the ids of the reports in
    them that it does not have, BM25 parameters."""

    parameters: Parameters
    reports: tuple[int, ...]
    segments: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The two collections of a version."""

    passages: Collection
    facts: Collection


def load_manifest(folder: Path) -> Manifest:
    """The manifest of a version's folder. Raises IndexDamaged."""
    path = folder / _MANIFEST
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        segments = tuple((str(name), tuple(map(int, dead))) for name, dead in read["segments"])
        return Manifest(Parameters(**read["parameters"]), tuple(map(int, read["reports"])), segments)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(f"tệp {path} ({error})") from error


def load_version(layout: Layout, number: int) -> Loaded:
    """Map the collections of a version. Raises IndexDamaged."""
    manifest = load_manifest(layout.version(number))
    segments = load_segments(layout, manifest)
    return Loaded(
        _collection(manifest, segments, "passages"),
        _collection(manifest, segments, "facts"),
    )


def load_segments(layout: Layout, manifest: Manifest) -> list[Segment]:
    """The segments of a version. Raises IndexDamaged."""
    return [load_segment(layout.segment(name), frozenset(dead)) for name, dead in manifest.segments]


def _collection(manifest: Manifest, segments: Sequence[Segment], name: str) -> Collection:
    sizes = {r.report: int(getattr(r, name)) for segment in segments for r in segment.alive}
    missing = [report for report in manifest.reports if report not in sizes]
    if missing:
        raise IndexDamaged(f"báo cáo {missing[0]} không có trong phân đoạn nào")
    *begins, size = accumulate((sizes[report] for report in manifest.reports), initial=0)
    starts = dict(zip(manifest.reports, begins, strict=True))
    parts = [(s.folder / name, numbers_of(s, name, starts, size)) for s in segments]
    return load_collection(parts, size, PASSAGE_FIELDS if name == "passages" else FACT_FIELDS, manifest.parameters)


def write_version(
    store: Store, layout: Layout, number: int, reports: Sequence[int], parameters: Parameters, before: int | None
) -> tuple[int, int]:
    """Write version `number` of these reports in their order, from what version `before` has and what is new; how
    many passages and facts it has. The folder gets its name when it is complete and on disk."""
    old = _usable(layout, before)
    segments = _segments(store, layout, reports, old.segments)
    building = begun(layout.version(number))
    _count_texts(store, reports, old, building)
    described = [(segment.name, sorted(segment.dead)) for segment in segments]
    manifest = {"parameters": asdict(parameters), "reports": list(reports), "segments": described}
    (building / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    seal(building, layout.version(number))
    alive = [r for segment in segments for r in segment.alive]
    return sum(r.passages for r in alive), sum(r.facts for r in alive)


def is_damaged(layout: Layout, number: int) -> bool:
    """Whether a file of a version or of its segments is not as it was written."""
    try:
        segments = load_segments(layout, load_manifest(layout.version(number)))
    except IndexDamaged:
        return True
    return any(damaged_files(folder) for folder in (layout.version(number), *(s.folder for s in segments)))


@dataclass(frozen=True, slots=True)
class _Before:
    """What the next version goes on from: the reports, segments and counts of the one before, none of each where
    there is none."""

    reports: frozenset[int] = frozenset()
    segments: tuple[Segment, ...] = ()
    ngrams: Ngrams = field(default_factory=lambda: Ngrams({}, {}))
    mentions: Mentions = field(default_factory=Mentions)


def _usable(layout: Layout, number: int | None) -> _Before:
    """The version to go on from; nothing where there is none or its files are damaged."""
    if number is None:
        return _Before()
    folder = layout.version(number)
    try:
        manifest = load_manifest(folder)
        segments = tuple(load_segments(layout, manifest))
        return _Before(frozenset(manifest.reports), segments, load_all_ngrams(folder), load_mentions(folder))
    except IndexDamaged:
        return _Before()


def _segments(store: Store, layout: Layout, reports: Sequence[int], old: Sequence[Segment]) -> list[Segment]:
    """The segments of a version, the largest first: those of the old one, the new reports compiled, small ones
    merged."""
    wanted = frozenset(reports)
    kept = [segment.keeping(wanted) for segment in old]
    kept = [segment for segment in kept if segment.alive]
    compiled = {r.report for segment in kept for r in segment.alive}
    folders = _new_folders(layout)
    fresh = compile_segments(store, [report for report in reports if report not in compiled], folders)
    for segment in fresh:
        kept.append(segment)
        while len(kept) > 1 and kept[-2].size < 2 * kept[-1].size:
            kept[-2:] = [merge_segments(kept[-2:], next(folders))]
    return [merge_segments([s], next(folders)) if _is_mostly_dead(s) else s for s in kept]


def _is_mostly_dead(segment: Segment) -> bool:
    return segment.size < sum(r.passages for r in segment.reports) * _MOST_DEAD


def _new_folders(layout: Layout) -> Iterator[Path]:
    """Folders of segments that do not exist yet."""
    taken = [int(p.name[1:7]) for p in layout.segments.glob("s??????*") if p.name[1:7].isdigit()]
    return (layout.segment(f"s{number:06d}") for number in count(max(taken, default=0) + 1))


def _count_texts(store: Store, reports: Sequence[int], old: _Before, building: Path) -> None:
    """Write what is counted over all texts, from the counts of the version before."""
    ngrams, mentions, wanted = old.ngrams, old.mentions, frozenset(reports)
    gone, new = sorted(old.reports - wanted), [report for report in reports if report not in old.reports]
    if gone:
        texts = list(store.passage_texts(gone))
        ngrams, mentions = ngrams.without(Ngrams.of(texts)), mentions - mentions_of(texts)
    for texts in _batches(store.passage_texts(new)):
        ngrams, mentions = ngrams.merged(Ngrams.of(texts)), mentions + mentions_of(texts)
    save_ngrams(ngrams, building)
    save_mentions(mentions, building)


def _batches(texts: Iterator[str], most: int = 20_000) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == most:
            yield batch
            batch = []
    if batch:
        yield batch
