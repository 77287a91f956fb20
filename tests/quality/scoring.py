"""Our own question set: cases as TOML, and whether an answer is right and cited.

The rules are those of the exam (DESIGN.md, "An answer as JSON"): right status; the first headline values are the
wanted ones in the base unit, at most three more follow; or one of the wanted strings (all of `text_all`) is in the
text, for a passage or a list also in a quote.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

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
