"""Kinds of reports and what they correct, sheets, the options a report was read under, people's reviews of facts.

Revision: 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; reports read before have none of it until they are read again."""
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="other"))
        report.add_column(sa.Column("corrects", sa.String(), nullable=False, server_default=""))
        report.add_column(sa.Column("address", sa.String(), nullable=False, server_default=""))
        report.add_column(sa.Column("content", sa.String(), nullable=False, server_default=""))
        report.add_column(sa.Column("options", sa.String(), nullable=False, server_default=""))
        report.add_column(sa.Column("pages", sa.Integer(), nullable=False, server_default="0"))
        report.add_column(sa.Column("tables", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("passage") as passage:
        passage.add_column(sa.Column("sheet", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("fact") as fact:
        fact.add_column(sa.Column("review", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_review_source"), "review", ["source"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_review_source"), table_name="review")
    op.drop_table("review")
    with op.batch_alter_table("fact") as fact:
        fact.drop_column("review")
    with op.batch_alter_table("passage") as passage:
        passage.drop_column("sheet")
    with op.batch_alter_table("report") as report:
        for name in ("tables", "pages", "options", "content", "address", "corrects", "kind"):
            report.drop_column(name)
