"""Reports → a new index version, switched to atomically.

    read each file (skipped where its bytes are stored already) → store it → compile the collections of the new
    version into their own folder → publish

A crash leaves the live version as it was; what was stored is found again by its hash in the next run.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from corpus.errors import ReportError, ReportNotFound
from corpus.language.lexicon import canonical_terms
from corpus.language.restore import Ngrams
from corpus.language.segment import segment
from corpus.limits import Limits
from corpus.readers import load, suffixes
from corpus.reading import read_bytes
from corpus.records import Passage, Report, Span
from index.bm25 import Parameters
from index.collection import compile_collection
from index.database import make_writable
from index.errors import NoSuchReport, NoSuchVersion
from index.fields import document_terms, folded_terms
from index.layout import Layout
from index.lock import exclusive
from index.mentions import save_mentions
from index.ngrams import save_ngrams
from index.records import StoredFact, StoredPassage
from index.store import Store


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
    """How an index is built: limits of a file, BM25 parameters, how many versions are kept."""

    limits: Limits = field(default_factory=Limits)
    parameters: Parameters = field(default_factory=Parameters)
    keep_versions: int = 5


Progress = Callable[[FileResult], None]


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Files with the name each is known by: its own, or its path below the folder given."""
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            below = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            found.extend((p, p.relative_to(path).as_posix()) for p in below)
        else:
            found.append((path, path.name))
    return found


class Builder:
    """Changes the index of one data directory; every method holds the lock for as long as it works."""

    def __init__(self, layout: Layout, settings: BuildSettings | None = None) -> None:
        self._layout = layout
        self._settings = settings or BuildSettings()

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
        with exclusive(self._layout.lock), Store.open(self._layout, create=True) as store:
            self._sweep(store)
            live = {report.source: report.id for report in store.reports()}
            wanted, results = dict(live), []
            taken: dict[str, Path] = {}
            for path, source in files:
                if source in taken and taken[source] != path:
                    result, report_id = _same_name(path, source, taken[source]), None
                else:
                    result, report_id = self._take_in(store, path, source, live, path in optional)
                if report_id is not None:
                    taken[source], wanted[source] = path, report_id
                results.append(result)
                if progress is not None:
                    progress(result)
            if wanted != live:
                changed = sum(1 for r in results if r.outcome in (Outcome.ADDED, Outcome.UPDATED))
                self._publish(store, wanted, f"thêm {changed} báo cáo")
            return BuildResult(store.live(), tuple(results))

    def remove(self, source: str) -> BuildResult:
        """A new version without one report. Raises NoSuchReport."""
        with Store.open(self._layout) as store, exclusive(self._layout.lock):
            live = {report.source: report.id for report in store.reports()}
            if source not in live:
                raise NoSuchReport(source, tuple(live))
            del live[source]
            self._publish(store, live, f"bỏ {source}")
            return BuildResult(store.live())

    def rollback(self, number: int | None = None) -> BuildResult:
        """Back to a kept version, the one before the live one if not given. Raises NoSuchVersion."""
        with Store.open(self._layout) as store, exclusive(self._layout.lock):
            live = store.live() or 0
            kept = tuple(v.number for v in store.versions() if self._layout.version(v.number).is_dir())
            target = number if number is not None else max((n for n in kept if n < live), default=None)
            if target not in kept:
                raise NoSuchVersion(number, kept)
            store.switch(target)
            return BuildResult(target)

    def rebuild(self) -> BuildResult:
        """Compile the live version's reports anew, as a new version, from what is stored."""
        with Store.open(self._layout) as store, exclusive(self._layout.lock):
            self._sweep(store)
            self._publish(store, {report.source: report.id for report in store.reports()}, "lập lại chỉ mục")
            return BuildResult(store.live())

    def _take_in(
        self, store: Store, path: Path, source: str, live: Mapping[str, int], optional: bool
    ) -> tuple[FileResult, int | None]:
        """Read and store one file unless it is there; its result, and its report's id where it has one."""
        if optional and path.suffix.lower() not in suffixes():
            return FileResult(path, source, Outcome.SKIPPED, "chưa đọc được định dạng này"), None
        try:
            data = load(path, self._settings.limits.max_bytes)
            sha256 = hashlib.sha256(data).hexdigest()
            known = store.find_report(sha256, source)
            if known is not None and live.get(source) == known:
                return FileResult(path, source, Outcome.UNCHANGED), known
            outcome = Outcome.UPDATED if source in live else Outcome.ADDED
            if known is not None:
                return FileResult(path, source, outcome), known
            report = read_bytes(path, data, sha256, source, self._settings.limits)
        except ReportError as error:
            return FileResult(path, source, Outcome.FAILED, error.reason), None
        report_id = store.add_report(report, _words(report))
        result = FileResult(path, source, outcome, "", len(report.passages), len(report.facts), report.warnings)
        return result, report_id

    def _publish(self, store: Store, reports: Mapping[str, int], note: str) -> None:
        """Compile and switch. Reports are ordered by source, so that the order of adding changes no answer."""
        number = store.next_version()
        ids = [reports[source] for source in sorted(reports)]
        passages, facts = compile_version(store, ids, self._layout.version(number), self._settings.parameters)
        store.publish(number, ids, note, passages, facts)
        for old in store.prune(self._settings.keep_versions):
            shutil.rmtree(self._layout.version(old), ignore_errors=True)

    def _sweep(self, store: Store) -> None:
        """Remove folders of versions that were never published (a run that was killed)."""
        kept = {self._layout.version(v.number).name for v in store.versions()}
        self._layout.versions.mkdir(parents=True, exist_ok=True)
        for entry in self._layout.versions.iterdir():
            if entry.name not in kept:
                shutil.rmtree(entry, ignore_errors=True)


