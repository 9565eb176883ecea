"""An article knows the form it was sent with, so that one sent twice is kept once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No batch: SQLite would copy the table, and dropping the old one would loosen its cards.
    op.add_column("article", sa.Column("form_key", sa.String(length=32), nullable=True))
    op.create_index("article_by_form", "article", ["form_key"], unique=True)


def downgrade() -> None:
    op.drop_index("article_by_form", "article")
    op.drop_column("article", "form_key")
