"""The one place that joins the parts: settings → index → answering core → channel."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.answering.conversation import Conversations
from bot.config import Reading, Settings
from index.errors import EmptyIndex
from index.fields import Weights
from index.layout import Layout
from index.search import Searcher
from index.store import Store

if TYPE_CHECKING:
    from bot.channels.telegram.serve import TelegramBot
    from corpus.limits import Limits
    from index.build import Builder


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """The database of the data directory. Raises EmptyIndex where there is none."""
    with Store.open(Layout(settings.data_dir)) as store:
        yield store


@contextmanager
def open_searcher(settings: Settings) -> Iterator[Searcher]:
    """Search over the live version. Raises EmptyIndex."""
    with open_store(settings) as store:
        searcher = Searcher(store, Layout(settings.data_dir), _weights(settings))
        searcher.refresh()
        yield searcher


@contextmanager
def open_answerer(settings: Settings) -> Iterator[Answerer]:
    """The answering core over the live version. Raises EmptyIndex."""
    conversations = Conversations(settings.answering.conversation_minutes * 60)
    with open_searcher(settings) as searcher:
        yield Answerer(searcher, conversations, settings.answering.longest_question)


@contextmanager
def telegram_bot(settings: Settings, token: str) -> Iterator["TelegramBot"]:
    """The Telegram bot, ready to run; an empty index may be filled while it runs. Raises StoreError."""
    from bot.channels.telegram.access import Access
    from bot.channels.telegram.serve import TelegramBot
    from bot.channels.telegram.service import Service
    from bot.logs import configure_logs
    from bot.pseudonyms import load_key

    configure_logs(settings.log.level, settings.log.format, (token,))
    allowed = settings.telegram.allowed
    conversations = Conversations(settings.answering.conversation_minutes * 60)
    layout = Layout(settings.data_dir)
    with Store.open(layout, create=True) as store:
        searcher = Searcher(store, layout, _weights(settings))
        answerer = Answerer(searcher, conversations, settings.answering.longest_question)
        with suppress(EmptyIndex):
            answerer.warm_up()
        service = Service(
            answerer=answerer,
            store=store,
            conversations=conversations,
            access=Access("everyone" if allowed == "everyone" else frozenset(allowed)),
            key=load_key(settings.data_dir),
            keep_days=settings.questions.keep_days,
        )
        telegram = settings.telegram
        yield TelegramBot(token, telegram.base_url, telegram.base_file_url, telegram.poll_seconds, service)


def _weights(settings: Settings) -> Weights:
    return Weights(settings.search.words, settings.search.syllables, settings.search.bigrams)


def builder(settings: Settings, personal: str | None = None, wait_seconds: float | None = None) -> "Builder":
    """What changes the index of the data directory; `personal` and `wait_seconds` win over the settings."""
    from index.bm25 import Parameters
    from index.build import Builder, BuildSettings

    reading = settings.reading.model_copy(update={} if personal is None else {"personal_data": personal})
    return Builder(
        Layout(settings.data_dir),
        BuildSettings(
            limits=limits(reading),
            parameters=Parameters(settings.index.k1, settings.index.b),
            keep_versions=settings.index.keep_versions,
            workers=settings.reading.workers,
            wait_seconds=settings.index.wait_seconds if wait_seconds is None else wait_seconds,
        ),
    )


def limits(reading: Reading) -> "Limits":
    """What reading one file may cost and do."""
    from corpus.limits import MIB, Limits

    return Limits(
        max_bytes=reading.max_mib * MIB,
        max_unpacked=reading.max_unpacked_mib * MIB,
        max_ratio=reading.max_ratio,
        max_files=reading.max_files,
        max_pages=reading.max_pages,
        max_cells=reading.max_cells,
        max_depth=reading.max_depth,
        max_chars=reading.max_chars,
        memory=reading.memory_mib * MIB,
        cpu_seconds=reading.cpu_seconds,
        wall_seconds=reading.wall_seconds,
        ocr=reading.ocr,
        personal=reading.personal_data,
    )
