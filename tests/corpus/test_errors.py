"""The errors of the package: one tree, each naming its file and the remedy."""

import inspect

import pytest

from corpus import errors
from corpus.errors import (
    CorpusError,
    DamagedReport,
    DangerousContent,
    EmptyReport,
    PersonalData,
    ProtectedReport,
    ReportError,
    ReportNotFound,
    ReportTooLarge,
    ScannedReport,
    SecretReport,
    SegmenterFailed,
    TooComplex,
    ToolMissing,
    UnknownEncoding,
    UnreadableReport,
    UnsupportedFormat,
    WrongContent,
)

MADE = (
    ReportNotFound("a.txt"),
    UnsupportedFormat("a.txt", (".txt", ".md")),
    ReportTooLarge("a.txt", 3 * 1024 * 1024, 1024 * 1024),
    EmptyReport("a.txt"),
    UnknownEncoding("a.txt", "byte thứ 1"),
    UnreadableReport("a.txt", "bị từ chối"),
    WrongContent("a.txt", "PDF"),
    DamagedReport("a.txt", "thiếu phần cuối"),
    ProtectedReport("a.txt"),
    ScannedReport("a.txt", (1, 2)),
    TooComplex("a.txt", "hơn 2000 trang", "reading.max_pages"),
    DangerousContent("a.txt", "khai báo DTD"),
    ToolMissing("a.txt", "LibreOffice"),
    SecretReport("a.txt", "MẬT"),
    PersonalData("a.txt", "2 số căn cước công dân"),
)


def _classes() -> set[type]:
    return {cls for _, cls in inspect.getmembers(errors, inspect.isclass) if cls.__module__ == errors.__name__}


def test_one_tree_drawn_at_the_head_of_the_file() -> None:
    assert all(issubclass(cls, CorpusError) for cls in _classes())
    assert all(cls.__name__ in (errors.__doc__ or "") for cls in _classes() - {ReportError})


def test_every_report_error_is_tried() -> None:
    assert {type(error) for error in MADE} == _classes() - {CorpusError, ReportError, SegmenterFailed}


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_messages(error: ReportError) -> None:
    assert str(error) == f"a.txt: {error.reason}"
    assert error.path == "a.txt"
    assert error.reason.endswith(".")


def test_sizes_are_told() -> None:
    assert "3.0 MiB" in str(MADE[2])
    assert "1 MiB" in str(MADE[2])
