"""The language of a set's cards; those there are were taken for English."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("language", sa.String(length=35), server_default="en", nullable=False)
    op.add_column("question_set", column)


def downgrade() -> None:
    op.drop_column("question_set", "language")
