"""Cards are found by their fact: those kept apart from a sibling that was asked today."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("card_by_fact", "card", ["set_id", "fact_key", "status"])


def downgrade() -> None:
    op.drop_index("card_by_fact", "card")
