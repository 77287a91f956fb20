"""Folders that are whole or not there: written beside, hashed, flushed to disk, then given their name."""

import hashlib
import json
import os
import shutil
from pathlib import Path

_HASHES = "hashes.json"


def damaged_files(folder: Path) -> list[Path]:
    """Files of a segment or version whose bytes are not those that were written, or are gone."""
    try:
        known = json.loads((folder / _HASHES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [folder / _HASHES]
    if not isinstance(known, dict):
        return [folder / _HASHES]
    return [folder / name for name, sha256 in known.items() if file_hash(folder / name) != sha256]


def begun(folder: Path) -> Path:
    """The empty folder in which `folder` is built; `seal` gives it its name."""
    building = folder.with_name(folder.name + ".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    return building


def seal(building: Path, folder: Path) -> None:
    """Write the hashes of a finished folder, flush it to disk, give it its name: only a whole one ever has it."""
    files = sorted(path for path in building.rglob("*") if path.is_file())
    hashes = {path.relative_to(building).as_posix(): file_hash(path) for path in files}
    (building / _HASHES).write_text(json.dumps(hashes), encoding="utf-8")
    sync(building)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(building, folder)
    sync_folder(folder.parent)


def sync(folder: Path) -> None:
    """Flush every file of a folder to disk, so that the database never names what a power cut took."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
