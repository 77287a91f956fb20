"""The schema revisions of this program. A test holds HEAD to alembic's head."""

HEAD = "0003"
KNOWN = frozenset({"0001", "0002", "0003"})
