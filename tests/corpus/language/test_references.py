"""Legal references and web addresses."""

import pytest
from hypothesis import given

from corpus.language.references import find_addresses, find_references
from tests.corpus.cases import Case, params
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize("case", params("references"))
def test_found(case: Case) -> None:
    if "references" in case:
        assert [f"{r.kind}|{r.symbol}" for r in find_references(case["text"])] == case["references"]
    if "addresses" in case:
        assert [span.of(case["text"]) for span in find_addresses(case["text"])] == case["addresses"]


@settled
@given(texts)
def test_references_are_slices_in_order(text: str) -> None:
    references = find_references(text, 5)
    assert_ordered([r.span.shift(-5) for r in references], len(text))
    for reference in references:
        wording = reference.span.shift(-5).of(text)
        assert wording.startswith(reference.kind)
        assert wording.endswith(reference.symbol)


@settled
@given(texts)
def test_addresses_are_slices_in_order(text: str) -> None:
    assert_ordered([span.shift(-5) for span in find_addresses(text, 5)], len(text))
