"""Counts of syllables survive the disk; rare pairs go where there are too many."""

from pathlib import Path

import pytest

import index.ngrams
from corpus.language.restore import Ngrams
from index.errors import IndexDamaged
from index.ngrams import load_ngrams, save_ngrams

COUNTS = Ngrams.of(["Đàn ong mật có 12 tổ.", "Mật ong rừng, mật ong nuôi."])


def test_counts_survive_the_disk(tmp_path: Path) -> None:
    save_ngrams(COUNTS, tmp_path)
    assert load_ngrams(tmp_path) == COUNTS


def test_pairs_that_stand_once_go_where_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.ngrams, "_MOST_RARE_PAIRS", 3)
    save_ngrams(COUNTS, tmp_path)
    loaded = load_ngrams(tmp_path)
    assert loaded.unigrams == COUNTS.unigrams
    assert loaded.bigrams == {pair: n for pair, n in COUNTS.bigrams.items() if n > 1} != {}


@pytest.mark.parametrize("written", [None, "", "{", "[]", "3", '{"unigrams": {}}', '{"words": {}}', "\x00"])
def test_damage_is_told(tmp_path: Path, written: str | None) -> None:
    if written is not None:
        (tmp_path / "ngrams.json").write_text(written, encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"ngrams\.json"):
        load_ngrams(tmp_path)
