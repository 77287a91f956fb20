"""The schema revisions of this program. A test holds HEAD to alembic's head."""

HEAD = "0004"
KNOWN = frozenset({"0001", "0002", "0003", "0004"})
