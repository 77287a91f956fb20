"""Fixtures of the bot tests: an environment without our settings, and the answering core over the sample report."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.conversation import Conversations
from index.layout import Layout
from index.search import Searcher
from index.store import Store


@pytest.fixture
def bare_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No HOIBAOCAO_ variable, no config.toml in the current directory."""
    for name in [name for name in os.environ if name.startswith("HOIBAOCAO_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.fixture(scope="session")
def store(indexed_sample: Path) -> Iterator[Store]:
    """The database of the sample report, for reading only."""
    with Store.open(Layout(indexed_sample)) as opened:
        yield opened


@pytest.fixture(scope="session")
def searcher(store: Store, indexed_sample: Path) -> Searcher:
    """Search over the sample report."""
    return Searcher(store, Layout(indexed_sample))


@pytest.fixture
def answerer(searcher: Searcher) -> Answerer:
    """The answering core over the sample report, with no conversation yet."""
    return Answerer(searcher, Conversations())
