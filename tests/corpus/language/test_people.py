"""People with their role or post, in sentences and under a report."""

import pytest
from hypothesis import given

from corpus.language.people import find_people, signature
from tests.corpus.cases import Case, params
from tests.corpus.cpu import seconds
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize("case", params("people"))
def test_found(case: Case) -> None:
    assert [f"{person.name}|{person.role}" for person in find_people(case["text"])] == case["found"]


@pytest.mark.parametrize("case", params("people", "signature"))
def test_signature(case: Case) -> None:
    person = signature(case["text"], 0, case["before"])
    assert ("" if person is None else f"{person.name}|{person.role}") == case["want"]


@settled
@given(texts)
def test_names_are_slices_in_order(text: str) -> None:
    people = find_people(text, 4)
    assert [p.span.shift(-4).of(text) for p in people] == [p.name for p in people]
    assert [p.span.start for p in people] == sorted(p.span.start for p in people)


@pytest.mark.parametrize(
    "piece",
    [
        "ông ",
        "ông Nguyễn Văn A, ",
        "Giám đốc ",
        "Nguyễn ",
        "A ",
        "các ông Lê B, Lê C và ",
        "Tác giả: ",
        "Phó Bí thư, ",
    ],
)
def test_a_long_line_takes_seconds(piece: str) -> None:
    line = piece * (200_000 // len(piece))
    assert seconds(lambda: find_people(line)) < 6
    assert seconds(lambda: signature(line, 0, line)) < 2
