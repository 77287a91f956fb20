"""Diacritics restored from the reports' own bigrams: the share of syllables that come out right.

    python -m benchmarks.restore_accuracy [FOLDER]        (default ../shared/reports; nothing is downloaded)

Each report in turn is stripped of its marks and restored. Numbers and other tokens with digits do not count.
Trained on: the other reports (`others`), also the phrases of the data tables (`+ tables`), pyvi's word list for a
backup (`+ words`), both. `2nd half` is both tested on a report's second half only, `knows 1st` the same with
the report's first half learned. Then pyvi's ViDiac, and the share of syllables out of reach of others + tables
(`unknown`: the form stands in none of them). After that: how far a confidence can be trusted, and the speed.
"""

import csv
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

from corpus.language.letters import LOWER
from corpus.language.normalise import clean, strip_marks
from corpus.language.restore import Ngrams, Restorer
from corpus.language.tokens import tokenise

_SHARED = Path(__file__).parents[2] / "shared" / "reports"
_DATA = ("corpus.language", "bot.answering")
_NO_PHRASES = frozenset({"note", "source", "pattern", "english", "kind", "code"})
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COLUMNS = ("others", "+ tables", "+ words", "+ tables + words", "2nd half", "knows 1st", "ViDiac", "unknown")


@dataclass(frozen=True)
class Share:
    """`right` of `all`."""

    right: int
    all: int

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.all + other.all)

    def __str__(self) -> str:
        return f"{100 * self.right / max(1, self.all):.1f}"


def main() -> None:
    """Measure on the folder given on the command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _SHARED
    texts = dict(_reports(folder))
    if len(texts) < 2:
        raise SystemExit(f"{folder} holds fewer than two readable reports: nothing measured")
    rows = {name: _measure(name, texts) for name in texts}
    print("| report | syllables |", " | ".join(_COLUMNS), "|")
    print("| --- |", " ---: |" * (len(_COLUMNS) + 1))
    for number, row in enumerate(rows.values(), 1):
        print(f"| {number} | {row[0].all} |", " | ".join(map(str, row)), "|")
    columns = list(zip(*rows.values(), strict=True))
    print("| all syllables | |", " | ".join(str(sum(column, Share(0, 0))) for column in columns), "|")
    means = [sum(100 * s.right / max(1, s.all) for s in column) / len(column) for column in columns]
    print("| mean of reports | |", " | ".join(f"{mean:.1f}" for mean in means), "|")
    _print_trust(texts)
    _print_speed(texts)


def _measure(name: str, texts: dict[str, str]) -> list[Share]:
    text, others = texts[name], [other for key, other in texts.items() if key != name]
    plain, rich, words = Ngrams.of(others), Ngrams.of([*others, *_phrases()]), Ngrams.of(_words())
    half = text.find("\n", len(text) // 2)
    with_half = Restorer(rich.extended([text[:half]]), words)
    return [
        _score(Restorer(plain), text),
        _score(Restorer(rich), text),
        _score(Restorer(plain, words), text),
        _score(Restorer(rich, words), text),
        _score(Restorer(rich, words), text[half:]),
        _score(with_half, text[half:]),
        _compare(text, _vidiac(strip_marks(text))),
        _unknown(rich, text),
    ]


def _score(restorer: Restorer, text: str) -> Share:
    return _compare(text, restorer.restore(strip_marks(text)).text)


def _compare(wanted: str, got: str) -> Share:
    pairs = [(a, b) for a, b in zip(tokenise(wanted), tokenise(got), strict=True) if a.text.isalpha()]
    return Share(sum(1 for a, b in pairs if a.exact == b.exact), len(pairs))


def _unknown(ngrams: Ngrams, text: str) -> Share:
    syllables = [t.exact for t in tokenise(text) if t.text.isalpha()]
    return Share(sum(1 for s in syllables if s not in ngrams.unigrams), len(syllables))


def _vidiac(text: str) -> str:
    from pyvi import ViUtils  # noqa: PLC0415  (takes seconds to import)

    def accented(line: str) -> str:
        try:
            return str(ViUtils.add_accents(line)) if line.strip() else line
        except KeyError:  # ViDiac fails on marks that its table lacks, such as "wr"
            return line

    return "\n".join(map(accented, text.split("\n")))


def _print_trust(texts: dict[str, str]) -> None:
    """How often a syllable is right by the confidence given for it."""
    bands = {0.0: Share(0, 0), 0.5: Share(0, 0), 0.8: Share(0, 0), 0.95: Share(0, 0)}
    words = Ngrams.of(_words())
    for name, text in texts.items():
        others = [other for key, other in texts.items() if key != name]
        restored = Restorer(Ngrams.of([*others, *_phrases()]), words).restore(strip_marks(text))
        wanted = {t.start: t.exact for t in tokenise(text)}
        for s in restored.syllables:
            band = max(edge for edge in bands if edge <= s.confidence)
            bands[band] += Share(int(tokenise(s.text)[0].exact == wanted[s.span.start]), 1)
    print("\n| confidence from | syllables | right, % |\n| ---: | ---: | ---: |")
    for edge, share in bands.items():
        print(f"| {edge} | {share.all} | {share} |")


def _print_speed(texts: dict[str, str]) -> None:
    restorer = Restorer(Ngrams.of([*texts.values(), *_phrases()]), Ngrams.of(_words()))
    bare = strip_marks("\n".join(texts.values()))
    started = time.perf_counter()
    restorer.restore(bare)
    print(f"\n{len(bare) / 1000 / (time.perf_counter() - started):.0f} thousand characters a second")


def _reports(folder: Path) -> Iterator[tuple[str, str]]:
    """Texts of the folder and its practice folder that are Vietnamese in Unicode (others would teach nonsense)."""
    for path in sorted([*folder.glob("*.txt"), *(folder / "practice").glob("*")]):
        text = clean(_text(path)) if path.suffix in {".txt", ".docx"} else ""
        letters = [c for c in text.lower() if c.isalpha()]
        if letters and "\ufffd" not in text and sum(c in LOWER for c in letters) > 0.99 * len(letters):
            yield path.name, text


def _text(path: Path) -> str:
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314  (our own practice files)
        return "\n".join("".join(t.text or "" for t in p.iter(f"{_WORD}t")) for p in root.iter(f"{_WORD}p"))
    content = path.read_bytes()
    return content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")


def _phrases() -> Iterable[str]:
    """The Vietnamese cells of the project's own data tables."""
    for package in _DATA:
        for table in sorted((files(package) / "data").iterdir(), key=lambda t: t.name):
            if table.name.endswith(".csv"):
                for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
                    cells = (v for k, v in row.items() if k not in _NO_PHRASES and isinstance(v, str))
                    yield from (part for cell in cells for part in cell.split("|"))


def _words() -> list[str]:
    """The word list that pyvi brings along, each word as a text."""
    listing = (files("pyvi") / "models" / "words.txt").read_text(encoding="utf-8")
    return listing.replace("_", " ").splitlines()


if __name__ == "__main__":
    main()
