"""The schema: what the migrations make is what the tables say; foreign and broken files are told apart."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

import index.tables  # noqa: F401  (registers the tables)
from index.database import open_database, schema_revision
from index.errors import DatabaseDamaged, DataDirUnwritable, SchemaTooNew
from index.layout import Layout
from index.schema import HEAD, KNOWN


@pytest.fixture
def engine(layout: Layout) -> Iterator[Engine]:
    opened = open_database(layout, create=True)
    yield opened
    opened.dispose()


@pytest.fixture
def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(files("index") / "migrations"))
    return ScriptDirectory.from_config(config)


def stamp(database: Path, revision: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def test_head_is_alembics_head(scripts: ScriptDirectory) -> None:
    assert scripts.get_current_head() == HEAD


def test_known_are_all_revisions(scripts: ScriptDirectory) -> None:
    assert {script.revision for script in scripts.walk_revisions()} == KNOWN


def test_the_migrated_schema_is_that_of_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_new_database_is_at_head(engine: Engine, layout: Layout) -> None:
    assert schema_revision(layout.database) == HEAD


@pytest.mark.parametrize(("pragma", "value"), [("foreign_keys", 1), ("journal_mode", "wal")])
def test_pragmas(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_opening_again_changes_nothing(engine: Engine, layout: Layout) -> None:
    with closing(sqlite3.connect(layout.database)) as connection:
        before = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    open_database(layout, create=True).dispose()
    with closing(sqlite3.connect(layout.database)) as connection:
        assert connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before


def test_a_database_without_tables_is_migrated(layout: Layout) -> None:
    layout.data_dir.mkdir()
    layout.database.touch()
    open_database(layout, create=False).dispose()
    assert schema_revision(layout.database) == HEAD


def test_a_later_schema_is_refused_and_left_alone(engine: Engine, layout: Layout) -> None:
    stamp(layout.database, "9999")
    with pytest.raises(SchemaTooNew, match="9999"):
        open_database(layout, create=True)
    assert schema_revision(layout.database) == "9999"


@pytest.mark.parametrize("create", [True, False])
def test_garbage_is_refused_and_left_alone(layout: Layout, create: bool) -> None:
    layout.data_dir.mkdir()
    layout.database.write_bytes(b"\x07garbage" * 700)
    with pytest.raises(DatabaseDamaged):
        open_database(layout, create=create)
    assert layout.database.read_bytes() == b"\x07garbage" * 700


def test_a_garbage_database_is_not_to_be_rebuilt(layout: Layout) -> None:
    """`index rebuild` reads the database, so it can never mend it."""
    layout.data_dir.mkdir()
    layout.database.write_bytes(b"\x07garbage" * 700)
    with pytest.raises(DatabaseDamaged) as raised:
        open_database(layout, create=True)
    assert "index rebuild" not in str(raised.value)


def test_a_data_directory_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataDirUnwritable):
        open_database(Layout(tmp_path / "file" / "data"), create=True)


def test_a_database_that_is_a_directory(layout: Layout) -> None:
    layout.database.mkdir(parents=True)
    with pytest.raises((DataDirUnwritable, DatabaseDamaged)):
        open_database(layout, create=True)


@pytest.mark.parametrize(
    "name",
    [
        "có dấu",
        "a b",
        "50%",
        "a#b",
        "a?b=1",
    ],
)
def test_any_name_of_a_data_directory(tmp_path: Path, name: str) -> None:
    layout = Layout(tmp_path / name)
    open_database(layout, create=True).dispose()
    assert schema_revision(layout.database) == HEAD


def test_the_probe_leaves_nothing(engine: Engine, layout: Layout) -> None:
    assert {p.name for p in layout.data_dir.iterdir()} <= {"index.sqlite", "versions", "segments", "index.lock"}
