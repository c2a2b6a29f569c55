"""A hub that kills itself (-9) amid a booking: before its commit, or after it and before the emit.

The note of the booking says when. Nothing is patched: what holds a seat and who hears of
commits are given to the hub by whoever runs it.
"""

from __future__ import annotations

import os
import signal

import msgspec

from app.hub import occupancy
from app.hub.hub import HubSettings
from app.hub.occupancy import Claim
from app.hub.server import run
from app.hub.work import Emission, Work

PROGRAM = "import sys; from tests.faults.dying_hub import main; sys.exit(main(sys.argv[1]))"
BEFORE_COMMIT = "dies before the commit"
AFTER_COMMIT = "dies after the commit"


def die() -> None:
    """End as by a power cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def hold(work: Work, claim: Claim) -> None:
    """Take the seat; the row of the booking is written, and nothing is committed."""
    occupancy.hold(work, claim)
    found = work.conn.exec_driver_sql(
        "SELECT note FROM bookings WHERE id = ?", (claim.booking_id,)
    ).scalar()
    if found == BEFORE_COMMIT:
        die()


def committed(emissions: list[Emission]) -> None:
    """The transaction is committed, and nobody has been told."""
    if any(emission.payload.get("note") == AFTER_COMMIT for emission in emissions):
        die()


def main(settings: str) -> int:
    """Run the hub with these settings, as JSON."""
    told = msgspec.json.decode(settings, type=HubSettings, dec_hook=lambda kind, value: kind(value))
    return run(told, hold=hold, committed=committed)
