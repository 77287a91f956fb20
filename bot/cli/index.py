"""hoibaocao index: add, list, show, remove, rollback, rebuild, backup, restore, review, reviews."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from index.build import BuildResult

app = typer.Typer(help="Quản lý chỉ mục báo cáo.", no_args_is_help=True)


Names = Annotated[list[str], typer.Argument(metavar="PATH…", help="Tệp hoặc thư mục báo cáo.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ xem trước, không ghi gì vào chỉ mục.")]
Personal = Annotated[
    str | None,
    typer.Option("--personal-data", metavar="refuse|hide|keep", help="Từ chối, che hoặc giữ dữ liệu cá nhân."),
]
Wait = Annotated[float | None, typer.Option("--wait", help="Số giây chờ tiến trình khác đang cập nhật chỉ mục.")]


@app.command()
def add(names: Names, dry_run: DryRun = False, personal: Personal = None, wait: Wait = None) -> None:
    """Đọc báo cáo vào chỉ mục; báo cáo không đổi được bỏ qua."""
    from bot.cli.progress import progress_bar
    from bot.config import load_settings
    from bot.wiring import builder
    from index.build import BuildResult, Outcome, find_files, missing

    if not all(names):
        raise typer.BadParameter("đường dẫn trống")
    if personal not in (None, "refuse", "hide", "keep"):
        raise typer.BadParameter("--personal-data nhận refuse, hide hoặc keep")
    paths = [Path(name) for name in names]
    build = builder(load_settings(), personal=personal, wait_seconds=wait)
    absent = missing(paths)
    for error in absent:
        typer.echo(f"hoibaocao: {error}", err=True)
    present = [path for path in paths if path.exists()]
    files = find_files(present)
    folders = frozenset(p for path in present if path.is_dir() for p, _ in find_files([path]))
    if not files and not absent:
        typer.echo("hoibaocao: không có tệp nào trong thư mục đã cho.", err=True)
    if dry_run:
        from bot.cli.preview import tell

        failed = tell(build.preview(files, optional=folders))
        raise typer.Exit(1 if failed or absent or not files else 0)
    result = BuildResult(None)
    if files:
        with progress_bar(len(files)) as advance:
            result = build.add(files, optional=folders, progress=advance)
    _report(result)
    failed = bool(absent) or not files or any(r.outcome is Outcome.FAILED for r in result.files)
    raise typer.Exit(1 if failed else 0)


def _report(result: "BuildResult") -> None:
    """One line a file, then the version that is live."""
    from index.build import Outcome

    words = {
        Outcome.ADDED: "đã thêm",
        Outcome.UPDATED: "đã cập nhật",
        Outcome.UNCHANGED: "không đổi",
        Outcome.SKIPPED: "bỏ qua",
        Outcome.FAILED: "lỗi",
    }
    for file in result.files:
        if file.outcome in (Outcome.FAILED, Outcome.SKIPPED):
            typer.echo(f"hoibaocao: {words[file.outcome]}: {file.path}: {file.reason}", err=True)
            continue
        counts = f" ({file.passages} đoạn, {file.facts} dữ kiện)" if file.passages else ""
        typer.echo(f"{words[file.outcome]}: {file.source}{counts}")
        for warning in file.warnings:
            typer.echo(f"hoibaocao: chú ý: {file.source}: {warning}", err=True)
    if result.version is not None:
        typer.echo(f"Chỉ mục đang dùng: phiên bản {result.version}")


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="In dạng JSON.")] = False) -> None:
    """Liệt kê báo cáo và các phiên bản chỉ mục."""
    from bot.config import load_settings
    from bot.wiring import open_store

    with open_store(load_settings()) as store:
        reports, versions = store.reports(), store.versions()
    if as_json:
        rows = [
            {"source": r.source, "title": r.title, "place": r.place, "period": r.period, "facts": r.facts}
            for r in reports
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for report in reports:
        where = ", ".join(part for part in (report.place, report.period) if part)
        typer.echo(f"{report.source}: {report.title} ({where}; {report.passages} đoạn, {report.facts} dữ kiện)")
    for version in versions:
        live = "  ← đang dùng" if version.live else ""
        typer.echo(
            f"phiên bản {version.number}: {version.note}, {version.reports} báo cáo, {version.facts} dữ kiện{live}"
        )


@app.command()
def show(source: Annotated[str, typer.Argument(help="Tên báo cáo như trong index list.")]) -> None:
    """Xem một báo cáo: thông tin và các đoạn."""
    from bot.config import load_settings
    from bot.wiring import open_store
    from index.errors import NoSuchReport

    with open_store(load_settings()) as store:
        reports = store.reports()
        report = next((r for r in reports if r.source == source), None)
        if report is None:
            raise NoSuchReport(source, tuple(r.source for r in reports))
        typer.echo(f"{report.title}\nnguồn: {report.source}\nđịa phương: {report.place}\nkỳ: {report.period}")
        typer.echo(f"cơ quan: {report.issuer}\nsha256: {report.sha256}")
        for name, value in (("đính chính", report.corrects), ("địa chỉ", report.address)):
            if value:
                typer.echo(f"{name}: {value}")
        revisions = store.revisions(source)
        typer.echo(
            f"số bản còn giữ: {len(revisions)} ({', '.join(f'{r.added_at:%d/%m/%Y %H:%M}' for r in revisions)})\n"
        )
        for passage, _ in store.passage_words([report.id]):
            typer.echo(f"[{passage.ordinal}] {passage.text}\n")


@app.command()
def remove(source: Annotated[str, typer.Argument(help="Tên báo cáo như trong index list.")]) -> None:
    """Bỏ một báo cáo khỏi chỉ mục (có thể quay lại bằng rollback)."""
    from bot.config import load_settings
    from bot.wiring import builder

    result = builder(load_settings()).remove(source)
    typer.echo(f"đã bỏ: {source}")
    _report(result)


@app.command()
def rollback(
    version: Annotated[int | None, typer.Argument(help="Phiên bản; mặc định là phiên bản trước.")] = None,
) -> None:
    """Quay về một phiên bản chỉ mục còn giữ."""
    from bot.config import load_settings
    from bot.wiring import builder

    _report(builder(load_settings()).rollback(version))


@app.command()
def rebuild() -> None:
    """Lập lại chỉ mục từ các báo cáo đã lưu."""
    from bot.config import load_settings
    from bot.wiring import builder

    _report(builder(load_settings()).rebuild())


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Tệp sao lưu sẽ được tạo (.zip).")], wait: Wait = None
) -> None:
    """Sao lưu toàn bộ chỉ mục vào một tệp, kiểm bằng mã băm."""
    from bot.config import load_settings
    from index.backup import backup as write
    from index.layout import Layout

    settings = load_settings()
    waiting = settings.index.wait_seconds if wait is None else wait
    size = write(Layout(settings.data_dir), file, waiting)
    typer.echo(f"đã sao lưu: {file} ({size / 1024 / 1024:.1f} MiB)")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="Tệp sao lưu.")], wait: Wait = None) -> None:
    """Phục hồi chỉ mục từ tệp sao lưu; chỉ mục đang có được giữ lại trong thư mục replaced-…"""
    from bot.config import load_settings
    from index.backup import restore as put_back
    from index.layout import Layout

    settings = load_settings()
    waiting = settings.index.wait_seconds if wait is None else wait
    kept = put_back(Layout(settings.data_dir), file, waiting)
    typer.echo(f"đã phục hồi từ: {file}")
    if kept is not None:
        typer.echo(f"Chỉ mục trước đó được giữ ở {kept}. Nếu bot đang chạy, hãy khởi động lại bot.")


@app.command()
def review(
    source: Annotated[str, typer.Argument(help="Tên báo cáo như trong index list.")],
    start: Annotated[int, typer.Argument(help="Vị trí của dữ kiện (start trong facts --json).")],
    verdict: Annotated[str, typer.Argument(metavar="confirm|correct|reject", help="Xác nhận, đính chính, bác bỏ.")],
    by: Annotated[str, typer.Option("--by", help="Người duyệt.")],
    value: Annotated[str, typer.Option(help="Số đúng, khi đính chính.")] = "",
    note: Annotated[str, typer.Option(help="Ghi chú.")] = "",
) -> None:
    """Duyệt một dữ kiện; kết quả duyệt được giữ khi báo cáo được đọc lại."""
    from bot.config import load_settings
    from bot.wiring import builder
    from index.reviews import Verdict

    verdicts = {"confirm": Verdict.CONFIRMED, "correct": Verdict.CORRECTED, "reject": Verdict.REJECTED}
    if verdict not in verdicts:
        raise typer.BadParameter("nhận confirm, correct hoặc reject")
    if (verdict == "correct") != bool(value.strip()):
        raise typer.BadParameter("--value đi cùng correct, và chỉ với correct")
    if not by.strip():
        raise typer.BadParameter("--by trống: hãy ghi tên người duyệt")
    build = builder(load_settings())
    _report(build.review(source, start, verdicts[verdict], by.strip(), value.strip(), note))


@app.command()
def reviews() -> None:
    """Liệt kê các dữ kiện đã duyệt, và những dữ kiện không còn trong báo cáo."""
    from bot.config import load_settings
    from bot.wiring import builder

    words = {"confirmed": "xác nhận", "corrected": "đính chính", "rejected": "bác bỏ"}
    for one, found in builder(load_settings()).reviews():
        value = f" → {one.value}" if one.value else ""
        lost = "" if found else "  (câu này không còn trong báo cáo)"
        when = f"{one.made_at:%d/%m/%Y %H:%M}"
        typer.echo(f"{words[one.verdict]}: {one.source}: {one.wording}{value} ({one.person}, {when}){lost}")
        typer.echo(f"  “{one.sentence}”{' — ' + one.note if one.note else ''}")
