"""The facts table as CSV, XLSX and JSON: every row, exact, and nothing that a spreadsheet would run."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bot.exporting import COLUMNS, Row, fact_row, write_csv, write_xlsx
from index.store import Store

KEYS = [key for key, _ in COLUMNS]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://x")',
    "-2+3+cmd|' /C calc'!A0",
]


def row(**cells: Any) -> Row:
    return dict.fromkeys(KEYS, "") | cells


@pytest.fixture
def rows(store: Store) -> list[Row]:
    (report,) = store.reports()
    return [fact_row(fact, report) for fact in store.facts_of_report(report.id)]


def as_csv(rows: list[Row]) -> list[list[str]]:
    file = io.StringIO()
    write_csv(rows, file)
    return list(csv.reader(io.StringIO(file.getvalue(), newline="")))


def parsed(book: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))  # noqa: S314  (we wrote it)


def sheet_of(path: Path) -> list[list[tuple[str, str]]]:
    """Each row's cells as (type, text): "n" a number, "s" text, "f" a formula."""
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        shared = parsed(book, "xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else []
        strings = ["".join(part.itertext()) for part in shared]
        sheet = parsed(book, "xl/worksheets/sheet1.xml")
    return [[cell_of(cell, strings) for cell in line] for line in sheet.iter(f"{MAIN}row")]


def cell_of(cell: ET.Element, strings: list[str]) -> tuple[str, str]:
    if cell.find(f"{MAIN}f") is not None:
        return "f", ""
    text = cell.findtext(f"{MAIN}v") or ""
    return ("s", strings[int(text)]) if cell.get("t") == "s" else ("n", text)


def test_a_row_has_every_column(rows: list[Row]) -> None:
    assert all(set(row) == set(KEYS) for row in rows)


def test_a_figure_as_a_row(rows: list[Row]) -> None:
    found = next(row for row in rows if row["of"] == "37")
    assert (found["value"], found["unit"], found["place"], found["status"]) == (
        "30",
        "sản phẩm",
        "Bắc Kạn",
        "actual",
    )
    assert found["source"] == "bac-kan-2019-mau.txt"
    assert found["end"] > found["start"] > 0


def test_only_figures_have_values(rows: list[Row]) -> None:
    assert all(bool(row["value"]) == (row["kind"] == "figure") for row in rows)


def test_values_are_plain_decimals(rows: list[Row]) -> None:
    assert {"76.9", "88.84", "8734", "5455"} <= {row["value"] for row in rows}


def test_csv_has_a_header_and_every_row(rows: list[Row]) -> None:
    header, *lines = as_csv(rows)
    assert header == [title for _, title in COLUMNS]
    assert len(lines) == len(rows)
    assert [line[KEYS.index("wording")].lstrip("'") for line in lines] == [row["wording"] for row in rows]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_defuses_formulas(text: str) -> None:
    cell = as_csv([row(wording=text)])[1][KEYS.index("wording")]
    assert cell.startswith("'")


@pytest.mark.parametrize("text", ["-5", "-1.5", "30", "1.752,5", "chỉ số = 3", 'a,b"c\nd', "", "đồng"])
def test_csv_leaves_the_rest_as_it_is(text: str) -> None:
    assert as_csv([row(wording=text)])[1][KEYS.index("wording")] == text


def test_csv_of_nothing_is_a_header() -> None:
    assert len(as_csv([])) == 1


def test_xlsx_has_every_row(rows: list[Row], tmp_path: Path) -> None:
    write_xlsx(rows, tmp_path / "f.xlsx")
    header, *lines = sheet_of(tmp_path / "f.xlsx")
    assert [text for _, text in header] == [title for _, title in COLUMNS]
    assert len(lines) == len(rows)
    texts = [text for line in lines for _, text in line]
    assert all(row["wording"] in texts for row in rows)


def test_xlsx_numbers_are_numbers(tmp_path: Path) -> None:
    write_xlsx([row(value="76.9", of="100", start=3)], tmp_path / "f.xlsx")
    cells = sheet_of(tmp_path / "f.xlsx")[1]
    assert [float(text) for kind, text in cells if kind == "n" and text] == [76.9, 100.0, 3.0]


@pytest.mark.parametrize("text", [*FORMULAS, "http://x", "mailto:x"])
def test_xlsx_keeps_text_as_text(tmp_path: Path, text: str) -> None:
    write_xlsx([row(wording=text)], tmp_path / "f.xlsx")
    cells = sheet_of(tmp_path / "f.xlsx")[1]
    assert not [kind for kind, _ in cells if kind == "f"]
    assert any(kind == "s" and found.endswith(text.strip()) for kind, found in cells)
    with zipfile.ZipFile(tmp_path / "f.xlsx") as book:
        assert not [name for name in book.namelist() if "_rels/sheet" in name]


def test_xlsx_of_nothing_opens(tmp_path: Path) -> None:
    write_xlsx([], tmp_path / "f.xlsx")
    assert len(sheet_of(tmp_path / "f.xlsx")) == 1


def test_rows_are_json(rows: list[Row]) -> None:
    assert json.loads(json.dumps(rows, ensure_ascii=False)) == rows
