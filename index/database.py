"""The SQLite database: engine, pragmas, migrations. Alembic runs only where the schema is not the current one."""

import os
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from index.errors import DatabaseDamaged, DataDirUnwritable, SchemaTooNew
from index.layout import Layout
from index.schema import HEAD, KNOWN

_BUSY_MS = 10_000


def open_database(layout: Layout, *, create: bool) -> Engine:
    """An engine on the database with the current schema.

    With `create` the data directory and database are made where missing. Raises DataDirUnwritable,
    DatabaseDamaged or SchemaTooNew.
    """
    if create:
        make_writable(layout)
    revision = schema_revision(layout.database)
    if revision != HEAD:
        if revision and revision not in KNOWN:
            raise SchemaTooNew(revision)
        _migrated(layout)
    return _engine(layout.database)


def schema_revision(database: Path) -> str:
    """The alembic revision of a database, "" where it has none or does not exist. Raises DatabaseDamaged."""
    if not database.exists():
        return ""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return ""
        raise DataDirUnwritable(database.parent, str(error)) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise DatabaseDamaged(database, str(error)) from error
    return str(row[0]) if row else ""


def make_writable(layout: Layout) -> None:
    """Make the data directory where it is missing. Raises DataDirUnwritable."""
    try:
        layout.versions.mkdir(parents=True, exist_ok=True)
        layout.segments.mkdir(parents=True, exist_ok=True)
        probe = layout.data_dir / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink(missing_ok=True)
    except OSError as error:
        raise DataDirUnwritable(layout.data_dir, error.strerror or str(error)) from error


def _engine(database: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(database)), connect_args={"timeout": _BUSY_MS / 1000})

    @event.listens_for(engine, "handle_error")
    def _damaged(context: ExceptionContext) -> None:
        original = context.original_exception
        if (
            type(original) is sqlite3.DatabaseError
        ):  # a page that is none; what is busy or full has a class of its own
            raise DatabaseDamaged(database, str(original)) from original

    @event.listens_for(engine, "connect")
    def _pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine


def _migrated(layout: Layout) -> None:
    """Bring the schema to the current revision. Raises DatabaseDamaged where there are tables but no revision."""
    try:
        _migrate(layout)
    except OperationalError as error:
        if "already exists" not in str(error.orig):
            raise
        raise DatabaseDamaged(layout.database, str(error.orig)) from error


def _migrate(layout: Layout) -> None:
    """Bring the schema to the current revision; write-ahead logging lets readers go on while we write."""
    from alembic import command  # noqa: PLC0415  (0.4 s: only where the schema changes)
    from alembic.config import Config  # noqa: PLC0415

    engine = _engine(layout.database)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(files("index") / "migrations"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()