def _same_name(path: Path, source: str, other: Path) -> FileResult:
    """A second file of one name in one run: taking it in would silently replace the first."""
    reason = f"trùng tên với {other}. Hãy đổi tên một trong hai, hoặc thêm cả thư mục chứa chúng"
    return FileResult(path, source, Outcome.FAILED, reason)


def compile_version(
    store: Store, report_ids: Sequence[int], folder: Path, parameters: Parameters
) -> tuple[int, int]:
    """Write the passage and fact collections of these reports into `folder`; how many of each there are.

    The folder gets its name only when it is complete and on disk.
    """
    building = folder.with_name(folder.name + ".building")
    shutil.rmtree(building, ignore_errors=True)
    passages = list(store.passage_words(report_ids))
    compile_collection(
        building / "passages",
        [passage.id for passage, _ in passages],
        [document_terms(_searchable(passage), words) for passage, words in passages],
        [passage.place for passage, _ in passages],
        parameters,
    )
    facts = [(fact, text) for report_id in report_ids for fact, text in _fact_texts(store, report_id, passages)]
    compile_collection(
        building / "facts",
        [fact.id for fact, _ in facts],
        [folded_terms(text) for _, text in facts],
        [fact.fact.place for fact, _ in facts],
        parameters,
        [fact.passage_id for fact, _ in facts],
    )
    save_mentions((passage.text for passage, _ in passages), building)
    save_ngrams(Ngrams.of(passage.text for passage, _ in passages), building)
    _sync(building)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(building, folder)
    return len(passages), len(facts)


def _searchable(passage: StoredPassage) -> str:
    """What a passage is found by: its text under its nearest headings."""
    return "\n".join((*passage.headings[-2:], passage.text))


def _fact_texts(
    store: Store, report_id: int, passages: Sequence[tuple[StoredPassage, list[str]]]
) -> Iterator[tuple[StoredFact, str]]:
    """Each fact of a report with the canonical wording it is found by: own, inherited, sentence, headings."""
    text = store.report_text(report_id)
    headings = {p.id: " ".join(p.headings[-2:]) for p, _ in passages if p.report_id == report_id}
    for stored in store.facts_of_report(report_id):
        fact = stored.fact
        spans: tuple[Span, ...] = (fact.own, fact.own, *fact.context, fact.sentence)
        wording = " ".join(span.of(text) for span in spans) + " " + headings.get(stored.passage_id, "")
        yield stored, " ".join(term.exact for term in canonical_terms(f"{wording} {fact.measure}"))


def _words(report: Report) -> dict[int, list[str]]:
    """The index terms of each passage by ordinal."""
    return {passage.ordinal: _passage_words(passage) for passage in report.passages}


def _passage_words(passage: Passage) -> list[str]:
    return [word.term for word in segment(passage.text)]


def _sync(folder: Path) -> None:
    """Flush every file of a folder to disk, so that the database never names what a power cut took."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def missing(paths: Sequence[Path]) -> list[ReportNotFound]:
    """An error for each path that does not exist."""
    return [ReportNotFound(path) for path in paths if not path.exists()]
