"""What reading one file may cost and do: checked by the readers and the gate, enforced by the sandbox."""

from dataclasses import dataclass
from typing import Literal

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file.

    `max_bytes` is the size of the file, `max_unpacked` the bytes of an archive (ZIP, DOCX, XLSX) once unpacked and
    `max_ratio` how many times larger than packed that may be, `max_files` the files in it; `max_pages`, `max_cells`
    (of all tables together), `max_depth` (nesting of elements or archives) and `max_chars` (text read) speak for
    themselves. `memory` (bytes beyond what the reading process itself needs), `cpu_seconds` and `wall_seconds` bind
    the process. `ocr` allows Tesseract for pages that are pictures, where it is installed; `personal` says what
    becomes of private data: the report is refused, the data hidden, or all of it kept.
    """

    max_bytes: int = 32 * MIB
    max_unpacked: int = 256 * MIB
    max_ratio: int = 150
    max_files: int = 5000
    max_pages: int = 2000
    max_cells: int = 400_000
    max_depth: int = 250
    max_chars: int = 20_000_000
    memory: int = 640 * MIB
    cpu_seconds: int = 300
    wall_seconds: int = 600
    ocr: bool = False
    personal: Literal["refuse", "hide", "keep"] = "refuse"
