"""Fixtures of the index tests: a data directory, made-up reports, a builder over both."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.build import Builder, BuildSettings
from index.layout import Layout
from tests.index.direct_pool import DirectPool
from tests.index.made_reports import write_reports


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: a sandbox takes 3 s to start."""
    monkeypatch.setattr("index.build.SandboxPool", DirectPool)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """An empty data directory."""
    return Layout(tmp_path / "data")


@pytest.fixture
def build(layout: Layout) -> Builder:
    """A builder over the empty data directory."""
    return Builder(layout)


@pytest.fixture
def build_keeping(layout: Layout) -> Callable[[int], Builder]:
    """A builder that keeps so many versions."""
    return lambda keep: Builder(layout, BuildSettings(keep_versions=keep))


@pytest.fixture
def files(tmp_path: Path) -> Mapping[str, tuple[Path, str]]:
    """Three short reports as files, by name, in the form that `Builder.add` takes."""
    return write_reports(tmp_path / "reports")
