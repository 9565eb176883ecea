"""An answer writes to three indexes, not six: reviews are found by card, then learner; those of
quizzes and exams are few, and only they are indexed as such."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BY_CARD = ["card_id", "learner_id", "answered_at", "study_day", "rating", "stability"]
BY_LEARNER = ["learner_id", "card_id", "answered_at", "study_day", "rating", "stability"]
RARE = ("attempt_id", "exam_id")


def upgrade() -> None:
    op.drop_index("review_by_learner", "review")
    op.drop_index("ix_review_card_id", "review")
    op.create_index("review_by_card", "review", BY_CARD)
    for name in RARE:
        there = sa.text(f"{name} IS NOT NULL")
        op.drop_index(f"ix_review_{name}", "review")
        op.create_index(
            f"ix_review_{name}", "review", [name], sqlite_where=there, postgresql_where=there
        )


def downgrade() -> None:
    for name in RARE:
        op.drop_index(f"ix_review_{name}", "review")
        op.create_index(f"ix_review_{name}", "review", [name])
    op.drop_index("review_by_card", "review")
    op.create_index("ix_review_card_id", "review", ["card_id"])
    op.create_index("review_by_learner", "review", BY_LEARNER)
