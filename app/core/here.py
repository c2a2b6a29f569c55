"""Where this computer is: the time zone that it keeps, for servers that name none."""

from __future__ import annotations

from zoneinfo import ZoneInfo


def local_zone() -> str:
    """The IANA name of this computer's time zone; "UTC" where it cannot be learned."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only a basic server needs it

    try:
        return ZoneInfo(get_localzone_name() or "").key
    except (LookupError, ValueError, OSError):
        return "UTC"
