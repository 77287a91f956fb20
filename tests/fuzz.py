"""Random and mutated texts through all of corpus: no crash, no inexact span, no value that is not in its quote.

    python -m tests.fuzz [COUNT] [SEED]        (make fuzz: 100,000; the suite runs a short form)

A text is drawn from the words of official prose, from stretches of the sample report with pieces cut, doubled or
replaced, or from single characters. The first that fails is printed with its number, so that it can be made a case.
"""

import random
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.errors import EmptyReport
from corpus.language.normalise import clean
from corpus.readers.plain_tables import plain_tables
from corpus.reading import understand
from corpus.records import Extract
from tests.corpus.printed import assert_whole

SAMPLE = Path(__file__).parents[1] / "corpus" / "samples" / "bac-kan-2019-mau.txt"
_WORDS = [
    *[
        "năm 2019,",
        "đến ngày 16/9/2019",
        "quý III/2019",
        "giai đoạn 2016-2020",
        "10 tháng",
        "tỉnh Bắc Kạn",
        "huyện Ba Bể",
        "xã",
        "có",
        "đạt",
        "tăng",
        "giảm",
        "so với cùng kỳ",
        "trong đó",
        "gồm:",
        "còn lại",
        "lần lượt là",
        "bằng",
        "chiếm",
        "vượt",
        "gấp",
        "từ",
        "đến",
        "lên",
        "xuống còn",
        "trên",
        "gần",
        "khoảng",
        "trở lên",
        "1.752,5",
        "30/37",
        "88,84%",
        "1 tỷ 850 triệu đồng",
        "427, 46 m3",
        "-5,2%",
        "5-7%",
        "250m2",
        "năm mươi hai hộ",
        "ba xã",
        "hai triệu rưỡi",
        "1/3 số xã",
        "12 hộ",
        "7.446 người",
        "hợp tác xã",
        "HTX",
        "sản phẩm",
        "tỷ đồng",
        "điểm %",
        "kế hoạch",
        "dự toán HĐND",
        "ước",
        "phấn đấu",
        "(",
        ")",
        ";",
        ":",
        ".",
        ",",
        "-",
        "–",
        "/",
        "…",
        "\n",
        "\n\n",
        "1.",
        "a)",
        "I.",
        "\t",
        "664/QĐ-UBND",
        "Luật Đầu tư",
        "ông Nguyễn Văn An",
        "Covid-19",
        "hoà",
        "thuỷ",
        "https://a.gov.vn/b",
        "Ð",
        "ệ",
        "\xad",
    ],
    "| a | 5 |\n",
    "|",
]
_NOISE = [
    "",
    "(",
    ")",
    "\n",
    "…",
    "1",
    ".",
    ",",
    "/",
    " ",
    "%",
    "-",
    "\u0301",
    ";;",
    "²",
    "ß",
    "İ",
    "\U0001f600",
    "\x00",
]
_DIGITS_OF_OTHERS = ["\uff19", "\u0663"]
_LATIN, _VIETNAMESE = (9, 126), (0xC0, 0x1EF9)


@cache
def _sample() -> str:
    return clean(SAMPLE.read_text(encoding="utf-8"))


def texts(seed: int) -> Iterator[str]:
    """An endless run of texts, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311  (a test, not a secret)
    while True:
        kind = draw.random()
        if kind < 0.45:
            yield draw.choice(["", " "]).join(draw.choices(_WORDS, k=draw.randint(1, 24)))
        elif kind < 0.9:
            yield _mutated(draw)
        else:
            ranges = [draw.choice([_LATIN, _VIETNAMESE]) for _ in range(draw.randint(1, 60))]
            yield "".join(chr(draw.randint(*bounds)) for bounds in ranges)


def _mutated(draw: random.Random) -> str:
    """A stretch of the sample with up to four pieces changed."""
    sample = _sample()
    start = draw.randrange(len(sample))
    text = sample[start : start + draw.randint(20, 240)]
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(text) + 1)
        cut = draw.randint(0, 6)
        text = text[:at] + draw.choice([*_NOISE, *_DIGITS_OF_OTHERS, draw.choice(_WORDS)]) + text[at + cut :]
    return text


def check(text: str) -> None:
    """Reads one text; raises where what is read is not whole."""
    cleaned = clean(text)
    try:
        report = understand(Extract("fuzz.txt", cleaned, "text", tables=plain_tables(cleaned)), "0" * 64)
    except EmptyReport:
        return
    assert_whole(report)


def main() -> int:
    """Reads COUNT texts; 1 at the first that fails."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    started = time.monotonic()
    for number, text in zip(range(count), texts(seed), strict=False):
        try:
            check(text)
        except Exception:
            print(f"text {number} of seed {seed}: {text!r}", flush=True)
            raise
    print(f"{count} texts of seed {seed}: all whole, {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
