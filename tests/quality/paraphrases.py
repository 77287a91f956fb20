"""The same fact asked in eight wordings: the share right of each, and the share of facts answered alike in all."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.library import Library
from tests.quality.asked import Asked, ask
from tests.quality.measures import Share, share
from tests.quality.scoring import QUESTIONS, Case, amounts

WORDINGS = ("accented", "bare", "typo", "abbreviation", "everyday", "english", "elliptical", "polite")
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


@dataclass(frozen=True)
class Paraphrases:
    """`right` by wording; `alike_right` are facts all of whose wordings are right, `alike` whose answers agree."""

    right: dict[str, Share]
    alike_right: Share
    alike: Share


def load_facts(*, odd: bool) -> list[list[Case]]:
    """A case for each wording of each fact; `odd` leaves out those with an even number (held back)."""
    rows = tomllib.loads((QUESTIONS / "paraphrases.toml").read_text(encoding="utf-8"))["fact"]
    return [
        [_case(row, wording) for wording in WORDINGS]
        for position, row in enumerate(rows, 1)
        if not odd or _number(row["id"], position) % 2 == 1
    ]


def ask_facts(library: Library, facts: Sequence[Sequence[Case]]) -> Paraphrases:
    """All wordings asked and scored."""
    asked = [list(ask(library, cases)) for cases in facts]
    return Paraphrases(
        right={w: share(a.right for group in asked for a in group if a.case.wording == w) for w in WORDINGS},
        alike_right=share(all(a.right for a in group) for group in asked),
        alike=share(len({_told(a) for a in group}) == 1 for group in asked),
    )


def _case(row: dict[str, object], wording: str) -> Case:
    values, text = row.get("values", []), row.get("text", [])
    assert isinstance(values, list)
    assert isinstance(text, list)
    return Case(
        id=f"{row['id']}/{wording}",
        phenomenon="paraphrase",
        wording=wording,
        question=str(row[wording]),
        status="answered",
        values=tuple(Decimal(v) for v in values),
        text=tuple(text),
        evidence=str(row.get("evidence", "")),
        chat=None,
        tol=Decimal(str(row.get("tol", 0))),
        source=str(row.get("source", "")),
    )


def _number(name: str, position: int) -> int:
    found = _LAST_NUMBER.search(name)
    return int(found.group()) if found else position


def _told(asked: Asked) -> tuple[str, tuple[Decimal, ...], str]:
    """What an answer says of the values asked for: status, values, and without values its first line."""
    wanted = max(1, len(asked.case.values))
    values = tuple(sorted(amounts(asked.as_json)[:wanted]))
    return asked.answer.status.value, values, "" if values else asked.answer.headline
