"""hoibaocao check: what is wrong in the configuration, the index or the connection, and what to do."""

from typing import Annotated

import typer


def check(
    online: Annotated[bool, typer.Option("--online", help="Thử kết nối tới Telegram bằng token đã đặt.")] = False,
) -> None:
    """Kiểm tra cấu hình, chỉ mục và kết nối."""
    from bot.config import load_settings
    from bot.health import Level, diagnose

    settings = load_settings()
    wrong = False
    for found in diagnose(settings):
        typer.echo(f"{found.level.value} {found.part}: {found.message}")
        wrong = wrong or found.level is Level.WRONG
    if online:
        from bot.channels.telegram.serve import probe
        from bot.config import telegram_token

        typer.echo(f"✓ telegram: kết nối được, bot @{probe(settings.telegram.base_url, telegram_token(settings))}")
    raise typer.Exit(1 if wrong else 0)
