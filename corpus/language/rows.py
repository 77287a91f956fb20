"""Reads rule rows: the data/*.csv of a package. A rule is a row: adding one needs no code."""

import csv
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def rows(name: str, package: str = "corpus.language") -> tuple[Row, ...]:
    """All rows of `package`/data/`name`.csv in order. Raises FileNotFoundError where the wheel lost its data."""
    text = (files(package) / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def column(name: str, key: str) -> tuple[str, ...]:
    """One column of a table, empty cells left out."""
    return tuple(row[key] for row in rows(name) if row[key])


def alternatives(cell: str) -> tuple[str, ...]:
    """A cell's "a|b|c" as a tuple."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
