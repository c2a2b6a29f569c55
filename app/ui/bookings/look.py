"""What the page looks at: the view, the library and the text, and the filter that they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo

import msgspec
from PySide6.QtCore import QObject, Signal

from app.contract.models import Library
from app.core.filters import BookingFilter
from app.core.orders import Order, name_key
from app.ui.bookings.columns import LARGEST_FIRST, ORDERS, Column
from app.ui.bookings.groups import STATUSES, Group
from app.ui.bookings.narrowing import Narrowing, bounds
from app.ui.bookings.views import View, keep_view, kept_view
from app.ui.memory import Memory
from app.ui.words import locale, zone_of


class Look(QObject):
    """`changed` when something else is to be looked at, `text_cleared` when what was typed is not.

    The view is the one of the last day.
    """

    changed = Signal()
    text_cleared = Signal()

    def __init__(
        self, now: Callable[[], datetime], memory: Memory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._libraries: Sequence[Library] = ()
        self.view = kept_view(memory)
        self.library, self.text = "", ""
        self._memory = memory

    def remember(self) -> None:
        """Keep the view for another day; not at each change, for it costs a write."""
        keep_view(self._memory, self.view)

    @property
    def narrowing(self) -> Narrowing:
        """What the list is narrowed to, apart from the library and the text."""
        return self.view.narrowing

    @property
    def group(self) -> Group | None:
        """The group that is shown; None when the states are others."""
        states = self.narrowing.statuses
        return next((group for group, held in STATUSES.items() if held == states), None)

    @property
    def limited(self) -> bool:
        """Whether something is left out, apart from other libraries and by the text."""
        return self.narrowing != Narrowing()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out but other libraries."""
        return not self.limited and not self.text.strip()

    @property
    def several(self) -> bool:
        """Whether bookings of more than one library may be looked at."""
        return not self.library and len(self._libraries) > 1

    def show(self, view: View) -> None:
        """Look at a view."""
        if view != self.view:
            self.view = view
            self.changed.emit()

    def narrow(self, narrowing: Narrowing) -> None:
        """Narrow it otherwise, in the order it has."""
        self._alter(narrowing=narrowing)

    def show_group(self, group: Group) -> None:
        """Narrow it to the states of a group."""
        self.narrow(msgspec.structs.replace(self.narrowing, statuses=STATUSES[group]))

    def sort(self, column: Column) -> None:
        """Sort by a column; by the same one again, the other way round."""
        order = ORDERS[column]
        if order is Order.LIBRARY and not self.several:
            # They are all of the one that is chosen.
            return
        if order is self.view.order:
            self.turn(order, backwards=not self.view.backwards)
        else:
            self.turn(order, backwards=order in LARGEST_FIRST)

    def turn(self, order: Order, *, backwards: bool) -> None:
        """Sort by an order."""
        self._alter(order=order, backwards=backwards)

    def show_library(self, library_id: str) -> None:
        """Look at one library; "" for all."""
        if library_id != self.library:
            self.library = library_id
            self.changed.emit()

    def search(self, text: str) -> None:
        """Look for a text."""
        if text != self.text:
            self.text = text
            self.changed.emit()

    def find_more(self) -> None:
        """Take away every limit but the text; the text where that is the only one."""
        if self.limited:
            self.narrow(Narrowing())
        else:
            self.clear()

    def clear(self) -> None:
        """Look at everything, in the order it has."""
        self.text_cleared.emit()
        self.search("")
        self.narrow(Narrowing())

    def tell_libraries(self, libraries: Sequence[Library]) -> None:
        """The libraries by whose calendars days are meant."""
        self._libraries = libraries

    def zone(self) -> tzinfo:
        """By whose calendar days are meant: the library's that is looked at, or the first's."""
        shown = [each for each in self._libraries if each.id == self.library]
        library = next(iter(shown or self._libraries), None)
        return zone_of(library) if library is not None else UTC

    def filter(self) -> BookingFilter:
        """What to ask for, as of now: "today" is another day tomorrow."""
        view, narrowing = self.view, self.narrowing
        by_name = sorted(self._libraries, key=lambda each: (name_key(each.name), each.id))
        return BookingFilter(
            library_id=self.library or None,
            statuses=narrowing.statuses,
            payments=narrowing.payments,
            kinds=narrowing.kinds,
            seats=narrowing.seats,
            text=self.text,
            order=view.order,
            backwards=view.backwards,
            # Only where it matters: another name of a library is no other list else.
            libraries=tuple(each.id for each in by_name) if view.order is Order.LIBRARY else (),
            **bounds(narrowing, self.zone(), self._now(), first_weekday()),
        )

    def _alter(self, **changes: object) -> None:
        """What is changed by hand has no name any more."""
        self.show(msgspec.structs.replace(self.view, name="", **changes))


def first_weekday() -> int:
    """The day that weeks begin with where this desk stands, Monday being 0."""
    return locale().firstDayOfWeek().value - 1
