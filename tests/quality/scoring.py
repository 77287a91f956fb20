"""Our own question set: cases as TOML, and whether an answer is right and cited.

The rules are those of the exam (DESIGN.md, "An answer as JSON"): right status; the first headline values are the
wanted ones in the base unit, at most three more follow; or one of the wanted strings (all of `text_all`) is in the
text, for a passage or a list also in a quote.
"""

import json
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.processes import run

QUESTIONS = Path(__file__).parent / "questions"
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_MOST_EXTRA = 3
_LEAST_SLACK, _SLACK = Decimal("0.005"), Decimal("0.00005")
_QUOTED = ("passage", "list")


@dataclass(frozen=True)
class Case:
    """A question with its wanted answer.

    One of `text`, or every one of `text_all`, must be in the answer; `tol` is the slack of a rounded, derived
    value; `source` the file that must be cited, "" where several serve.
    """

    id: str
    phenomenon: str
    wording: str
    question: str
    status: str
    values: tuple[Decimal, ...]
    text: tuple[str, ...]
    evidence: str
    chat: str | None
    text_all: tuple[str, ...] = ()
    tol: Decimal = Decimal(0)
    source: str = ""


@dataclass(frozen=True)
class Score:
    """How a set went: `made_up` counts unanswerable questions that were answered."""

    asked: int
    right: int
    cited: int
    answered_right: int
    wrong: int
    made_up: int
    unanswerable: int
    failures: tuple[str, ...]
    by_wording: dict[str, tuple[int, int]]

    @property
    def accuracy(self) -> float:
        """Share of all questions that were answered right, or rightly refused."""
        return self.right / max(1, self.asked)


def load_cases(name: str) -> tuple[Case, ...]:
    """The cases of questions/`name`.toml in order."""
    rows = tomllib.loads((QUESTIONS / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return tuple(
        Case(
            id=row["id"],
            phenomenon=row["phenomenon"],
            wording=row["wording"],
            question=row["question"],
            status=row["status"],
            values=tuple(Decimal(v) for v in row.get("values", ())),
            text=tuple(row.get("text", ())),
            evidence=row.get("evidence", ""),
            chat=row.get("chat"),
            text_all=tuple(row.get("text_all", ())),
            tol=Decimal(str(row.get("tol", 0))),
            source=row.get("source", ""),
        )
        for row in rows
    )


def ask_all(data_dir: Path, cases: Iterable[Case]) -> dict[str, dict[str, Any]]:
    """The real program's answers by id."""
    lines = [json.dumps({"id": c.id, "question": c.question, "chat": c.chat}, ensure_ascii=False) for c in cases]
    done = run(data_dir, "ask", "--jsonl", stdin="\n".join(lines))
    assert done.returncode == 0, done.stderr
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def score(cases: Iterable[Case], answers: dict[str, dict[str, Any]]) -> Score:
    """The score of a set."""
    counts: Counter[str] = Counter()
    wordings: dict[str, list[bool]] = {}
    failures = []
    for case in cases:
        answer = answers[case.id]
        right = is_right(case, answer)
        wordings.setdefault(case.wording, []).append(right)
        counts["asked"] += 1
        counts["right"] += right
        if case.status == "not_found":
            counts["unanswerable"] += 1
            counts["made_up"] += answer["status"] == "answered"
        else:
            counts["answered_right"] += right
            counts["cited"] += right and is_cited(case, answer)
            counts["wrong"] += not right and answer["status"] == "answered"
        if not right:
            failures.append(
                f"{case.id} {case.question} → {answer['status']} {answer['text'].splitlines()[0][:100]}"
            )
    return Score(
        asked=counts["asked"],
        right=counts["right"],
        cited=counts["cited"],
        answered_right=counts["answered_right"],
        wrong=counts["wrong"],
        made_up=counts["made_up"],
        unanswerable=counts["unanswerable"],
        failures=tuple(failures),
        by_wording={name: (sum(results), len(results)) for name, results in sorted(wordings.items())},
    )


def is_right(case: Case, answer: Mapping[str, Any]) -> bool:
    """Whether an answer is right."""
    if answer["status"] != case.status:
        return False
    if case.status == "not_found":
        return not answer["values"]
    if not case.values:
        return _says(case, answer)
    got = amounts(answer)
    head = got[: len(case.values)]
    fits = len(head) == len(case.values) <= len(got) <= len(case.values) + _MOST_EXTRA
    return fits and all(any(_close(h, wanted, case.tol) for h in head) for wanted in case.values)


def is_cited(case: Case, answer: Mapping[str, Any]) -> bool:
    """Whether a citation of the right source holds the evidence, or lies within it."""
    evidence = _even(case.evidence)
    for citation in answer["citations"]:
        if case.source not in citation["source"]:
            continue
        quote, passage = _even(citation["quote"]), _even(citation["passage"])
        if quote and (evidence in quote or quote in evidence or (evidence in passage and quote in passage)):
            return True
    return False


def amounts(answer: Mapping[str, Any]) -> list[Decimal]:
    """An answer's values in their base units, in order."""
    return [_base(value) for value in answer["values"]]


def _says(case: Case, answer: Mapping[str, Any]) -> bool:
    """Whether the wanted words are in the answer; to ask back, none need be wanted."""
    where = _even(answer["text"])
    if case.phenomenon in _QUOTED:
        where = " ".join([where, *(_even(citation["quote"]) for citation in answer["citations"])])
    if case.text_all:
        return all(_even(text) in where for text in case.text_all)
    return any(_even(text) in where for text in case.text) or (case.status == "clarify" and not case.text)


def _close(got: Decimal, wanted: Decimal, tol: Decimal) -> bool:
    return abs(got - wanted) <= max(_LEAST_SLACK, abs(wanted) * _SLACK, tol)


def _even(text: str) -> str:
    """Composed letters, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _base(value: Mapping[str, Any]) -> Decimal:
    amount = Decimal(value["value"])
    for word in (value["unit"] or "").lower().split():
        amount *= _SCALES.get(word, 1)
    return amount
