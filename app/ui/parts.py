"""What every page of one window works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.core.catalogue import Catalogue, ours
from app.core.reader import Reader
from app.ui.bridge import Bridge
from app.ui.memory import Memory
from app.ui.outlets import Outlets
from app.ui.tasks import Tasks
from app.ui.theme import Theme


@dataclass(frozen=True)
class Parts:
    """`reader_factory` gives each page a reader of its own; `now` is the window's clock.

    `catalogue` says how each event is shown. `outlets` are what there is of the machine.
    """

    bridge: Bridge
    reader_factory: Callable[[], Reader]
    memory: Memory
    theme: Theme
    tasks: Tasks
    now: Callable[[], datetime]
    catalogue: Catalogue = field(default_factory=ours)
    outlets: Outlets | None = None
