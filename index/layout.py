"""Where things lie in the data directory.

index.sqlite        reports, passages, facts, versions, question log
versions/v000007/   the compiled BM25 collections of one index version
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
        """The folder of all compiled versions."""
        return self.data_dir / "versions"

    def version(self, number: int) -> Path:
        """The folder of one compiled version."""
        return self.versions / f"v{number:06d}"
