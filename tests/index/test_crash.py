"""A crash at any point leaves the live version whole, and the next run finishes the work."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import index.build
import index.disk
import index.segments
import index.versions
import tests.index.direct_pool
from index.build import Builder
from index.layout import Layout
from index.store import Store
from tests.index.made_reports import TEXTS, is_whole, leftovers, look_at

Files = Mapping[str, tuple[Path, str]]
OLD, NEW = ("caphe.txt",), tuple(sorted(TEXTS))
POINTS = 5


class Crash(Exception):
    """Stands for whatever may end a run."""


def crashing(work: Callable[..., Any], at: int) -> Callable[..., Any]:
    """`work`, which crashes before its `at`-th call (from 1)."""
    calls = iter(range(1, 1000))

    def run(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == at:
            raise Crash
        return work(*args, **kwargs)

    return run


def crashing_after(work: Callable[..., Any]) -> Callable[..., Any]:
    """`work`, which crashes when it is done."""

    def run(*args: Any, **kwargs: Any) -> Any:
        work(*args, **kwargs)
        raise Crash

    return run


STEPS: list[tuple[str, Any, str, Callable[[Any], Any]]] = [
    ("before the first report is stored", Store, "add_report", lambda f: crashing(f, 1)),
    ("before the second report is stored", Store, "add_report", lambda f: crashing(f, 2)),
    ("after a report is stored", Store, "add_report", crashing_after),
    ("before the passages are compiled", index.segments, "compile_collection", lambda f: crashing(f, 1)),
    ("before the facts are compiled", index.segments, "compile_collection", lambda f: crashing(f, 2)),
    ("after the passages are compiled", index.segments, "compile_collection", crashing_after),
    ("before segments are merged", index.segments, "merge_collections", lambda f: crashing(f, 1)),
    ("before the segment is on disk", index.disk, "sync", lambda f: crashing(f, 1)),
    ("before the version is on disk", index.versions, "seal", lambda f: crashing(f, 1)),
    ("before a folder gets its name", index.disk.os, "replace", lambda f: crashing(f, 1)),
    ("after a folder got its name", index.disk.os, "replace", crashing_after),
    ("before the texts are counted", index.versions, "save_ngrams", lambda f: crashing(f, 1)),
    ("before the switch", Store, "publish", lambda f: crashing(f, 1)),
]


@pytest.fixture
def live(layout: Layout, files: Files) -> Builder:
    """A builder over an index in which the first report is live."""
    builder = Builder(layout)
    builder.add([files["caphe.txt"]])
    return builder


def finish(builder: Builder, layout: Layout, files: Files) -> None:
    """The next run does all of the work and cleans up after the one that crashed."""
    builder.add(list(files.values()))
    seen = look_at(layout)
    assert seen.sources == NEW
    assert is_whole(seen)
    assert leftovers(layout) == []


@pytest.mark.parametrize(("owner", "name", "crash"), [s[1:] for s in STEPS], ids=[s[0] for s in STEPS])
def test_a_crash_before_the_switch(
    live: Builder,
    layout: Layout,
    files: Files,
    monkeypatch: pytest.MonkeyPatch,
    owner: Any,
    name: str,
    crash: Callable[[Any], Any],
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, crash(getattr(owner, name)))
        with pytest.raises(Crash):
            live.add(list(files.values()))
    seen = look_at(layout)
    assert (seen.version, seen.sources) == (1, OLD)
    assert is_whole(seen)
    finish(live, layout, files)


@pytest.mark.parametrize(("owner", "name"), [(Store, "publish"), (Store, "prune")])
def test_a_crash_after_the_switch(
    live: Builder, layout: Layout, files: Files, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, crashing_after(getattr(owner, name)))
        with pytest.raises(Crash):
            live.add(list(files.values()))
    seen = look_at(layout)
    assert (seen.version, seen.sources) == (2, NEW)
    assert is_whole(seen)
    finish(live, layout, files)


def test_stored_work_is_not_done_twice(
    live: Builder, layout: Layout, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Store, "publish", crashing(Store.publish, 1))
        with pytest.raises(Crash):
            live.add(list(files.values()))
    monkeypatch.setattr(tests.index.direct_pool, "read_bytes", crashing(tests.index.direct_pool.read_bytes, 1))
    finish(live, layout, files)
