"""What a window has of the machine, beside its desk: to be heard, to be shown, to be checked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from app.core.findings import Findings
from app.core.ports import Notifier, Player, Speaker, Switch


@dataclass(frozen=True)
class Outlets:
    """`check_up` looks at every part of the desk, `save` writes diagnostics into a file.

    `autostart` and `links` are the person's choices in their system.
    """

    player: Player
    speaker: Speaker
    notifier: Notifier
    check_up: Callable[[], Awaitable[Findings]]
    save: Callable[[Path, Findings], Awaitable[None]]
    autostart: Switch
    links: Switch
