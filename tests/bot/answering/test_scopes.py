"""The nearest scope counts, with marks where they are known; neighbours count as pairs."""

from bot.answering.records import QueryTerm
from bot.answering.scopes import BEFORE, HEADINGS, INHERITED, OWN, PASSAGE, SENTENCE, TITLE, Levels
from corpus.language.lexicon import canonical_terms

LEVELS = Levels.of(
    [
        (OWN, canonical_terms("12 hộ nghèo")),
        (SENTENCE, canonical_terms("xã Mường Lai có hộ nghèo")),
        (TITLE, canonical_terms("báo cáo xã")),
    ]
)


def level(exact: str, folded: str, *, marked: bool) -> float:
    return LEVELS.level(QueryTerm(exact, folded, marked))


def test_the_order_of_the_scopes() -> None:
    assert OWN > INHERITED > SENTENCE > BEFORE >= HEADINGS > PASSAGE > TITLE > 0


def test_the_nearest_scope_counts() -> None:
    assert level("nghèo", "ngheo", marked=True) == OWN
    assert level("xã", "xa", marked=True) == SENTENCE
    assert level("cáo", "cao", marked=True) == TITLE


def test_known_marks_must_be_there() -> None:
    assert level("nghẻo", "ngheo", marked=True) == 0.0
    assert level("ngheo", "ngheo", marked=False) == OWN
    assert level("rừng", "rung", marked=True) == level("rung", "rung", marked=False) == 0.0


def test_only_neighbours_are_pairs() -> None:
    assert LEVELS.pairs["ho ngheo"] == OWN
    assert LEVELS.pairs["muong lai"] == SENTENCE
    assert "xa ho" not in LEVELS.pairs
    assert "ngheo ho" not in LEVELS.pairs


def test_nothing_said_is_at_no_level() -> None:
    assert Levels.of([]).level(QueryTerm("xã", "xa", True)) == 0.0
