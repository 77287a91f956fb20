"""JSON lines in and out: what `ask --jsonl` and `search --jsonl` share."""

import json
from collections.abc import Mapping
from typing import Any


def parse_question(line: str) -> tuple[str, str, str | None]:
    """Id, question and chat of {"id", "question", "chat"?}. Raises ValueError for anything else."""
    try:
        row = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str) or row.get("id") is None:
        raise ValueError("not a question")
    chat = row.get("chat")
    return str(row["id"]), _storable(row["question"]), None if chat is None else str(chat)


def as_line(row: Mapping[str, Any]) -> str:
    """One JSON object on one line, Vietnamese as it is written."""
    return _storable(json.dumps(row, ensure_ascii=False))


def _storable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate becomes "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")
