"""What `hoibaocao check` says: each part of the set-up, whether it is right, and what to do where it is not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.config import Settings, config_path, telegram_token, unknown_variables
from bot.errors import AppError
from index.health import look
from index.layout import Layout


class Level(StrEnum):
    """How a part stands."""

    OK = "✓"
    NOTE = "!"
    WRONG = "✗"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One part of the set-up: how it stands, what was seen, what to do."""

    level: Level
    part: str
    message: str


def diagnose(settings: Settings) -> Iterator[Diagnosis]:
    """Every part in order: configuration, data directory, index, Telegram."""
    yield from _configuration()
    yield _data_dir(settings)
    yield _index(settings)
    yield from _telegram(settings)


def _configuration() -> Iterator[Diagnosis]:
    path = config_path()
    yield Diagnosis(
        Level.OK, "cấu hình", str(path) if path else "mặc định và biến môi trường (không có config.toml)"
    )
    for name in unknown_variables():
        yield Diagnosis(
            Level.NOTE, "cấu hình", f"biến môi trường {name} không phải thiết lập nào; hãy xem config.example.toml"
        )


def _data_dir(settings: Settings) -> Diagnosis:
    path = settings.data_dir
    existing = next(p for p in (path, *path.absolute().parents) if p.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        return Diagnosis(
            Level.WRONG, "dữ liệu", f"không ghi được vào {path}; hãy cấp quyền hoặc đặt HOIBAOCAO_DATA_DIR"
        )
    return Diagnosis(Level.OK, "dữ liệu", f"{path}{'' if path.exists() else ' (sẽ được tạo)'}")


def _index(settings: Settings) -> Diagnosis:
    health = look(Layout(settings.data_dir))
    if health.problem:
        return Diagnosis(Level.WRONG, "chỉ mục", health.problem)
    counts = f"{health.reports} báo cáo, {health.passages} đoạn, {health.facts} dữ kiện"
    return Diagnosis(Level.OK, "chỉ mục", f"phiên bản {health.version}: {counts}")


def _telegram(settings: Settings) -> Iterator[Diagnosis]:
    try:
        token = telegram_token(settings)
    except AppError as error:
        yield Diagnosis(Level.WRONG, "telegram", str(error))
        return
    if not token:
        yield Diagnosis(
            Level.NOTE, "telegram", "chưa có token; cần HOIBAOCAO_TELEGRAM_TOKEN hoặc …_TOKEN_FILE để chạy serve"
        )
        return
    yield Diagnosis(Level.OK, "telegram", "đã có token")
    if not settings.telegram.allowed:
        yield Diagnosis(
            Level.NOTE,
            "telegram",
            'telegram.allowed trống: chưa ai được hỏi; hãy ghi id người dùng hoặc "everyone"',
        )
