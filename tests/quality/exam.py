"""The exam of ../shared/exam over the real report, with the real program; skipped with a word where it is absent.

python -m tests.quality.exam [--show]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.processes import ROOT, run

SHARED = ROOT.parent / "shared"
# Raise when the figure rises; never lower without a word in CHANGELOG.md.
FLOOR = 0.98


def main() -> int:
    """The scorer's exit status: 1 below the floor."""
    questions = SHARED / "exam" / "bac-kan-2019.jsonl"
    report = SHARED / "reports" / "bac-kan-2019.txt"
    if not questions.exists() or not report.exists():
        print(f"exam: {questions} is not here, nothing to run")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        added = run(data_dir, "index", "add", str(report))
        answered = run(data_dir, "ask", "--jsonl", stdin=questions.read_text(encoding="utf-8"))
        if added.returncode or answered.returncode:
            print(added.stderr, answered.stderr)
            return 1
        answers = Path(folder) / "answers.jsonl"
        answers.write_text(answered.stdout, encoding="utf-8")
        scorer = [sys.executable, str(SHARED / "exam" / "score.py"), str(questions), str(answers)]
        return subprocess.run([*scorer, "--min", str(FLOOR), *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
