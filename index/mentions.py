"""The districts, communes and hamlets that the reports of a version name anywhere in their text, and how often.

The counts let a version be made from the one before: what a report that goes had named is taken away again.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from corpus.language.places import find_places, province_names
from index.errors import IndexDamaged

_FILE = "mentions.json"

Mentions = Counter[str]


def mentions_of(texts: Iterable[str]) -> Mentions:
    """The names found in `texts`, each with the number of texts that name it."""
    provinces = frozenset(province_names())
    return Counter(name for text in texts for name in {place.name for place in find_places(text)} - provinces)


def save_mentions(mentions: Mentions, folder: Path) -> None:
    """Write the counts into `folder`, by name."""
    counts = {name: n for name, n in sorted(mentions.items()) if n > 0}
    (folder / _FILE).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")


def load_mentions(folder: Path) -> Mentions:
    """The counts of a version. Raises IndexDamaged."""
    path = folder / _FILE
    try:
        counts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"tệp {path} ({error})") from error
    if not isinstance(counts, dict) or not all(isinstance(n, int) for n in counts.values()):
        raise IndexDamaged(f"tệp {path} (không phải bảng đếm tên)")
    return Counter(counts)
