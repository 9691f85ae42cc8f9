"""what each text of an FAQ was when it came with the commons"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("faq_text", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seed", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("faq_text", schema=None) as batch_op:
        batch_op.drop_column("seed")
