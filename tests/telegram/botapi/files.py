"""Files on the server: uploads of the bot, files of the users, downloads.

Rules: an upload is at most 50 MB, a photo at most 10 MB and really an image; a bot downloads
files of at most 20 MB; a file is never empty.
"""

from __future__ import annotations

import itertools
import mimetypes
import struct
from pathlib import PurePosixPath

from .errors import bad_request
from .models import SentFile
from .params import Params

MEGABYTE = 1024 * 1024
MAX_UPLOAD = 50 * MEGABYTE
MAX_PHOTO = 10 * MEGABYTE
MAX_DOWNLOAD = 20 * MEGABYTE
_IMAGE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF", b"BM")


class FileStore:
    """All files by file_id and by download path."""

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._by_id: dict[str, SentFile] = {}
        self._by_path: dict[str, SentFile] = {}

    def add(self, kind: str, data: bytes, name: str, mime: str = "") -> SentFile:
        """Store a file and give it its identifiers."""
        if not data:
            raise bad_request("file must be non-empty")
        number = next(self._numbers)
        suffix = PurePosixPath(name).suffix or (".jpg" if kind == "photo" else "")
        width, height = image_size(data) if kind == "photo" else (0, 0)
        file = SentFile(
            kind=kind,
            file_id=f"BQACAgUAAxkB{number:016d}",
            path=f"{kind}s/file_{number}{suffix}",
            name=name,
            mime=mime or mimetypes.guess_type(name)[0] or "application/octet-stream",
            data=data,
            width=width,
            height=height,
        )
        self._by_id[file.file_id] = file
        self._by_path[file.path] = file
        return file

    def from_params(self, params: Params, kind: str) -> SentFile:
        """The file of a send method: uploaded, attached, or an earlier one by its file_id."""
        upload = params.upload(kind)
        if upload is not None:
            if kind == "photo":
                _check_photo(upload.data)
            if len(upload.data) > MAX_UPLOAD:
                raise bad_request("file is too big")
            return self.add(kind, upload.data, upload.name, "" if kind == "photo" else upload.mime)
        reference = params.text(kind)
        if not reference or reference.startswith("attach://"):
            raise bad_request(f"there is no {kind} in the request")
        if reference.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        return self._known(reference, kind)

    def _known(self, file_id: str, kind: str) -> SentFile:
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if file.kind != kind:
            name = {"photo": "Photo", "document": "Document"}
            raise bad_request(f"can't use file of type {name[file.kind]} as {name[kind]}")
        return file

    def get(self, file_id: str) -> SentFile:
        """A file to download (getFile)."""
        if not file_id:
            raise bad_request("file_id not specified")
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(file.data) > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return file

    def at_path(self, path: str) -> SentFile | None:
        """The file behind a download link; too big ones have none."""
        file = self._by_path.get(path)
        return file if file is not None and len(file.data) <= MAX_DOWNLOAD else None


def _check_photo(data: bytes) -> None:
    if len(data) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    if data and not data.startswith(_IMAGE_STARTS):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = image_size(data)
    if width + height > 10000 or max(width, height) > 20 * max(1, min(width, height)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def image_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG; other formats are taken as 320x320."""
    if data.startswith(_IMAGE_STARTS[0]) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return 320, 320
