"""The short form of `make torture`: a few kills, a full disk, a read-only directory and a reader of `index add`."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.__main__ import MEMORY
from tests.torture.children import Children
from tests.torture.disks import full_disks, read_only
from tests.torture.kills import killed_at_calls
from tests.torture.readers import reader
from tests.torture.states import make_scene, write_scene_reports
from tests.torture.trials import Row


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory, where there is one: no time goes into flushing a disk."""
    made = Path(tempfile.mkdtemp(dir=MEMORY))
    yield made
    shutil.rmtree(made)


def failures(*rows: Row) -> list[str]:
    """What failed in some trials, of which there were any."""
    assert rows
    assert all(row.trials for row in rows)
    return [told for row in rows for told in row.failures]


def test_a_little_torture(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("disks", "kills"):
        monkeypatch.setattr(f"tests.torture.{module}.COMMANDS", ("add",))
    write_scene_reports(folder)
    with Children(folder) as children:
        scene = make_scene(folder, children)
        folder.chmod(0o755)
        assert failures(*killed_at_calls(scene, children, 2, 1)) == []
        assert failures(*full_disks(scene, children, 2)) == []
        assert failures(*read_only(scene, children)) == []
        assert failures(reader(scene, 3, 5, 1)) == []
