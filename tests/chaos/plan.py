"""Which faults a soak meets, when and for how long: drawn from a seed, the same each time."""

from __future__ import annotations

import random
from enum import StrEnum

import msgspec

HUB_LANE = 0
"""The lane of the hub's own faults; the lanes from 1 on are those of the desks."""

EARLY, LATE = 0.02, 0.97
"""Between these shares of the events the faults begin, so that there is load around each."""

PAUSES_S = (0.5, 5.0)
SHORT_PAUSES_S = (0.2, 2.0)
"""How long a fault lasts; the second for those after which a process is started again."""


class Kind(StrEnum):
    """What goes wrong: on the line of a desk, with the desk's process, with the hub's."""

    RESET = "connections reset"
    FREEZE = "line frozen"
    HOLE_UP = "black hole towards the hub"
    HOLE_DOWN = "black hole towards the desk"
    DELAY = "line slow to answer"
    THROTTLE = "line narrow"
    REFUSE = "connections refused"
    POLLING = "websocket blocked"
    PORTAL = "captive portal"
    DESK_KILL = "desk killed"
    DESK_STOP = "desk stopped for a while"
    HUB_STOP = "hub stopped for a while"
    HUB_TERM = "hub ended and started"
    HUB_KILL = "hub killed and started"


HUB_KINDS = frozenset({Kind.HUB_STOP, Kind.HUB_TERM, Kind.HUB_KILL})
RESTARTS = frozenset({Kind.DESK_KILL, Kind.HUB_TERM, Kind.HUB_KILL})
STRENGTHS = {Kind.DELAY: (0.1, 1.0), Kind.THROTTLE: (3_000.0, 30_000.0)}
"""Seconds that each chunk waits; bytes a second."""

DECK = {
    Kind.RESET: 3,
    Kind.FREEZE: 2,
    Kind.HOLE_UP: 1,
    Kind.HOLE_DOWN: 2,
    Kind.DELAY: 2,
    Kind.THROTTLE: 1,
    Kind.REFUSE: 2,
    Kind.POLLING: 2,
    Kind.PORTAL: 1,
    Kind.DESK_KILL: 3,
    Kind.DESK_STOP: 2,
    Kind.HUB_STOP: 1,
    Kind.HUB_TERM: 1,
    Kind.HUB_KILL: 1,
}
"""How often each kind lies in the deck that is dealt, shuffled anew each time it is empty."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One fault: it begins once `after` events are committed and lasts `seconds`.

    `lane` is HUB_LANE or a desk's number; within a lane one follows the other. `strength`
    is that of STRENGTHS, else 0.
    """

    number: int
    kind: Kind
    lane: int
    after: int
    seconds: float
    strength: float = 0.0

    def line(self) -> str:
        """The fault as `--plan` prints it."""
        whom = "hub" if self.lane == HUB_LANE else f"desk {self.lane}"
        strength = f" ({self.strength:.4g})" if self.strength else ""
        return (
            f"{self.number:4}  after {self.after:7,} events  {whom:7}"
            f"  {self.seconds:4.1f} s  {self.kind.value}{strength}"
        )


def draw(seed: int, *, events: int, faults: int, desks: int) -> list[Fault]:
    """The faults of a soak, in the order in which they begin."""
    dice = random.Random(seed)  # noqa: S311 - play, not secrecy
    deck: list[Kind] = []
    drawn = []
    for number in range(1, faults + 1):
        if not deck:
            deck = [kind for kind, count in DECK.items() for _ in range(count)]
            dice.shuffle(deck)
        kind = deck.pop()
        share = EARLY + (LATE - EARLY) * (number - 1 + dice.random()) / faults
        drawn.append(
            Fault(
                number=number,
                kind=kind,
                lane=HUB_LANE if kind in HUB_KINDS else dice.randint(1, desks),
                after=int(events * share),
                seconds=dice.uniform(*(SHORT_PAUSES_S if kind in RESTARTS else PAUSES_S)),
                strength=dice.uniform(*STRENGTHS[kind]) if kind in STRENGTHS else 0.0,
            )
        )
    return drawn
