"""What version 2 of the rules says of a report: ranges, contradictions, the rules behind a fact, digits not read.

Revision: 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; reports read before have none of it until they are read again."""
    with op.batch_alter_table("fact") as fact:
        fact.add_column(sa.Column("upto", sa.String(), nullable=True))
        fact.add_column(sa.Column("flags", sa.String(), nullable=False, server_default="[]"))
        fact.add_column(sa.Column("why", sa.String(), nullable=False, server_default="[]"))
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("unread", sa.String(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop the columns."""
    with op.batch_alter_table("report") as report:
        report.drop_column("unread")
    with op.batch_alter_table("fact") as fact:
        fact.drop_column("why")
        fact.drop_column("flags")
        fact.drop_column("upto")
