"""The whole index as one file, and back.

The file is a ZIP: a snapshot of the database, the folders of every kept version and segment, and `backup.json` with
the SHA-256 of each. It gets its name when it is whole and has been read back. Restoring reads and verifies
everything beside the present index first; then the folder `restore.ready` exists, and from there on the work is
only moved: what a crash leaves is finished by the next command. What was there before is kept in `replaced-…`.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from index.changing import changing
from index.database import make_writable
from index.disk import file_hash, sync
from index.errors import BackupDamaged, EmptyIndex
from index.layout import Layout
from index.schema import KNOWN

_LIST, _FORMAT = "backup.json", 1
_DATABASE, _FOLDERS = "index.sqlite", ("versions", "segments")
_PIECE = 1 << 20
_LARGEST_LIST = 64 * _PIECE


def backup(layout: Layout, file: Path, wait_seconds: float = 0.0) -> int:
    """Write the index to `file`, which must not exist; how many bytes that took.

    Raises EmptyIndex, IndexLocked, DataDirUnwritable, FileExistsError or another OSError.
    """
    if not layout.database.exists():
        raise EmptyIndex
    if file.exists():
        raise FileExistsError(17, "tệp đã có", str(file))
    building = file.with_name(file.name + ".building")
    snapshot = layout.data_dir / f"{_DATABASE}.snapshot"
    with changing(layout, wait_seconds):
        try:
            _snapshot(layout.database, snapshot)
            _write(layout, snapshot, building)
        finally:
            snapshot.unlink(missing_ok=True)
        try:
            _verify(building)
            os.replace(building, file)
        finally:
            building.unlink(missing_ok=True)
    return file.stat().st_size


def restore(layout: Layout, file: Path, wait_seconds: float = 0.0) -> Path | None:
    """Put the index of a backup in place of the present one; where the present one is kept (None: there was none).

    Raises BackupDamaged, IndexLocked or DataDirUnwritable; the present index is as it was then.
    """
    _verify(file)
    make_writable(layout)
    building = layout.data_dir / "restore.building"
    with changing(layout, wait_seconds):
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        with zipfile.ZipFile(file) as archive:
            archive.extractall(building, [n for n in archive.namelist() if n != _LIST])
        for folder in _FOLDERS:
            (building / folder).mkdir(exist_ok=True)
        sync(building)
        os.replace(building, layout.restored)
        return finish_restore(layout)


def finish_restore(layout: Layout) -> Path | None:
    """Move what was restored into place, as far as that is left to do; where the index before it is kept.

    The caller holds the lock. The database comes last: it says what of the folders is in use.
    """
    if not layout.restored.exists():
        return None
    kept = layout.data_dir / f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for name in (*_FOLDERS, _DATABASE):
        new, present = layout.restored / name, layout.data_dir / name
        if not new.exists():
            continue
        for old in (present, *(present.with_name(name + end) for end in ("-wal", "-shm") if name == _DATABASE)):
            if old.exists():
                kept.mkdir(exist_ok=True)
                os.replace(old, kept / old.name)
        os.replace(new, present)
    shutil.rmtree(layout.restored, ignore_errors=True)
    return kept if kept.exists() else None


def _snapshot(database: Path, copy: Path) -> None:
    """A copy of the database at one moment, whoever reads or logs questions meanwhile."""
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _write(layout: Layout, snapshot: Path, file: Path) -> None:
    files = [(snapshot, _DATABASE)]
    for folder in _FOLDERS:
        below = sorted(p for p in (layout.data_dir / folder).rglob("*") if p.is_file())
        files += [(p, p.relative_to(layout.data_dir).as_posix()) for p in below]
    hashes = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
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
            if set(hashes) != set(sizes) - {_LIST} or _DATABASE not in hashes:
                raise BackupDamaged(file, "danh sách tệp không khớp")
            for name, sha256 in hashes.items():
                if not _is_ours(name) or _hash_in(archive, name) != sha256:
                    raise BackupDamaged(file, f"{name} không còn nguyên vẹn")
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise BackupDamaged(file, str(error)) from error


def _is_ours(name: str) -> bool:
    """Whether a name is one that a backup has: nothing is ever written outside the data directory."""
    parts = name.split("/")
    return name == _DATABASE or (parts[0] in _FOLDERS and not {"", ".", ".."} & set(parts) and "\\" not in name)


def _hash_in(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
