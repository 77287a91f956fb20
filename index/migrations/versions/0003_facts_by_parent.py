"""An index over the parents of facts: what depends on a figure is looked up for each answer that is worked out.

Revision: 0003.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index(op.f("ix_fact_parent_id"), "fact", ["parent_id"], unique=False)


def downgrade() -> None:
    """Drop the index."""
    op.drop_index(op.f("ix_fact_parent_id"), table_name="fact")
