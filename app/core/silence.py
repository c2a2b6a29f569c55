"""Why an alert is kept without ringing, and until when."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

import msgspec

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The end of a quiet that lasts until somebody ends it."""


class Silence(StrEnum):
    """Why a notice was kept without ringing.

    QUIET: somebody wished it. HOURS: in quiet hours. SYSTEM: the computer itself was quiet. RULE:
    nobody wants to be told of its kind.
    """

    QUIET = "quiet"
    HOURS = "hours"
    SYSTEM = "system"
    RULE = "rule"


class Hushed(msgspec.Struct, frozen=True):
    """Why alerts are kept silent, and until when if that is known."""

    by: Silence
    until: datetime | None = None
