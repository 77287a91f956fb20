"""What people say of facts: confirmed, corrected, rejected; by whom and when.

A review holds on to the report's name, the sentence and the figure's wording in it, so that it finds the fact again
when the report has been read anew, and is listed as lost when the sentence is gone. The original is always kept: a
corrected figure is told as printed, with the correction beside it; a rejected one is not told any more.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, select, update
from sqlmodel import col

from corpus.records import NOTE, Fact
from index.tables import FactRow, ReportRow, ReviewRow

Key = tuple[str, str, int]


class Verdict(StrEnum):
    """What a person said."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Review:
    """A review; `wording` is the figure's, the `nth` (from 0) of that wording in `sentence`; `value` the corrected
    figure as it should read ("" for other verdicts)."""

    source: str
    sentence: str
    wording: str
    nth: int
    verdict: Verdict
    value: str
    note: str
    person: str
    made_at: datetime

    @property
    def key(self) -> Key:
        """What finds the fact."""
        return self.sentence, self.wording, self.nth


def key_of(text: str, fact: Fact) -> Key:
    """The sentence of a fact, its wording, and which of that wording in the sentence it is."""
    sentence = fact.sentence.of(text)
    before = text[fact.sentence.start : fact.span.start]
    return " ".join(sentence.split()), fact.wording, before.count(fact.wording)


def mark(review: Review | None) -> str:
    """What a fact's row keeps of its review, "" for none."""
    if review is None:
        return ""
    return json.dumps({"verdict": review.verdict.value, "value": review.value, "day": f"{review.made_at:%d/%m/%Y}"})


def flag_of(kept: str) -> str:
    """What an answer says of a corrected figure, "" for any other."""
    said: Mapping[str, str] = json.loads(kept) if kept else {}
    if said.get("verdict") != Verdict.CORRECTED:
        return ""
    return f"{NOTE}đã đính chính ngày {said['day']}: số đúng là {said['value']}"


def verdict_of(kept: str) -> Verdict | None:
    """The verdict on a fact, None where nobody looked at it."""
    return Verdict(json.loads(kept)["verdict"]) if kept else None


def latest(reviews: Iterable[Review]) -> dict[Key, Review]:
    """The last review of each fact; `reviews` are in the order they were made."""
    return {review.key: review for review in reviews}


class Reviews:
    """The reviews of a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, source: str | None = None) -> tuple[Review, ...]:
        """The reviews of a report, or all, in the order they were made."""
        wanted = select(ReviewRow.__table__).order_by(col(ReviewRow.id))  # type: ignore[attr-defined]
        if source is not None:
            wanted = wanted.where(col(ReviewRow.source) == source)
        with self._engine.connect() as connection:
            return tuple(
                Review(
                    row.source,
                    row.sentence,
                    row.wording,
                    row.nth,
                    Verdict(row.verdict),
                    row.value,
                    row.note,
                    row.person,
                    row.made_at,
                )
                for row in connection.execute(wanted)
            )

    def add(self, review: Review, fact_ids: Iterable[int]) -> None:
        """Keep a review and mark the facts that it is of, in one transaction."""
        table = ReviewRow.__table__  # type: ignore[attr-defined]
        values = {name: getattr(review, name) for name in ("source", "sentence", "wording", "nth", "value", "note")}
        values |= {"verdict": review.verdict.value, "person": review.person, "made_at": review.made_at}
        with self._engine.begin() as connection:
            connection.execute(table.insert().values(values))
            marked = update(FactRow).where(col(FactRow.id).in_(list(fact_ids)))
            connection.execute(marked.values(review=mark(review)))

    def revisions(self, source: str) -> list[int]:
        """The ids of all kept revisions of a report."""
        wanted = select(col(ReportRow.id)).where(col(ReportRow.source) == source)
        with self._engine.connect() as connection:
            return [row.id for row in connection.execute(wanted)]
