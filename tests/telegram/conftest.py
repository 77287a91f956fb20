"""A running fake Bot API for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.telegram.botapi import FakeBotApi


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    """The fake with default settings."""
    with FakeBotApi() as running:
        yield running
