"""Reports indexed in a folder of their own, asked in this process; with what an answer may be checked against."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.answering.answerer import Answerer, refuse
from bot.answering.errors import QuestionError
from bot.answering.records import Answer, Citation
from bot.config import Settings
from bot.wiring import open_answerer, open_store
from corpus.records import Fact, Period
from index.build import Builder, BuildResult, BuildSettings, Outcome
from index.layout import Layout
from tests.index.direct_pool import DirectPool
from tests.processes import SAMPLE

__all__ = ["SAMPLE", "Library", "NothingIndexed", "open_library"]
_READ = (Outcome.ADDED, Outcome.UPDATED, Outcome.UNCHANGED)


class NothingIndexed(Exception):
    """A report of the library could not be read."""


@dataclass(frozen=True)
class Library:
    """An answerer over reports; `texts` and `facts` are what was extracted from each, by source."""

    answerer: Answerer
    texts: Mapping[str, str]
    facts: Mapping[str, tuple[Fact, ...]]
    passages: int

    def ask(self, question: str, chat: str | None = None) -> Answer:
        """The answer a channel would show: a question that cannot be read is refused, as the channels do."""
        try:
            return self.answerer.ask(question, chat)
        except QuestionError as error:
            return refuse(question, error)

    def cited_facts(self, citation: Citation) -> list[Fact]:
        """The facts of the cited source whose figure lies, in part at least, in the quote."""
        facts = self.facts.get(citation.source, ())
        return [f for f in facts if f.span.start < citation.end and citation.start < f.span.end]

    def wordings(self, answer: Answer) -> list[str]:
        """What an answer may show beside its figures: period, place, measure and flags of what it cites."""
        found = [part for v in answer.values for part in (v.period, v.place)]
        for citation in answer.citations:
            for fact in self.cited_facts(citation):
                found += [fact.place, fact.measure, fact.owner, fact.yardstick, *fact.flags]
                for period in (fact.period, fact.compared_with):
                    found += [] if period is None else [period.wording, _days(period)]
        return found


def _days(period: Period) -> str:
    """The numbers of a period however it is worded: days, months, years, quarter, number of months."""
    first, last = period.start, period.end
    ends = f"{first.day} {first.month} {first.year} {last.day} {last.month} {last.year}"
    return f"{ends} {(last.month + 2) // 3} {last.month - first.month + 1}"


@contextmanager
def open_library(files: Sequence[Path]) -> Iterator[Library]:
    """The files read by the real readers, in this process, and really indexed. Raises NothingIndexed."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data")
        build = Builder(Layout(settings.data_dir), BuildSettings(), DirectPool)
        _complain(build.add([(path, path.name) for path in files]))
        with open_store(settings) as store:
            reports = store.reports()
            texts = {r.source: store.report_text(r.id) for r in reports}
            facts = {r.source: tuple(s.fact for s in store.facts_of_report(r.id)) for r in reports}
        with open_answerer(settings) as answerer:
            yield Library(answerer, texts, facts, sum(r.passages for r in reports))


def _complain(built: BuildResult) -> None:
    bad = [f"{file.source}: {file.reason}" for file in built.files if file.outcome not in _READ]
    if bad or not built.files:
        raise NothingIndexed("; ".join(bad) or "no report")
