"""SIGKILL at random calls, at random moments, and to the real program with its sandbox."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.processes import environment
from tests.torture.children import Children, Job
from tests.torture.states import COMMANDS, Scene
from tests.torture.trials import Known, Row, forget, learn, survive

_GONE_SECONDS = 15.0


def killed_at_calls(scene: Scene, children: Children, points: int, seed: int) -> Iterator[Row]:
    """Each command, killed at random calls of our code."""
    for command in COMMANDS:
        known, chance = learn(scene, children, command), random.Random(f"{seed} {command}")  # noqa: S311
        row = Row(f"killed at a call: index {command} ({known.calls} calls)")
        for at in sorted(_points(known.calls, points, chance)):
            _trial(scene, children, known, row, Job("", (), at=at), f"{command}-{at}")
        yield row


def _points(calls: int, points: int, chance: random.Random) -> set[int]:
    """Random calls: half of them anywhere, half among the last tenth, where versions are switched."""
    late = max(1, calls - max(points, calls // 10))
    anywhere = chance.sample(range(1, calls), min(points - points // 2, calls - 1))
    return {*anywhere, *chance.sample(range(late, calls), min(points // 2, calls - late))}


def killed_by_the_clock(scene: Scene, children: Children, points: int, seed: int) -> Iterator[Row]:
    """Each command, killed at random moments: also within SQLite and the file system."""
    for command in COMMANDS:
        known, chance = learn(scene, children, command), random.Random(f"{seed} {command}")  # noqa: S311
        row = Row(f"killed by the clock: index {command}")
        for n in range(points):
            after = chance.uniform(0.001, known.seconds)
            _trial(scene, children, known, row, Job("", (), after=after), f"{command}-clock{n}")
        yield row


def _trial(scene: Scene, children: Children, known: Known, row: Row, job: Job, name: str) -> None:
    data_dir = scene.copy(name)
    command = scene.command(known.command, data_dir)
    ended = children.run(Job(str(data_dir), command, at=job.at, after=job.after))
    row.trials += 1
    row.cut_short += ended.killed
    if not ended.killed and ended.status:
        row.failures.append(f"{name}: status {ended.status} {ended.output}")
    survive(scene, children, known, data_dir, row)
    forget(data_dir)


def killed_for_real(scene: Scene, children: Children, times: int, seed: int) -> Row:
    """The process group of the real `hoibaocao index add`, killed at random milliseconds; its sandbox goes too."""
    known, row = learn(scene, children, "add"), Row("killed by the clock: the real process group of index add")
    chance, started = random.Random(seed), time.monotonic()  # noqa: S311
    _killed(scene, scene.copy("real-whole"), None)
    whole = time.monotonic() - started
    for n in range(times):
        data_dir = scene.copy(f"real{n}")
        row.trials += 1
        row.cut_short += _killed(scene, data_dir, whole * chance.random())
        if left := _left_after(data_dir):
            row.failures.append(f"real{n}: processes {left} still there after {_GONE_SECONDS} s")
        survive(scene, children, known, data_dir, row)
        forget(data_dir)
    return row


def _killed(scene: Scene, data_dir: Path, after: float | None) -> bool:
    """Run the real command; whether it had to be killed after so many seconds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *scene.command("add", data_dir)],
        env=environment(data_dir),
        cwd=data_dir.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def _left_after(data_dir: Path) -> list[int]:
    """Processes that still work for a data directory when those of a killed command should be gone."""
    deadline = time.monotonic() + _GONE_SECONDS
    while (left := _working_for(data_dir)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def _working_for(data_dir: Path) -> list[int]:
    """Processes with this data directory in their environment."""
    wanted, found = f"HOIBAOCAO_DATA_DIR={data_dir}\0".encode(), []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and wanted in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found
