"""python -m tests.torture [POINTS=120] [SEED]: kills, full disks, read-only directories, readers; a summary table.

POINTS kills at random calls over all commands, half as many by the clock, a sixth of the real program (at least
20), and two thirds full disks. Exit status 1 where anything did not hold.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.torture.children import Children
from tests.torture.disks import full_disks, read_only
from tests.torture.kills import killed_at_calls, killed_by_the_clock, killed_for_real
from tests.torture.readers import reader, use_cached_pool
from tests.torture.states import COMMANDS, make_scene, write_scene_reports
from tests.torture.trials import Row

_CHANGES = 50
# A disk would spend most of the time being flushed.
MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # noqa: S108


def rows(folder: Path, points: int, seed: int, *, real: int, changes: int) -> Iterator[Row]:
    """Every kind of trial, one row each."""
    write_scene_reports(folder)
    use_cached_pool()
    each = max(1, -(-points // len(COMMANDS)))
    with Children(folder) as children:
        scene = make_scene(folder, children)
        folder.chmod(0o755)
        yield from killed_at_calls(scene, children, each, seed)
        yield from killed_by_the_clock(scene, children, max(1, each // 2), seed)
        if real:
            yield killed_for_real(scene, children, real, seed)
        yield from full_disks(scene, children, max(2, each // 3))
        yield from read_only(scene, children)
        for keep in (5, 1):
            yield reader(scene, changes, keep, seed)


def show(found: Iterable[Row]) -> list[str]:
    """Print a table as it comes; all that failed."""
    failures: list[str] = []
    print(f"{'':<64}{'trials':>8}{'cut short':>11}{'new live':>10}{'failed':>8}")
    for row in found:
        print(f"{row.name:<64}{row.trials:>8}{row.cut_short:>11}{row.new:>10}{len(row.failures):>8}", flush=True)
        for told in row.failures[:3]:
            print(f"    {told}", flush=True)
        failures += row.failures
    return failures


def main() -> int:
    """All trials in a folder of their own; 1 where something failed."""
    points = int(sys.argv[1]) if len(sys.argv) > 1 else int(os.environ.get("POINTS", "120"))
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 16
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="torture", dir=MEMORY))
    try:
        failures = show(rows(folder, points, seed, real=max(20, points // 6), changes=_CHANGES))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(failures)} failures in {time.monotonic() - started:.0f} s (seed {seed})")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
