"""People's ids as keyed hashes."""

import re
from pathlib import Path

import pytest

from bot.pseudonyms import load_key, pseudonym
from index.errors import DataDirUnwritable


def test_a_name_is_stable_and_tells_people_and_channels_apart() -> None:
    names = {pseudonym(b"k", "telegram", 5), pseudonym(b"k", "telegram", 6), pseudonym(b"k", "web", 5)}
    assert len(names) == 3
    assert pseudonym(b"k", "telegram", 5) == pseudonym(b"k", "telegram", "5")
    assert all(re.fullmatch(r"[0-9a-f]{16}", name) for name in names)


def test_another_key_gives_other_names() -> None:
    assert pseudonym(b"k", "telegram", 5) != pseudonym(b"l", "telegram", 5)


def test_the_id_is_not_in_the_name() -> None:
    assert "123456789" not in pseudonym(b"k", "telegram", 123456789)


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    key = load_key(tmp_path)
    assert load_key(tmp_path) == key
    assert len(key) == 32
    assert (tmp_path / "pseudonym.key").stat().st_mode & 0o077 == 0


def test_each_installation_has_its_own_key(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    assert load_key(tmp_path / "a") != load_key(tmp_path / "b")


def test_no_place_for_the_key(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataDirUnwritable):
        load_key(tmp_path / "file")


def test_an_empty_key_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "pseudonym.key").touch()
    try:
        key = load_key(tmp_path)
    except DataDirUnwritable:
        return
    assert len(key) == 32
