"""People's ids as keyed hashes: the question log can tell people apart and count them, and names nobody."""

import hashlib
import os
import secrets
from pathlib import Path

from index.errors import DataDirUnwritable

_KEY_BYTES = 32


def load_key(data_dir: Path) -> bytes:
    """The installation's key, made at first use and readable by its owner only. Raises DataDirUnwritable."""
    path = data_dir / "pseudonym.key"
    try:
        if not path.exists() or not path.stat().st_size:
            made = path.with_suffix(".made")
            made.unlink(missing_ok=True)
            descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
            os.replace(made, path)  # whole or not there, even after a crash
        return path.read_bytes()
    except OSError as error:
        raise DataDirUnwritable(data_dir, error.strerror or str(error)) from error


def pseudonym(key: bytes, channel: str, person: int | str) -> str:
    """A stable 16-digit name for a person of a channel; without the key it leads back to nobody."""
    return hashlib.blake2b(f"{channel}:{person}".encode(), key=key, digest_size=8).hexdigest()
