"""Legal references and web addresses."""

import pytest
from hypothesis import given

from corpus.language.references import find_addresses, find_references
from tests.corpus.cases import Case, params
from tests.corpus.cpu import seconds
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize("case", params("references"))
def test_found(case: Case) -> None:
    if "references" in case:
        assert [f"{r.kind}|{r.symbol}" for r in find_references(case["text"])] == case["references"]
    if "addresses" in case:
        assert [span.of(case["text"]) for span in find_addresses(case["text"])] == case["addresses"]


@pytest.mark.parametrize("case", params("references", "dated"))
def test_issuer_and_date(case: Case) -> None:
    reference = find_references("– " + case["text"], 7)[0]
    date = reference.date.shift(-9).of(case["text"]) if reference.date else ""
    assert (reference.issuer, date) == (case["issuer"], case["date"])


@settled
@given(texts)
def test_references_are_slices_in_order(text: str) -> None:
    references = find_references(text, 5)
    assert_ordered([r.span.shift(-5) for r in references], len(text))
    for reference in references:
        wording = reference.span.shift(-5).of(text)
        assert (
            wording.startswith(reference.kind) or wording == reference.symbol
        )  # a list's kind stands further left
        assert wording.endswith(reference.symbol)
        assert reference.date is None or reference.date.start >= reference.span.end


@settled
@given(texts)
def test_addresses_are_slices_in_order(text: str) -> None:
    assert_ordered([span.shift(-5) for span in find_addresses(text, 5)], len(text))


WORST = [
    "a-a-a-",
    "a.a.a.",
    "a@",
    "http://",
    "1/A-",
    "1/QĐ - ",
    "12/QĐ-UBND, ",
    "Quyết định số ",
    "Luật Aa bb, cc ",
    "Điều 1, 2, ",
    "khoản 1 ",
]


@pytest.mark.parametrize("piece", WORST)
def test_a_long_line_takes_seconds(piece: str) -> None:
    text = (piece * (10**6 // len(piece) + 1))[: 10**6]
    assert seconds(lambda: find_addresses(text)) < 10
    assert seconds(lambda: find_references(text)) < 30
