"""Runs the real program as people do: `hoibaocao …` in a process of its own, with its own data directory."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "samples" / "bac-kan-2019-mau.txt"
_PROGRAM = (sys.executable, "-m", "bot.cli")


def environment(data_dir: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a run: ours without HOIBAOCAO_ settings, then the given ones."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOIBAOCAO_")}
    return {
        **kept,
        "HOIBAOCAO_DATA_DIR": str(data_dir),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        **(extra or {}),
    }


def run(
    data_dir: Path, *arguments: str, stdin: str = "", extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*_PROGRAM, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(data_dir, extra),
        timeout=120,
        check=False,
        cwd=data_dir.parent,
    )


@contextmanager
def serving(
    data_dir: Path, extra: Mapping[str, str], arguments: Sequence[str] = ("serve",)
) -> Iterator["subprocess.Popen[str]"]:
    """`hoibaocao serve` while the block runs; ended by SIGTERM, killed where that does not help."""
    log = (data_dir.parent / "serve.log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        [*_PROGRAM, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=log,
        text=True,
        env=environment(data_dir, extra),
        cwd=data_dir.parent,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def served_log(data_dir: Path) -> str:
    """What the last `serving` process wrote to standard error."""
    return (data_dir.parent / "serve.log").read_text(encoding="utf-8")
