"""The facts table as rows, CSV, XLSX and JSON. Exact decimals stay text in CSV and JSON; XLSX cells are numbers."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from bot.answering.readoff import period_label
from corpus.language.numbers import plain
from corpus.records import FactKind
from index.records import ReportSummary, StoredFact

COLUMNS = (
    ("value", "Giá trị"),
    ("unit", "Đơn vị"),
    ("of", "Trên tổng số"),
    ("upto", "Đến"),
    ("comparator", "So sánh"),
    ("measure", "Chỉ tiêu"),
    ("event", "Sự kiện"),
    ("category", "Phân loại"),
    ("owner", "Của"),
    ("period", "Kỳ"),
    ("place", "Địa phương"),
    ("status", "Trạng thái"),
    ("yardstick", "So với"),
    ("relation", "Quan hệ"),
    ("flags", "Lưu ý"),
    ("wording", "Nguyên văn"),
    ("kind", "Loại"),
    ("source", "Nguồn"),
    ("passage", "Đoạn"),
    ("start", "Từ ký tự"),
    ("end", "Đến ký tự"),
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]


def fact_row(stored: StoredFact, report: ReportSummary) -> Row:
    """One fact as a row keyed by COLUMNS."""
    fact, quantity = stored.fact, stored.fact.quantity
    return {
        "value": plain(quantity.value) if quantity else "",
        "unit": quantity.full_unit if quantity else "",
        "of": plain(quantity.of) if quantity and quantity.of is not None else "",
        "upto": plain(quantity.upto) if quantity and quantity.upto is not None else "",
        "comparator": quantity.comparator if quantity else "",
        "measure": fact.measure,
        "event": fact.event,
        "category": fact.category,
        "owner": fact.owner,
        "period": period_label(fact.period),
        "place": fact.place,
        "status": fact.status.value if fact.kind is FactKind.FIGURE else "",
        "yardstick": fact.yardstick,
        "relation": fact.relation.value,
        "flags": "; ".join(fact.flags),
        "wording": fact.wording,
        "kind": fact.kind.value,
        "source": report.source,
        "passage": fact.passage,
        "start": fact.span.start,
        "end": fact.span.end,
    }


def write_csv(rows: Iterable[Row], file: TextIO) -> None:
    """CSV with Vietnamese headers; a cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    writer = csv.writer(file)
    writer.writerow([title for _, title in COLUMNS])
    for row in rows:
        writer.writerow([_harmless(row[key]) for key, _ in COLUMNS])


def write_xlsx(rows: Sequence[Row], path: Path) -> None:
    """One sheet "Dữ kiện": a header row, a filter, numbers as numbers, the rest as plain text. Raises OSError."""
    from xlsxwriter import Workbook  # noqa: PLC0415  (only where a workbook is wanted)

    path.open("wb").close()  # xlsxwriter's own error for a bad path is no OSError
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Dữ kiện")
        sheet.write_row(0, 0, [title for _, title in COLUMNS], book.add_format({"bold": True}))
        for at, row in enumerate(rows, 1):
            for column, (key, _) in enumerate(COLUMNS):
                cell = row[key]
                if key in ("value", "of", "upto") and cell != "":
                    sheet.write_number(at, column, float(cell))
                else:
                    sheet.write(at, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)


def _harmless(cell: object) -> str:
    """A cell as text; one that a spreadsheet would run gets an apostrophe (a number or a lone "=" is not run)."""
    text = str(cell)
    runs = len(text) > 1 and text.startswith(_FORMULA_STARTS) and not text.lstrip("-").replace(".", "").isdigit()
    return f"'{text}" if runs else text
