"""Phone spellings and abbreviations of questions written out: "bn" → "bao nhiêu", "% DT" → "% dự toán".

What stands for several things ("hs": học sinh, hồ sơ) is decided by the reports: the meaning that they have most
often beside the words next to it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bot.answering.fillers import PACKAGE
from bot.answering.known import Known
from corpus.facts.cues import is_plan, yardstick_in
from corpus.language.normalise import fold
from corpus.language.phrase_table import PhraseTable
from corpus.language.rows import alternatives, rows
from corpus.language.syllables import may_be_syllable
from corpus.language.tokens import Token, tokenise

_JOINED = re.compile(r"[/-]|\.(?=\d)")
_PERCENT = re.compile(r"(?:%|phần trăm|phan tram)\s*$", re.IGNORECASE)
_YEAR_NEXT = re.compile(r"\s*(?:năm\s+|nam\s+)?(?:19|20)\d{2}(?!\w)", re.IGNORECASE)
_OFTEN = 10**6


def written_out(text: str, known: Known) -> str:
    """The question with its short forms in full, everything else untouched."""
    for pattern, full in _patterns():
        text = pattern.sub(full, text)
    for token in reversed(tokenise(text)):
        choices = _abbreviations().get(token.text)
        if choices is not None and not _is_joined(text, token.start, token.end):
            text = _replaced(text, token.start, token.end, choices, known)
    tokens = tokenise(text)
    for match in reversed(_teencode().find(tokens, strict=True)):
        start, end = tokens[match.start].start, tokens[match.end - 1].end
        if _is_joined(text, start, end):
            continue
        text = _replaced(text, start, end, match.value, known)
    return text


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether a word is part of a number such as 16/CT-TTg or ĐT.176, or of a compound."""
    return text[start - 1 : start] in ("/", "-") or _JOINED.match(text, end) is not None


def _replaced(text: str, start: int, end: int, choices: Sequence[str], known: Known) -> str:
    return text[:start] + _likeliest(choices, text[:start], text[end:], known) + text[end:]


def _likeliest(choices: Sequence[str], before: str, after: str, known: Known) -> str:
    """Of several meanings the one that the reports have most often beside its neighbours, else the first; after a
    percentage or before a year ("KH 2022") a plan."""
    if len(choices) == 1:
        return choices[0]
    of_plan = bool(_PERCENT.search(before) or _YEAR_NEXT.match(after))
    left, right = _neighbour(tokenise(before)[-1:], last=True), _neighbour(tokenise(after)[:1], last=False)

    def often(choice: str) -> int:
        syllables = tokenise(choice)
        planned = of_plan and is_plan(yardstick_in(choice))
        beside = known.how_often(left, syllables[0].folded) + known.how_often(syllables[-1].folded, right)
        return beside + _OFTEN * planned

    return max(choices, key=lambda choice: (often(choice), -list(choices).index(choice)))


def _neighbour(tokens: Sequence[Token], *, last: bool) -> str:
    """The syllable next to a short form; of another short form that of what it stands for."""
    if not tokens:
        return ""
    full = _full().get(tokens[0].text)
    syllables = tokenise(full) if full else tokens
    return syllables[-1 if last else 0].folded


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Shortened dates and units: the patterns of data/shorthand.csv and what they stand for."""
    return tuple((re.compile(row["pattern"]), row["full"]) for row in rows("shorthand", PACKAGE))


@cache
def _full() -> Mapping[str, str]:
    """What every abbreviation stands for first."""
    return {row["short"]: alternatives(row["full"])[0] for row in rows("abbreviations")}


@cache
def _abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Abbreviations of several meanings as officials write them, and those typed in small letters that can be no
    Vietnamese syllable; phone spellings of several meanings are another table's."""
    table = [(row["short"], alternatives(row["full"])) for row in rows("abbreviations")]
    several = {short: choices for short, choices in table if len(choices) > 1 and short.isalpha()}
    spelled = {row["short"] for row in rows("teencode") if len(alternatives(row["full"])) > 1}
    small = {short.lower(): choices for short, choices in table if short.isalpha()}
    plain = {s: c for s, c in small.items() if s not in spelled and not may_be_syllable(fold(s))}
    return {**plain, **several}


@cache
def _teencode() -> PhraseTable[tuple[str, ...]]:
    return PhraseTable.of((row["short"], alternatives(row["full"])) for row in rows("teencode"))
