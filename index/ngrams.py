"""How often syllables and pairs of them stand in the reports of a version: what restores diacritics.

Two files: all counts, from which the next version's are made, and those that are worth loading for a question.
"""

import json
from dataclasses import asdict
from pathlib import Path

from corpus.language.restore import Ngrams
from index.errors import IndexDamaged

_FILE, _ALL = "ngrams.json", "ngrams-all.json"
# A pair that stands once says little; beyond this many they cost more memory than they are worth.
_MOST_RARE_PAIRS = 200_000


def save_ngrams(ngrams: Ngrams, folder: Path) -> None:
    """Write the counts into `folder`."""
    _write(ngrams, folder / _ALL)
    if len(ngrams.bigrams) > _MOST_RARE_PAIRS:
        ngrams = Ngrams(ngrams.unigrams, {pair: n for pair, n in ngrams.bigrams.items() if n > 1})
    _write(ngrams, folder / _FILE)


def load_ngrams(folder: Path) -> Ngrams:
    """The counts of a version that restore diacritics. Raises IndexDamaged."""
    return _read(folder / _FILE)


def load_all_ngrams(folder: Path) -> Ngrams:
    """All counts of a version. Raises IndexDamaged."""
    return _read(folder / _ALL)


def _write(ngrams: Ngrams, path: Path) -> None:
    path.write_text(json.dumps(asdict(ngrams), ensure_ascii=False), encoding="utf-8")


def _read(path: Path) -> Ngrams:
    try:
        return Ngrams(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"tệp {path} ({error})") from error
