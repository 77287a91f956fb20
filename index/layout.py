"""Where things lie in the data directory.

index.sqlite        reports, passages, facts, versions, question log
versions/v000007/   one index version: its manifest and what is counted over its texts
segments/s000012/   compiled BM25 collections of some reports, shared by versions
index.lock          held by the process that changes the index
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths below one data directory."""

    data_dir: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "index.sqlite"

    @property
    def lock(self) -> Path:
        """The file whose lock a changing process holds."""
        return self.data_dir / "index.lock"

    @property
    def versions(self) -> Path:
        """The folder of all versions."""
        return self.data_dir / "versions"

    @property
    def segments(self) -> Path:
        """The folder of all segments."""
        return self.data_dir / "segments"

    def segment(self, name: str) -> Path:
        """The folder of one segment."""
        return self.segments / name

    @property
    def restored(self) -> Path:
        """A restored backup, verified, until all of it has been moved into place."""
        return self.data_dir / "restore.ready"

    def version(self, number: int) -> Path:
        """The folder of one version."""
        return self.versions / f"v{number:06d}"
