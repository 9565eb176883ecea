"""Intervals' confidence, the stability after each answer, and indexes to add answers up by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BY_LEARNER = ["learner_id", "card_id", "answered_at"]
BY_DAY = ["learner_id", "study_day"]


def upgrade() -> None:
    op.add_column("user", sa.Column("confidence", sa.Integer(), nullable=True))
    op.add_column("review", sa.Column("stability", sa.Double(), nullable=True))
    op.drop_index("review_by_learner", "review")
    op.drop_index("review_by_day", "review")
    more_by_learner = ["study_day", "rating", "stability"]
    more_by_day = ["phase", "rating", "desired_retention", "seconds"]
    op.create_index("review_by_learner", "review", BY_LEARNER + more_by_learner)
    op.create_index("review_by_day", "review", BY_DAY + more_by_day)
    op.create_index("memory_hardest", "memory", ["learner_id", "lapses"])


def downgrade() -> None:
    op.drop_index("memory_hardest", "memory")
    op.drop_index("review_by_day", "review")
    op.drop_index("review_by_learner", "review")
    op.create_index("review_by_day", "review", BY_DAY)
    op.create_index("review_by_learner", "review", BY_LEARNER)
    op.drop_column("review", "stability")
    op.drop_column("user", "confidence")
