"""What a front desk works with: money in amounts, places of seats, and the rule of no-shows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what counted as paid was paid whole, of a part nobody knows how much."""
    op.add_column(
        "bookings", sa.Column("paid_minor", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.execute("UPDATE bookings SET paid_minor = total_minor WHERE payment_status = 'paid'")
    op.add_column("bookings", sa.Column("held_until", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_bookings_begun", "bookings", ["library_id", "status", "starts_at"], unique=False
    )
    op.add_column("libraries", sa.Column("no_show_after_minutes", sa.Integer(), nullable=True))
    op.add_column("seats", sa.Column("room", sa.Text(), nullable=False, server_default=""))
    op.add_column("seats", sa.Column("x", sa.Integer(), nullable=True))
    op.add_column("seats", sa.Column("y", sa.Integer(), nullable=True))
    op.add_column("seats", sa.Column("closed_reason", sa.Text(), nullable=False, server_default=""))
    op.create_index("uq_seats_place", "seats", ["library_id", "room", "x", "y"], unique=True)


def downgrade() -> None:
    """Take the columns away again."""
    op.drop_index("uq_seats_place", "seats")
    op.drop_index("ix_bookings_begun", "bookings")
    for table, columns in (
        ("seats", ("closed_reason", "y", "x", "room")),
        ("libraries", ("no_show_after_minutes",)),
        ("bookings", ("held_until", "paid_minor")),
    ):
        for column in columns:
            op.drop_column(table, column)
