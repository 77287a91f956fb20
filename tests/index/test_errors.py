"""Every message is one Vietnamese line that says what to do."""

from pathlib import Path

import pytest

import index.errors
from index.errors import (
    BackupDamaged,
    DatabaseDamaged,
    DataDirUnwritable,
    EmptyIndex,
    IndexDamaged,
    IndexLocked,
    NoSuchFact,
    NoSuchReport,
    NoSuchVersion,
    SchemaTooNew,
    StoreError,
)

ERRORS = [
    EmptyIndex(),
    DataDirUnwritable(Path("/x"), "Permission denied"),
    IndexLocked("tiến trình 12"),
    IndexDamaged("tệp x"),
    DatabaseDamaged(Path("/x/index.sqlite"), "file is not a database"),
    SchemaTooNew("0009"),
    BackupDamaged(Path("/x/b.zip"), "thiếu backup.json"),
    NoSuchFact("a.txt", 12),
    NoSuchReport("a.txt", ("b.txt",)),
    NoSuchReport("a.txt", ()),
    NoSuchVersion(9, (1, 2)),
    NoSuchVersion(None, ()),
]
# What a person can do next: a remedy, or what there is to choose from.
REMEDIES = ("Hãy", "Hiện có", "còn giữ")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_message_is_one_vietnamese_line_with_a_remedy(error: StoreError) -> None:
    text = str(error)
    assert "\n" not in text
    assert any(letter in text for letter in "ăâđêôơưạảấầệọộợụủĐ")
    assert any(remedy in text for remedy in REMEDIES)


def test_every_error_is_here_and_in_the_tree() -> None:
    kinds = set(StoreError.__subclasses__())
    assert kinds == {type(error) for error in ERRORS}
    assert all(kind.__name__ in (index.errors.__doc__ or "") for kind in kinds)


def test_long_listings_are_cut() -> None:
    assert len(str(NoSuchReport("x", tuple(f"bao-cao-{i}.txt" for i in range(500))))) < 400


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoSuchReport("a.txt", ("b.txt",)), ("a.txt", "b.txt")),
        (NoSuchVersion(9, (1, 2)), ("9", "1, 2")),
        (NoSuchVersion(None, (1,)), ("trước đó",)),
        (DataDirUnwritable(Path("/x"), "Permission denied"), ("/x", "Permission denied", "HOIBAOCAO_DATA_DIR")),
        (IndexDamaged("tệp x"), ("tệp x", "hoibaocao index rebuild")),
    ],
)
def test_a_message_names_what_it_is_about(error: StoreError, said: tuple[str, ...]) -> None:
    assert all(part in str(error) for part in said)
