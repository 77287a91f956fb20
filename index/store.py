"""The database behind records: what is stored, what is live. The only place that speaks SQL.

A report is stored by its own transaction and belongs to no version yet; `publish` makes a version of a set of
reports and switches to it in one transaction. So nothing is ever half-published, and work done before a crash is
found again by its hash.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Engine, Row, insert
from sqlalchemy import select as columns
from sqlmodel import Session, col, delete, func, select

from corpus.records import Report, Unread
from corpus.version import EXTRACTOR_VERSION
from index.changing import changing
from index.contents import content_hash
from index.database import open_database
from index.errors import EmptyIndex
from index.layout import Layout
from index.mapping import (
    fact_row,
    passage_row,
    report_row,
    report_summary,
    stored_fact,
    stored_passage,
    unread_of,
)
from index.records import ReportSummary, StoredFact, StoredPassage, VersionSummary
from index.reviews import Reviews, Verdict, key_of, latest, mark
from index.tables import (
    FactRow,
    LiveRow,
    PassageRow,
    QuestionRow,
    ReportRow,
    VersionReportRow,
    VersionRow,
)

_BATCH = 500
# A restore that is moving its files into place takes no longer.
_RESTORE_SECONDS = 10.0
# What a passage is told with: plain columns, as objects of the mapper cost more than all the rest of an answer.
_OF_PASSAGES = (
    *(col(c) for c in (PassageRow.id, PassageRow.report_id, PassageRow.ordinal, PassageRow.page, PassageRow.start)),
    *(
        col(c)
        for c in (
            PassageRow.text,
            PassageRow.headings,
            PassageRow.sheet,
            ReportRow.source,
            ReportRow.title,
            ReportRow.place,
        )
    ),
    *(col(c) for c in (ReportRow.issuer, ReportRow.number, ReportRow.issued)),
)


class Store:
    """An open database. Use as a context manager; methods are safe to call from one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.reviews = Reviews(engine)

    @classmethod
    def open(cls, layout: Layout, *, create: bool = False) -> Self:
        """Open the database below `layout`. Raises EmptyIndex where there is none and `create` is off."""
        if layout.restored.exists():
            with changing(layout, _RESTORE_SECONDS):
                pass
        if not create and not layout.database.exists():
            raise EmptyIndex
        return cls(open_database(layout, create=create))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- versions -----------------------------------------------------------------------------------------

    def live(self) -> int | None:
        """The number of the version that answers, None before the first."""
        with Session(self._engine) as session:
            return session.exec(select(LiveRow.version_id)).first()

    def versions(self) -> tuple[VersionSummary, ...]:
        """All kept versions, newest first."""
        live = self.live()
        with Session(self._engine) as session:
            counts = dict(
                session.exec(
                    select(VersionReportRow.version_id, func.count()).group_by(col(VersionReportRow.version_id))
                ).all()
            )
            rows = session.exec(select(VersionRow).order_by(col(VersionRow.id).desc())).all()
            return tuple(
                VersionSummary(
                    number=row.id or 0,
                    created_at=row.created_at,
                    note=row.note,
                    reports=counts.get(row.id or 0, 0),
                    passages=row.passage_count,
                    facts=row.fact_count,
                    live=row.id == live,
                )
                for row in rows
            )

    def next_version(self) -> int:
        """The number that the next version will get."""
        with Session(self._engine) as session:
            return (session.exec(select(func.max(VersionRow.id))).one() or 0) + 1

    def publish(self, number: int, report_ids: Sequence[int], note: str, passages: int, facts: int) -> None:
        """Make version `number` of these reports and switch to it, in one transaction."""
        with Session(self._engine) as session:
            session.add(VersionRow(id=number, note=note, passage_count=passages, fact_count=facts))
            session.flush()
            rows = [{"version_id": number, "report_id": i} for i in report_ids]
            if rows:
                session.execute(insert(VersionReportRow), rows)
            session.merge(LiveRow(id=1, version_id=number))
            session.commit()

    def switch(self, number: int) -> None:
        """Make a kept version live."""
        with Session(self._engine) as session:
            session.merge(LiveRow(id=1, version_id=number))
            session.commit()

    def prune(self, keep: int) -> tuple[int, ...]:
        """Drop versions beyond the `keep` newest (never the live one) and reports in no version; their numbers."""
        numbers = [v.number for v in self.versions() if not v.live][max(0, keep - 1) :]
        with Session(self._engine) as session:
            session.exec(delete(VersionRow).where(col(VersionRow.id).in_(numbers)))
            used = select(VersionReportRow.report_id)
            session.exec(delete(ReportRow).where(col(ReportRow.id).not_in(used)))
            session.commit()
        return tuple(numbers)

    # --- reports ------------------------------------------------------------------------------------------

    def reports(self, version: int | None = None) -> tuple[ReportSummary, ...]:
        """The reports of a version (the live one if not given), by source."""
        number = self.live() if version is None else version
        with Session(self._engine) as session:
            rows = session.exec(
                select(ReportRow)
                .join(VersionReportRow, col(VersionReportRow.report_id) == col(ReportRow.id))
                .where(VersionReportRow.version_id == number)
                .order_by(col(ReportRow.source))
            )
            return tuple(report_summary(row) for row in rows)

    def live_reports(self, version: int | None = None) -> dict[str, int]:
        """The id of each report of a version (the live one if not given), by source."""
        wanted = (
            columns(col(ReportRow.source), col(ReportRow.id))
            .join(VersionReportRow, col(VersionReportRow.report_id) == col(ReportRow.id))
            .where(col(VersionReportRow.version_id) == (self.live() if version is None else version))
            .order_by(col(ReportRow.source))
        )
        with self._engine.connect() as connection:
            return {row.source: row.id for row in connection.execute(wanted)}

    def find_report(self, sha256: str, source: str, options: str = "") -> int | None:
        """The id of a report stored with these bytes and name, read under these options by the current rules, in a
        version or not."""
        with Session(self._engine) as session:
            return session.exec(
                select(ReportRow.id).where(
                    ReportRow.sha256 == sha256,
                    ReportRow.source == source,
                    ReportRow.options == options,
                    ReportRow.extractor == EXTRACTOR_VERSION,
                )
            ).first()

    def revisions(self, source: str) -> tuple[ReportSummary, ...]:
        """Every kept revision of a report, newest first."""
        with Session(self._engine) as session:
            rows = session.exec(
                select(ReportRow).where(ReportRow.source == source).order_by(col(ReportRow.id).desc())
            )
            return tuple(report_summary(row) for row in rows)

    def report_text(self, report_id: int) -> str:
        """The extracted text of a report."""
        with Session(self._engine) as session:
            return session.exec(select(ReportRow.text).where(ReportRow.id == report_id)).one()

    def unread(self, report_id: int) -> tuple[Unread, ...]:
        """The digits of a report that are no figure, in order, with their reasons."""
        with Session(self._engine) as session:
            return unread_of(session.exec(select(ReportRow).where(ReportRow.id == report_id)).one())

    def add_report(self, report: Report, words: Mapping[int, Sequence[str]], options: str = "") -> int:
        """Store a report, read under `options`, with its passages and facts; `words` are the index terms of each
        passage by ordinal. Returns its id."""
        with Session(self._engine) as session:
            row = report_row(report, options)
            session.add(row)
            session.flush()
            report_id = row.id or 0
            passages = {p.ordinal: passage_row(p, report_id, words.get(p.ordinal, ())) for p in report.passages}
            session.add_all(passages.values())
            session.flush()
            ids = {ordinal: passage.id or 0 for ordinal, passage in passages.items()}
            facts = [fact_row(f, i, report_id, ids[f.passage]) for i, f in enumerate(report.facts)]
            session.add_all(facts)
            session.flush()
            reviews = latest(self.reviews.of(report.source))
            for fact, stored in zip(report.facts, facts, strict=True):
                stored.parent_id = None if fact.parent is None else facts[fact.parent].id
                stored.review = mark(reviews.get(key_of(report.text, fact))) if reviews else ""
            session.flush()
            row.content = content_hash(session.connection(), report_id)
            session.commit()
            return report_id

    def is_as_stored(self, report_id: int) -> bool:
        """Whether all rows of a report are as they were stored, as far as a hash of them was kept."""
        with self._engine.connect() as connection:
            kept = connection.execute(
                columns(col(ReportRow.content)).where(col(ReportRow.id) == report_id)
            ).scalar()
            return not kept or kept == content_hash(connection, report_id)

    # --- passages and facts -------------------------------------------------------------------------------

    def passage_words(self, report_ids: Sequence[int]) -> Iterable[tuple[StoredPassage, list[str]]]:
        """Every passage of these reports with its index terms, in the order of the ids, then of reading."""
        for report_id in report_ids:
            with Session(self._engine) as session:
                report = session.exec(select(ReportRow).where(ReportRow.id == report_id)).one()
                rows = session.exec(
                    select(PassageRow).where(PassageRow.report_id == report_id).order_by(col(PassageRow.ordinal))
                )
                found = [(stored_passage(row, report), row.words.split(" ")) for row in rows]
            yield from found

    def passage_counts(self, report_ids: Sequence[int]) -> dict[int, int]:
        """How many passages each of these reports has."""
        counts: dict[int, int] = {}
        for start in range(0, len(report_ids), _BATCH):
            batch = report_ids[start : start + _BATCH]
            wanted = columns(col(ReportRow.id), col(ReportRow.passage_count)).where(col(ReportRow.id).in_(batch))
            with self._engine.connect() as connection:
                counts.update((row.id, row.passage_count) for row in connection.execute(wanted))
        return counts

    def passage_texts(self, report_ids: Sequence[int]) -> Iterator[str]:
        """The text of every passage of these reports."""
        for report_id in report_ids:
            wanted = (
                columns(col(PassageRow.text))
                .where(col(PassageRow.report_id) == report_id)
                .order_by(col(PassageRow.ordinal))
            )
            with self._engine.connect() as connection:
                found = [row.text for row in connection.execute(wanted)]
            yield from found

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages by id; unknown ids are left out."""
        wanted = (
            columns(*_OF_PASSAGES)
            .join(ReportRow, col(ReportRow.id) == col(PassageRow.report_id))
            .where(col(PassageRow.id).in_(ids))
        )
        with self._engine.connect() as connection:
            rows: Iterable[Row[Any]] = connection.execute(wanted)
            return {row.id: stored_passage(row, row) for row in rows}

    def live_passage(self, passage_id: int) -> StoredPassage | None:
        """A passage by id if its report belongs to the live version."""
        with Session(self._engine) as session:
            found = session.exec(
                select(PassageRow, ReportRow)
                .join(ReportRow, col(ReportRow.id) == col(PassageRow.report_id))
                .join(VersionReportRow, col(VersionReportRow.report_id) == col(ReportRow.id))
                .join(LiveRow, col(LiveRow.version_id) == col(VersionReportRow.version_id))
                .where(PassageRow.id == passage_id)
            ).first()
            return None if found is None else stored_passage(*found)

    def facts(self, ids: Sequence[int]) -> dict[int, StoredFact]:
        """Facts by id; unknown ids and facts that a person rejected are left out."""
        found: dict[int, StoredFact] = {}
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            found.update((f.id, f) for f in self._told(col(FactRow.id).in_(batch)))
        return found

    def facts_of_report(self, report_id: int) -> list[StoredFact]:
        """All facts of a report in order of their place, rejected ones too."""
        return self._facts(FactRow.report_id == report_id)

    def facts_of_passages(self, passage_ids: Sequence[int]) -> list[StoredFact]:
        """The facts that stand in these passages and that nobody rejected, in order of their place."""
        return self._told(col(FactRow.passage_id).in_(passage_ids))

    def children(self, fact_ids: Sequence[int]) -> list[StoredFact]:
        """The facts whose parent is one of these and that nobody rejected."""
        return self._told(col(FactRow.parent_id).in_(fact_ids))

    def _told(self, condition: ColumnElement[bool]) -> list[StoredFact]:
        return [fact for fact in self._facts(condition) if fact.review is not Verdict.REJECTED]

    def _facts(self, condition: ColumnElement[bool] | bool) -> list[StoredFact]:
        wanted = (
            columns(FactRow.__table__, col(PassageRow.ordinal))  # type: ignore[attr-defined]
            .join(PassageRow, col(PassageRow.id) == col(FactRow.passage_id))
            .where(condition)  # type: ignore[arg-type]
            .order_by(col(FactRow.report_id), col(FactRow.position))
        )
        with self._engine.connect() as connection:
            return [stored_fact(row, row.ordinal) for row in connection.execute(wanted)]

    # --- questions ----------------------------------------------------------------------------------------

    def log_question(self, channel: str, person: str, question: str, status: str, elapsed_ms: float) -> None:
        """Keep a question for the admins; `person` must already be a pseudonym."""
        with Session(self._engine) as session:
            session.add(
                QuestionRow(channel=channel, person=person, question=question, status=status, elapsed_ms=elapsed_ms)
            )
            session.commit()

    def erase_person(self, person: str) -> int:
        """Delete every question of a pseudonym; how many there were."""
        with Session(self._engine) as session:
            result = session.exec(delete(QuestionRow).where(col(QuestionRow.person) == person))
            session.commit()
            return int(result.rowcount)

    def expire_questions(self, before: datetime) -> int:
        """Delete questions asked before a moment; how many there were."""
        with Session(self._engine) as session:
            result = session.exec(delete(QuestionRow).where(col(QuestionRow.asked_at) < before))
            session.commit()
            return int(result.rowcount)
