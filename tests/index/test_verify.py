"""Every kind of damage is told by `verify`, and `rebuild` mends what can be made again."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from index.build import Builder, BuildSettings
from index.errors import StoreError
from index.layout import Layout
from index.store import Store
from index.versions import load_manifest
from tests.index.everything import everything, problems
from tests.index.made_reports import leftovers

Files = Mapping[str, tuple[Path, str]]


@pytest.fixture
def made(build: Builder, layout: Layout, files: Files) -> Layout:
    """An index of two versions, the live one of three reports in more than one segment."""
    build.add([files["caphe.txt"], files["nuoc.txt"]])
    build.add([files["ruou.txt"]])
    return layout


def flip(path: Path, at: int) -> None:
    """Change one bit."""
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 0x10
    path.write_bytes(content)


def sql(layout: Layout, statement: str) -> None:
    """Change the database behind the program's back."""
    with closing(sqlite3.connect(layout.database)) as connection, connection:
        assert connection.execute(statement).rowcount > 0, statement


def compiled_files(layout: Layout) -> Iterator[Path]:
    """Every file of every version and segment."""
    return (p for folder in (layout.versions, layout.segments) for p in sorted(folder.rglob("*")) if p.is_file())


def test_nothing_is_wrong_with_a_whole_index(made: Layout) -> None:
    assert problems(made) == []


def test_a_flipped_bit_in_any_file_is_told_and_mended(build: Builder, made: Layout) -> None:
    before, paths = everything(made), list(compiled_files(made))
    assert len(paths) > 50
    for n, path in enumerate(paths):
        content = path.read_bytes()
        if content:
            flip(path, 7 * n if n % 3 else -1)
            told = problems(made)
            assert any(str(path) in line or str(path.parent) in line for line in told), path
            path.write_bytes(content)
    assert problems(made) == []
    for path in paths:
        flip(path, 0)
    build.rebuild()
    assert (problems(made), leftovers(made), everything(made)) == ([], [], before)


def test_a_missing_file_is_told(made: Layout) -> None:
    for path in list(compiled_files(made)):
        content = path.read_bytes()
        path.unlink()
        assert problems(made), path
        path.write_bytes(content)
    assert problems(made) == []


@pytest.mark.parametrize("which", ["live", "older"])
@pytest.mark.parametrize("what", ["version", "segment", "manifest", "hashes"])
def test_rebuild_mends_the_live_version_and_older_ones(build: Builder, made: Layout, which: str, what: str) -> None:
    before, folder = everything(made), made.version(2 if which == "live" else 1)
    segment = made.segment(load_manifest(folder).segments[-1][0])
    paths = {"version": folder, "segment": segment, "manifest": folder / "manifest.json"}
    path = paths.get(what, segment / "hashes.json")
    path.rename(made.data_dir / "away")
    assert problems(made)
    build.rebuild()
    assert (problems(made), leftovers(made), everything(made)) == ([], [], before)
    build.rollback(1)
    assert [report[0] for report in everything(made)[0]] == ["caphe.txt", "nuoc.txt"]  # type: ignore[attr-defined]


ROWS: Mapping[str, tuple[str, str]] = {
    "a passage is gone": ("DELETE FROM passage WHERE ordinal = 1 AND report_id = 3", "ruou.txt"),
    "a fact is gone": ("DELETE FROM fact WHERE id = (SELECT max(id) FROM fact)", "ruou.txt"),
    "a passage says something else": ("UPDATE passage SET text = replace(text, '412', '413')", "caphe.txt"),
    "a passage stands elsewhere": ("UPDATE passage SET start = start + 1 WHERE report_id = 2", "nuoc.txt"),
    "a report says something else": ("UPDATE report SET text = replace(text, '91,5', '19,5')", "nuoc.txt"),
    "a fact stands elsewhere": ("UPDATE fact SET start = start + 1 WHERE report_id = 1", "caphe.txt"),
    "a fact is worded otherwise": ("UPDATE fact SET wording = '413 ha' WHERE wording = '412 ha'", "caphe.txt"),
    "a count of passages": ("UPDATE report SET passage_count = passage_count + 1 WHERE id = 2", "nuoc.txt"),
    "a count of facts": ("UPDATE report SET fact_count = 0 WHERE id = 1", "caphe.txt"),
    "a version's count of passages": ("UPDATE index_version SET passage_count = 1 WHERE id = 2", "phiên bản 2"),
    "a version's count of facts": ("UPDATE index_version SET fact_count = 1 WHERE id = 1", "phiên bản 1"),
    "a report is gone from a version": ("DELETE FROM version_report WHERE report_id = 1", "phiên bản 2"),
    "a version has a report too many": ("INSERT INTO version_report VALUES (1, 3)", "phiên bản 1"),
    "a report is gone": ("DELETE FROM report WHERE id = 2", "nuoc|trỏ tới|khác nhau"),
    "a parent that does not exist": ("UPDATE fact SET parent_id = 9999 WHERE id = 2", "trỏ tới fact"),
}


