"""Fixtures of all tests: an index of the sample report, made once and copied; names of cases without a clock."""

import shutil
from pathlib import Path

import pytest

from tests.processes import SAMPLE, run


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its argument where that is bytes: a ZIP holds the time it was made.

    Workers that collect a second apart would else see different tests, and pytest-xdist stops.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def indexed_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the sample report indexed by the real command; do not change it."""
    data_dir = tmp_path_factory.mktemp("indexed") / "data"
    done = run(data_dir, "index", "add", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    return data_dir


@pytest.fixture
def sample_data(indexed_sample: Path, tmp_path: Path) -> Path:
    """A copy of the indexed sample that a test may change."""
    return Path(shutil.copytree(indexed_sample, tmp_path / "data"))
