"""The library that a walk-in is for, as the desk's copy has it at this moment."""

from __future__ import annotations

from datetime import tzinfo

import msgspec

from app.contract.models import Library, Pricing, Seat
from app.core.seating import Seating


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """`seats` are empty where there are none yet, and at a server that `tells_seats` not.

    `pricing` is None where nobody knows it.
    """

    library: Library
    zone: tzinfo
    seats: tuple[Seat, ...]
    seating: Seating
    pricing: Pricing | None
    tells_seats: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether the library has no seats, and nobody can sit anywhere."""
        return self.tells_seats and not self.seats
