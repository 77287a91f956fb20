"""Bodies that a question names ("Sở Thông tin và Truyền thông"): names in which no word is a cue or a filler.

A head noun of an office, then a field of government (rows of corpus/language/data/sectors.csv).
"""

from collections.abc import Sequence
from functools import cache

from corpus.language.phrase_table import PhraseTable
from corpus.language.rows import column
from corpus.language.tokens import Token

_HEADS = ("bộ", "sở", "cục", "chi cục", "phòng", "ban", "ngành", "ty")


def find_bodies(tokens: Sequence[Token], *, strict: bool) -> list[tuple[int, int]]:
    """Where bodies stand: the first token of each and the one after its last, in order."""
    return [(match.start, match.end) for match in _bodies().find(tokens, strict=strict)]


@cache
def _bodies() -> PhraseTable[bool]:
    fields = [field for field in column("sectors", "phrase") if " " in field]
    return PhraseTable.of((f"{head} {field}", True) for head in _HEADS for field in fields)
