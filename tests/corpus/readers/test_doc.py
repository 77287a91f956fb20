"""Older word-processor files: what is refused before LibreOffice starts, and what becomes of its result."""

import io
import shutil
import time
import zipfile
from pathlib import Path

import docx
import pytest

from corpus.errors import (
    DamagedReport,
    EmptyReport,
    ProtectedReport,
    ReportError,
    TooComplex,
    ToolMissing,
    WrongContent,
)
from corpus.limits import Limits
from corpus.readers.doc import DocReader

RTF = rb"{\rtf1 Bao cao}"
SENTENCE = "Toàn huyện có 24 hợp tác xã đang hoạt động."


def _docx() -> bytes:
    document, made = docx.Document(), io.BytesIO()
    document.add_paragraph(SENTENCE)
    document.save(made)
    return made.getvalue()


def _odt(manifest: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", b"<office/>")
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program in LibreOffice's place; it gets the folder for its result as $9 and this DOCX as $MADE."""

    def place(script: str) -> None:
        (tmp_path / "made.docx").write_bytes(_docx())
        program = tmp_path / "soffice"
        program.write_text(
            f"#!/bin/sh\nMADE={tmp_path}/made.docx\nLOG={tmp_path}/log\n{script}\n", encoding="utf-8"
        )
        program.chmod(0o755)
        monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "soffice" else None)

    return place


def _refusal(name: str, data: bytes, limits: Limits | None = None) -> ReportError:
    with pytest.raises(ReportError) as caught:
        DocReader().extract(Path(name), data, limits or Limits())
    return caught.value


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    refusal = _refusal("báo-cáo.rtf", RTF)
    assert isinstance(refusal, ToolMissing)
    assert "LibreOffice" in refusal.reason


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.doc", b"MZ\x90", WrongContent),
        ("a.rtf", b"PK\x03\x04", WrongContent),
        ("a.odt", RTF, WrongContent),
        ("a.doc", b"", EmptyReport),
        ("a.odt", b"PK\x03\x04" + bytes(40), DamagedReport),
        ("a.odt", _odt(b"<manifest:encryption-data/>"), ProtectedReport),
    ],
)
def test_content_is_checked_first(name: str, data: bytes, expected: type[ReportError], office) -> None:
    office("touch $LOG")
    assert isinstance(_refusal(name, data), expected)


def test_the_result_is_read(office, tmp_path: Path) -> None:
    office(
        'echo "$@" > $LOG; cat "$(echo $1 | sed s,-env:UserInstallation=file://,,)/user/"* >> $LOG\n'
        'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp $MADE "$2/report.docx"'
    )
    extract = DocReader().extract(Path("thư mục/báo-cáo.doc"), RTF, Limits())
    assert (extract.source, extract.reader) == ("báo-cáo.doc", "doc")
    assert SENTENCE in extract.text
    told = (tmp_path / "log").read_text(encoding="utf-8")
    assert "--headless" in told
    assert "UserInstallation=file://" in told
    assert "DisableMacrosExecution" in told


def test_no_result(office) -> None:
    office("exit 1")
    assert isinstance(_refusal("a.doc", RTF), DamagedReport)


def test_time_is_over(office) -> None:
    office("sleep 60 & sleep 60")
    started = time.monotonic()
    assert isinstance(_refusal("a.doc", RTF, Limits(wall_seconds=1)), TooComplex)
    assert time.monotonic() - started < 10


def test_a_docx_by_another_name_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert SENTENCE in DocReader().extract(Path("a.doc"), _docx(), Limits()).text
