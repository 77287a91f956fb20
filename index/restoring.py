"""A verified backup moved into the place of the present index: begun by `restore`, finished by whoever comes next.

The folder `restore.ready` holds what is still to be moved, and the name of the folder that keeps what was there
before; so a crash between two moves loses nothing and mixes nothing.
"""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from index.disk import sync_folder
from index.layout import Layout

DATABASE, FOLDERS = "index.sqlite", ("versions", "segments")
BUILDING, SNAPSHOT = "restore.building", f"{DATABASE}.snapshot"
_NAME = "replaced.txt"


def make_ready(layout: Layout, building: Path) -> None:
    """From here on the backup in `building` is the index, however the process ends. The caller holds the lock."""
    name = wanted = f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    number = 1
    while (layout.data_dir / name).exists():
        number += 1
        name = f"{wanted}-{number}"
    (building / _NAME).write_text(name, encoding="utf-8")
    sync_folder(building)
    os.replace(building, layout.restored)
    sync_folder(layout.data_dir)


def tidy(layout: Layout) -> None:
    """Finish a restore that was cut short, and remove what a killed `restore` or `backup` was still making. The
    caller holds the lock."""
    finish_restore(layout)
    shutil.rmtree(layout.data_dir / BUILDING, ignore_errors=True)
    for file in layout.data_dir.glob(f"{SNAPSHOT}*"):
        file.unlink(missing_ok=True)


def finish_restore(layout: Layout) -> Path | None:
    """Move what was restored into place, as far as that is left to do; where the index before it is kept.

    The caller holds the lock. The database comes last: it says what of the folders is in use.
    """
    if not layout.restored.exists():
        return None
    kept = layout.data_dir / _name(layout.restored)
    for name in (*FOLDERS, DATABASE):
        new, present = layout.restored / name, layout.data_dir / name
        if not new.exists():
            continue
        for old in (present, *(present.with_name(name + end) for end in ("-wal", "-shm") if name == DATABASE)):
            if old.exists():
                _put_aside(old, kept)
        os.replace(new, present)
    sync_folder(layout.data_dir)
    shutil.rmtree(layout.restored, ignore_errors=True)
    return kept if kept.exists() else None


def _name(restored: Path) -> str:
    """The name of the folder that keeps the index before; it is gone where all has been moved already."""
    try:
        return (restored / _NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}"


def _put_aside(old: Path, kept: Path) -> None:
    """Keep a file or folder of the index before; not an empty folder, which some command made on its way."""
    if old.is_dir() and not any(old.iterdir()):
        old.rmdir()
        return
    kept.mkdir(exist_ok=True)
    os.replace(old, kept / old.name)
