"""Passages: even pieces of paragraphs."""

from hypothesis import given

from corpus.records import Passage
from corpus.structure.lines import report_lines
from corpus.structure.paragraphs import split_paragraphs
from corpus.structure.passages import TARGET_SYLLABLES, split_passages
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts

SENTENCE = "Các xã đã làm thêm đường và mở thêm chợ. "


def _passages(text: str) -> tuple[Passage, ...]:
    return split_passages(text, split_paragraphs(text, report_lines(text))[0])


def test_a_short_paragraph_is_one_passage() -> None:
    (passage,) = _passages(SENTENCE * 3)
    assert passage.text == (SENTENCE * 3).strip()


def test_a_long_paragraph_is_cut_evenly_between_sentences() -> None:
    passages = _passages(SENTENCE * 60)
    lengths = [len(passage.text.split()) for passage in passages]
    assert len(passages) > 2
    assert max(lengths) <= 1.5 * TARGET_SYLLABLES
    assert min(lengths) >= 0.5 * TARGET_SYLLABLES
    assert all(passage.text.endswith(".") for passage in passages)
    assert " ".join(passage.text for passage in passages) == (SENTENCE * 60).strip()


def test_one_endless_sentence_stays_whole() -> None:
    assert len(_passages("xã và " * 400)) == 1


def test_short_lines_under_one_heading_go_together() -> None:
    (passage,) = _passages("Cái Nước 50 nhà\nNăm Căn 10 nhà\nĐầm Dơi 7 nhà")
    assert passage.text.count("\n") == 2


def test_a_heading_parts_passages() -> None:
    passages = _passages(f"I. Kinh tế\n\n{SENTENCE}\n\nII. Xã hội\n\n{SENTENCE}")
    assert [passage.headings for passage in passages] == [("I. Kinh tế",), ("II. Xã hội",)]


@settled
@given(texts)
def test_passages_are_slices_in_order(text: str) -> None:
    passages = _passages(text)
    assert_ordered([passage.span for passage in passages], len(text))
    assert [passage.span.of(text) for passage in passages] == [passage.text for passage in passages]
    assert [passage.ordinal for passage in passages] == list(range(1, len(passages) + 1))
