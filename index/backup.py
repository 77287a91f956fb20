"""The whole index as one file, and back.

The file is a ZIP: a snapshot of the database, the folders of every kept version and segment, and `backup.json` with
the SHA-256 of each. It gets its name when it is whole and has been read back. Restoring reads and verifies
everything beside the present index first; the rest is only moved (restoring.py): what a crash leaves is finished by
the next command. What was there before is kept in `replaced-…`.
"""

import errno
import hashlib
import json
import lzma
import os
import shutil
import sqlite3
import struct
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

from index.changing import changing, told_as_unwritable
from index.database import make_writable
from index.disk import file_hash, sync
from index.errors import BackupDamaged, EmptyIndex
from index.layout import Layout
from index.lock import exclusive
from index.restoring import BUILDING, DATABASE, FOLDERS, SNAPSHOT, finish_restore, make_ready, tidy
from index.schema import KNOWN

_LIST, _FORMAT = "backup.json", 1
_PIECE = 1 << 20
_LARGEST_LIST = 64 * _PIECE
# What a ZIP that is damaged, foreign, encrypted or packed in another way makes zipfile and json raise.
_UNREADABLE = (
    *(OSError, EOFError, ValueError, KeyError, TypeError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
)


def backup(layout: Layout, file: Path, wait_seconds: float = 0.0) -> int:
    """Write the index to `file`, which must not exist; how many bytes that took.

    Raises EmptyIndex, IndexLocked, DataDirUnwritable, FileExistsError or another OSError.
    """
    if not layout.database.exists() and not layout.restored.exists():
        raise EmptyIndex
    building = file.with_name(file.name + ".building")
    snapshot = layout.data_dir / SNAPSHOT
    with exclusive(layout.lock, wait_seconds):
        if file.exists():
            raise FileExistsError(errno.EEXIST, "tệp đã có", str(file))
        try:
            with told_as_unwritable(layout):
                tidy(layout)
                _snapshot(layout.database, snapshot)
            _write(layout, snapshot, building)
            _verify(building)
            os.replace(building, file)
        finally:
            snapshot.unlink(missing_ok=True)
            building.unlink(missing_ok=True)
    return file.stat().st_size


def restore(layout: Layout, file: Path, wait_seconds: float = 0.0) -> Path | None:
    """Put the index of a backup in place of the present one; where the present one is kept (None: there was none).

    Raises BackupDamaged, IndexLocked or DataDirUnwritable; the present index is as it was then.
    """
    _verify(file)
    make_writable(layout)
    building = layout.data_dir / BUILDING
    with changing(layout, wait_seconds):
        try:
            _unpack(file, building)
            make_ready(layout, building)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        return finish_restore(layout)


def _unpack(file: Path, building: Path) -> None:
    """The files of a verified backup, on disk."""
    building.mkdir()
    with zipfile.ZipFile(file) as archive:
        archive.extractall(building, [n for n in archive.namelist() if n != _LIST])
    for folder in FOLDERS:
        (building / folder).mkdir(exist_ok=True)
    sync(building)


def _snapshot(database: Path, copy: Path) -> None:
    """A copy of the database at one moment, whoever reads or logs questions meanwhile."""
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _write(layout: Layout, snapshot: Path, file: Path) -> None:
    files = [(snapshot, DATABASE)]
    for folder in FOLDERS:
        below = sorted(p for p in (layout.data_dir / folder).rglob("*") if p.is_file())
        files += [(p, p.relative_to(layout.data_dir).as_posix()) for p in below]
    hashes = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as archive:
        for path, name in files:
            archive.write(path, name)
            hashes[name] = file_hash(path)
        archive.writestr(_LIST, json.dumps({"format": _FORMAT, "schema": max(KNOWN), "sha256": hashes}))
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _verify(file: Path) -> None:
    """Read all of a backup and compare. Raises BackupDamaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if sizes.get(_LIST, _LARGEST_LIST + 1) > _LARGEST_LIST:
                raise BackupDamaged(file, f"thiếu {_LIST}")
            listed = json.loads(archive.read(_LIST))
            hashes: dict[str, str] = listed["sha256"]
            if listed["format"] != _FORMAT or listed["schema"] not in KNOWN:
                raise BackupDamaged(file, "do phiên bản mới hơn tạo ra")
            if set(hashes) != set(sizes) - {_LIST} or DATABASE not in hashes:
                raise BackupDamaged(file, "danh sách tệp không khớp")
            for name, sha256 in hashes.items():
                if not _is_ours(name) or _hash_in(archive, name) != sha256:
                    raise BackupDamaged(file, f"{name} không còn nguyên vẹn")
    except _UNREADABLE as error:
        raise BackupDamaged(file, str(error)) from error


def _is_ours(name: str) -> bool:
    """Whether a name is one that a backup has: nothing is ever written outside the data directory."""
    parts = name.split("/")
    inside = len(parts) > 1 and parts[0] in FOLDERS
    return name == DATABASE or (inside and not {"", ".", ".."} & set(parts) and not {"\\", "\0"} & set(name))


def _hash_in(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
