"""The words that frame a measure: what opens its clause, leads from it to the figure, or cuts a clause off."""

import re
from functools import cache, lru_cache

from corpus.language.phrases import any_of
from corpus.language.rows import rows

# "cây hàng năm", "cây lâu năm", "thứ 3 trở lên": the last syllable leads to no figure.
_PARTS_OF_WORDS = r"(?<=hàng )năm|(?<=hằng )năm|(?<=lâu )năm|(?<=trở )(?:lên|xuống)"
_RANK = "trung bình"  # a grade that a list counts ("khá 118, trung bình 129"), where it stands alone


@cache
def frame(side: str) -> re.Pattern[str]:
    """The words of one side: "before" a measure, "after" it, or "cut" (another clause ends with them)."""
    words = any_of(row["phrase"] for row in rows("frame_words") if row["side"] == side)
    if side == "before":
        return re.compile(rf"^(?:{words}(?!\w)|[\s,;:–-])+", re.IGNORECASE)
    end = "$" if side == "after" else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?<!mặt )(?!{_PARTS_OF_WORDS}){words}{end}", re.IGNORECASE)  # nor is "mặt bằng"


@lru_cache(maxsize=4096)
def unframed(phrase: str) -> str:
    """A noun phrase without the words that frame it."""
    phrase = frame("cut").split(phrase.strip(" ,;:–-"))[-1]
    previous = None
    while previous != phrase and phrase.lower() != _RANK:
        previous = phrase
        phrase = frame("after").sub("", frame("before").sub("", phrase)).strip(" ,;:–-(")
    return phrase
