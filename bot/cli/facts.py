"""hoibaocao facts: the facts table, filtered; for people, or as JSON, CSV, XLSX."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.exporting import Row
    from index.store import Store


def facts(
    text: Annotated[str, typer.Argument(help="Chỉ lấy dữ kiện có các chữ này.")] = "",
    place: Annotated[str, typer.Option(help="Chỉ lấy địa phương này.")] = "",
    year: Annotated[int | None, typer.Option(help="Chỉ lấy năm này.")] = None,
    kind: Annotated[str, typer.Option(help="figure, date, reference, person, address hoặc organisation.")] = "",
    source: Annotated[str, typer.Option(help="Chỉ lấy báo cáo này.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In mỗi dữ kiện một dòng JSON.")] = False,
    unread: Annotated[bool, typer.Option("--unread", help="Các chữ số không phải số liệu, kèm lý do.")] = False,
    csv: Annotated[Path | None, typer.Option(help="Ghi ra tệp CSV.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Ghi ra tệp Excel.")] = None,
) -> None:
    """Bảng dữ kiện đọc được từ các báo cáo."""
    from bot.config import load_settings
    from bot.wiring import open_store

    with open_store(load_settings()) as store:
        if unread:
            _print_unread(store, source, as_json=as_json)
            return
        rows = _select(store, text, place, year, kind, source)
    if csv or xlsx:
        _write(rows, csv, xlsx)
        return
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False) if as_json else _line(row))
    if not rows:
        typer.echo("Không có dữ kiện nào khớp.", err=True)


def _print_unread(store: "Store", source: str, *, as_json: bool) -> None:
    """One line for each run of digits that is no figure: reason, wording with its surroundings, where."""
    from bot.cli.unread import unread_line, unread_row

    for report in store.reports():
        if source and report.source != source:
            continue
        text = store.report_text(report.id)
        for unread in store.unread(report.id):
            row = unread_row(text, unread, report.source)
            typer.echo(json.dumps(row, ensure_ascii=False) if as_json else unread_line(row))


def _select(store: "Store", text: str, place: str, year: int | None, kind: str, source: str) -> "list[Row]":
    from bot.exporting import fact_row
    from corpus.language.normalise import fold

    wanted = [fold(word) for word in text.split()]
    rows = []
    for report in store.reports():
        if source and report.source != source:
            continue
        for stored in store.facts_of_report(report.id):
            fact = stored.fact
            row = fact_row(stored, report)
            searchable = fold(f"{fact.wording} {fact.measure}")
            if not all(word in searchable for word in wanted):
                continue
            if place and fold(place) != fold(fact.place):
                continue
            if year is not None and (fact.period is None or year not in fact.period.years):
                continue
            if not kind or kind == fact.kind.value:
                rows.append(row)
    return rows


def _write(rows: "list[Row]", csv: Path | None, xlsx: Path | None) -> None:
    from xlsxwriter.exceptions import XlsxWriterException

    from bot.errors import AppError
    from bot.exporting import write_csv, write_xlsx

    try:
        if csv:
            with csv.open("w", encoding="utf-8-sig", newline="") as file:
                write_csv(rows, file)
        if xlsx:
            write_xlsx(rows, xlsx)
    except (OSError, XlsxWriterException) as error:
        raise AppError(f"Không ghi được tệp ({error}). Hãy chọn chỗ khác.") from error
    for path in (csv, xlsx):
        if path:
            typer.echo(f"Đã ghi {len(rows)} dữ kiện vào {path}")


def _line(row: "Row") -> str:
    of = f"/{row['of']}" if row["of"] else f"–{row['upto']}" if row["upto"] else ""
    number = f"{row['value']}{of} {row['unit']}".strip() or row["wording"]
    basis = ", ".join(str(row[key]) for key in ("period", "place", "status") if row[key])
    flags = f" | ⚠ {row['flags']}" if row["flags"] else ""
    return f"{number} | {row['measure']} | {basis} | {row['source']} đoạn {row['passage']}{flags}"
