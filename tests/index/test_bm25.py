"""The compiled impacts give rank-bm25's scores, and survive the disk."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bm25 import (
    Impacts,
    Parameters,
    RankBm25,
    add_scores,
    compile_impacts,
    count,
    hashes_of,
    load_impacts,
    save_impacts,
    term_hash,
    top,
)

WORDS = st.sampled_from(["hợp", "tác", "xã", "hợp_tác_xã", "2019", "8.734", "lâm", "nghiệp", "đ", "d"])
DOCUMENTS = st.lists(st.lists(WORDS, max_size=12), min_size=1, max_size=15).filter(any)
QUERY = st.lists(st.one_of(WORDS, st.just("không_có")), max_size=6)
# rank-bm25 itself divides 0 by 0 at k1 = 0, or b = 1 with an empty document.
PARAMETERS = st.builds(Parameters, st.floats(0.01, 3), st.floats(0, 0.99))
SCORES = st.lists(st.sampled_from([-1.0, 0.0, 0.5, 1.0, 1.5, 2.25]), max_size=60)


def counted(documents: list[list[str]], parameters: Parameters | None = None) -> RankBm25:
    counts = count(documents, parameters or Parameters())
    assert counts is not None
    return counts


def scores_of(impacts: Impacts, query: list[str], size: int, weight: float = 1.0) -> np.ndarray:
    scores = np.zeros(size)
    add_scores(scores, impacts, query, weight)
    return scores


@settings(max_examples=50, derandomize=True, deadline=None)
@given(DOCUMENTS, QUERY, PARAMETERS)
def test_compiled_scores_are_rank_bm25s(
    documents: list[list[str]], query: list[str], parameters: Parameters
) -> None:
    counts = counted(documents, parameters)
    reference = counts.get_scores(query)
    assert scores_of(compile_impacts(counts), query, len(documents)) == pytest.approx(reference, abs=1e-4)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(DOCUMENTS, QUERY)
def test_compiled_ranking_is_rank_bm25s(documents: list[list[str]], query: list[str]) -> None:
    counts = counted(documents)
    reference = counts.get_scores(query)
    ranked = top(scores_of(compile_impacts(counts), query, len(documents)), len(documents))
    assert set(ranked) == set(np.flatnonzero(reference > 0))
    assert all(reference[a] >= reference[b] - 1e-4 for a, b in pairwise(ranked))


@settings(max_examples=50, derandomize=True, deadline=None)
@given(SCORES, st.integers(1, 70))
def test_top_is_a_sort_by_score_then_number(scores: list[float], k: int) -> None:
    naive = sorted((i for i, s in enumerate(scores) if s > 0), key=lambda i: (-scores[i], i))[:k]
    assert top(np.array(scores, np.float64), k) == naive


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_nothing_to_count(documents: list[list[str]]) -> None:
    assert count(documents, Parameters()) is None
    impacts = compile_impacts(None)
    assert impacts.postings("xã") is None
    assert not scores_of(impacts, ["xã"], len(documents)).any()


@pytest.mark.parametrize("documents", [[["xã"]], [["xã"], ["xã"]], [["xã", "xã", "hộ"]]])
def test_a_known_term_always_scores(documents: list[list[str]]) -> None:
    """The stock idf of rank-bm25 is ≤ 0 with one or two documents."""
    assert (scores_of(compile_impacts(counted(documents)), ["xã"], len(documents)) > 0).all()


def test_an_unknown_term_adds_nothing() -> None:
    impacts = compile_impacts(counted([["xã"], ["hộ"]]))
    assert impacts.frequency("không_có") == 0
    assert not scores_of(impacts, ["không_có"], 2).any()


def test_frequency_counts_documents_not_occurrences() -> None:
    impacts = compile_impacts(counted([["xã", "xã"], ["hộ"], ["xã"]]))
    assert (impacts.frequency("xã"), impacts.frequency("hộ")) == (2, 1)


def test_equal_documents_tie_by_number() -> None:
    documents = [["hộ"]] + [["xã", "hộ"]] * 4
    assert top(scores_of(compile_impacts(counted(documents)), ["xã"], 5), 3) == [1, 2, 3]


def test_weight_scales_a_field() -> None:
    impacts = compile_impacts(counted([["xã"], ["hộ", "xã"]]))
    assert scores_of(impacts, ["xã"], 2, 0.5) == pytest.approx(scores_of(impacts, ["xã"], 2) / 2)


def test_term_hash_is_stable_and_takes_any_text() -> None:
    assert term_hash("xã") == term_hash("xã") != term_hash("xa")
    assert term_hash("\ud800").dtype == np.uint64


@pytest.mark.parametrize("documents", [[], [["xã"]], [["xã", "hộ"], ["hộ"], []]])
def test_impacts_survive_the_disk(documents: list[list[str]], tmp_path: Path) -> None:
    impacts = compile_impacts(count(documents, Parameters()))
    save_impacts(impacts, tmp_path / "field")
    loaded = load_impacts(tmp_path / "field")
    for part in ("terms", "offsets", "documents", "weights"):
        written, read = getattr(impacts, part), getattr(loaded, part)
        assert read.dtype == written.dtype
        assert read.tolist() == written.tolist()


@settings(max_examples=50, derandomize=True, deadline=None)
@given(DOCUMENTS, QUERY)
def test_a_term_is_held_where_a_document_has_it(documents: list[list[str]], query: list[str]) -> None:
    held = compile_impacts(counted(documents)).holds(hashes_of(query))
    assert held.tolist() == [any(term in document for document in documents) for term in query]


def test_nothing_is_held_where_there_is_nothing() -> None:
    assert compile_impacts(None).holds(hashes_of(["xã", "hộ"])).tolist() == [False, False]
    assert compile_impacts(counted([["xã"]])).holds(hashes_of([])).tolist() == []


def test_hashes_are_those_of_the_terms() -> None:
    assert hashes_of(["xã", "hộ"]).tolist() == [term_hash("xã"), term_hash("hộ")]
