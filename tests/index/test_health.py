"""`look` tells the state of an index and never raises."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index.build import Builder
from index.health import look
from index.layout import Layout
from tests.processes import ROOT, SAMPLE


@pytest.fixture
def indexed(sample_data: Path) -> Layout:
    return Layout(sample_data)


def change(layout: Layout, statement: str) -> None:
    with closing(sqlite3.connect(layout.database)) as connection, connection:
        connection.execute(statement)


def test_nothing_yet(layout: Layout) -> None:
    found = look(layout)
    assert (found.version, found.reports) == (None, 0)
    assert "hoibaocao index add" in found.problem
    assert not layout.data_dir.exists()


def test_all_well(indexed: Layout) -> None:
    found = look(indexed)
    assert (found.version, found.reports, found.problem) == (1, 1, "")
    assert found.passages > 10
    assert found.facts > 10


@pytest.mark.parametrize("name", ["passages/ids.npy", "facts/ids.npy"])
def test_a_missing_file(indexed: Layout, name: str) -> None:
    (indexed.segment("s000001") / name).unlink()
    assert name in look(indexed).problem
    assert "index rebuild" in look(indexed).problem


def test_a_missing_version_folder(indexed: Layout) -> None:
    shutil.rmtree(indexed.versions)
    assert "index rebuild" in look(indexed).problem


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 200, b"SQLite format 3\x00" + b"\xaa" * 5000])
def test_a_file_that_is_no_index(layout: Layout, content: bytes) -> None:
    layout.data_dir.mkdir()
    layout.database.write_bytes(content)
    found = look(layout)
    assert found.problem
    assert found.version is None


def test_a_later_schema(indexed: Layout) -> None:
    change(indexed, "UPDATE alembic_version SET version_num = '9999'")
    assert "9999" in look(indexed).problem
    assert "cập nhật" in look(indexed).problem


def test_a_database_with_no_version_yet(indexed: Layout) -> None:
    change(indexed, "DELETE FROM live")
    assert "index add" in look(indexed).problem


def test_an_index_whose_last_report_was_removed(indexed: Layout) -> None:
    Builder(indexed).remove(SAMPLE.name)
    assert "index add" in look(indexed).problem


def test_it_needs_the_standard_library_only() -> None:
    program = "import sys, index.health; print(sorted(m for m in sys.modules if m in sys.argv[1:]))"
    heavy = ["sqlalchemy", "sqlmodel", "numpy", "pyvi", "alembic", "pydantic"]
    command = [sys.executable, "-c", program, *heavy]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "[]\n"
