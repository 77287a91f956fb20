"""What reaches standard error: no token in any shape, one record a line, quiet libraries."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from bot.logs import MASK, configure_logs

TOKEN = "123456:AAH-secret_token"
Written = Callable[[], str]


@pytest.fixture(autouse=True)
def unchanged_logging() -> Iterator[None]:
    """Put the process's logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    names = ("httpx", "httpcore", "alembic", "telegram")
    levels = {name: logging.getLogger(name).level for name in names}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Written:
    """What was written to standard error; nothing may be on standard output."""

    def read() -> str:
        captured = capsys.readouterr()
        assert captured.out == ""
        return captured.err

    return read


def in_an_error(log: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
        except ValueError:
            log()

    return run


WAYS: dict[str, Callable[[], None]] = {
    "event": lambda: structlog.get_logger().warning(f"bot{TOKEN}"),
    "value": lambda: structlog.get_logger().warning("x", url=f"https://h/bot{TOKEN}/getMe"),
    "bound value": lambda: structlog.get_logger().bind(token=TOKEN).warning("x"),
    "exception": in_an_error(lambda: structlog.get_logger().exception("x")),
    "standard message": lambda: logging.getLogger("a").warning(f"bot{TOKEN}"),
    "standard argument": lambda: logging.getLogger("a").warning("%s", f"bot{TOKEN}"),
    "standard exception": in_an_error(lambda: logging.getLogger("a").exception("x")),
    "error of a library": in_an_error(lambda: logging.getLogger("httpx").exception("x")),
}
OBJECTS: dict[str, Callable[[], None]] = {
    "error as a value": lambda: structlog.get_logger().warning("x", error=ValueError(TOKEN)),
    "list as a value": lambda: structlog.get_logger().warning("x", urls=[f"bot{TOKEN}"]),
    "mapping as a value": lambda: structlog.get_logger().warning("x", request={"url": f"bot{TOKEN}"}),
}


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("way", WAYS)
def test_the_token_is_masked(written: Written, way: str, style: str) -> None:
    configure_logs("INFO", style, (TOKEN,))
    WAYS[way]()
    text = written()
    assert TOKEN not in text
    assert MASK in text


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("way", OBJECTS)
def test_the_token_is_masked_within_objects(written: Written, way: str, style: str) -> None:
    configure_logs("INFO", style, (TOKEN,))
    OBJECTS[way]()
    assert TOKEN not in written()


def test_no_secret_masks_nothing(written: Written) -> None:
    configure_logs("INFO", "text", ("",))
    structlog.get_logger().info("chạy")
    text = written()
    assert "chạy" in text
    assert MASK not in text


def test_json_is_one_object_a_line(written: Written) -> None:
    configure_logs("INFO", "json")
    structlog.get_logger().info("đã trả lời", length=12)
    logging.getLogger("a").warning("cũ %s", "kỹ")
    in_an_error(lambda: structlog.get_logger().exception("hỏng"))()
    own, foreign, failed = [json.loads(line) for line in written().splitlines()]
    assert (own["event"], own["level"], own["length"]) == ("đã trả lời", "info", 12)
    assert (foreign["event"], foreign["level"]) == ("cũ kỹ", "warning")
    assert "ValueError" in failed["exception"]
    assert all(record["timestamp"].endswith("Z") for record in (own, foreign, failed))


def test_text_is_for_people(written: Written) -> None:
    configure_logs("INFO", "text")
    structlog.get_logger().info("đã trả lời", length=12)
    text = written()
    assert "đã trả lời" in text
    assert "length=12" in text
    assert "\x1b[" not in text


@pytest.mark.parametrize("name", ["httpx", "httpcore.connection", "alembic.runtime.migration"])
def test_libraries_are_quiet(written: Written, name: str) -> None:
    configure_logs("DEBUG", "text", (TOKEN,))
    logging.getLogger(name).info("POST https://h/bot%s/getUpdates", TOKEN)
    assert written() == ""


def test_warnings_of_httpx_are_heard(written: Written) -> None:
    configure_logs("INFO", "text")
    logging.getLogger("httpx").warning("chậm")
    assert "chậm" in written()


@pytest.mark.parametrize(("level", "heard"), [("DEBUG", 4), ("INFO", 3), ("WARNING", 2), ("ERROR", 1)])
def test_levels(written: Written, level: str, heard: int) -> None:
    configure_logs(level, "json")
    log = structlog.get_logger()
    for write in (log.debug, log.info, log.warning, log.error):
        write("x")
    assert len(written().splitlines()) == heard


def test_configuring_twice_writes_once(written: Written) -> None:
    for _ in range(2):
        configure_logs("INFO", "json")
    structlog.get_logger().info("x")
    assert len(written().splitlines()) == 1
