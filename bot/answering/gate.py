"""The last check before an answer leaves: every number in its text is cited, or is a shown formula's result.

A number echoed from the question is no support. What supports a number of the answer's own lines: the quotes, what
the answer may show beside a figure (period, place, measure), and the result of a formula whose operands are all
cited. The source lines under them are exactly those that the citations make; their paragraph numbers and markers
support nothing.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from bot.answering.errors import UncitedNumber
from bot.answering.records import Answer, Value
from bot.answering.wording import source_lines
from corpus.facts.quantities import quantities_in
from corpus.language.numbers import parse_number

_ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARKER = re.compile(r"\[\d{1,2}\]")


def check_numbers(answer: Answer, basis: Iterable[str] = ()) -> None:
    """Raise UncitedNumber where the text holds a number that nothing supports, or does not show its values.

    `basis` are wordings of the cited facts that the text may show beside the figure (period, place).
    """
    supported = _numbers([*basis, *(citation.quote for citation in answer.citations)])
    supported |= {number for citation in answer.citations for number in _read(citation.quote)}
    for value in answer.values:
        _check_value(value, supported)
        supported.add(Decimal(value.value))
    own = answer.text.removesuffix("\n".join(source_lines(answer.citations)))
    _check_markers(own, len(answer.citations))
    shown = _numbers([_MARKER.sub("", own)])
    for number in sorted(shown):
        if number not in supported:
            raise UncitedNumber(str(number))
    for value in answer.values:
        if shown and abs(Decimal(value.value)) not in shown:
            raise UncitedNumber(value.value)


def _check_markers(own: str, citations: int) -> None:
    """Markers must name citations that exist, and every citation must be named where there is any marker."""
    named = {int(marker.strip("[]")) for marker in _MARKER.findall(own)}
    if named and named != set(range(1, citations + 1)):
        raise UncitedNumber(str(sorted(named)))


def _check_value(value: Value, supported: set[Decimal]) -> None:
    """A plain value must be cited; a derived one must follow from cited operands by its formula."""
    number = Decimal(value.value)
    if value.of is not None and Decimal(value.of) not in supported:
        raise UncitedNumber(value.of)
    if value.formula is None:
        if number not in supported:
            raise UncitedNumber(value.value)
        return
    left, _, right = value.formula.partition("=")
    operands = [read for m in _ANY_NUMBER.finditer(left) if (read := parse_number(m.group())) is not None]
    if len(operands) != 2 or any(o not in supported for o in operands) or number not in _numbers([right]):
        raise UncitedNumber(value.formula)
    if number != _result(left, *operands):
        raise UncitedNumber(value.formula)


def _result(left: str, first: Decimal, second: Decimal) -> Decimal | None:
    """What a formula's left side comes to; a share ("15 / 24") in per cent, to two decimals."""
    if "/" in left:
        return round(first * 100 / second, 2) if second else None
    return first + second if "+" in left else first - second


def _read(quote: str) -> set[Decimal]:
    """The numbers of a quote as the corpus reads them: compounds, ranges, signs, counted number words."""
    return {number for q in quantities_in(quote) for number in (q.value, q.of, q.upto) if number is not None}


def _numbers(texts: Iterable[str]) -> set[Decimal]:
    """Every reading of every number in the texts: as one decimal, and its digit groups one by one (dates, A/B)."""
    found: set[Decimal] = set()
    for text in texts:
        for match in _ANY_NUMBER.finditer(text):
            value = parse_number(match.group())
            found |= {value} if value is not None else {Decimal(d) for d in re.findall(r"\d+", match.group())}
    return found
