"""How often syllables and pairs of them stand in the reports of a version: what restores diacritics."""

import json
from dataclasses import asdict
from pathlib import Path

from corpus.language.restore import Ngrams
from index.errors import IndexDamaged

_FILE = "ngrams.json"
# A pair that stands once says little; beyond this many they cost more memory than they are worth.
_MOST_RARE_PAIRS = 200_000


def save_ngrams(ngrams: Ngrams, folder: Path) -> None:
    """Write the counts into `folder`."""
    if len(ngrams.bigrams) > _MOST_RARE_PAIRS:
        ngrams = Ngrams(ngrams.unigrams, {pair: n for pair, n in ngrams.bigrams.items() if n > 1})
    (folder / _FILE).write_text(json.dumps(asdict(ngrams), ensure_ascii=False), encoding="utf-8")


def load_ngrams(folder: Path) -> Ngrams:
    """The counts of a version. Raises IndexDamaged."""
    path = folder / _FILE
    try:
        return Ngrams(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"tệp {path} ({error})") from error
