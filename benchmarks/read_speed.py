"""Reading speed: all of corpus (structure, words, facts) over reports, in KB of UTF-8 text a second on one core.

    python -m benchmarks.read_speed [FILE …]        (make bench)

Without files, the sample report is read. pyvi's import and the tables' first use are start-up and not counted.
Then hostile texts of growing length: seconds for N and 4 N characters; about four times as long is linear.
"""

import statistics
import sys
import time
from contextlib import suppress
from pathlib import Path

from corpus.errors import EmptyReport
from corpus.language.normalise import clean
from corpus.reading import understand
from corpus.records import Extract

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
_SECONDS = 3.0
_HOSTILE = {
    "one line of figures": "xã có 12 hộ, ",
    "one line of words": "xã và ",
    "brackets": "(",
    "digits": "1",
    "part markers and figures": "trong đó 5 hộ ",
    "changes in brackets": "đạt 5% kế hoạch (tăng 3%) ",
    "short sentences": "Xã có 12 hộ. ",
    "dates": "1/2/2019 ",
}


def main() -> None:
    """Measure the files given on the command line, then the hostile texts."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SAMPLES.glob("*.txt"))
    texts = [clean(path.read_text(encoding="utf-8")) for path in paths]
    size = sum(len(text.encode()) for text in texts)
    for text in texts:
        _read(text)
    rounds: list[float] = []
    while sum(rounds) < _SECONDS:
        rounds.append(sum(_seconds(text) for text in texts))
    median = size / 1000 / statistics.median(rounds)
    print(f"{len(texts)} report(s), {size / 1000:.1f} KB: {median:.0f} KB/s (median of {len(rounds)} rounds)")
    print("| hostile text | 50,000 characters, s | 200,000 characters, s | times |")
    print("| --- | ---: | ---: | ---: |")
    for name, piece in _HOSTILE.items():
        short, long = (_seconds((piece * (n // len(piece) + 1))[:n]) for n in (50_000, 200_000))
        print(f"| {name} | {short:.2f} | {long:.2f} | {long / max(short, 0.01):.1f} |")


def _seconds(text: str) -> float:
    started = time.process_time()
    _read(text)
    return time.process_time() - started


def _read(text: str) -> None:
    with suppress(EmptyReport):
        understand(Extract("bench.txt", text, "text"), "0" * 64)


if __name__ == "__main__":
    main()
