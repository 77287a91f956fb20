"""The districts, communes and hamlets that the reports of a version name anywhere in their text."""

import json
from collections.abc import Iterable
from pathlib import Path

from corpus.language.places import find_places, province_names
from index.errors import IndexDamaged

_FILE = "mentions.json"


def save_mentions(texts: Iterable[str], folder: Path) -> None:
    """Write the names found in `texts` into `folder`, in order, each once."""
    names = {place.name for text in texts for place in find_places(text)} - set(province_names())
    (folder / _FILE).write_text(json.dumps(sorted(names), ensure_ascii=False), encoding="utf-8")


def load_mentions(folder: Path) -> frozenset[str]:
    """The names of a version. Raises IndexDamaged."""
    path = folder / _FILE
    try:
        names = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"tệp {path} ({error})") from error
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise IndexDamaged(f"tệp {path} (không phải danh sách tên)")
    return frozenset(names)
