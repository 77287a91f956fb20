"""Facts in their passage: what stands how near, what is another figure's, what is kept."""

from dataclasses import replace

import pytest

from bot.answering.records import QueryTerm
from bot.answering.scopes import HEADINGS, OWN, SENTENCE, TITLE
from bot.answering.standing import Reading, Readings, Standing
from corpus.language.normalise import fold
from corpus.records import Fact, Relation
from index.records import StoredFact
from tests.bot.answering.made import PASSAGE, figure, span_of

TREES = figure()
GROWN = figure(
    "20",
    "cây",
    "",
    wording="20 cây",
    span=span_of("20 cây"),
    own=span_of("tăng 20 cây"),
    relation=Relation.DELTA,
    context=(span_of("Toàn tỉnh có 1.752,5 nghìn cây quế"),),
)


def standing(*facts: Fact, of: int = 1) -> Standing:
    stored = [StoredFact(i, 1, PASSAGE.id, None, fact) for i, fact in enumerate(facts, 1)]
    return Reading(PASSAGE, stored).facts[of]


def level(stood: Standing, word: str) -> float:
    return stood.level(QueryTerm(word, fold(word), True))


@pytest.mark.parametrize(
    ("word", "at"),
    [("quế", OWN), ("tăng", SENTENCE), ("lâm", HEADINGS), ("mẫu", TITLE), ("chè", 0.0)],
)
def test_how_near_a_word_stands(word: str, at: float) -> None:
    assert level(standing(TREES), word) == at


def test_what_is_said_of_another_figure_is_not_said_of_this() -> None:
    alone, beside = standing(TREES), standing(TREES, GROWN)
    assert level(alone, "tăng") == SENTENCE
    assert level(beside, "tăng") < SENTENCE


def test_a_dependent_figure_says_what_it_depends_on() -> None:
    assert "que" in standing(GROWN).said
    assert "que" not in standing(replace(GROWN, relation=Relation.NONE)).said


def test_a_part_is_set_apart_by_its_own_words() -> None:
    part = replace(GROWN, relation=Relation.PART)
    assert standing(TREES).apart == frozenset()
    assert standing(part).apart == frozenset({"tang"})


def test_neighbours_stand_as_near_as_their_pair() -> None:
    tree, cinnamon = QueryTerm("cây", "cay", True), QueryTerm("quế", "que", True)
    assert standing(TREES).pair_level(tree, cinnamon) == OWN
    assert standing(TREES).pair_level(cinnamon, tree) == 0.0


def test_words_within_spans() -> None:
    within = Reading(PASSAGE, []).within([span_of("Còn lại là cây hồi")])
    assert [term.exact for term in within] == ["còn", "lại", "là", "cây", "hồi"]


def test_the_most_recently_used_are_kept() -> None:
    kept = Readings(most=2)
    for number in (1, 2, 1, 3):
        if kept.get(number) is None:
            kept.keep(Reading(replace(PASSAGE, id=number), []))
    assert [number in kept for number in (1, 2, 3)] == [True, False, True]
    assert kept.get(2) is None
