"""Hostile and broken files through the sandbox: what comes of each, at what cost.

    python -m tests.reliability.bad_files        (needs ../shared/reports/bad)

Prints a table in Markdown; exits 1 where an outcome is not the stated one or a cost passes `MOST_MEMORY` or
`MOST_SECONDS`.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import (
    DamagedReport,
    DangerousContent,
    EmptyReport,
    PersonalData,
    ProtectedReport,
    ReportError,
    ScannedReport,
    SecretReport,
    TooComplex,
    UnknownEncoding,
    WrongContent,
)
from corpus.limits import MIB, Limits
from corpus.readers import load
from corpus.sandbox import Cost, Sandbox

FOLDER = Path(__file__).parents[3] / "shared" / "reports" / "bad"
MOST_MEMORY, MOST_SECONDS = 1024 * MIB, 60.0
USUAL, OCR, HIDE = Limits(), Limits(ocr=True), Limits(personal="hide")


@dataclass(frozen=True, slots=True)
class Stated:
    """What should come of a file: an error that refuses it, or a report that says this, never that (patterns)."""

    name: str
    refused: type[ReportError] | None = None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    limits: Limits = USUAL
    how: str = ""


# From the README of the folder.
STATED = (
    Stated("rong.docx", EmptyReport),
    Stated("pdf-cut-giua-chung.pdf", DamagedReport),
    Stated("pdf-co-mat-khau.pdf", ProtectedReport),
    Stated("pdf-anh-quet.pdf", ScannedReport),
    Stated("pdf-anh-quet.pdf", says=("OCR", "đọc từ ảnh", "vệ sinh"), limits=OCR, how="with OCR"),
    Stated("pdf-dau-o-phong-chu-khac.pdf", says=("Số liệu", "vệ sinh", "tỷ đồng", "phấn đấu")),
    Stated("docx-bom-nen.docx", TooComplex),
    Stated("docx-xxe.docx", DangerousContent),
    Stated("docx-thuc-the-no.docx", DangerousContent),
    Stated("xlsx-khai-sai-kich-thuoc.xlsx", says=("bỏ qua 1 ô",)),
    Stated("pdf-bom-nen-kep.pdf", TooComplex),
    Stated("exe-doi-duoi.pdf", WrongContent),
    Stated("html-long-nhau.html", TooComplex),
    Stated("html-script.html", says=("574",), never=("9999", "8888", "7777", "6666", "script")),
    Stated("mot-tu-1-trieu-ky-tu.docx", EmptyReport),
    Stated("mot-tu-590kb.txt", EmptyReport),
    Stated("byte-ngau-nhien.txt", UnknownEncoding),
    Stated("byte-ngau-nhien.xlsx", DamagedReport),
    Stated("van-ban-dong-dau-mat.docx", SecretReport),
    Stated("danh-sach-cccd.docx", PersonalData),
    Stated(
        "danh-sach-cccd.docx",
        says=("đã che", "•"),
        never=(r"\d{9}", r"\d{4}[ .]\d{3}[ .]\d{3}"),
        limits=HIDE,
        how="hiding private data",
    ),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a file: the error or the text with its warnings, the peak of memory (bytes) and the seconds that
    the caller waited; `wrong` is what is not as stated, "" where all is."""

    stated: Stated
    error: ReportError | None
    told: str
    peak: int
    seconds: float
    wrong: str


def can_try(stated: Stated) -> bool:
    """Whether what it needs is here: Tesseract with Vietnamese for OCR."""
    program = shutil.which("tesseract")
    if not stated.limits.ocr or program is None:
        return not stated.limits.ocr
    listing = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout
    return "vie" in listing.split()


def measure(sandbox: Sandbox, stated: Stated) -> Seen:
    """Read one file of the folder and compare."""
    path, started = FOLDER / stated.name, time.monotonic()
    error, told, cost = None, "", Cost()
    try:
        data = load(path, stated.limits.max_bytes)
        told = _read(sandbox, path, data, stated.limits)
        cost = sandbox.last_cost
    except ReportError as refused:
        error = refused
        cost = sandbox.last_cost if path.stat().st_size else cost  # an empty file is refused before the sandbox
    seconds = time.monotonic() - started
    return Seen(stated, error, told, cost.peak, seconds, _wrong(stated, error, told, cost.peak, seconds))


def _read(sandbox: Sandbox, path: Path, data: bytes, limits: Limits) -> str:
    """The text of a report with its warnings and the flags of its facts."""
    report = sandbox.read(path, data, hashlib.sha256(data).hexdigest(), path.name, limits).read.report
    flags = {flag for fact in report.facts for flag in fact.flags}
    return "\n".join((report.text, *report.warnings, *sorted(flags)))


def _wrong(stated: Stated, error: ReportError | None, told: str, peak: int, seconds: float) -> str:
    refused = type(error) if error else None
    if refused is not stated.refused:
        return f"{error or 'read'}, not {stated.refused.__name__ if stated.refused else 'read'}"
    if missing := [words for words in stated.says if not re.search(words, told)]:
        return f"does not say {missing}"
    if forbidden := [words for words in stated.never if re.search(words, told)]:
        return f"says {forbidden}"
    return f"{peak / MIB:.0f} MiB, {seconds:.0f} s" if peak > MOST_MEMORY or seconds > MOST_SECONDS else ""


def unstated() -> set[str]:
    """Files of the folder that `STATED` does not name."""
    return {path.name for path in FOLDER.iterdir() if path.suffix != ".md"} - {stated.name for stated in STATED}


def row(seen: Seen) -> str:
    """One line of the table."""
    how = f" ({seen.stated.how})" if seen.stated.how else ""
    outcome = f"refused: {type(seen.error).__name__}" if seen.error else "read"
    peak = f"{seen.peak / MIB:.0f}" if seen.peak else "–"
    return f"| `{seen.stated.name}`{how} | {outcome} | {peak} | {seen.seconds:.1f} |"


def main() -> int:
    """Print the table and what is wrong; 1 if anything is."""
    if not FOLDER.is_dir():
        print(f"no {FOLDER}", file=sys.stderr)
        return 1
    print("| file | outcome | peak memory, MiB | seconds |\n| --- | --- | ---: | ---: |")
    wrong = [f"{name}: no outcome is stated" for name in sorted(unstated())]
    with Sandbox() as sandbox:
        start(sandbox)
        for seen in (measure(sandbox, stated) for stated in STATED if can_try(stated)):
            print(row(seen), flush=True)
            if seen.wrong:
                wrong.append(f"{seen.stated.name}: {seen.wrong}")
    print(*wrong, sep="\n", file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


def start(sandbox: Sandbox) -> None:
    """Have the server up, so that no file is charged with it."""
    sandbox.read(Path("a.txt"), "Xã có 5 chợ.".encode(), "", "a.txt", USUAL)


if __name__ == "__main__":
    sys.exit(main())
