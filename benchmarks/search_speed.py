"""BM25 over N passages: our posting lists beside rank_bm25.get_scores on the same statistics.

    python -m benchmarks.search_speed [N …]        (make bench)

Passages are random draws from a Zipf vocabulary, 120 syllables each; queries are 8 syllables. Prints a Markdown
table: build time, milliseconds a query (median of 30), and the speed-up.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from index.bm25 import FieldIndex, Parameters, compile_postings, count, top

_LENGTH, _VOCABULARY, _QUERY, _ROUNDS = 120, 6000, 8, 30


def main() -> None:
    """Measure each size given on the command line."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 10_000]
    print("| passages | compile, s | rank_bm25, ms | ours, ms | times faster |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        print(_row(size))


def _row(size: int) -> str:
    draw = random.Random(20261124)  # noqa: S311  (a benchmark, not a secret)
    words = [f"t{i}" for i in range(_VOCABULARY)]
    weights = [1 / (i + 10) for i in range(_VOCABULARY)]
    documents = [draw.choices(words, weights, k=_LENGTH) for _ in range(size)]
    queries = [draw.choices(words, weights, k=_QUERY) for _ in range(_ROUNDS)]
    counts = count(documents, Parameters())
    if counts is None:
        raise SystemExit("no documents")
    started = time.perf_counter()
    field = FieldIndex.single(compile_postings(counts, size), Parameters())
    compiled = time.perf_counter() - started

    def ours(query: list[str]) -> None:
        scores = np.zeros(size)
        field.add_scores(scores, query, 1.0)
        top(scores, 10)

    theirs = _median_ms(lambda query: np.argsort(counts.get_scores(query))[::-1][:10], queries)
    mine = _median_ms(ours, queries)
    return f"| {size} | {compiled:.2f} | {theirs:.2f} | {mine:.3f} | {theirs / mine:.0f} |"


def _median_ms(call: Callable[[list[str]], object], queries: list[list[str]]) -> float:
    times = []
    for query in queries:
        started = time.perf_counter()
        call(query)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
