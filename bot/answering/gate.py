"""The last check before an answer leaves: every number in its text is cited, or is a shown formula's result.

A number echoed from the question is no support. What supports a number of the answer's own lines: the quotes, what
the answer may show beside a figure (period, place, measure), and the result of a formula whose operands are all
cited. The source lines under them are exactly those that the citations make; their paragraph numbers and markers
support nothing.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.answering.errors import UncitedNumber
from bot.answering.records import COUNTED, Answer, Value
from bot.answering.wording import source_lines
from corpus.facts.quantities import quantities_in
from corpus.language.numbers import parse_number

_ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_OPERATOR = re.compile(r"\s([-+/])\s")
_HUNDRED = Decimal(100)
_OVER_HUNDRED = re.compile(r"^[^-+/=]+ - 100 =")
_MARKER = re.compile(r"\[\d{1,2}\]")


def check_numbers(answer: Answer, basis: Iterable[str] = ()) -> None:
    """Raise UncitedNumber where the text holds a number that nothing supports, or does not show its values.

    `basis` are wordings of the cited facts that the text may show beside the figure (period, place).
    """
    supported = _numbers([*basis, *(citation.quote for citation in answer.citations)])
    supported |= {number for citation in answer.citations for number in _read(citation.quote)}
    for value in answer.values:
        _check_value(value, supported, [citation.quote for citation in answer.citations])
        supported.add(abs(Decimal(value.value)))
        if _is_over_hundred(value):
            supported.add(_HUNDRED)
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


def _check_count(formula: str, number: Decimal, quotes: Sequence[str]) -> None:
    """A count must be that of different things which the quotes name."""
    listed, _, right = formula.removeprefix(f"{COUNTED}: ").rpartition(" = ")
    items = listed.split("; ")
    named = all(any(item in quote for quote in quotes) for item in items)
    if not named or not len(set(items)) == len(items) == number or right != str(number):
        raise UncitedNumber(formula)


def _check_value(value: Value, supported: set[Decimal], quotes: Sequence[str]) -> None:
    """A plain value must be cited; a derived one must follow from cited operands by its formula."""
    number = Decimal(value.value)
    if value.of is not None and Decimal(value.of) not in supported:
        raise UncitedNumber(value.of)
    if value.formula is None:
        if number not in supported:
            raise UncitedNumber(value.value)
        return
    if value.formula.startswith(f"{COUNTED}: "):
        _check_count(value.formula, number, quotes)
        return
    left, _, right = value.formula.partition("=")
    operands, signs = _operands(left)
    cited = operands[:1] if _is_over_hundred(value) else operands
    if len(operands) < 2 or any(operand not in supported for operand in cited):
        raise UncitedNumber(value.formula)
    factor = _HUNDRED if "%" in value.formula else Decimal(1)
    if not _comes_to(operands, signs, number, factor) or abs(number) not in _numbers([right]):
        raise UncitedNumber(value.formula)
    if (number < 0) != right.strip().startswith("-"):
        raise UncitedNumber(value.formula)


def _operands(left: str) -> tuple[list[Decimal], list[str]]:
    """The numbers of a formula's left side and the signs between them; none where some part is no number."""
    parts = _OPERATOR.split(left.strip().rstrip("%"))
    numbers = [part.strip() for part in parts[::2]]
    if not all(_ANY_NUMBER.fullmatch(number) for number in numbers):
        return [], []
    read = [parse_number(number) for number in numbers]
    return [number for number in read if number is not None], parts[1::2]


def _comes_to(operands: Sequence[Decimal], signs: Sequence[str], shown: Decimal, factor: Decimal) -> bool:
    """Whether a sum or difference is exactly, or a quotient times `factor` (100 for per cent) rounded, what is
    shown."""
    if len(signs) != len(operands) - 1:
        return False
    if signs == ["/"]:
        return bool(operands[1]) and _is_rounded(operands[0] * factor / operands[1], shown)
    if "/" in signs:
        return False
    signed = [o if sign == "+" else -o for sign, o in zip(signs, operands[1:], strict=True)]
    return sum(signed, operands[0]) == shown


def _is_over_hundred(value: Value) -> bool:
    """Whether a value is what a percentage is over a hundred: the one number of a formula that no report states."""
    return value.unit == "%" and _OVER_HUNDRED.search(value.formula or "") is not None


def _is_rounded(exact: Decimal, shown: Decimal) -> bool:
    """Whether a shown number is the exact one rounded to as many decimals as it has."""
    return abs(exact - shown) * 2 <= Decimal(1).scaleb(int(shown.as_tuple().exponent))


def _read(quote: str) -> set[Decimal]:
    """The numbers of a quote as the corpus reads them: compounds, ranges, signs, counted number words."""
    return {
        number for q in quantities_in(quote) for number in (q.value, q.amount, q.of, q.upto) if number is not None
    }


def _numbers(texts: Iterable[str]) -> set[Decimal]:
    """Every reading of every number in the texts: as one decimal, and its digit groups one by one (dates, A/B)."""
    found: set[Decimal] = set()
    for text in texts:
        for match in _ANY_NUMBER.finditer(text):
            value = parse_number(match.group())
            found |= {value} if value is not None else {Decimal(d) for d in re.findall(r"\d+", match.group())}
    return found
