"""The words that frame a measure: what opens its clause, leads from it to the figure, or cuts a clause off."""

import re
from functools import cache, lru_cache

from corpus.language.phrases import any_of
from corpus.language.rows import rows


@cache
def frame(side: str) -> re.Pattern[str]:
    """The words of one side: "before" a measure, "after" it, or "cut" (another clause ends with them)."""
    words = any_of(row["phrase"] for row in rows("frame_words") if row["side"] == side)
    if side == "before":
        return re.compile(rf"^(?:{words}(?!\w)|[\s,;:–-])+", re.IGNORECASE)
    end = "$" if side == "after" else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?<!mặt ){words}{end}", re.IGNORECASE)  # "mặt bằng" is one word


@lru_cache(maxsize=4096)
def unframed(phrase: str) -> str:
    """A noun phrase without the words that frame it."""
    phrase = frame("cut").split(phrase.strip(" ,;:–-"))[-1]
    previous = None
    while previous != phrase:
        previous = phrase
        phrase = frame("after").sub("", frame("before").sub("", phrase)).strip(" ,;:–-(")
    return phrase
