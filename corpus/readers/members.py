"""Containers: the files in a ZIP, the documents of a JSONL file in BEIR form, each read as a report of its own."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.errors import DamagedReport, TooComplex, UnknownEncoding, WrongContent
from corpus.language.normalise import clean
from corpus.limits import MIB, Limits
from corpus.readers import suffixes
from corpus.readers.archive import SafeArchive, open_archive

_ZIP, _JSONL = ".zip", ".jsonl"
_DEEPEST = 3
# What packing programs add of their own.
_SYSTEM_FOLDERS = frozenset(["__MACOSX"])


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container: the name it is known by ("archive.zip/inner/name.docx"), its ending, its bytes."""

    source: str
    suffix: str
    data: bytes


def is_container(path: Path) -> bool:
    """Whether a file holds other files."""
    return path.suffix.lower() in (_ZIP, _JSONL)


def members(path: Path, data: bytes, limits: Limits) -> Iterator[Member]:
    """The files in a container, in its order; a ZIP's only those that some reader takes, hidden ones left out.

    ZIPs in a ZIP are opened too, their sizes counted together. A file that is broken within a sound ZIP is a member
    without bytes, a broken or too deep inner ZIP a member of its own, so that each is refused under its name.
    Raises WrongContent, DamagedReport, UnknownEncoding, or TooComplex, the last also after some members.
    """
    if path.suffix.lower() == _JSONL:
        return _documents(path, data)
    return _Unpacking(path, limits).files(path.name, data, depth=1)


class _Unpacking:
    """One ZIP with those in it: what they unpack to, and the names given, are counted together."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path, self._limits = path, limits
        self._bytes = self._files = 0
        self._sources: set[str] = set()

    def files(self, source: str, data: bytes, depth: int) -> Iterator[Member]:
        archive = open_archive(self._path, data, self._left())
        for name in dict.fromkeys(archive.names):
            inner = PurePosixPath(f"{source}/{harmless(name)}")
            suffix = inner.suffix.lower()
            if _is_hidden(name) or suffix not in (_ZIP, *suffixes()):
                continue
            content = self._read(archive, name)
            member = Member(self._own(str(inner)), suffix, content)
            yield from self._inside(member, depth) if suffix == _ZIP else (member,)

    def _inside(self, member: Member, depth: int) -> Iterator[Member]:
        """What an inner ZIP holds, or that ZIP itself where it cannot be opened."""
        if depth >= min(_DEEPEST, self._limits.max_depth):
            yield member
            return
        try:
            yield from self.files(member.source, member.data, depth + 1)
        except (DamagedReport, WrongContent):
            yield member

    def _left(self) -> Limits:
        """The limits less what was used."""
        return replace(
            self._limits,
            max_unpacked=self._limits.max_unpacked - self._bytes,
            max_files=self._limits.max_files - self._files,
        )

    def _read(self, archive: SafeArchive, name: str) -> bytes:
        try:
            content = archive.read(name)
        except DamagedReport:
            content = b""
        self._bytes += len(content)
        self._files += 1
        if self._bytes > self._limits.max_unpacked:
            most = self._limits.max_unpacked // MIB
            raise TooComplex(self._path, f"giải nén ra hơn {most} MiB", "reading.max_unpacked_mib")
        if self._files > self._limits.max_files:
            raise TooComplex(self._path, f"hơn {self._limits.max_files} tệp bên trong", "reading.max_files")
        return content

    def _own(self, source: str) -> str:
        """A name that no other member has: "a (2).docx"."""
        plain, number = PurePosixPath(source), 1
        while source in self._sources:
            number += 1
            source = str(plain.with_stem(f"{plain.stem} ({number})"))
        self._sources.add(source)
        return source


def harmless(name: str) -> str:
    """A name in a ZIP as a relative path below it: no "..", no drive, no root, no control characters.

    A name without the UTF-8 flag comes decoded as code page 437 (APPNOTE.TXT 4.4.4), though most packing programs
    write UTF-8: where those bytes are UTF-8, they are read so.
    """
    with suppress(UnicodeError):
        name = name.encode("cp437").decode("utf-8")
    parts = clean(name).replace("\n", " ").replace("\\", "/").split("/")
    kept = [part.strip() for part in parts if part.strip() not in ("", ".", "..") and not _is_drive(part)]
    return "/".join(kept) or "không tên"


def _is_drive(part: str) -> bool:
    return len(part) == 2 and part[1] == ":" and part[0].isalpha()


def _is_hidden(name: str) -> bool:
    parts = harmless(name).split("/")
    return any(part.startswith((".", "~$")) or part in _SYSTEM_FOLDERS for part in parts)


def _documents(path: Path, data: bytes) -> Iterator[Member]:
    """One member a line: {"_id", "title"?, "text"}, the corpus form of BEIR (Thakur et al. 2021)."""
    seen: set[str] = set()
    for number, line in enumerate(_decoded(path, data).split("\n"), start=1):
        if not line.strip():
            continue
        name, text = _document(path, number, line)
        if name in seen:
            raise DamagedReport(path, f"dòng {number}: mã _id “{name}” đã có ở dòng trên")
        seen.add(name)
        yield Member(f"{path.name}/{name}", ".txt", text.encode("utf-8", "replace"))


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnknownEncoding(path, f"byte thứ {error.start + 1} không hợp lệ") from error


def _document(path: Path, number: int, line: str) -> tuple[str, str]:
    """The _id of a line and its text under its title."""
    try:
        document = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DamagedReport(path, f"dòng {number}: không phải một đối tượng JSON") from error
    if not isinstance(document, dict):
        raise DamagedReport(path, f"dòng {number}: không phải một đối tượng JSON")
    name, title, text = (_string(document, key) for key in ("_id", "title", "text"))
    if not name or not isinstance(document.get("text"), str):
        raise DamagedReport(path, f"dòng {number}: thiếu {'“text”' if name else '“_id”'}")
    return name, f"{title}\n\n{text}" if title else text


def _string(document: dict[str, Any], key: str) -> str:
    """A string of a document; an _id may be a whole number."""
    value = document.get(key)
    return clean(str(value)).strip() if isinstance(value, str | int) else ""
