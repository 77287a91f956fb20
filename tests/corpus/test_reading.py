"""From a file to a report: what holds of every report, whatever its text, and how long it may take."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import EmptyReport, SegmenterFailed
from corpus.language.normalise import clean
from corpus.language.periods import find_periods
from corpus.language.references import find_addresses
from corpus.limits import Limits
from corpus.reading import read_report, understand
from corpus.records import Extract, Report
from corpus.structure.sentences import sentences
from corpus.version import EXTRACTOR_VERSION
from tests.corpus.cpu import growth, seconds
from tests.corpus.made_reports import figures_of, report_of
from tests.corpus.printed import assert_whole
from tests.corpus.strategies import few, texts

SAMPLE = Path(__file__).parents[2] / "corpus" / "samples" / "bac-kan-2019-mau.txt"


@cache
def _sample() -> str:
    return clean(SAMPLE.read_text(encoding="utf-8"))


# A stretch of the sample with one piece cut out and another put in its place.
_damaged = st.builds(
    lambda start, length, cut, insert: (
        _sample()[start : start + length // 2] + insert + _sample()[start + length // 2 + cut : start + length]
    ),
    st.integers(0, 5000),
    st.integers(1, 400),
    st.integers(0, 9),
    st.sampled_from(["", "(", ")", "\n", "…", "1", ".", ",", "/", " ", "trong đó ", "%", "\u0301", ";;"]),
)


def _understood(text: str) -> Report | None:
    try:
        return understand(Extract("case.txt", clean(text), "text"), "0" * 64)
    except EmptyReport:
        return None


@few
@given(texts)
def test_any_text_is_read_or_refused(text: str) -> None:
    report = _understood(text)
    if report is not None:
        assert_whole(report)


@few
@given(_damaged)
def test_a_damaged_report_is_read(text: str) -> None:
    report = _understood(text)
    if report is not None:
        assert_whole(report)


def test_the_sample_is_whole() -> None:
    report = read_report(SAMPLE)
    assert_whole(report)
    assert report.warnings == ()
    assert report.metadata.place == "Bắc Kạn"


def test_reading_is_repeatable() -> None:
    text = _sample()[:3000]
    assert _understood(text) == _understood(text)


def test_a_report_is_known_by_its_name_and_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Tỉnh Bắc Kạn có 5 chợ.", encoding="utf-8")
    first, renamed = read_report(path), read_report(path, source="b.txt")
    assert (first.source, renamed.source) == ("a.txt", "b.txt")
    assert first.sha256 == renamed.sha256
    assert len(first.sha256) == 64


def test_a_text_of_headings_alone_has_no_passage() -> None:
    with pytest.raises(EmptyReport, match=r"case\.txt"):
        report_of("II. Nông nghiệp", head="")


def test_pyvi_may_fail_without_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str) -> list[object]:
        raise SegmenterFailed("pyvi: thử")

    monkeypatch.setattr("corpus.language.words.segment", fail)
    report = report_of("Toàn tỉnh có 181 HTX và 12 dũng sĩ.")
    assert [fact.wording for fact in figures_of(report)] == ["181 HTX", "12"]
    assert report.warnings
    assert "không tách được từ" in report.warnings[0]


def test_version_and_limits() -> None:
    assert EXTRACTOR_VERSION >= 1
    assert Limits().max_bytes == 32 * 1024 * 1024


# Texts that make a careless pattern go over them again and again. 20 s for 200 KB is what a report may take.
HOSTILE = {
    "opening brackets": "(",
    "digits": "1",
    "digits and commas": "1,",
    "stops": ".",
    "one line of words": "xã và ",
    "capitalised words": "Ab ",
    "colons": "Ab: cd, ",
    "quotes": "“ ",
    "dotted letters": "a.a",
    "part markers": "trong đó ",
    "double blanks": "a  ",
    "lines": "Xã có 12 hộ.\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_no_longer_than_its_length_allows(piece: str) -> None:
    text = (piece * (30_000 // len(piece) + 1))[:30_000]
    assert seconds(lambda: understand(Extract("case.txt", text, "text"), "0" * 64)) < 6


# What once grew with the square of its text, and how many pieces of it show that.
ONCE_QUADRATIC: dict[str, tuple[Callable[[int], object], int]] = {
    "find_addresses over a run of hyphens": (lambda n: find_addresses("-" * n), 4_000),
    "sentences over a run of enumerators": (lambda n: sentences("X. " * n), 800),
    "find_periods over a list of years": (lambda n: find_periods("năm 2019 " * n), 300),
    "the figures of one long sentence": (lambda n: report_of("xã có 12 hộ, " * n), 100),
}


@pytest.mark.parametrize(("work", "size"), ONCE_QUADRATIC.values(), ids=ONCE_QUADRATIC.keys())
def test_time_grows_with_the_length(work: Callable[[int], object], size: int) -> None:
    report_of("Toàn tỉnh có 181 HTX.")  # pyvi's import is no part of the work
    assert growth(work, size) < 8
