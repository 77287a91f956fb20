"""Reports → a new index version, switched to atomically.

    read each file (skipped where its bytes are stored already) → store it → compile the new reports into a
    segment → write the new version's folder → publish

A crash leaves the live version as it was; what was stored is found again by its hash in the next run.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from corpus.limits import Limits
from corpus.sandbox.pool import SandboxPool
from index.bm25 import Parameters
from index.changing import changing
from index.database import make_writable
from index.errors import IndexDamaged, NoSuchFact, NoSuchReport, NoSuchVersion
from index.intake import Incoming, Pool, find_files, incoming, missing
from index.layout import Layout
from index.preview import Preview, changes
from index.records import StoredFact
from index.reviews import Key, Review, Verdict, key_of
from index.store import Store
from index.versions import is_damaged, load_manifest, write_version

__all__ = ["BuildResult", "BuildSettings", "Builder", "FileResult", "Outcome", "find_files", "missing"]
# A sandbox takes 3 s to start: one more is worth its while for so many files.
_FILES_A_SANDBOX = 16


class Outcome(StrEnum):
    """What became of one file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file of an `add`: its path, the name it is known by, what became of it, and why not."""

    path: Path
    source: str
    outcome: Outcome
    reason: str = ""
    passages: int = 0
    facts: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What an operation did: the version that is live after it (None: still none) and each file's result."""

    version: int | None
    files: tuple[FileResult, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How an index is built: limits of a file, BM25 parameters, how many versions are kept, how many files are read
    side by side, how many seconds to wait for another process that changes the index."""

    limits: Limits = field(default_factory=Limits)
    parameters: Parameters = field(default_factory=Parameters)
    keep_versions: int = 5
    workers: int = 2
    wait_seconds: float = 0.0


Progress = Callable[[FileResult], None]
Pools = Callable[[int], AbstractContextManager[Pool]]


class Builder:
    """Changes the index of one data directory; every method holds the lock for as long as it works."""

    def __init__(self, layout: Layout, settings: BuildSettings | None = None, pools: Pools | None = None) -> None:
        """`pools` makes what reads files, so many side by side: sandboxes if not given."""
        self._layout = layout
        self._settings = settings or BuildSettings()
        self._pools = pools

    def add(
        self,
        files: Sequence[tuple[Path, str]],
        *,
        optional: frozenset[Path] = frozenset(),
        progress: Progress | None = None,
    ) -> BuildResult:
        """Read files into a new version; `optional` ones that no reader takes are skipped, not failed.

        Nothing changes where no file is new. Raises DataDirUnwritable or IndexLocked.
        """
        make_writable(self._layout)
        with self._lock(), Store.open(self._layout, create=True) as store:
            self._sweep(store)
            live = store.live_reports()
            wanted, results = dict(live), []
            for one in self._read(store, files, optional):
                result, report_id = self._take_in(store, one, live)
                if report_id is not None:
                    wanted[one.source] = report_id
                results.append(result)
                if progress is not None:
                    progress(result)
            if wanted != live:
                changed = sum(1 for r in results if r.outcome in (Outcome.ADDED, Outcome.UPDATED))
                self._publish(store, wanted, f"thêm {changed} báo cáo")
            return BuildResult(store.live(), tuple(results))

    def preview(
        self, files: Sequence[tuple[Path, str]], *, optional: frozenset[Path] = frozenset()
    ) -> Iterator[Preview | FileResult]:
        """What adding these files would do, file by file: a preview of what would be read, or the result of a file
        that would not. Nothing is written, and no lock is needed."""
        with ExitStack() as stack:
            store = stack.enter_context(Store.open(self._layout)) if self._layout.database.exists() else None
            live = store.live_reports() if store else {}
            for one in self._read(store, files, optional):
                if one.read is None:
                    yield self._not_read(one, live)
                    continue
                report, before = one.read.read.report, live.get(one.source)
                old = [] if store is None or before is None else store.facts_of_report(before)
                changed = changes((s.fact for s in old), report.facts) if before is not None else ()
                yield Preview(one.path, one.source, report, one.read.cost, changed, before is None)

    def remove(self, source: str) -> BuildResult:
        """A new version without one report. Raises NoSuchReport."""
        with Store.open(self._layout) as store, self._lock():
            self._sweep(store)
            live = store.live_reports()
            if source not in live:
                raise NoSuchReport(source, tuple(live))
            del live[source]
            self._publish(store, live, f"bỏ {source}")
            return BuildResult(store.live())

    def rollback(self, number: int | None = None) -> BuildResult:
        """Back to a kept version, the one before the live one if not given. Raises NoSuchVersion, or IndexDamaged
        where that version is no longer whole."""
        with Store.open(self._layout) as store, self._lock():
            self._sweep(store)
            live = store.live() or 0
            kept = tuple(v.number for v in store.versions() if self._layout.version(v.number).is_dir())
            target = number if number is not None else max((n for n in kept if n < live), default=None)
            if target not in kept:
                raise NoSuchVersion(number, kept)
            if is_damaged(self._layout, target):
                raise IndexDamaged(f"phiên bản {target}")
            store.switch(target)
            return BuildResult(target)

    def rebuild(self) -> BuildResult:
        """Compile the live version's reports anew, as a new version, from what is stored; older versions that are
        damaged are mended where they are."""
        with Store.open(self._layout) as store, self._lock():
            self._sweep(store)
            self._publish(store, store.live_reports(), "lập lại chỉ mục", afresh=True)
            for version in store.versions():
                if not version.live and is_damaged(self._layout, version.number):
                    ids = list(store.live_reports(version.number).values())
                    write_version(store, self._layout, version.number, ids, self._settings.parameters, store.live())
            self._sweep(store)
            return BuildResult(store.live())

    def review(
        self, source: str, start: int, verdict: Verdict, person: str, value: str = "", note: str = ""
    ) -> BuildResult:
        """Keep what a person said of the fact that starts at a character of a live report, as a new version.

        Every kept revision of the report that has the sentence is marked. Raises NoSuchReport or NoSuchFact.
        """
        with Store.open(self._layout) as store, self._lock():
            live = store.live_reports()
            if source not in live:
                raise NoSuchReport(source, tuple(live))
            text = store.report_text(live[source])
            fact = next((s.fact for s in store.facts_of_report(live[source]) if s.fact.span.start == start), None)
            if fact is None:
                raise NoSuchFact(source, start)
            key = key_of(text, fact)
            review = Review(source, *key, verdict, value, note, person, datetime.now(UTC))
            same = [s.id for report in store.reviews.revisions(source) for s in _facts_of(store, report, key)]
            store.reviews.add(review, same)
            self._publish(store, live, f"duyệt dữ kiện “{fact.wording}” của {source}")
            return BuildResult(store.live())

    def reviews(self) -> list[tuple[Review, bool]]:
        """The last review of each fact, in the order they were made, and whether the live version has the fact."""
        with Store.open(self._layout) as store:
            live = store.live_reports()
            made = store.reviews.of()
            keys: dict[str, set[Key]] = {}
            for source in {review.source for review in made} & set(live):
                text = store.report_text(live[source])
                keys[source] = {key_of(text, s.fact) for s in store.facts_of_report(live[source])}
            last = {(review.source, review.key): review for review in made}
            return [(review, review.key in keys.get(review.source, set())) for review in last.values()]

    def _lock(self) -> AbstractContextManager[None]:
        return changing(self._layout, self._settings.wait_seconds)

    def _read(
        self, store: Store | None, files: Sequence[tuple[Path, str]], optional: frozenset[Path]
    ) -> Iterator[Incoming]:
        """Every file read, or known already where there is a store."""
        limits, options = self._settings.limits, _options(self._settings.limits)
        workers = min(self._settings.workers, 1 + len(files) // _FILES_A_SANDBOX)

        def known(sha256: str, source: str) -> int | None:
            return store.find_report(sha256, source, options) if store else None

        pools: Pools = self._pools or SandboxPool
        with pools(workers) as pool:
            yield from incoming(pool, files, optional, limits, known)

    @staticmethod
    def _not_read(one: Incoming, live: Mapping[str, int]) -> FileResult:
        """The result of a file that was not read: it could not be, need not be, or is stored already."""
        if one.problem:
            outcome = Outcome.SKIPPED if one.skipped else Outcome.FAILED
            return FileResult(one.path, one.source, outcome, one.problem)
        if live.get(one.source) == one.known:
            return FileResult(one.path, one.source, Outcome.UNCHANGED)
        return FileResult(one.path, one.source, Outcome.UPDATED if one.source in live else Outcome.ADDED)

    def _take_in(self, store: Store, one: Incoming, live: Mapping[str, int]) -> tuple[FileResult, int | None]:
        """Store one file's report unless it is there; its result, and its report's id where it has one."""
        if one.read is None:
            return self._not_read(one, live), one.known
        read, outcome = one.read.read, Outcome.UPDATED if one.source in live else Outcome.ADDED
        report_id = store.add_report(read.report, read.words, _options(self._settings.limits))
        passages, facts = len(read.report.passages), len(read.report.facts)
        return FileResult(one.path, one.source, outcome, "", passages, facts, read.report.warnings), report_id

    def _publish(self, store: Store, reports: Mapping[str, int], note: str, *, afresh: bool = False) -> None:
        """Compile and switch. Reports are ordered by source, so that the order of adding changes no answer."""
        number, before = store.next_version(), None if afresh else store.live()
        ids = [reports[source] for source in sorted(reports)]
        passages, facts = write_version(store, self._layout, number, ids, self._settings.parameters, before)
        store.publish(number, ids, note, passages, facts)
        store.prune(self._settings.keep_versions)
        self._sweep(store)

    def _sweep(self, store: Store) -> None:
        """Remove folders that no kept version needs: older ones, and those of a run that was killed."""
        kept = {self._layout.version(v.number) for v in store.versions()}
        used = {segment for folder in kept for segment in _segments_of(self._layout, folder)}
        for parent, needed in ((self._layout.versions, kept), (self._layout.segments, used)):
            parent.mkdir(parents=True, exist_ok=True)
            for entry in parent.iterdir():
                if entry not in needed:
                    shutil.rmtree(entry, ignore_errors=True)


def _facts_of(store: Store, report_id: int, key: Key) -> list[StoredFact]:
    """The facts of a revision that a review is of."""
    text = store.report_text(report_id)
    return [stored for stored in store.facts_of_report(report_id) if key_of(text, stored.fact) == key]


def _segments_of(layout: Layout, folder: Path) -> list[Path]:
    """The segments of a version; none where its manifest is damaged: `rebuild` makes them anew."""
    try:
        return [layout.segment(name) for name, _ in load_manifest(folder).segments]
    except IndexDamaged:
        return []


def _options(limits: Limits) -> str:
    """What changes the reading of a file beside its bytes."""
    return f"personal={limits.personal} ocr={'yes' if limits.ocr else 'no'}"
