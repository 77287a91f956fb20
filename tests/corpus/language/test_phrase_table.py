"""Longest match over a table of phrases, with and without marks."""

import pytest

from corpus.language.phrase_table import Entry, PhraseTable
from corpus.language.tokens import tokenise

TABLE: PhraseTable[str] = PhraseTable.of([("hợp tác xã", "A"), ("hợp tác", "B"), ("xã", "C")])
ABBREVIATIONS = PhraseTable([Entry(tuple(tokenise("HTX")), "H", True), Entry(tuple(tokenise("BA")), "B", True)])


def _found(table: PhraseTable[str], text: str, *, strict: bool = True) -> list[str]:
    return [match.value for match in table.find(tokenise(text), strict=strict)]


@pytest.mark.parametrize(
    ("text", "strict", "values"),
    [
        ("Hợp tác xã của xã", True, ["A", "C"]),
        ("hợp tác với xã", True, ["B", "C"]),
        ("hợp tac xa", True, ["A"]),
        ("hop tac xa", True, []),
        ("hop tac xa", False, ["A"]),
        ("họp tác xã", False, ["C"]),
        ("", True, []),
    ],
)
def test_longest_match(text: str, strict: bool, values: list[str]) -> None:
    assert _found(TABLE, text, strict=strict) == values


@pytest.mark.parametrize(("text", "values"), [("HTX", ["H"]), ("htx", ["H"]), ("BA", ["B"]), ("ba", [])])
def test_an_abbreviation_with_a_vowel_needs_its_case(text: str, values: list[str]) -> None:
    assert _found(ABBREVIATIONS, text) == values


def test_a_match_says_where() -> None:
    (match,) = TABLE.find(tokenise("các hợp tác xã"), strict=True)
    assert (match.start, match.end) == (1, 4)
