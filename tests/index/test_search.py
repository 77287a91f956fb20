"""Finding passages and facts, however the query is typed, in whatever version is live."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from index.build import Builder
from index.errors import EmptyIndex, IndexDamaged
from index.fields import Weights
from index.layout import Layout
from index.search import Searcher
from index.store import Store
from tests.processes import ROOT

Files = Mapping[str, tuple[Path, str]]

QUERY_WITHOUT_PYVI = """
import sys
from pathlib import Path
from index.layout import Layout
from index.search import Searcher
from index.store import Store

layout = Layout(Path(sys.argv[1]))
with Store.open(layout) as store:
    searcher = Searcher(store, layout)
    assert searcher.passages("hợp tác xã nông nghiệp thành lập mới", 3)
    assert searcher.passages("hop tac xa", 3)
print("pyvi" in sys.modules, "sklearn" in sys.modules)
"""


@pytest.fixture
def searcher(sample_data: Path) -> Iterator[Searcher]:
    layout = Layout(sample_data)
    with Store.open(layout) as store:
        yield Searcher(store, layout)


@pytest.mark.parametrize(
    "query",
    ["sản phẩm OCOP", "san pham ocop", "sản pham ocop", "SẢN PHẨM OCOP", "sa\u0309n phâ\u0309m OCOP", "ocop"],
)
def test_a_passage_is_found_however_it_is_typed(searcher: Searcher, query: str) -> None:
    assert "OCOP" in searcher.passages(query, 3)[0].passage.text


@pytest.mark.parametrize("query", ["", "   ", "???", "qwzx", "12345678", "😀", "\x00\x07"])
def test_nothing_known_finds_nothing(searcher: Searcher, query: str) -> None:
    assert searcher.passages(query, 5) == []


def test_hits_are_best_first_and_positive(searcher: Searcher) -> None:
    scores = [hit.score for hit in searcher.passages("hợp tác xã nông nghiệp", 30)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_fewer_than_k(searcher: Searcher) -> None:
    assert 0 < len(searcher.passages("OCOP", 1000)) < 1000


def test_the_same_query_gives_the_same_hits(searcher: Searcher) -> None:
    assert searcher.passages("kế hoạch năm 2019", 10) == searcher.passages("kế hoạch năm 2019", 10)


def test_weights_change_scores(sample_data: Path) -> None:
    layout = Layout(sample_data)
    with Store.open(layout) as store:
        light = Searcher(store, layout, Weights(0, 1, 0)).passages("hợp tác xã", 1)[0].score
        heavy = Searcher(store, layout, Weights(0, 2, 0)).passages("hợp tác xã", 1)[0].score
    assert heavy == pytest.approx(2 * light)


def test_facts_by_canonical_terms(searcher: Searcher) -> None:
    best = searcher.facts(["ocop"], 5)[0]
    assert best.fact.quantity is not None
    assert (str(best.fact.quantity.value), str(best.fact.quantity.of)) == ("30", "37")
    assert searcher.facts(["qwzx"], 5) == []


def test_what_the_reports_know(searcher: Searcher) -> None:
    assert searcher.knows("ocop")
    assert not searcher.knows("qwzx")
    assert searcher.known_among(["tac", "qwzx", "hop"]) == ["tac", "hop"]
    assert searcher.known_among([]) == []
    assert searcher.knows_marked("hợp")
    assert not searcher.knows_marked("hop")
    assert searcher.knows_pair("hop", "tac")
    assert not searcher.knows_pair("tac", "hop")


def test_pairs_are_counted_in_order(searcher: Searcher) -> None:
    assert searcher.how_often("hop", "tac") > 1
    assert searcher.how_often("tac", "hop") == 0
    assert searcher.knows_marked_pair("hợp", "tác")
    assert not searcher.knows_marked_pair("hop", "tac")
    assert not searcher.knows_marked_pair("tác", "hợp")


def test_a_form_that_the_reports_lack_is_rare(searcher: Searcher) -> None:
    assert not searcher.is_rare_form("hợp", "hop")
    assert searcher.is_rare_form("hóp", "hop")


@pytest.mark.parametrize(
    ("syllables", "length"),
    [("hợp tác xã", 3), ("doanh nghiệp mới", 2), ("doanh", 1), ("nghiệp doanh", 1), ("qwzx hợp tác xã", 1)],
)
def test_the_longest_word_that_syllables_begin_with(searcher: Searcher, syllables: str, length: int) -> None:
    assert searcher.word_length(syllables.split()) == length


def test_the_counts_of_syllables_are_those_of_the_reports(searcher: Searcher) -> None:
    ngrams = searcher.ngrams()
    assert ngrams.unigrams["hợp"] >= ngrams.bigrams["hợp tác"] > 0
    assert "qwzx" not in ngrams.unigrams


def test_the_places_of_the_reports(searcher: Searcher) -> None:
    assert "Bắc Kạn" in searcher.place_names()
    assert "Lào Cai" not in searcher.place_names()


def test_only_a_wanted_place_is_searched(searcher: Searcher) -> None:
    assert searcher.passages("hợp tác xã", 30, {"Bắc Kạn"}.__contains__)
    assert searcher.passages("hợp tác xã", 30, {"Lào Cai"}.__contains__) == []
    assert {f.fact.place for f in searcher.facts(["hop", "tac", "xa"], 30, {"Bắc Kạn"}.__contains__)} == {"Bắc Kạn"}
    assert searcher.facts(["hop", "tac", "xa"], 30, {"Lào Cai"}.__contains__) == []


def test_a_rare_term_tells_more(searcher: Searcher) -> None:
    assert searcher.rarity("qwzx") >= searcher.rarity("ocop") > searcher.rarity("nam") > 0


def test_a_new_version_is_taken_up_without_reopening(build: Builder, layout: Layout, files: Files) -> None:
    build.add([files["caphe.txt"]])
    with Store.open(layout) as store:
        searcher = Searcher(store, layout)
        assert searcher.refresh() == 1
        assert searcher.passages("nấu rượu", 5) == []
        build.add([files["ruou.txt"]])
        assert searcher.refresh() == 2
        assert searcher.passages("nấu rượu", 5)
        build.rollback()
        assert searcher.refresh() == 1
        assert searcher.passages("nấu rượu", 5) == []


def test_an_opened_version_answers_while_a_new_one_is_built(build: Builder, layout: Layout, files: Files) -> None:
    build.add([files["caphe.txt"]])
    with Store.open(layout) as store:
        searcher = Searcher(store, layout)
        before = searcher.passages("cà phê", 5)
        build.add([files["ruou.txt"]], progress=lambda _: check(searcher, before))
        assert searcher.passages("cà phê", 5) == before


def check(searcher: Searcher, before: list[object]) -> None:
    searcher.refresh()
    assert searcher.passages("cà phê", 5) == before


def test_no_version_yet_is_an_empty_index(layout: Layout) -> None:
    with Store.open(layout, create=True) as store, pytest.raises(EmptyIndex):
        Searcher(store, layout).passages("xã", 5)


@pytest.mark.parametrize("query", ["cà phê", "ca phe"])
def test_an_index_whose_last_report_was_removed(build: Builder, layout: Layout, files: Files, query: str) -> None:
    """It finds nothing, or says that it is empty."""
    build.add([files["caphe.txt"]])
    build.remove("caphe.txt")
    with Store.open(layout) as store:
        try:
            found = Searcher(store, layout).passages(query, 5)
        except EmptyIndex:
            found = []
    assert found == []


def test_a_damaged_version_is_said(sample_data: Path) -> None:
    layout = Layout(sample_data)
    (layout.segment("s000001") / "passages" / "syllables" / "terms.npy").write_bytes(b"x")
    with Store.open(layout) as store, pytest.raises(IndexDamaged):
        Searcher(store, layout).passages("xã", 5)


def test_a_version_that_lacks_a_field_is_said(sample_data: Path) -> None:
    layout = Layout(sample_data)
    (layout.segment("s000001") / "passages" / "syllables").rename(sample_data / "away")
    with Store.open(layout) as store, pytest.raises(IndexDamaged):
        Searcher(store, layout).passages("hợp tác xã", 5)


def test_a_query_needs_no_pyvi(sample_data: Path) -> None:
    command = [sys.executable, "-c", QUERY_WITHOUT_PYVI, str(sample_data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("False False\n", "")
