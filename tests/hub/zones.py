"""Time zones for tests of a day's numbers."""

from __future__ import annotations

from datetime import UTC, datetime


def where_it_is_noon() -> str:
    """A zone in which a test cannot run into midnight; Etc names count westwards."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
