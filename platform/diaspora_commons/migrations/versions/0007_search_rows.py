"""the search index, where PostgreSQL keeps it; on SQLite two tables that stay empty"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_row",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("terms", postgresql.ARRAY(sa.Text()).with_variant(sa.JSON(), "sqlite"), nullable=False),
        sa.Column("counts", postgresql.ARRAY(sa.SmallInteger()).with_variant(sa.JSON(), "sqlite"), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("flat", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=True),
        sa.Column("digest", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_row")),
        sa.UniqueConstraint("key", name=op.f("uq_search_row_key")),
    )
    op.create_index(op.f("ix_search_row_change"), "search_row", ["change"])
    op.create_index("ix_search_row_terms", "search_row", ["terms"], postgresql_using="gin")
    op.create_table(
        "search_word",
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
    )


def downgrade() -> None:
    op.drop_table("search_word")
    op.drop_table("search_row")
