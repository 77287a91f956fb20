"""The short form of `make torture`: a few kills, one full disk of each kind, a read-only directory, one reader."""

from pathlib import Path

import pytest

from tests.torture.children import Children
from tests.torture.disks import full_disks, read_only
from tests.torture.kills import killed_at_calls, killed_by_the_clock
from tests.torture.readers import reader
from tests.torture.states import make_scene, write_scene_reports
from tests.torture.trials import Row


def failures(*rows: Row) -> list[str]:
    assert rows
    assert all(row.trials for row in rows)
    return [told for row in rows for told in row.failures]


def test_a_little_torture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.torture.disks.COMMANDS", ("add", "restore"))
    monkeypatch.setattr("tests.torture.kills.COMMANDS", ("add", "restore"))
    write_scene_reports(tmp_path)
    with Children(tmp_path) as children:
        scene = make_scene(tmp_path, children)
        assert failures(*killed_at_calls(scene, children, 3, 1)) == []
        assert failures(*killed_by_the_clock(scene, children, 1, 1)) == []
        assert failures(*full_disks(scene, children, 2)) == []
        assert failures(*read_only(scene, children)) == []
        assert failures(reader(scene, 8, 5, 1)) == []
