"""Where this computer is: the time zone that it keeps, for servers that name none."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LINK = Path("/etc/localtime")


def local_zone() -> str:
    """The IANA name of this computer's time zone; "UTC" where it cannot be learned."""
    for name in (os.environ.get("TZ", "").removeprefix(":"), _linked()):
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue  # also for no name at all
    return "UTC"


def _linked() -> str:
    try:
        return str(_LINK.resolve()).partition("zoneinfo/")[2]
    except OSError:
        return ""
