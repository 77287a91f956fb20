"""Numbers: what prints as one, how it reads, how it is printed again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.numbers import NUMBER, Separators, format_number, parse_number, plain, separators_of
from tests.corpus.cases import Case, params
from tests.corpus.strategies import decimals, settled

DOT = Separators(decimal=".")


@pytest.mark.parametrize("case", params("numbers", "parse"))
def test_parse(case: Case) -> None:
    read = parse_number(case["text"], Separators(case.get("decimal", ",")))
    assert ("" if read is None else str(read)) == case["value"]


@pytest.mark.parametrize("case", params("numbers", "document"))
def test_separators_of(case: Case) -> None:
    assert separators_of(case["text"]).decimal == case["decimal"]


@pytest.mark.parametrize("case", params("numbers", "find"))
def test_numbers_in_a_text(case: Case) -> None:
    assert NUMBER.findall(case["text"]) == case["numbers"]


@pytest.mark.parametrize("case", params("numbers", "format"))
def test_format(case: Case) -> None:
    assert format_number(Decimal(case["value"])) == case["text"]


@pytest.mark.parametrize(("value", "text"), [("88.840", "88.84"), ("30", "30"), ("100", "100"), ("0.0", "0")])
def test_plain(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


def test_group_is_the_other_mark() -> None:
    assert (Separators().group, DOT.group) == (".", ",")


@settled
@given(decimals)
def test_formatted_numbers_read_the_same(value: Decimal) -> None:
    """For any non-negative number: format_number never leaves a lone dot that could be decimal."""
    assert parse_number(format_number(value)) == value


@settled
@given(decimals)
def test_formatted_numbers_are_one_number(value: Decimal) -> None:
    text = format_number(value)
    assert NUMBER.findall(f"đạt {text}.") == [text]


@settled
@given(decimals)
def test_plain_keeps_the_value(value: Decimal) -> None:
    assert Decimal(plain(value)) == value


@settled
@given(st.text("0123456789.,", min_size=1, max_size=14), st.sampled_from([Separators(), DOT]))
def test_whatever_is_matched_is_read_or_refused(text: str, separators: Separators) -> None:
    for printed in NUMBER.findall(text):
        value = parse_number(printed, separators)
        assert value is None or value.is_finite()
        assert value is None or value >= 0
