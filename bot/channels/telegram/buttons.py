"""Inline buttons. callback_data holds 64 bytes, so a source button carries ids and offsets only."""

import re
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.records import Answer

_SOURCE = re.compile(r"^nguon:(\d{1,18}):(\d{1,9}):(\d{1,9})$")
_MOST = 6


@dataclass(frozen=True, slots=True)
class SourceButton:
    """A press on "📄 Nguồn": the passage, and the range of the figure in it (None: nothing to mark)."""

    passage_id: int
    mark: tuple[int, int] | None


def source_keyboard(answer: Answer) -> InlineKeyboardMarkup | None:
    """A button for each cited passage, None where there is none."""
    buttons = []
    for number, citation in enumerate(answer.citations[:_MOST], 1):
        start, end = citation.mark or (0, 0)
        label = "📄 Nguồn" if len(answer.citations) == 1 else f"📄 Nguồn {number}"
        buttons.append(InlineKeyboardButton(label, callback_data=f"nguon:{citation.passage_id}:{start}:{end}"))
    rows = [buttons[i : i + 3] for i in range(0, len(buttons), 3)]
    return InlineKeyboardMarkup(rows) if rows else None


def parse_source(data: str | None) -> SourceButton | None:
    """What a pressed button says, None where it is no source button of ours."""
    match = _SOURCE.match(data or "")
    if match is None:
        return None
    passage_id, start, end = map(int, match.groups())
    return SourceButton(passage_id, (start, end) if end > start else None)
