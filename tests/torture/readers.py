"""A reader asks without end while reports are added, changed, removed and rolled back."""

import multiprocessing
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.conversation import Conversations
from index.build import Builder, BuildSettings
from index.layout import Layout
from index.search import Searcher
from index.store import Store
from tests.index.direct_pool import CachedPool
from tests.torture.states import QUESTIONS, Scene, answer_to, answers
from tests.torture.trials import Row

_SECOND = 1.0


@dataclass(slots=True)
class _Said:
    """What a reader was told: which question, when it asked, when it had the answer, the answer; or its error."""

    question: int
    asked: float
    answered: float
    answer: str
    error: str = ""


@dataclass(slots=True)
class _History:
    """From when to when which answers were right: a change begins, ends, and then has these answers."""

    since: list[tuple[float, float, list[str]]] = field(default_factory=list)

    def right(self, said: _Said) -> bool:
        """Whether an answer is that of a version live when it was asked for or given, or less than a second ago."""
        ends = [*(ended for _, ended, _ in self.since[1:]), float("inf")]
        spans = zip(self.since, ends, strict=True)
        return any(
            told[said.question] == said.answer
            for (start, _, told), end in spans
            if start <= said.answered and end + _SECOND >= said.asked
        )


def _read(data_dir: Path, ready: Event, stop: Event, results: Connection) -> None:
    layout, said = Layout(data_dir), list[_Said]()
    with Store.open(layout) as store:
        answerer = Answerer(Searcher(store, layout), Conversations(60))
        for question in QUESTIONS:
            answer_to(answerer, question)
        ready.set()
        while not stop.is_set():
            said += [_asked(answerer, number) for number in range(len(QUESTIONS))]
    results.send(said)


def _asked(answerer: Answerer, number: int) -> _Said:
    asked = time.monotonic()
    try:
        told, error = answer_to(answerer, QUESTIONS[number]), ""
    except Exception as failed:  # noqa: BLE001  (a reader must never see one)
        told, error = "", f"{type(failed).__name__}: {failed}"
    return _Said(number, asked, time.monotonic(), told, error)


def reader(scene: Scene, changes: int, keep: int, seed: int) -> Row:
    """One reader, one writer, so many changes, `keep` versions kept."""
    row = Row(f"a reader during {changes} changes, {keep} versions kept")
    data_dir = scene.copy(f"reader{keep}")
    context = multiprocessing.get_context("spawn")
    ready, stop = context.Event(), context.Event()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(data_dir, ready, stop, theirs))
    process.start()
    theirs.close()
    assert ready.wait(120), "the reader did not start"
    history = _History([(0.0, 0.0, answers(data_dir).split("\n"))])
    try:
        _change(scene, data_dir, changes, keep, seed, history)
        time.sleep(_SECOND)
    finally:
        stop.set()
    said: list[_Said] = ours.recv()
    process.join()
    row.trials = len(said)
    row.new = len({one.answer for one in said})
    row.failures += _wrong(said, history)
    return row


def _change(scene: Scene, data_dir: Path, changes: int, keep: int, seed: int, history: _History) -> None:
    """Add, remove and roll back at random."""
    layout, chance = Layout(data_dir), random.Random(seed)  # noqa: S311
    builder = Builder(layout, BuildSettings(keep_versions=keep))
    files = [(p, p.name) for folder in ("now", "later") for p in sorted((scene.folder / folder).glob("*.txt"))]
    for _ in range(changes):
        started = time.monotonic()
        _one_change(builder, layout, chance, files)
        history.since.append((started, time.monotonic(), answers(data_dir).split("\n")))


def _one_change(builder: Builder, layout: Layout, chance: random.Random, files: Sequence[tuple[Path, str]]) -> None:
    with Store.open(layout) as store:
        live, older = store.live_reports(), [v.number for v in store.versions() if not v.live]
    kind = chance.choice(["add", "add", "remove", "rollback"])
    if kind == "remove" and len(live) > 1:
        builder.remove(chance.choice(sorted(live)))
    elif kind == "rollback" and older:
        builder.rollback(chance.choice(older))
    else:
        builder.add([chance.choice(files)])


def _wrong(said: Sequence[_Said], history: _History) -> list[str]:
    errors = [one.error for one in said if one.error]
    wrong = [one for one in said if not one.error and not history.right(one)]
    known = {answer for _, _, told in history.since for answer in told}
    told = [f"{len(errors)} errors, the first: {errors[0]}"] if errors else []
    told += [f"an answer of no version: {one.answer}" for one in wrong if one.answer not in known]
    return told + [f"an answer out of time: {one.answer}" for one in wrong if one.answer in known]


def use_cached_pool() -> None:
    """The writer reads its reports once, in this process."""
    import index.build

    vars(index.build)["SandboxPool"] = CachedPool
