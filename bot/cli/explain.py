"""hoibaocao explain: what is read from a file and by which rules, for those who mend them. Changes nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.records import Fact, Report


def explain(
    path: Annotated[Path, typer.Argument(help="Tệp báo cáo cần xem.")],
    passage: Annotated[int | None, typer.Option(min=1, help="Chỉ xem đoạn này.")] = None,
) -> None:
    """Xem từng con số của một tệp được đọc ra sao, theo quy tắc nào; không đưa vào chỉ mục."""
    from corpus.reading import read_report

    report = read_report(path)
    for part in report.passages:
        if passage in (None, part.ordinal):
            for line in _passage_lines(report, part.ordinal):
                typer.echo(line)


def _passage_lines(report: "Report", ordinal: int) -> "Iterator[str]":
    from bot.cli.unread import REASONS

    part = report.passages[ordinal - 1]
    yield f"[đoạn {ordinal}] {part.text}"
    for number, fact in enumerate(report.facts):
        if fact.passage == ordinal and fact.quantity is not None:
            yield from _fact_lines(report, number, fact)
    for unread in report.unread:
        if part.span.holds(unread.span):
            yield f"  – {unread.span.of(report.text)}: không phải số liệu ({REASONS[unread.reason]})"
    yield ""


def _fact_lines(report: "Report", number: int, fact: "Fact") -> "Iterator[str]":
    fields = {
        "chỉ tiêu": fact.measure,
        "sự kiện": fact.event,
        "phân loại": fact.category,
        "của": fact.owner,
        "kỳ": fact.period.wording if fact.period else "",
        "so với": fact.compared_with.wording if fact.compared_with else "",
        "nơi": fact.place,
        "trạng thái": fact.status.value,
        "thước đo": fact.yardstick,
    }
    yield f"  #{number} {fact.wording}: " + "; ".join(f"{name} {said}" for name, said in fields.items() if said)
    if fact.parent is not None:
        yield f"     {fact.relation.value} #{fact.parent} {report.facts[fact.parent].wording}"
    yield "     quy tắc: " + "; ".join(fact.why)
    for flag in fact.flags:
        yield f"     ⚠ {flag}"
