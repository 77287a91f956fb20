"""The exams of ../shared/exam with the real program over the files themselves; skipped with a word where absent.

python -m tests.quality.exam [--show]
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.processes import ROOT, run

SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Exam:
    """Questions, the reports that they are asked over, and the least share of right answers.

    Raise a floor when the figure rises; never lower one without a word in CHANGELOG.md.
    """

    questions: str
    reports: Sequence[str]
    floor: float


EXAMS = (
    Exam("bac-kan-2019.jsonl", ("bac-kan-2019.txt",), 0.98),
    Exam("practice.jsonl", ("bac-kan-2019.txt", "practice"), 0.945),
)


def main() -> int:
    """The scorer's exit status: 1 where an exam is below its floor."""
    return max(_run(exam) for exam in EXAMS)


def _run(exam: Exam) -> int:
    questions = SHARED / "exam" / exam.questions
    reports = [SHARED / "reports" / name for name in exam.reports]
    if not all(path.exists() for path in (questions, *reports)):
        print(f"exam: {questions} is not here, nothing to run")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        added = run(data_dir, "index", "add", *map(str, reports))
        answered = run(data_dir, "ask", "--jsonl", stdin=questions.read_text(encoding="utf-8"))
        if added.returncode or answered.returncode:
            print(added.stderr, answered.stderr)
            return 1
        answers = Path(folder) / "answers.jsonl"
        answers.write_text(answered.stdout, encoding="utf-8")
        scorer = [sys.executable, str(SHARED / "exam" / "score.py"), str(questions), str(answers)]
        command = [*scorer, "--min", str(exam.floor), *sys.argv[1:]]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
