"""hoibaocao check: what is wrong in the configuration, the index or the connection, and what to do."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.config import Settings


def check(
    online: Annotated[bool, typer.Option("--online", help="Thử kết nối tới Telegram bằng token đã đặt.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Không đọc lại toàn bộ chỉ mục.")] = False,
) -> None:
    """Kiểm tra cấu hình, toàn bộ chỉ mục và kết nối."""
    from bot.config import load_settings
    from bot.health import Level, diagnose

    settings = load_settings()
    wrong = False
    for found in diagnose(settings):
        typer.echo(f"{found.level.value} {found.part}: {found.message}")
        wrong = wrong or found.level is Level.WRONG
        if found.part == "chỉ mục" and found.level is Level.OK and not quick:
            wrong = _verify(settings) or wrong
    if online:
        from bot.channels.telegram.serve import probe
        from bot.config import telegram_token

        typer.echo(f"✓ telegram: kết nối được, bot @{probe(settings.telegram.base_url, telegram_token(settings))}")
    raise typer.Exit(1 if wrong else 0)


def _verify(settings: "Settings") -> bool:
    """Print what is wrong in the index itself; whether anything is."""
    from bot.wiring import open_store
    from index.layout import Layout
    from index.verify import verify

    with open_store(settings) as store:
        problems = list(verify(Layout(settings.data_dir), store))
    for problem in problems:
        typer.echo(f"✗ chỉ mục: {problem}")
    if problems:
        typer.echo(
            "✗ chỉ mục: hãy chạy hoibaocao index rebuild, hoặc phục hồi bản sao lưu: hoibaocao index restore TỆP"
        )
    else:
        typer.echo("✓ chỉ mục: mã băm, số lượng và vị trí trích dẫn đều khớp")
    return bool(problems)
