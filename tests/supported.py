"""Whether the numbers an answer shows stand in what it cites: a second reading, written apart from the gate's.

An answer's own lines are Vietnamese, so a number there has one reading; a quote is read by either decimal mark, and
its compounds and number words ("1 tỷ 850 triệu", "năm mươi hai hộ") as corpus reads a wording by itself. A formula
is worked out anew. What was typed in the question supports nothing.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.answering.records import Answer
from corpus.facts.quantities import quantities_in
from tests.arithmetic import formula_faults, said, tokens

_ANY_DIGITS = re.compile(r"\d+")
_MARKER = re.compile(r"\[([0-9]+)\]")
_FIRST_SOURCE = "\n[1] "


def own_lines(answer: Answer) -> list[str]:
    """The lines that the answer itself says, above the sources."""
    if not answer.citations:
        return answer.text.splitlines()
    return answer.text.partition(_FIRST_SOURCE)[0].splitlines()


def source_block(answer: Answer) -> str:
    """What stands below the answer's own lines."""
    before, mark, after = answer.text.partition(_FIRST_SOURCE)
    return mark + after if answer.citations and before else ""


def readings(token: str) -> set[Decimal]:
    """A printed number by either decimal mark; of one that is neither, its groups."""
    turned = token.translate(str.maketrans(".,", ",."))
    found = {number for number in (said(token), said(turned)) if number is not None}
    return found or {Decimal(group) for group in _ANY_DIGITS.findall(token)}


def quoted(quotes: Iterable[str]) -> set[Decimal]:
    """Every number that the quotes state, by any reading of them."""
    found: set[Decimal] = set()
    for quote in quotes:
        for token in tokens(quote):
            found |= readings(token)
        for q in quantities_in(quote):
            parts = (q.value, q.of, q.upto)
            found |= {abs(part) for part in parts if part is not None}
    return found


def shown(lines: Iterable[str], citations: int) -> list[str]:
    """The numbers of an answer's own lines without the markers of citations that exist."""

    def kept(marker: re.Match[str]) -> str:
        return " " if 1 <= int(marker.group(1)) <= citations else marker.group()

    return [token for line in lines for token in tokens(_MARKER.sub(kept, line))]


def unsupported(answer: Answer, wordings: Sequence[str], lines: Sequence[str] | None = None) -> list[str]:
    """The numbers of the answer's own lines (all, if not given) that nothing cited supports, as printed."""
    quotes = [citation.quote for citation in answer.citations]
    known = quoted([*quotes, *wordings])
    literal = {token for text in (*quotes, *wordings) for token in tokens(text)}
    for value in answer.values:
        if value.formula is not None and not formula_faults(value.formula, known):
            literal |= set(tokens(value.formula))
            known |= {abs(Decimal(value.value))}
    numbers = shown(own_lines(answer) if lines is None else lines, len(answer.citations))
    return [token for token in numbers if token not in literal and said(token) not in known]


def unsupported_values(answer: Answer) -> list[str]:
    """The values that no quote states and no formula over quoted numbers gives."""
    known = quoted(citation.quote for citation in answer.citations)
    bad = []
    for value in answer.values:
        number = abs(Decimal(value.value))
        if value.formula is None:
            faults = [] if number in known else [value.value]
        else:
            faults = formula_faults(value.formula, known)
        if value.of is not None and Decimal(value.of) not in known:
            faults = [*faults, value.of]
        bad += faults
    return bad


def unsupported_sources(answer: Answer) -> list[str]:
    """The numbers below the answer's own lines that no citation has: quote, title, file, paragraph, page."""
    literal: set[str] = set()
    for i, c in enumerate(answer.citations, 1):
        parts = (c.quote, c.title, c.source, c.sheet, str(c.ordinal), str(c.page or ""), str(i))
        literal |= {token for part in parts for token in tokens(part)}
    return [token for token in tokens(source_block(answer)) if token not in literal]
