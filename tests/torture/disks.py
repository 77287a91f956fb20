"""A full disk (a small tmpfs, or a limit on the size of a file) and a data directory that cannot be written."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.conversation import Conversations
from index.errors import DataDirUnwritable
from index.layout import Layout
from index.search import Searcher
from index.store import Store
from tests.torture.children import NOBODY, Children, Ended, Job
from tests.torture.states import COMMANDS, QUESTIONS, Scene, answer_to, answers, unsound
from tests.torture.trials import Known, Row, forget, learn, survive

_PAGE = 4096


def full_disks(scene: Scene, children: Children, sizes: int) -> Iterator[Row]:
    """Each command on disks that are full after so many bytes more; on disks of any size where we may mount one."""
    mountable = _can_mount(scene.folder / "disk")
    for command in COMMANDS:
        known = learn(scene, children, command)
        if mountable:
            row = Row(f"full disk (tmpfs): index {command}")
            for spare in _spread(scene, sizes):
                with _disk(scene.folder / "disk", _size(scene.base) + spare) as disk:
                    _fill(scene, children, known, disk, row)
            yield row
        row = Row(f"full disk (size of a file): index {command}")
        for largest in _spread(scene, sizes):
            data_dir = scene.copy(f"{command}-{largest}")
            job = Job(
                str(data_dir), scene.command(command, data_dir), largest=largest + _PAGE
            )  # what it says is a file too
            _refused(children.run(job), row, f"{command}-{largest}")
            survive(scene, children, known, data_dir, row)
            forget(data_dir)
        yield row


def _spread(scene: Scene, sizes: int) -> Sequence[int]:
    """So many numbers of bytes from none to more than any command needs, closer together where there are few."""
    most = 3 * _size(scene.base)
    return sorted({int(most * (n / max(1, sizes - 1)) ** 2) // _PAGE * _PAGE + 1 for n in range(sizes)})


def _size(folder: Path) -> int:
    """The bytes that a tmpfs needs for a folder: whole pages of files."""
    return sum(-(-p.stat().st_size // _PAGE) * _PAGE for p in folder.rglob("*") if p.is_file())


def _refused(ended: Ended, row: Row, name: str) -> None:
    """Count a trial: the command did all of its work or said in one line why it could not."""
    row.trials += 1
    row.cut_short += ended.status != 0
    if ended.status and not ended.told:
        row.failures.append(f"{name}: status {ended.status} {ended.output}")


def _fill(scene: Scene, children: Children, known: Known, disk: Path, row: Row) -> None:
    """A command on a small disk, while a reader that was there before goes on asking."""
    data_dir = scene.copy("", disk / "data")
    name = f"{known.command} on {os.statvfs(disk).f_blocks * _PAGE} bytes"
    with _reader(data_dir) as ask:
        _refused(children.run(Job(str(data_dir), scene.command(known.command, data_dir))), row, name)
        # what was restored is another database: who reads the old one has to start again, and is told so
        if ask is not None and known.command != "restore" and ask() not in {known.before, known.after}:
            row.failures.append(f"{name}: other answers while the disk is full")
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    survive(scene, children, known, data_dir, row)


@contextmanager
def _reader(data_dir: Path) -> Iterator[Callable[[], str] | None]:
    """Asks the questions of an index that is open; None where the disk has no room for the 32 KiB that SQLite needs
    to open it, which is told as such."""
    layout = Layout(data_dir)
    try:
        store = Store.open(layout)
        answerer = Answerer(Searcher(store, layout), Conversations(60))
        answerer.warm_up()
    except DataDirUnwritable:
        yield None
        return
    with store:
        yield lambda: "\n".join(answer_to(answerer, question) for question in QUESTIONS)


def _can_mount(disk: Path) -> bool:
    if os.getuid() != 0 or shutil.which("mount") is None:
        return False
    try:
        with _disk(disk, 1 << 20):
            return True
    except subprocess.CalledProcessError:
        return False


@contextmanager
def _disk(disk: Path, size: int) -> Iterator[Path]:
    """A disk in memory of so many bytes."""
    disk.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def read_only(scene: Scene, children: Children) -> Iterator[Row]:
    """Each command over a directory that it may not write, as a user who is not root; a question is answered,
    or one line says why not: SQLite itself needs to write beside a database that others may change."""
    uid = NOBODY if os.getuid() == 0 else 0
    for command in COMMANDS:
        row = Row(f"read-only directory: index {command}")
        data_dir = scene.copy(f"read-only-{command}")
        before = answers(data_dir)
        _protect(data_dir, 0o555, 0o444)
        ended = children.run(Job(str(data_dir), scene.command(command, data_dir), uid=uid))
        _refused(ended, row, command)
        if ended.status != 1:
            row.failures.append(f"{command}: status {ended.status}, though nothing can be written")
        asked = children.run(Job(str(data_dir), ("ask", "Kiểm tra bao nhiêu cơ sở nấu rượu?"), uid=uid))
        if not (asked.told or (asked.status == 0 and "64" in asked.output)):
            row.failures.append(f"{command}: neither an answer nor a reason: {asked.output}")
        _protect(data_dir, 0o755, 0o644)
        row.failures += unsound(data_dir, {before})
        forget(data_dir)
        yield row


def _protect(data_dir: Path, folder: int, file: int) -> None:
    for path in (data_dir, *data_dir.rglob("*")):
        path.chmod(folder if path.is_dir() else file)
