"""The hash of all that is stored of a report: any value that is changed in the database later is told by it."""

import hashlib

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

import index.tables  # noqa: F401  (registers the tables)

# What may change after a report is stored: its own hash, and what people say of its facts.
_LEFT_OUT = frozenset(["content", "review"])


def content_hash(connection: Connection, report_id: int) -> str:
    """The SHA-256 of a report's rows: its own, its passages and its facts, in their order."""
    digest = hashlib.sha256()
    for name, key in (("report", "id"), ("passage", "report_id"), ("fact", "report_id")):
        table = SQLModel.metadata.tables[name]
        kept = [column for column in table.columns if column.name not in _LEFT_OUT]
        wanted = select(*kept).where(table.c[key] == report_id).order_by(table.c.id)
        for values in connection.execute(wanted):
            digest.update(repr(tuple(values)).encode())
    return digest.hexdigest()
