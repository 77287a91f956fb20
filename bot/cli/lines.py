"""JSON lines in and out: what `ask --jsonl` and `search --jsonl` share."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import typer


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One line of standard input as a question; `valid` is off where the line is none (it has been told)."""

    raw: str
    valid: bool
    id: str = ""
    question: str = ""
    chat: str | None = None


def read_lines() -> Iterator[AskedLine]:
    """The lines of standard input in order, blank ones left out; a broken one is told on standard error."""
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.decode("utf-8", "replace").strip()
        if not line:
            continue
        try:
            yield _parse(line)
        except ValueError:
            typer.echo(f'hoibaocao: dòng {number} không phải {{"id": …, "question": …}}', err=True)
            yield AskedLine(line, valid=False)


def _parse(line: str) -> AskedLine:
    try:
        row = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str) or row.get("id") is None:
        raise ValueError("not a question")
    chat = row.get("chat")
    return AskedLine(line, True, str(row["id"]), _storable(row["question"]), None if chat is None else str(chat))


def as_line(row: Mapping[str, Any]) -> str:
    """One JSON object on one line, Vietnamese as it is written."""
    return _storable(json.dumps(row, ensure_ascii=False))


def _storable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate becomes "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")
