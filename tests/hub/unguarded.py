"""A hub whose seats are held without looking, for the other side of the race tests."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
from sqlalchemy import insert

from app.hub.hub import HubSettings
from app.hub.occupancy import Claim
from app.hub.schema import occupancy
from app.hub.server import run
from app.hub.work import Work

GUARDS = ("occupancy_guard_insert", "occupancy_guard_update")
PROGRAM = "import sys; from tests.hub.unguarded import main; sys.exit(main(sys.argv[1]))"


def hold_without_looking(work: Work, claim: Claim) -> None:
    """Write the span down, whoever else holds the seat."""
    row = {
        "booking_id": claim.booking_id,
        "seat_id": claim.seat_id,
        "starts_at": claim.starts_at,
        "ends_at": claim.ends_at,
    }
    work.conn.execute(insert(occupancy), row)


def drop_guards(database: Path) -> None:
    """Take the database's own guard away."""
    connection = sqlite3.connect(database)
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    connection.commit()
    connection.close()


def main(settings: str) -> int:
    """Run the hub with these settings, as JSON."""
    told = msgspec.json.decode(settings, type=HubSettings, dec_hook=lambda kind, value: kind(value))
    return run(told, hold=hold_without_looking)
