"""hoibaocao serve: the Telegram bot."""


def serve() -> None:
    """Chạy bot Telegram."""
    from bot.channels.telegram.serve import run
    from bot.config import load_settings, telegram_token
    from bot.errors import NoToken
    from bot.wiring import telegram_bot

    settings = load_settings()
    token = telegram_token(settings)
    if not token:
        raise NoToken
    with telegram_bot(settings, token) as bot:
        run(bot)
