"""partnerships"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partnership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=True),
        sa.Column("initiative_title", sa.String(length=200), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("waits_since", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("sender_id <> receiver_id", name=op.f("ck_partnership_two_sides")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_partnership_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiative.id"], name=op.f("fk_partnership_initiative_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["organisation.id"], name=op.f("fk_partnership_receiver_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["organisation.id"], name=op.f("fk_partnership_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
        sa.UniqueConstraint("public_id", name=op.f("uq_partnership_public_id")),
    )
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_receiver_id"), ["receiver_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_sender_id"), ["sender_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_sent_at"), ["sent_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_partnership_live_initiative",
            ["sender_id", "receiver_id", "initiative_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('sent', 'clarifying')"),
            postgresql_where=sa.text("state IN ('sent', 'clarifying')"),
        )
        batch_op.create_index(
            "uq_partnership_live_organisation",
            ["sender_id", "receiver_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('sent', 'clarifying') AND initiative_id IS NULL"),
            postgresql_where=sa.text("state IN ('sent', 'clarifying') AND initiative_id IS NULL"),
        )

    op.create_table(
        "partnership_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_partnership_contact_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_partnership_contact_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_partnership_contact_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_contact")),
        sa.UniqueConstraint(
            "partnership_id", "person_id", name=op.f("uq_partnership_contact_partnership_id_person_id")
        ),
    )
    with op.batch_alter_table("partnership_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_contact_person_id"), ["person_id"], unique=False)

    op.create_table(
        "partnership_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_partnership_entry_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_partnership_entry_partnership_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_partnership_entry_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_entry")),
    )
    with op.batch_alter_table("partnership_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_entry_partnership_id"), ["partnership_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_entry_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("partnership_entry")
    op.drop_table("partnership_contact")
    op.drop_table("partnership")
