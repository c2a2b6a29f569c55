"""Views: a narrowing with an order under a name; some that every desk has, and its own."""

from __future__ import annotations

import logging

import msgspec
from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import Status
from app.contract.models import PaymentStatus
from app.core.orders import Order
from app.ui.bookings.groups import STATUSES, Group
from app.ui.bookings.narrowing import Days, Narrowing, Which
from app.ui.memory import Memory

translate = QCoreApplication.translate

_KEY, _LAST = "views", "view"
NAME_LIMIT = 40
_MOST = 30
_log = logging.getLogger(__name__)


class View(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a list shows and in which order, under a name."""

    name: str
    narrowing: Narrowing = Narrowing()
    order: Order = Order.BOOKED
    backwards: bool = False


_decode = msgspec.json.Decoder(list[View]).decode
_decode_one = msgspec.json.Decoder(View).decode


def kept_view(memory: Memory) -> View:
    """What was looked at on an earlier day; everything, newest first, where nothing was kept."""
    kept = memory.get(_LAST)
    try:
        return _decode_one(kept) if isinstance(kept, str) else View(name="")
    except (msgspec.MsgspecError, ValueError) as error:
        _log.warning("The filter of the last day cannot be read and is left out: %s", error)
        return View(name="")


def keep_view(memory: Memory, view: View) -> None:
    """Keep what is looked at for another day."""
    memory.set(_LAST, msgspec.json.encode(view).decode())


def usual_views() -> list[View]:
    """The views that a front desk asks for every day."""
    expected = STATUSES[Group.UPCOMING]
    used = frozenset({Status.CHECKED_IN.value, Status.COMPLETED.value})
    return [
        View(
            name=translate("views", "Arriving today"),
            narrowing=Narrowing(statuses=expected, days=Days.TODAY, which=Which.STARTS),
            order=Order.STARTS,
        ),
        View(
            name=translate("views", "Unpaid"),
            narrowing=Narrowing(
                statuses=expected | used,
                payments=frozenset({PaymentStatus.UNPAID.value, PaymentStatus.PARTIAL.value}),
            ),
        ),
        View(
            name=translate("views", "Ending this week"),
            narrowing=Narrowing(
                statuses=expected | {Status.CHECKED_IN.value},
                days=Days.THIS_WEEK,
                which=Which.ENDS,
            ),
            order=Order.ENDS,
        ),
    ]


class OwnViews:
    """The views that somebody saved at this desk."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def all(self) -> list[View]:
        """By name."""
        kept = self._memory.get(_KEY)
        try:
            views = _decode(kept) if isinstance(kept, str) else []
        except (msgspec.MsgspecError, ValueError) as error:
            _log.warning("The saved views cannot be read and are begun anew: %s", error)
            views = []
        return sorted(views, key=lambda view: view.name.casefold())

    def save(self, view: View) -> None:
        """Keep it, in place of one with the same name."""
        others = [each for each in self.all() if each.name.casefold() != view.name.casefold()]
        self._put([*others, view][-_MOST:])

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._put([each for each in self.all() if each.name != name])

    def _put(self, views: list[View]) -> None:
        self._memory.set(_KEY, msgspec.json.encode(views).decode())
