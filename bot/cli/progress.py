"""The progress of long commands on standard error: a bar with rate and time left, plain lines where no terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.build import FileResult

Advance = Callable[["FileResult"], None]
_SECONDS_A_LINE = 10.0


@contextmanager
def progress_bar(total: int) -> Iterator[Advance]:
    """A function to call after each of about `total` files (an archive holds more than one)."""
    if not sys.stderr.isatty():
        yield _plain_lines(total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Đang đọc báo cáo", total=total, rate="")
        started, done = time.monotonic(), 0

        def advance(file: "FileResult") -> None:
            nonlocal done
            done += 1
            speed = f"{done / max(time.monotonic() - started, 0.001):.1f} tệp/giây"
            name = file.source[-40:]
            progress.update(task, completed=done, total=max(total, done), description=name, rate=speed)

        yield advance


def _plain_lines(total: int) -> Advance:
    """One line every ten seconds: how many files, how fast, how long it will take."""
    started = last = time.monotonic()
    done = 0

    def advance(_: "FileResult") -> None:
        nonlocal done, last
        done += 1
        now = time.monotonic()
        if now - last < _SECONDS_A_LINE:
            return
        last, rate = now, done / (now - started)
        left = max(0, total - done) / rate
        told = f"đã đọc {done}/{max(total, done)} tệp, {rate:.1f} tệp/giây, còn khoảng {left:.0f} giây"
        print(f"hoibaocao: {told}", file=sys.stderr, flush=True)

    return advance
