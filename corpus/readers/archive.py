"""ZIP archives (DOCX, XLSX, ODS, ZIP) opened with care: sizes are checked as declared, and again while inflating.

Nothing is ever written to disk. A header that lies about a size, entries that share bytes and a list of millions of
entries all end in one clear refusal before they cost memory.
"""

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.errors import DamagedReport, EmptyReport, ProtectedReport, TooComplex, WrongContent
from corpus.limits import MIB, Limits

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # the stream of [MS-OFFCRYPTO] 2.3.4.4
_ENTRY = b"PK\x01\x02"  # a file header of the central directory (APPNOTE.TXT 4.3.12)
_ENCRYPTED = 0x1  # bit 0 of the general purpose flags (APPNOTE.TXT 4.4.4)
_CHUNK = 64 * 1024
# What is this small once unpacked does no harm, however well it was packed: repetitive XML packs 300 to 1.
_HARMLESS = 4 * MIB
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class SafeArchive:
    """An open archive; what is read from it is counted against the limits, all reads together."""

    def __init__(self, path: Path, archive: ZipFile, limits: Limits) -> None:
        self._path, self._archive, self._limits = path, archive, limits
        self._read = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files in it, in the archive's order; folders are left out."""
        return tuple(info.filename for info in self._archive.infolist() if not info.is_dir())

    def read(self, name: str) -> bytes:
        """The bytes of one file.

        Raises DamagedReport where it is missing or broken, ProtectedReport where it needs a password and TooComplex
        where more comes out than is allowed, whatever its header says.
        """
        try:
            info = self._archive.getinfo(name)
        except KeyError as error:
            raise DamagedReport(self._path, f"thiếu phần {name}") from error
        if info.flag_bits & _ENCRYPTED:
            raise ProtectedReport(self._path)
        try:
            return self._inflate(info)
        except _BROKEN as error:
            raise DamagedReport(self._path, f"phần {name} không giải nén được") from error

    def _inflate(self, info: ZipInfo) -> bytes:
        parts: list[bytes] = []
        size = 0
        with self._archive.open(info) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                self._read += len(chunk)
                _check_size(self._path, self._limits, self._read)
                _check_ratio(self._path, self._limits, size, info.compress_size)
                parts.append(chunk)
        return b"".join(parts)


def open_archive(path: Path, data: bytes, limits: Limits) -> SafeArchive:
    """The archive, once its list of files keeps to the limits.

    Raises EmptyReport, WrongContent for what is no ZIP, ProtectedReport for a password, DamagedReport for a broken
    or cut ZIP and TooComplex for too many files, too many bytes once unpacked or a ratio that only a bomb has.
    """
    _check_kind(path, data)
    if (
        data.count(_ENTRY) > 4 * limits.max_files
    ):  # a list that long would fill the memory; archives in it count too
        raise _too_many(path, limits)
    try:
        archive = ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise DamagedReport(path, "không đọc được danh mục tệp nén") from error
    _check_list(path, archive.infolist(), limits)
    return SafeArchive(path, archive, limits)


def _check_kind(path: Path, data: bytes) -> None:
    if not data:
        raise EmptyReport(path)
    if data.startswith(_OLE) and _ENCRYPTED_PACKAGE in data:
        raise ProtectedReport(path)
    if not data.startswith(_ZIP):
        raise WrongContent(path, path.suffix.removeprefix(".").upper() or "ZIP")


def _check_list(path: Path, infos: list[ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.max_files:
        raise _too_many(path, limits)
    _check_size(path, limits, sum(info.file_size for info in infos))
    for info in infos:
        _check_ratio(path, limits, info.file_size, info.compress_size)


def _too_many(path: Path, limits: Limits) -> TooComplex:
    return TooComplex(path, f"hơn {limits.max_files} tệp trong tệp nén", "reading.max_files")


def _check_size(path: Path, limits: Limits, size: int) -> None:
    if size > limits.max_unpacked:
        raise TooComplex(path, f"giải nén ra hơn {limits.max_unpacked // MIB} MiB", "reading.max_unpacked_mib")


def _check_ratio(path: Path, limits: Limits, size: int, packed: int) -> None:
    if size > _HARMLESS and size > packed * limits.max_ratio:
        raise TooComplex(path, f"giải nén ra lớn hơn {limits.max_ratio} lần", "reading.max_ratio")
