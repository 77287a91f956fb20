"""The last check before an answer leaves: every number in its text is cited, or is a shown formula's result.

A number echoed from the question is no support. What is allowed: numbers in the quotes, in the titles and places
of the sources as the answer prints them, paragraph and page numbers of the citations, their markers, and the
result of a formula whose operands are all cited.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from bot.answering.errors import UncitedNumber
from bot.answering.records import Answer, Citation, Value
from corpus.language.numbers import parse_number

_ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def check_numbers(answer: Answer, basis: Iterable[str] = ()) -> None:
    """Raise UncitedNumber where the text holds a number that nothing supports.

    `basis` are wordings of the cited facts that the text may show beside the figure (period, place).
    """
    supported = _numbers(_support(answer.citations, basis))
    for value in answer.values:
        _check_value(value, supported)
        supported.add(Decimal(value.value))
    for number in _numbers([answer.text]):
        if number not in supported:
            raise UncitedNumber(str(number))


def _check_value(value: Value, supported: set[Decimal]) -> None:
    """A plain value must be cited; a derived one must follow from cited operands by its formula."""
    number = Decimal(value.value)
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


def _support(citations: Iterable[Citation], basis: Iterable[str]) -> list[str]:
    texts = [*basis]
    for i, citation in enumerate(citations, 1):
        texts += [citation.quote, citation.title, citation.source, f"{i} {citation.ordinal} {citation.page or ''}"]
    return texts


def _numbers(texts: Iterable[str]) -> set[Decimal]:
    """Every reading of every number in the texts: as one decimal, and its digit groups one by one (dates, A/B)."""
    found: set[Decimal] = set()
    for text in texts:
        for match in _ANY_NUMBER.finditer(text):
            value = parse_number(match.group())
            found |= {value} if value is not None else {Decimal(d) for d in re.findall(r"\d+", match.group())}
    return found
