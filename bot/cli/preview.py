"""What `index add --dry-run` prints."""

from collections.abc import Iterable

import typer

from index.build import FileResult, Outcome
from index.preview import Preview

_KINDS = {
    "annual": "báo cáo năm",
    "half-year": "báo cáo 6 tháng",
    "quarterly": "báo cáo quý",
    "monthly": "báo cáo tháng",
    "stage": "báo cáo giai đoạn",
    "correction": "đính chính",
    "plan": "kế hoạch",
    "press": "tin, bài",
    "other": "báo cáo",
}
_MOST = 10
_MIB = 1024 * 1024


def tell(previews: Iterable[Preview | FileResult]) -> bool:
    """Print what would become of each file; whether one failed. Ends by saying that nothing was written."""
    failed = False
    for one in previews:
        if isinstance(one, Preview):
            _preview(one)
            continue
        failed = failed or one.outcome is Outcome.FAILED
        if one.outcome in (Outcome.FAILED, Outcome.SKIPPED):
            typer.echo(f"hoibaocao: sẽ không thêm: {one.path}: {one.reason}", err=True)
        else:
            words = "không đổi" if one.outcome is Outcome.UNCHANGED else "sẽ dùng lại bản đã đọc"
            typer.echo(f"{words}: {one.source}")
    typer.echo("Chỉ xem trước: chưa ghi gì vào chỉ mục.")
    return failed


def _preview(one: Preview) -> None:
    report, said = one.report, one.report.metadata
    typer.echo(f"{'sẽ thêm' if one.is_new else 'sẽ cập nhật'}: {one.source}")
    period = said.period.wording if said.period else ""
    of = [_KINDS[said.kind.value], f"số {said.number}" if said.number else "", said.place, period]
    typer.echo(f"  {said.title} ({'; '.join(part for part in of if part)})")
    if said.corrects:
        typer.echo(f"  đính chính: {said.corrects}")
    counts = [(report.pages, "trang"), (report.tables, "bảng"), (len(report.passages), "đoạn")]
    told = ", ".join(f"{n} {word}" for n, word in (*counts, (len(report.facts), "dữ kiện")) if n)
    typer.echo(f"  {told}; đọc {one.cost.wall:.1f} giây, {one.cost.peak // _MIB} MiB")
    _some("  thay đổi", [f"{c.what}: {c.before or 'chưa có'} → {c.after or 'không còn'}" for c in one.changes])
    _some("  mâu thuẫn", list(one.contradictions))
    _some("  chú ý", list(report.warnings))


def _some(head: str, lines: list[str]) -> None:
    for line in lines[:_MOST]:
        typer.echo(f"{head}: {line}")
    if len(lines) > _MOST:
        typer.echo(f"{head}: … và {len(lines) - _MOST} mục nữa")
