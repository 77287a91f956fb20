"""What can go wrong with the index.

    StoreError
    ├── EmptyIndex            nothing has been indexed yet
    ├── DataDirUnwritable     the data directory cannot be created or written
    ├── IndexLocked           another process is changing the index
    ├── IndexDamaged          files or rows that belong together do not fit
    ├── DatabaseDamaged       the database file is no database
    ├── SchemaTooNew          the database was made by a later version of this program
    ├── BackupDamaged         a backup that is not whole
    ├── NoSuchReport          no report of that name in the live version
    ├── NoSuchFact            no fact at that place of a report
    └── NoSuchVersion         no kept version of that number

Messages are Vietnamese sentences that say what to do.
"""

from pathlib import Path


class StoreError(Exception):
    """Base of every error of this package."""


class EmptyIndex(StoreError):
    """Nothing has been indexed yet."""

    def __init__(self) -> None:
        super().__init__("Chưa có báo cáo nào trong chỉ mục. Hãy chạy: hoibaocao index add TỆP…")


class DataDirUnwritable(StoreError):
    """The data directory cannot be created or written."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"Không ghi được vào thư mục dữ liệu {path} ({detail}). "
            "Hãy cấp quyền ghi hoặc đặt HOIBAOCAO_DATA_DIR trỏ tới thư mục khác."
        )


class IndexLocked(StoreError):
    """Another process is changing the index; `holder` says which."""

    def __init__(self, holder: str) -> None:
        super().__init__(
            f"Một tiến trình khác đang cập nhật chỉ mục ({holder}). Hãy đợi tiến trình đó xong rồi chạy lại."
        )


class IndexDamaged(StoreError):
    """Files or rows that belong together do not fit; the database itself is whole, so they can be made again."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"Chỉ mục bị hỏng: {detail}. Hãy chạy: hoibaocao index rebuild")


class DatabaseDamaged(StoreError):
    """The database file is no database, or cannot be read as one."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"Tệp {path} không đọc được như một cơ sở dữ liệu ({detail}). Hãy phục hồi tệp này từ bản sao lưu, "
            "hoặc chuyển nó đi nơi khác rồi chạy lại: hoibaocao index add TỆP…"
        )


class SchemaTooNew(StoreError):
    """The database was made by a later version of this program."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"Chỉ mục do phiên bản mới hơn tạo ra (lược đồ {revision}). Hãy cập nhật chương trình hoibaocao."
        )


class BackupDamaged(StoreError):
    """A backup that is not whole, or none of ours."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"Bản sao lưu {path} không dùng được ({detail}). Hãy dùng một bản sao lưu khác.")


class NoSuchReport(StoreError):
    """No report of that name in the live version."""

    def __init__(self, source: str, known: tuple[str, ...]) -> None:
        listing = ", ".join(known[:10]) or "chưa có báo cáo nào"
        super().__init__(f"Không có báo cáo tên “{source}” trong chỉ mục. Hiện có: {listing}.")


class NoSuchFact(StoreError):
    """No fact starts at that character of a report."""

    def __init__(self, source: str, start: int) -> None:
        super().__init__(
            f"Không có dữ kiện nào bắt đầu từ ký tự {start} của “{source}”. Hãy xem cột “Từ ký tự” (start) của: "
            f'hoibaocao facts --source "{source}" --json'
        )


class NoSuchVersion(StoreError):
    """No kept version of that number, or none before the live one."""

    def __init__(self, version: int | None, known: tuple[int, ...]) -> None:
        listing = ", ".join(map(str, known)) or "chưa có phiên bản nào"
        wanted = "trước đó" if version is None else str(version)
        super().__init__(f"Không có phiên bản {wanted} để quay về. Các phiên bản còn giữ: {listing}.")
