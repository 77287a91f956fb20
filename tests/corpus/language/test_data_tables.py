"""The rule tables: every row complete, no key twice, patterns that compile, names that exist."""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from corpus.language.keystrokes import undo_keystrokes
from corpus.language.rows import alternatives, rows
from corpus.records import PeriodKind, Status

ROOT = Path(__file__).parents[3]
FOLDERS = (ROOT / "corpus" / "language" / "data", ROOT / "bot" / "answering" / "data")
TABLES = sorted(path for folder in FOLDERS for path in folder.glob("*.csv"))
# Tables whose key is more than their first column: a period may be written in several ways, a province existed
# before and after, a cue may ask for several things, a frame word may stand at both sides, a courtesy may be a
# person before "hỏi" and a word after it.
KEYS = {
    "relation_cues": ("phrase", "role"),
    "periods": ("pattern",),
    "provinces": ("name", "era"),
    "frame_words": ("phrase", "side"),
    "cues": ("phrase", "role"),
    "courtesies": ("phrase", "role"),
    "personal_data": ("label", "pattern"),
}
PATTERNS = {"periods", "furniture", "number_names", "shorthand", "personal_data", "report_kinds"}
# What a pattern is replaced by; it may end in the blank that the next word needs ("n2020" → "năm 2020").
TEMPLATES = {("shorthand", "full")}


def _name(path: Path) -> str:
    return path.stem


def _is_trimmed(table: str, column: str, cell: str) -> bool:
    return cell.removesuffix(" " if (table, column) in TEMPLATES else "") == cell.strip()


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _twice(path: Path) -> list[tuple[str, ...]]:
    table = _table(path)
    columns = KEYS.get(path.stem, (next(iter(table[0])),))
    counts = Counter(tuple(row[column] for column in columns) for row in table)
    return [key for key, count in counts.items() if count > 1]


def test_there_are_tables() -> None:
    assert {path.parent for path in TABLES} == set(FOLDERS)


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_rows_are_whole(path: Path) -> None:
    table = _table(path)
    assert table
    for row in table:
        assert None not in row, row
        assert None not in row.values(), row


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_each_row_has_a_note_and_names_its_source(path: Path) -> None:
    for row in _table(path):
        assert "note" in row
        assert row["source"].strip(), row


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_cells_are_composed_and_trimmed(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    for row in _table(path):
        assert all(_is_trimmed(path.stem, column, cell) for column, cell in row.items()), row


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_no_key_twice(path: Path) -> None:
    assert _twice(path) == []


@pytest.mark.parametrize("path", [path for path in TABLES if path.stem in PATTERNS], ids=_name)
def test_patterns_compile(path: Path) -> None:
    for row in _table(path):
        re.compile(row["pattern"], re.IGNORECASE)


@pytest.mark.parametrize(
    ("table", "column", "known"), [("periods", "kind", PeriodKind), ("statuses", "status", Status)]
)
def test_cells_name_members(table: str, column: str, known: type[PeriodKind] | type[Status]) -> None:
    assert {row[column] for row in rows(table)} <= {str(member) for member in known}


def test_numeric_cells() -> None:
    assert all(int(row["factor"]) >= 1000 for row in rows("scale_words"))
    assert {row["sign"] for row in rows("directions")} == {"1", "-1"}
    assert {row["comparator"] for row in rows("hedges")} <= {"<", ">", "<=", ">=", "~"}


def test_provinces_before_and_after() -> None:
    eras = Counter(row["era"] for row in rows("provinces"))
    assert eras == {"before": 63, "after": 34}


def test_provinces_merge_into_those_that_exist() -> None:
    after = {row["name"] for row in rows("provinces") if row["era"] == "after"}
    merged = [row["merged_into"] for row in rows("provinces") if row["era"] == "before"]
    assert set(merged) == after
    assert not any(row["merged_into"] for row in rows("provinces") if row["era"] == "after")


def test_no_alias_means_two_provinces() -> None:
    meanings: dict[str, set[str]] = {}
    for row in rows("provinces"):
        for alias in (row["name"], *alternatives(row["aliases"])):
            meanings.setdefault(alias, set()).add(row["name"])
    assert [alias for alias, names in meanings.items() if len(names) > 1] == []


@pytest.mark.parametrize("name", ["abbreviations", "synonyms", "units"])
def test_no_phrase_looks_like_keystrokes(name: str) -> None:
    """A rule's own words must survive the repair of what people type."""
    column = next(iter(rows(name)[0]))
    changed = [row[column] for row in rows(name) if undo_keystrokes(row[column].lower()) != row[column].lower()]
    assert changed == []
