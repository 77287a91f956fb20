"""hoibaocao chat: the conversation of the Telegram bot, in a terminal."""

import typer


def chat() -> None:
    """Hỏi đáp trong cửa sổ lệnh."""
    import sys

    from bot.channels.terminal import converse
    from bot.config import load_settings
    from bot.wiring import open_answerer

    with open_answerer(load_settings()) as answerer:
        converse(answerer, sys.stdin, typer.echo, prompt=sys.stdin.isatty())
