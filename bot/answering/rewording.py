"""Everyday wordings of questions put as reports put them: "bớt đi bao nhiêu" → "giảm bao nhiêu".

Rows of data/rewordings.csv: of questions alone, unlike the synonyms of corpus/language/data, by which reports are
read too. Those that are `always` meant are put so at once; the others where the question as typed finds nothing, as
reports may well say it as people do.
"""

from functools import cache

from bot.answering.fillers import PACKAGE
from corpus.language.phrase_table import PhraseTable
from corpus.language.rows import rows
from corpus.language.tokens import tokenise


def reworded(text: str, *, strict: bool, again: bool = False) -> str:
    """The question with its everyday wordings replaced, the longest first; everything else untouched. `again` tells
    that it was read without those that reports may say too, and found nothing."""
    tokens = tokenise(text)
    for match in reversed(_rewordings(always=not again).find(tokens, strict=strict)):
        start, end = tokens[match.start].start, tokens[match.end - 1].end
        text = text[:start] + match.value + text[end:]
    return text


@cache
def _rewordings(*, always: bool) -> PhraseTable[str]:
    kept = (row for row in rows("rewordings", PACKAGE) if row["always"] or not always)
    return PhraseTable.of((row["phrase"], row["becomes"]) for row in kept)
