"""The progress bar of long commands: on a terminal only, on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.build import FileResult


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[["FileResult"], None]]:
    """A function to call after each of `total` files; it draws nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Đang đọc báo cáo", total=total)

        def advance(file: "FileResult") -> None:
            progress.update(task, advance=1, description=file.source[-40:])

        yield advance
