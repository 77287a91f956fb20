"""The compiled impacts give rank-bm25's scores, and survive the disk."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bm25 import FieldIndex, Parameters, Part, RankBm25, compile_postings, count, top
from index.postings import hashes_of, load_postings, merged, save_postings, term_hash

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


def indexed(documents: list[list[str]], parameters: Parameters | None = None) -> FieldIndex:
    return FieldIndex.single(compile_postings(count(documents), len(documents)), parameters or Parameters())


def scores_of(field: FieldIndex, query: list[str], size: int, weight: float = 1.0) -> np.ndarray:
    scores = np.zeros(size)
    field.add_scores(scores, query, weight)
    return scores


@settings(max_examples=50, derandomize=True, deadline=None)
@given(DOCUMENTS, QUERY, PARAMETERS)
def test_compiled_scores_are_rank_bm25s(
    documents: list[list[str]], query: list[str], parameters: Parameters
) -> None:
    counts = counted(documents, parameters)
    reference = counts.get_scores(query)
    assert scores_of(indexed(documents, parameters), query, len(documents)) == pytest.approx(reference, abs=1e-4)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(DOCUMENTS, QUERY)
def test_compiled_ranking_is_rank_bm25s(documents: list[list[str]], query: list[str]) -> None:
    counts = counted(documents)
    reference = counts.get_scores(query)
    ranked = top(scores_of(indexed(documents), query, len(documents)), len(documents))
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
    field = indexed(documents)
    assert field.frequency("xã") == 0
    assert not scores_of(field, ["xã"], len(documents)).any()


@pytest.mark.parametrize("documents", [[["xã"]], [["xã"], ["xã"]], [["xã", "xã", "hộ"]]])
def test_a_known_term_always_scores(documents: list[list[str]]) -> None:
    """The stock idf of rank-bm25 is ≤ 0 with one or two documents."""
    assert (scores_of(indexed(documents), ["xã"], len(documents)) > 0).all()


def test_an_unknown_term_adds_nothing() -> None:
    field = indexed([["xã"], ["hộ"]])
    assert field.frequency("không_có") == 0
    assert not scores_of(field, ["không_có"], 2).any()


def test_frequency_counts_documents_not_occurrences() -> None:
    field = indexed([["xã", "xã"], ["hộ"], ["xã"]])
    assert (field.frequency("xã"), field.frequency("hộ")) == (2, 1)


def test_equal_documents_tie_by_number() -> None:
    documents = [["hộ"]] + [["xã", "hộ"]] * 4
    assert top(scores_of(indexed(documents), ["xã"], 5), 3) == [1, 2, 3]


def test_weight_scales_a_field() -> None:
    field = indexed([["xã"], ["hộ", "xã"]])
    assert scores_of(field, ["xã"], 2, 0.5) == pytest.approx(scores_of(field, ["xã"], 2) / 2)


def test_term_hash_is_stable_and_takes_any_text() -> None:
    assert term_hash("xã") == term_hash("xã") != term_hash("xa")
    assert term_hash("\ud800").dtype == np.uint64


@pytest.mark.parametrize("documents", [[], [["xã"]], [["xã", "hộ"], ["hộ"], []]])
def test_postings_survive_the_disk(documents: list[list[str]], tmp_path: Path) -> None:
    postings = compile_postings(count(documents), len(documents))
    save_postings(postings, tmp_path / "field")
    loaded = load_postings(tmp_path / "field")
    for part in ("terms", "offsets", "documents", "frequencies", "lengths"):
        written, read = getattr(postings, part), getattr(loaded, part)
        assert read.dtype == written.dtype
        assert read.tolist() == written.tolist()


def parted(documents: list[list[str]], cuts: list[bool], dead: list[bool]) -> FieldIndex:
    """The living documents in several segments, numbered in their order; the others lie in them too."""
    living = [i for i in range(len(documents)) if not dead[i]]
    number = {document: n for n, document in enumerate(living)}
    bounds = [0, *(i for i in range(1, len(documents)) if cuts[i]), len(documents)]
    parts = []
    for low, high in pairwise(bounds):
        numbers = np.array([number.get(i, len(living)) for i in range(low, high)], np.int32)
        postings = compile_postings(count(documents[low:high]), high - low)
        parts.append(Part(postings, numbers, bool((numbers == len(living)).any())))
    return FieldIndex(parts, len(living), Parameters())


@settings(max_examples=80, derandomize=True, deadline=None)
@given(DOCUMENTS, QUERY, st.lists(st.booleans(), min_size=15, max_size=15), st.data())
def test_segments_and_dead_documents_change_no_score(
    documents: list[list[str]], query: list[str], cuts: list[bool], data: st.DataObject
) -> None:
    dead = data.draw(st.lists(st.booleans(), min_size=len(documents), max_size=len(documents)))
    living = [d for d, gone in zip(documents, dead, strict=True) if not gone]
    field, whole = parted(documents, cuts, dead), indexed(living)
    assert scores_of(field, query, len(living)).tolist() == scores_of(whole, query, len(living)).tolist()
    assert [field.frequency(t) for t in query] == [whole.frequency(t) for t in query]
    assert field.holds(hashes_of(query)).tolist() == whole.holds(hashes_of(query)).tolist()


@settings(max_examples=50, derandomize=True, deadline=None)
@given(DOCUMENTS, st.integers(0, 15), st.data())
def test_merged_segments_are_one_compiled_at_once(
    documents: list[list[str]], cut: int, data: st.DataObject
) -> None:
    dead = data.draw(st.lists(st.booleans(), min_size=len(documents), max_size=len(documents)))
    living = [i for i in range(len(documents)) if not dead[i]]
    number = {document: n for n, document in enumerate(living)}
    halves = [range(min(cut, len(documents))), range(min(cut, len(documents)), len(documents))]
    parts = [
        (
            compile_postings(count([documents[i] for i in half]), len(half)),
            np.array([number.get(i, -1) for i in half], np.int32),
        )
        for half in halves
    ]
    one, other = merged(parts, len(living)), compile_postings(count([documents[i] for i in living]), len(living))
    for part in ("terms", "offsets", "documents", "frequencies", "lengths"):
        assert getattr(one, part).tolist() == getattr(other, part).tolist()


@settings(max_examples=50, derandomize=True, deadline=None)
@given(DOCUMENTS, QUERY)
def test_a_term_is_held_where_a_document_has_it(documents: list[list[str]], query: list[str]) -> None:
    held = indexed(documents).holds(hashes_of(query))
    assert held.tolist() == [any(term in document for document in documents) for term in query]


def test_nothing_is_held_where_there_is_nothing() -> None:
    assert indexed([]).holds(hashes_of(["xã", "hộ"])).tolist() == [False, False]
    assert indexed([["xã"]]).holds(hashes_of([])).tolist() == []


def test_hashes_are_those_of_the_terms() -> None:
    assert hashes_of(["xã", "hộ"]).tolist() == [term_hash("xã"), term_hash("hộ")]
