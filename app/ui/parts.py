"""What every page of one window works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.core.catalogue import Catalogue, ours
from app.core.ports import Player, Speaker
from app.core.reader import Reader
from app.ui.bridge import Bridge
from app.ui.memory import Memory
from app.ui.tasks import Tasks
from app.ui.theme import Theme


@dataclass(frozen=True)
class Parts:
    """`reader_factory` gives each page a reader of its own; `now` is the window's clock.

    `catalogue` says how each event is shown. `player` and `speaker` let a person hear how it rings.
    """

    bridge: Bridge
    reader_factory: Callable[[], Reader]
    memory: Memory
    theme: Theme
    tasks: Tasks
    now: Callable[[], datetime]
    catalogue: Catalogue = field(default_factory=ours)
    player: Player | None = None
    speaker: Speaker | None = None
