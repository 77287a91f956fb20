"""Checks that hold of every report and figure, whatever the text: exact spans, values that are printed there."""

import re
from decimal import Decimal

from corpus.language.number_words import parse_number_words
from corpus.language.numbers import Separators, parse_number, separators_of
from corpus.records import FactKind, Quantity, Report
from tests.corpus.slices import assert_ordered

_JOINTS = re.compile(r"\s*(?:/|(?<=[\d%\w])\s*[-–]|(?<!\w)(?:đến|tới)(?!\w))\s*")


def assert_whole(report: Report) -> None:
    """Whatever the text, a report's parts are exact, ordered and refer to what exists."""
    text, ordinals = report.text, {passage.ordinal for passage in report.passages}
    assert_ordered([passage.span for passage in report.passages], len(text))
    assert all(passage.span.of(text) == passage.text for passage in report.passages)
    marks = separators_of(text)
    for position, fact in enumerate(report.facts):
        assert fact.span.of(text) == fact.wording
        assert fact.passage in ordinals
        assert fact.parent is None or (0 <= fact.parent < len(report.facts) and fact.parent != position)
        assert fact.own.start <= fact.span.start or fact.kind is FactKind.PERSON
        assert (fact.quantity is not None) == (fact.kind is FactKind.FIGURE)
        if fact.quantity is not None:
            assert_printed(fact.quantity, text, marks)
    assert all(0 <= mask.span.start < mask.span.end <= len(text) for mask in report.unread)


def assert_printed(quantity: Quantity, text: str, marks: Separators) -> None:
    """Each number of a figure is what its digits or words print; only a compound or "rưỡi" may add to it."""
    assert quantity.span.holds(quantity.number)
    numbers = [n for n in _JOINTS.split(quantity.number.of(text)) if n]
    printed = [_read(wording, marks) for wording in numbers]
    assert None not in printed, numbers
    adds = quantity.scale > 1 and re.search(r"\d|rưỡi", text[quantity.number.end : quantity.span.end])
    if adds:
        assert abs(quantity.value) >= abs(printed[0] or 0)
    else:
        assert quantity.value == printed[0], (quantity, numbers)
    for further in (quantity.of, quantity.upto):
        compound = adds and any(number is not None and (further or 0) >= number for number in printed[1:])
        assert further is None or further in printed[1:] or compound


def _read(wording: str, marks: Separators) -> Decimal | None:
    """A number of a figure's digits, by itself: a sign, a blank slipped in, a unit between, words."""
    if re.match(r"[^\W\d]", wording):
        value = parse_number_words(wording.lower().split())
        return None if value is None else Decimal(value)
    sign, digits = ("-", wording[1:]) if wording[0] in "-−–" else ("", wording)
    match = re.match(r"\d+(?:[.,]\d+)*", re.sub(r"^(\d+(?:\.\d+)*), (\d\d)(?!\d)", r"\1,\2", digits.strip()))
    value = parse_number(match.group(), marks) if match else None
    return None if value is None else Decimal(f"{sign}{value}")