@pytest.mark.parametrize(("statement", "said"), ROWS.values(), ids=ROWS)
def test_rows_that_do_not_fit_are_told(made: Layout, statement: str, said: str) -> None:
    sql(made, statement)
    assert any(word in line for word in said.split("|") for line in problems(made)), problems(made)


@pytest.mark.parametrize("number", [1, 2])
def test_reports_of_older_versions_are_looked_at_too(build: Builder, made: Layout, number: int) -> None:
    build.remove("nuoc.txt")
    sql(made, "UPDATE passage SET text = replace(text, '91,5', '19,5')")
    assert any("nuoc.txt" in line for line in problems(made))
    build.rollback(number)
    assert any("nuoc.txt" in line for line in problems(made))


def test_a_flipped_bit_in_the_database_never_ends_in_another_error(made: Layout) -> None:
    """It is told, or where it changes no row's meaning that SQLite can see, nothing is; never a traceback."""
    content = made.database.read_bytes()
    told = 0
    for at in range(100, len(content), len(content) // 40):
        changed = bytearray(content)
        changed[at] ^= 0xFF
        made.database.write_bytes(changed)
        try:
            told += bool(problems(made))
        except StoreError:
            told += 1
    assert told >= 3  # the rest: unused bytes, and values that no span or count holds


def test_a_page_of_rubbish_in_the_database_is_told(made: Layout) -> None:
    content = bytearray(made.database.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xa5" * (4096 * 6)
    made.database.write_bytes(content)
    assert any("cơ sở dữ liệu" in line for line in problems(made))


MANIFESTS: Mapping[str, Callable[[dict[str, list[object]]], None]] = {
    "a report less": lambda m: m["reports"].pop(),  # type: ignore[dict-item,return-value]
    "a report twice": lambda m: m["reports"].append(m["reports"][0]),
    "a segment less": lambda m: m["segments"].pop(),  # type: ignore[dict-item,return-value]
    "a segment twice": lambda m: m["segments"].append(m["segments"][0]),
    "a dead report": lambda m: m["segments"][0][1].append(1),  # type: ignore[index]
    "an unknown segment": lambda m: m["segments"].append(["s999999", []]),
}


@pytest.mark.parametrize("change", MANIFESTS.values(), ids=MANIFESTS)
def test_a_manifest_that_does_not_fit_is_told_and_mended(
    build: Builder, made: Layout, change: Callable[[dict[str, list[object]]], None]
) -> None:
    """Also where its hash is right: made so by a faulty program, not by a faulty disk."""
    before, path = everything(made), made.version(2) / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert any("phiên bản 2" in line for line in problems(made)), problems(made)
    build.rebuild()
    assert everything(made) == before


def test_what_rebuild_mends_in_the_database(build: Builder, made: Layout) -> None:
    sql(made, "UPDATE index_version SET passage_count = 1 WHERE id = 2")
    assert problems(made)
    Builder(made, BuildSettings(keep_versions=1)).rebuild()
    assert problems(made) == []


def test_an_empty_index_has_nothing_wrong(layout: Layout) -> None:
    with Store.open(layout, create=True):
        pass
    assert problems(layout) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fact SET value = '9' WHERE value IS NOT NULL",
        "UPDATE fact SET period_wording = 'năm 1999'",
        "UPDATE report SET title = 'Khác'",
        "UPDATE passage SET words = 'khác'",
    ],
)
def test_any_changed_value_of_a_report_is_told(made: Layout, statement: str) -> None:
    sql(made, statement)
    assert any("không còn như khi đọc" in problem for problem in problems(made))


def test_what_people_say_of_facts_is_no_damage(made: Layout) -> None:
    sql(made, 'UPDATE fact SET review = \'{"verdict": "confirmed", "value": "", "day": "1/1/2026"}\'')
    assert problems(made) == []
