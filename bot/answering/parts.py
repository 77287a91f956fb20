"""Two things asked at once: "xảy ra mấy vụ ngộ độc, bao nhiêu người mắc?" is a question and its follow-up."""

import re

from bot.answering.cues import asked_kind, find_cues
from corpus.language.tokens import tokenise

_BREAK = re.compile(r"\s*(?:[,;?]|(?<!\w)(?:và|va|and)(?!\w))\s*", re.IGNORECASE)
_FEWEST_WORDS = 2
_MOST_PARTS = 3


def parts_of(text: str, *, strict: bool) -> list[str]:
    """The parts of a question that each ask for something; the question alone where there is but one."""
    parts: list[str] = []
    for piece in _BREAK.split(text):
        if parts and not (_asks(piece, strict) and _asks(parts[-1], strict)):
            parts[-1] = f"{parts[-1]}, {piece}" if piece else parts[-1]
        elif piece:
            parts.append(piece)
    asking = [part for part in parts if _asks(part, strict)]
    return asking if 1 < len(asking) <= _MOST_PARTS and len(asking) == len(parts) else [text]


def _asks(piece: str, strict: bool) -> bool:
    """Whether a piece asks for a number of something."""
    tokens = tokenise(piece)
    roles = [cue.value.role for cue in find_cues(tokens, strict=strict)]
    return (
        len(tokens) >= _FEWEST_WORDS
        and asked_kind(roles) is not None
        and {"count", "money", "percent", "rank"} & set(roles) != set()
    )
