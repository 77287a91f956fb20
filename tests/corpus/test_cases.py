"""The case files themselves: complete rows, no repetition, enough of them."""

from collections import Counter

import pytest

from tests.corpus.cases import SORTS, Case, tables

FEWEST = {
    "numbers": 40,
    "periods": 40,
    "places": 20,
    "references": 25,
    "tones": 25,
    "sentences": 20,
    "quantities": 60,
    "facts": 40,
    "people": 12,
    "furniture": 15,
    "defined": 40,
    "shorthand": 60,
}


def _rows(name: str) -> list[tuple[str, Case]]:
    return [(table, case) for table, cases in tables(name).items() for case in cases]


@pytest.mark.parametrize("name", FEWEST)
def test_rows_say_what_they_show(name: str) -> None:
    for _, case in _rows(name):
        assert case["note"].strip(), case
        assert case["sort"] in SORTS, case
        assert case.get("known_failure", "reason").strip(), case


@pytest.mark.parametrize("name", FEWEST)
def test_no_case_is_given_twice(name: str) -> None:
    keys = Counter((table, str({k: v for k, v in case.items() if k != "note"})) for table, case in _rows(name))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(("name", "fewest"), FEWEST.items())
def test_there_are_enough_cases(name: str, fewest: int) -> None:
    assert len(_rows(name)) >= fewest
