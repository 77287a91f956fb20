"""What can go wrong while a report is read.

    CorpusError
    ├── ReportNotFound        the path does not exist
    ├── UnsupportedFormat     no reader for this kind of file
    ├── ReportTooLarge        over the size limit
    ├── EmptyReport           nothing to read in it
    ├── UnknownEncoding       the bytes are not text in an encoding we know
    ├── UnreadableReport      the file exists but could not be read
    ├── WrongContent          the content is not what the file's ending says
    ├── DamagedReport         the file is broken or cut short
    ├── ProtectedReport       a password is needed
    ├── ScannedReport         pages are pictures without a text layer
    ├── TooComplex            over a limit while it is read: unpacked size, pages, cells, nesting, memory, time
    ├── DangerousContent      declarations that a report has no need of (DTD, entities)
    ├── ToolMissing           another program is needed to read it
    ├── SecretReport          it bears a secrecy mark
    ├── PersonalData          private data that somebody has to decide about
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
            "Hãy tách nhỏ báo cáo hoặc tăng reading.max_mib.",
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
            f"không phải văn bản UTF-8, UTF-16 hay bảng mã tiếng Việt cũ (TCVN3, VNI, VIQR) ({detail}). "
            "Hãy lưu lại tệp với mã UTF-8 rồi thử lại.",
        )


class UnreadableReport(ReportError):
    """The operating system refused, or the content is not what its name says."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(path, f"không đọc được ({detail}). Hãy kiểm tra quyền truy cập và nội dung tệp.")


class WrongContent(ReportError):
    """The content is not what the file's ending says; `expected` is the format that it should be."""

    def __init__(self, path: Path | str, expected: str) -> None:
        super().__init__(path, f"nội dung không phải {expected}. Hãy kiểm tra lại tệp gốc và đuôi tệp.")


class DamagedReport(ReportError):
    """The file is broken or cut short."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(path, f"tệp hỏng hoặc không đầy đủ ({detail}). Hãy xin lại tệp gốc.")


class ProtectedReport(ReportError):
    """A password is needed to open the file."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "tệp đặt mật khẩu. Hãy gỡ mật khẩu rồi thử lại.")


class ScannedReport(ReportError):
    """Pages are pictures without a text layer; `pages` are their numbers from 1."""

    def __init__(self, path: Path | str, pages: tuple[int, ...]) -> None:
        listing = ", ".join(map(str, pages[:10])) + ("…" if len(pages) > 10 else "")
        super().__init__(
            path,
            f"bản quét, không có lớp chữ (trang {listing}). Hãy dùng bản gốc dạng văn bản, hoặc cài Tesseract "
            "(tesseract-ocr-vie) và đặt reading.ocr = true.",
        )


class TooComplex(ReportError):
    """Over a limit while the file is read; `what` says which, with its figure and the setting that raises it."""

    def __init__(self, path: Path | str, what: str, setting: str = "") -> None:
        raise_it = f" hoặc tăng {setting}" if setting else ""
        super().__init__(path, f"quá giới hạn khi đọc: {what}. Hãy tách nhỏ báo cáo{raise_it}.")


class DangerousContent(ReportError):
    """Declarations that a report has no need of, such as a DTD or entities."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(path, f"chứa {detail}, không được phép. Hãy lưu lại báo cáo bằng phần mềm văn phòng.")


class ToolMissing(ReportError):
    """Another program is needed to read the file."""

    def __init__(self, path: Path | str, tool: str) -> None:
        super().__init__(path, f"cần {tool} để đọc. Hãy cài {tool}, hoặc lưu lại tệp dạng .docx rồi thử lại.")


class SecretReport(ReportError):
    """The report bears a secrecy mark ("MẬT")."""

    def __init__(self, path: Path | str, mark: str) -> None:
        super().__init__(
            path,
            f"đóng dấu {mark}, không được đưa vào chỉ mục. Hãy dùng bản đã được giải mật đúng thẩm quyền.",
        )


class PersonalData(ReportError):
    """The report holds private data that somebody has to decide about; `what` counts them."""

    def __init__(self, path: Path | str, what: str) -> None:
        super().__init__(
            path,
            f"có dữ liệu cá nhân ({what}). Hãy quyết định rồi chạy lại: --personal-data hide để che, "
            "hoặc --personal-data keep nếu được phép công bố.",
        )


class SegmenterFailed(CorpusError):
    """The word segmenter refused a text; the text can still be indexed by syllables."""
