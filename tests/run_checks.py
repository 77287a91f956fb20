"""All checks and tests in order: what `make test` runs. Stops at the first that fails and names it.

formatting and lint → types → layers → tests → the exams, where ../shared/exam exists

Coverage is a target of its own (`make coverage`): tracing takes half as long again.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATHS = ("bot", "corpus", "index", "tests", "benchmarks")


def main() -> int:
    """Run every step; the exit status of the first that fails, else 0."""
    tool = Path(sys.executable).parent
    workers = str(min(4, 1 + (os.cpu_count() or 1)))  # one more than cores: tests wait for processes and timers
    steps: list[tuple[str, list[str]]] = [
        ("lint", [str(tool / "ruff"), "check", *PATHS]),
        ("formatting", [str(tool / "ruff"), "format", "--check", *PATHS]),
        ("types", [str(tool / "mypy")]),
        ("types of the fake Bot API", [str(tool / "mypy"), "--strict", "-p", "tests.telegram.botapi"]),
        ("layers", [str(tool / "lint-imports")]),
        ("tests", [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "worksteal"]),
        ("exam", [sys.executable, "-m", "tests.quality.exam"]),
    ]
    for name, command in steps:
        started = time.monotonic()
        print(f"== {name}", flush=True)
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status:
            print(f"== {name} failed ({' '.join(command)})", flush=True)
            return status
        print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
