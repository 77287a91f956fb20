"""Answering speed: milliseconds a question over a made library, beside rank_bm25.get_scores over its passages.

    python -m benchmarks.answer_speed [QUESTIONS=300]        (make bench)

About 5,000 passages and 10,000 facts go through the real reader and index builder. Times are those of the processor
(one core), so that neighbours on the machine do not count; the wall clock's stand below. The index is loaded and
warmed up before: the first question is not counted. A passage is read when it is first looked at and kept; so the
same questions are asked a second time. rank_bm25 is asked the same questions, by lower-cased
syllables between spaces, for its scores alone: no sorting, reading or answering.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rank_bm25 import BM25Okapi

from benchmarks.made_library import questions, write_reports
from bot.answering.answerer import Answerer
from bot.config import Settings
from bot.wiring import builder, open_answerer, open_store

_TOTAL = "all"


def main() -> None:
    """Builds the library, asks the questions and prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data")
        passages = _build(Path(folder), settings)
        asked = questions(count)
        with open_answerer(settings) as answerer:
            wall = _print_answers(answerer, asked)
        _print_plain(passages, [question for _, question in asked])
    p50, p99 = _percentile(wall, 50), _percentile(wall, 99)
    print(f"\nBy the wall clock an answer took {p50:.1f} ms (p50), {p99:.1f} ms (p99).")


def _build(folder: Path, settings: Settings) -> list[str]:
    """Writes and indexes the reports; the texts of their passages."""
    started = time.process_time()
    paths = write_reports(folder)
    builder(settings).add([(path, path.name) for path in paths])
    with open_store(settings) as store:
        reports = store.reports()
        texts = [passage.text for passage, _ in store.passage_words([report.id for report in reports])]
    facts, seconds = sum(report.facts for report in reports), time.process_time() - started
    print(f"{len(reports)} reports, {len(texts)} passages, {facts} facts, read and indexed in {seconds:.0f} s\n")
    return texts


def _print_answers(answerer: Answerer, asked: Sequence[tuple[str, str]]) -> list[float]:
    """The table by kind of question; milliseconds by the wall clock."""
    answerer.warm_up()
    answerer.ask(asked[0][1])
    times: dict[str, list[float]] = {}
    answered: dict[str, int] = {}
    wall = []
    for kind, question in asked:
        began, started = time.perf_counter(), time.process_time()
        answer = answerer.ask(question)
        spent = (time.process_time() - started) * 1000
        wall.append((time.perf_counter() - began) * 1000)
        for name in (kind, _TOTAL):
            times.setdefault(name, []).append(spent)
            answered[name] = answered.get(name, 0) + (answer.status == "answered")
    print("| questions | asked | answered | p50, ms | p99, ms | max, ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name in sorted(times, key=lambda name: name == _TOTAL):
        print(_row(name, str(answered[name]), times[name]), flush=True)
    again = [_milliseconds(lambda words: answerer.ask(words[0]), [question]) for _, question in asked]
    print(_row("all, their passages read before", str(answered[_TOTAL]), again), flush=True)
    return wall


def _print_plain(passages: Sequence[str], asked: Sequence[str]) -> None:
    plain = BM25Okapi([text.lower().split() for text in passages])
    print(_row("rank_bm25.get_scores", "–", [_milliseconds(plain.get_scores, q.lower().split()) for q in asked]))


def _milliseconds(call: Callable[[list[str]], object], words: list[str]) -> float:
    started = time.process_time()
    call(words)
    return (time.process_time() - started) * 1000


def _row(name: str, answered: str, times: Sequence[float]) -> str:
    figures = (_percentile(times, 50), _percentile(times, 99), max(times))
    return f"| {name} | {len(times)} | {answered} | {' | '.join(f'{figure:.1f}' for figure in figures)} |"


def _percentile(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
