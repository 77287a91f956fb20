"""Older word-processor files (.doc, .rtf, .odt): LibreOffice turns them into DOCX, which docx.py reads.

LibreOffice runs without a window, in a profile of its own with macros switched off, on a copy in a folder that is
removed afterwards; it is ended, with all it started, when its time is over.
"""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from corpus.errors import DamagedReport, EmptyReport, ProtectedReport, TooComplex, ToolMissing, WrongContent
from corpus.limits import MIB, Limits
from corpus.readers.archive import open_archive
from corpus.readers.docx import DocxReader
from corpus.records import Extract

_PROGRAMS = ("soffice", "libreoffice")
_OLE, _RTF, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"PK"
# Of the time that reading may take: the rest is for reading what it made, and to end it first.
_SHARE_OF_TIME = 0.8
_MANIFEST = "META-INF/manifest.xml"
_SETTINGS = "registrymodifications.xcu"
_NO_MACROS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


class DocReader:
    """Reads .doc, .rtf and .odt where LibreOffice is installed."""

    name = "doc"
    suffixes = (".doc", ".rtf", ".odt")
    engines: tuple[str, ...] = DocxReader.engines

    def extract(self, path: Path, data: bytes, limits: Limits) -> Extract:
        """The text and tables, as DocxReader tells them; a DOCX that is named .doc is read as it is.

        Raises WrongContent, EmptyReport or ProtectedReport before anything is started, ToolMissing without
        LibreOffice, TooComplex when the time is over, DamagedReport where nothing comes of it.
        """
        _check_content(path, data, limits)
        if path.suffix.lower() != ".odt" and data.startswith(_ZIP):
            return DocxReader().extract(path, data, limits)
        program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
        if program is None:
            raise ToolMissing(path, "LibreOffice")
        converted = _convert(path, data, limits, program)
        return replace(DocxReader().extract(path, converted, limits), reader=self.name)


def _check_content(path: Path, data: bytes, limits: Limits) -> None:
    """Whether the bytes are what the ending says (Word takes RTF and DOCX under .doc as well)."""
    suffix = path.suffix.lower()
    if not data:
        raise EmptyReport(path)
    if suffix == ".odt":
        archive = open_archive(path, data, limits)
        if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
            raise ProtectedReport(path)
        return
    known = (_RTF,) if suffix == ".rtf" else (_OLE, _RTF, _ZIP)
    if not data.startswith(known):
        raise WrongContent(path, suffix.removeprefix(".").upper())


def _convert(path: Path, data: bytes, limits: Limits, program: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="hoibaocao-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"report{path.suffix.lower()}"
        source.write_bytes(data)
        profile, made = Path(folder) / "profile", Path(folder) / "made"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / _SETTINGS).write_text(_NO_MACROS, encoding="utf-8")
        _run(path, _command(program, source, profile, made), folder, limits)
        return _result(path, made / "report.docx", limits)


def _command(program: str, source: Path, profile: Path, made: Path) -> list[str]:
    options = ["--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
    home = f"-env:UserInstallation={profile.as_uri()}"
    return [program, home, *options, "--convert-to", "docx", "--outdir", str(made), str(source)]


def _run(path: Path, command: list[str], folder: str, limits: Limits) -> None:
    """Run LibreOffice in a session of its own, so that all it starts can be ended with it."""
    environment = {**os.environ, "HOME": folder, "TMPDIR": folder}
    quiet, seconds = subprocess.DEVNULL, limits.wall_seconds * _SHARE_OF_TIME
    try:
        process = subprocess.Popen(  # noqa: S603  (a fixed command; the file is named by us)
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            env=environment,
            cwd=folder,
            start_new_session=True,
            preexec_fn=_lift_limits,  # noqa: PLW1509  (the one thread of a child)
        )
    except OSError as error:
        raise ToolMissing(path, "LibreOffice") from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise TooComplex(path, f"LibreOffice chạy quá {seconds:.0f} giây", "reading.wall_seconds") from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _lift_limits() -> None:
    """LibreOffice maps more memory than a reader may have: its soft limit goes up to the hard one."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _result(path: Path, made: Path, limits: Limits) -> bytes:
    if not made.is_file():
        raise DamagedReport(path, "LibreOffice không chuyển được tệp")
    if made.stat().st_size > limits.max_bytes:
        raise TooComplex(path, f"bản chuyển đổi lớn hơn {limits.max_bytes // MIB} MiB", "reading.max_mib")
    return made.read_bytes()
