"""What the program writes to standard error: structured, without secrets and without people's words.

The token is masked wherever it turns up; httpx (which logs whole addresses, and the token is in them) is kept
quiet, and so is python-telegram-bot, whose failures our own error handler reports. Questions are never logged,
only their length and outcome.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_QUIET = {"httpx": "WARNING", "httpcore": "WARNING", "alembic": "WARNING", "telegram": "CRITICAL"}
MASK = "<token>"


def configure_logs(level: str, style: str, secrets: tuple[str, ...] = ()) -> None:
    """Set up structlog and the standard library's logging; every one of `secrets` is masked in both."""
    hidden = tuple(secret for secret in secrets if secret)
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[_drop_meta, _masking(renderer, hidden)]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(least)


def _drop_meta(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Without structlog's own keys."""
    return structlog.stdlib.ProcessorFormatter.remove_processors_meta(logger, name, event)


def _masking(renderer: Any, secrets: tuple[str, ...]) -> Any:
    """The renderer with every secret masked in the finished line, whatever object it came from."""

    def render(logger: Any, name: str, event: MutableMapping[str, Any]) -> str:
        return _masked(str(renderer(logger, name, event)), secrets)

    return render


def _masked(text: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        text = text.replace(secret, MASK)
    return text
