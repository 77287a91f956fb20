"""What can be wrong around the answering core.

AppError
├── ConfigError       a setting is missing, unknown or of the wrong form
├── NoToken           the Telegram bot has no token
├── TokenRefused      Telegram does not know the token
└── Unreachable       Telegram cannot be reached
"""


class AppError(Exception):
    """Base of every error of this package's outer layers; the message is a Vietnamese sentence with the remedy."""


class ConfigError(AppError):
    """A setting is missing, unknown or of the wrong form."""


class NoToken(AppError):
    """The Telegram bot has no token."""

    def __init__(self) -> None:
        super().__init__(
            "Chưa có mã (token) của bot Telegram. Hãy đặt HOIBAOCAO_TELEGRAM_TOKEN, hoặc ghi mã vào một tệp và đặt "
            "HOIBAOCAO_TELEGRAM_TOKEN_FILE (hay telegram.token_file trong config.toml) trỏ tới tệp đó."
        )


class TokenRefused(AppError):
    """Telegram does not know the token."""

    def __init__(self) -> None:
        super().__init__("Telegram không chấp nhận mã (token) của bot. Hãy lấy lại mã từ @BotFather rồi đặt lại.")


class Unreachable(AppError):
    """Telegram cannot be reached."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Không kết nối được tới Telegram ({detail}). Hãy kiểm tra mạng, hoặc đặt HOIBAOCAO_TELEGRAM_BASE_URL "
            "nếu dùng máy chủ Bot API riêng."
        )
