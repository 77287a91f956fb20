"""What it costs to add one report to an index of N, and to take it up: python -m benchmarks.incremental N…

N short reports of our own go in through the real reader and builder; then one more is added, five times over. Told
are the median seconds of the whole `add` (the sandbox started before), of its parts, of a reader that takes the new
version up, and of removing the report again.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import index.build
import index.versions
from benchmarks.made_library import INDICATORS, provinces
from corpus.sandbox.pool import SandboxPool
from index.build import Builder, BuildSettings
from index.layout import Layout
from index.search import Searcher
from index.store import Store

_ROUNDS, _PARAGRAPHS = 5, 6
_PARTS: tuple[tuple[str, Any, str], ...] = (
    ("store it", Store, "add_report"),
    ("compile and merge segments", index.versions, "_segments"),
    ("count the texts", index.versions, "_count_texts"),
    ("publish", Store, "publish"),
    ("prune", Store, "prune"),
)


def main() -> None:
    """Print one table: a row a part, a column an N."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [100, 10_000]
    columns = {size: _measured(size) for size in sizes}
    print("| seconds | " + " | ".join(f"N = {size:,}" for size in sizes) + " |")
    print("| --- |" + " ---: |" * len(sizes))
    for name in next(iter(columns.values())):
        print(f"| {name} | " + " | ".join(f"{columns[size][name]:.3f}" for size in sizes) + " |")


def _measured(size: int) -> dict[str, float]:
    draw = random.Random(size)  # noqa: S311  (a benchmark, not a secret)
    with tempfile.TemporaryDirectory() as folder, _one_pool():
        layout = Layout(Path(folder) / "data")
        builder = Builder(layout, BuildSettings())
        paths = [_write(Path(folder), draw, number) for number in range(size)]
        started = time.perf_counter()
        builder.add([(path, path.name) for path in paths])
        told = {"add all N": time.perf_counter() - started}
        with Store.open(layout) as store:
            searcher = Searcher(store, layout)
            searcher.refresh()
            told |= _one_more(builder, searcher, Path(folder), draw, size)
        return told


def _one_more(
    builder: Builder, searcher: Searcher, folder: Path, draw: random.Random, size: int
) -> dict[str, float]:
    times: dict[str, list[float]] = {}
    with _timed(times):
        for round_ in range(_ROUNDS):
            path = _write(folder, draw, size + round_)
            _time(times, "add one report", lambda path=path: builder.add([(path, path.name)]))  # type: ignore[misc]
            _time(times, "take the new version up", searcher.refresh)
        _time(times, "remove it again", lambda: builder.remove(path.name))
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def _write(folder: Path, draw: random.Random, number: int) -> Path:
    place, year = draw.choice(provinces()), draw.randint(2015, 2024)
    lines = [f"BÁO CÁO\nTình hình kinh tế - xã hội năm {year} tỉnh {place}"]
    for indicator in draw.sample(INDICATORS, _PARAGRAPHS):
        amount = f"{draw.randint(indicator.size // 2, indicator.size * 2):,}".replace(",", ".")
        lines.append(f"Năm {year}, {indicator.name} đạt {amount} {indicator.unit}, đạt kế hoạch đề ra.")
    path = folder / f"bao-cao-{number:06d}.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


def _time(times: dict[str, list[float]], name: str, work: Callable[[], object]) -> None:
    started = time.perf_counter()
    work()
    times.setdefault(name, []).append(time.perf_counter() - started)


@contextmanager
def _timed(times: dict[str, list[float]]) -> Iterator[None]:
    """Every part of `add` timed."""
    kept = [(owner, attribute, getattr(owner, attribute)) for _, owner, attribute in _PARTS]
    for name, owner, attribute in _PARTS:
        setattr(owner, attribute, _wrapped(times, f"– {name}", getattr(owner, attribute)))
    try:
        yield
    finally:
        for owner, attribute, work in kept:
            setattr(owner, attribute, work)


def _wrapped(times: dict[str, list[float]], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return work(*args, **kwargs)
        finally:
            times.setdefault(name, []).append(time.perf_counter() - started)

    return run


@contextmanager
def _one_pool() -> Iterator[None]:
    """One pool for all rounds: its start (3 s) is the program's, not the report's."""
    with SandboxPool(2) as pool:

        class Shared:
            def __init__(self, _: int) -> None: ...

            def __enter__(self) -> SandboxPool:
                return pool

            def __exit__(self, *_: object) -> None: ...

        kept, index.build.SandboxPool = index.build.SandboxPool, Shared  # type: ignore[misc, assignment]
        try:
            yield
        finally:
            index.build.SandboxPool = kept  # type: ignore[misc]


if __name__ == "__main__":
    main()
