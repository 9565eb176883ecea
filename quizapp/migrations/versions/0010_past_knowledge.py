"""What a learner knew on days past, kept once it was added up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "past_knowledge",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("known", sa.Double(), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("card_sum", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["user.id"],
            name=op.f("fk_past_knowledge_learner_id_user"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["set_id"],
            ["question_set.id"],
            name=op.f("fk_past_knowledge_set_id_question_set"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "day", "set_id", name=op.f("pk_past_knowledge")),
    )
    op.create_index(op.f("ix_past_knowledge_set_id"), "past_knowledge", ["set_id"])


def downgrade() -> None:
    op.drop_table("past_knowledge")
