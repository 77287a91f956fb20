"""What people say of facts survives re-indexing, is told with the figure, is listed where its sentence is gone."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.records import Fact
from index.build import Builder
from index.errors import NoSuchFact, NoSuchReport
from index.layout import Layout
from index.reviews import Review, Verdict
from index.store import Store

Files = Mapping[str, tuple[Path, str]]
COFFEE, OTHER = "412 ha", "305 ha"


def facts(layout: Layout) -> dict[str, Fact]:
    """The facts of the live coffee report by wording, rejected ones too."""
    with Store.open(layout) as store:
        return {s.fact.wording: s.fact for s in store.facts_of_report(store.live_reports()["caphe.txt"])}


def told(layout: Layout) -> set[str]:
    """The wordings of the facts that answers may be made of."""
    with Store.open(layout) as store:
        report = store.live_reports()["caphe.txt"]
        passages = [passage.id for passage, _ in store.passage_words([report])]
        return {s.fact.wording for s in store.facts_of_passages(passages)}


def review(build: Builder, layout: Layout, wording: str, verdict: Verdict, value: str = "") -> None:
    build.review("caphe.txt", facts(layout)[wording].span.start, verdict, "Lê Thị B", value, "đã xem bản giấy")


def listed(build: Builder) -> list[tuple[str, Verdict, bool]]:
    return [(one.wording, one.verdict, found) for one, found in build.reviews()]


@pytest.fixture
def path(build: Builder, files: Files) -> Path:
    """The coffee report, added."""
    build.add([files["caphe.txt"]])
    return files["caphe.txt"][0]


def test_a_rejected_fact_is_told_no_more(build: Builder, layout: Layout, path: Path) -> None:
    review(build, layout, COFFEE, Verdict.REJECTED)
    assert COFFEE in facts(layout)
    assert COFFEE not in told(layout)
    assert OTHER in told(layout)


def test_a_corrected_fact_keeps_the_original_and_tells_the_correction(
    build: Builder, layout: Layout, path: Path
) -> None:
    review(build, layout, COFFEE, Verdict.CORRECTED, "421 ha")
    fact = facts(layout)[COFFEE]
    assert fact.quantity is not None
    assert (str(fact.quantity.value), COFFEE in told(layout)) == ("412", True)
    assert any("421 ha" in flag for flag in fact.flags)


def test_who_when_and_why_are_kept(build: Builder, layout: Layout, path: Path) -> None:
    review(build, layout, COFFEE, Verdict.CONFIRMED)
    ((one, found),) = build.reviews()
    assert isinstance(one, Review)
    assert (one.source, one.person, one.note, found) == ("caphe.txt", "Lê Thị B", "đã xem bản giấy", True)
    assert one.made_at.year > 2000


def test_a_review_survives_where_the_sentence_is_still_there(build: Builder, layout: Layout, path: Path) -> None:
    review(build, layout, COFFEE, Verdict.REJECTED)
    path.write_text("Bản in lại.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    build.add([(path, "caphe.txt")])
    assert COFFEE not in told(layout)
    assert listed(build) == [(COFFEE, Verdict.REJECTED, True)]


def test_a_review_whose_sentence_is_gone_is_listed(build: Builder, layout: Layout, path: Path) -> None:
    review(build, layout, COFFEE, Verdict.REJECTED)
    path.write_text(path.read_text(encoding="utf-8").replace("412 ha", "512 ha"), encoding="utf-8")
    build.add([(path, "caphe.txt")])
    assert "512 ha" in told(layout)
    assert listed(build) == [(COFFEE, Verdict.REJECTED, False)]


def test_the_last_word_counts(build: Builder, layout: Layout, path: Path) -> None:
    review(build, layout, COFFEE, Verdict.REJECTED)
    review(build, layout, COFFEE, Verdict.CONFIRMED)
    assert COFFEE in told(layout)
    assert listed(build) == [(COFFEE, Verdict.CONFIRMED, True)]


def test_a_review_is_a_new_version_that_readers_take_up(build: Builder, layout: Layout, path: Path) -> None:
    review(build, layout, COFFEE, Verdict.REJECTED)
    with Store.open(layout) as store:
        assert store.live() == 2


def test_of_equal_wordings_in_a_sentence_one_is_meant(build: Builder, layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "caphe.txt"
    path.write_text("BÁO CÁO\nNăm 2021\n\nXã Một trồng 50 ha chè, xã Hai trồng 50 ha cà phê.\n", encoding="utf-8")
    build.add([(path, "caphe.txt")])
    with Store.open(layout) as store:
        first, second = store.facts_of_report(store.live_reports()["caphe.txt"])
    build.review("caphe.txt", second.fact.span.start, Verdict.REJECTED, "B")
    with Store.open(layout) as store:
        left = store.facts_of_passages([first.passage_id])
    assert [s.fact.span for s in left] == [first.fact.span]


def test_what_is_not_there_is_said(build: Builder, path: Path) -> None:
    with pytest.raises(NoSuchReport):
        build.review("không-có.txt", 0, Verdict.CONFIRMED, "B")
    with pytest.raises(NoSuchFact, match="facts --source"):
        build.review("caphe.txt", 1, Verdict.CONFIRMED, "B")
