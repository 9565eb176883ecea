"""What a learner chose about studying, parameters of their own, tags, and exams to cram for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parameters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("usual_loss", sa.Double(), nullable=True),
        sa.Column("fitted_loss", sa.Double(), nullable=True),
        sa.Column("fitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["user.id"],
            name=op.f("fk_parameters_learner_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameters")),
    )
    op.create_index(op.f("ix_parameters_learner_id"), "parameters", ["learner_id"])
    op.create_table(
        "card_tag",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_card_tag_card_id_card"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("card_id", "tag", name=op.f("pk_card_tag")),
    )
    op.create_index(op.f("ix_card_tag_tag"), "card_tag", ["tag"])
    op.create_table(
        "exam",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=True),
        sa.Column("tag", sa.String(length=40), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["user.id"], name=op.f("fk_exam_learner_id_user"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["set_id"],
            ["question_set.id"],
            name=op.f("fk_exam_set_id_question_set"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam")),
    )
    op.create_index(op.f("ix_exam_learner_id"), "exam", ["learner_id"])
    op.create_index(op.f("ix_exam_set_id"), "exam", ["set_id"])
    op.add_column("user", sa.Column("study", sa.JSON(), server_default="{}", nullable=False))
    op.add_column(
        "question_set",
        sa.Column("desired_retention", sa.Double(), server_default="0.9", nullable=False),
    )
    op.add_column("review", sa.Column("moved", sa.Integer(), nullable=True))
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.add_column(sa.Column("exam_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_review_exam_id_exam"), "exam", ["exam_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(op.f("ix_review_exam_id"), ["exam_id"])


def downgrade() -> None:
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_review_exam_id"))
        batch_op.drop_constraint(op.f("fk_review_exam_id_exam"), type_="foreignkey")
        batch_op.drop_column("exam_id")
    op.drop_column("review", "moved")
    op.drop_column("question_set", "desired_retention")
    op.drop_column("user", "study")
    op.drop_table("exam")
    op.drop_table("card_tag")
    op.drop_table("parameters")
