"""One trial: a command is cut short, the index is looked at, the command is run again."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.children import Children, Ended, Job
from tests.torture.states import Scene, answers, unsound, untidy


@dataclass(slots=True)
class Row:
    """A line of the summary: how many trials, how many cut short, after how many the new version was live, what
    failed."""

    name: str
    trials: int = 0
    cut_short: int = 0
    new: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What a command makes of the base: the answers before and after, how many calls and seconds it takes."""

    command: str
    before: str
    after: str
    calls: int
    seconds: float


def learn(scene: Scene, children: Children, command: str) -> Known:
    """Run a command undisturbed."""
    data_dir = scene.copy(f"whole-{command}")
    ended = children.run(Job(str(data_dir), scene.command(command, data_dir)))
    assert ended.status == 0, ended.output
    assert not unsound(data_dir, {answers(data_dir)})
    assert not untidy(data_dir)
    known = Known(command, answers(scene.base), answers(data_dir), ended.calls, ended.seconds)
    forget(data_dir)
    return known


def forget(data_dir: Path) -> None:
    """Remove what a trial made."""
    shutil.rmtree(data_dir)
    data_dir.with_suffix(".zip").unlink(missing_ok=True)


def survive(scene: Scene, children: Children, known: Known, data_dir: Path, row: Row) -> None:
    """What must hold after a command was cut short: old or new, sound, and finished by running it again."""
    wrong = unsound(data_dir, {known.before, known.after})
    done = known.before != known.after and not wrong and answers(data_dir) == known.after
    row.new += done
    row.failures += [f"{data_dir.name}: {told}" for told in wrong or finish(scene, children, known, data_dir, done)]


def finish(scene: Scene, children: Children, known: Known, data_dir: Path, done: bool) -> Sequence[str]:
    """Run the command again; what is wrong then."""
    ended = children.run(Job(str(data_dir), scene.command(known.command, data_dir)))
    if not (ended.status == 0 or _was_done(known, ended, done)):
        return [f"run again: {ended.status} {ended.output}"]
    return [*unsound(data_dir, {known.after}), *(f"left behind: {name}" for name in untidy(data_dir))]


def _was_done(known: Known, ended: Ended, done: bool) -> bool:
    """Whether there was nothing left to do: the report is gone, the backup is there."""
    return ended.told and (known.command == "backup" or (known.command == "remove" and done))
