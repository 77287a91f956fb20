"""What can go wrong while a report is read.

    CorpusError
    ├── ReportNotFound        the path does not exist
    ├── UnsupportedFormat     no reader for this kind of file
    ├── ReportTooLarge        over the size limit
    ├── EmptyReport           nothing to read in it
    ├── UnknownEncoding       the bytes are not text in an encoding we know
    ├── UnreadableReport      the file exists but could not be read
    └── SegmenterFailed       pyvi refused a text

Messages are Vietnamese sentences that say what to do: they are shown to admins as they are.
"""

from pathlib import Path


class CorpusError(Exception):
    """Base of every error of this package."""


class ReportError(CorpusError):
    """A report that cannot be taken in; `path` is the file, `reason` one sentence with the remedy."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason


class ReportNotFound(ReportError):
    """The path does not exist."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "không tìm thấy tệp. Hãy kiểm tra lại đường dẫn.")


class UnsupportedFormat(ReportError):
    """No reader takes this kind of file."""

    def __init__(self, path: Path | str, suffixes: tuple[str, ...]) -> None:
        known = ", ".join(suffixes)
        super().__init__(path, f"chưa đọc được định dạng này. Các định dạng đọc được: {known}.")


class ReportTooLarge(ReportError):
    """Over the size limit (bytes)."""

    def __init__(self, path: Path | str, size: int, limit: int) -> None:
        mib = 1024 * 1024
        super().__init__(
            path,
            f"tệp {size / mib:.1f} MiB, vượt giới hạn {limit / mib:.0f} MiB. "
            "Hãy tách nhỏ báo cáo hoặc tăng reading.max_bytes.",
        )


class EmptyReport(ReportError):
    """There is no text in the file."""

    def __init__(self, path: Path | str, detail: str = "tệp trống") -> None:
        super().__init__(path, f"{detail}, không có nội dung để lập chỉ mục. Hãy kiểm tra lại tệp gốc.")


class UnknownEncoding(ReportError):
    """The bytes are not text in an encoding we know."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(
            path,
            f"không phải văn bản UTF-8 hoặc UTF-16 ({detail}). Hãy lưu lại tệp với mã UTF-8 rồi thử lại.",
        )


class UnreadableReport(ReportError):
    """The operating system refused, or the content is not what its name says."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(path, f"không đọc được ({detail}). Hãy kiểm tra quyền truy cập và nội dung tệp.")


class SegmenterFailed(CorpusError):
    """The word segmenter refused a text; the text can still be indexed by syllables."""
