"""The groups a list of bookings is narrowed to, as a front desk thinks of them."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import Status
from app.core.reader import Counts

translate = QCoreApplication.translate


class Group(StrEnum):
    """Bookings that belong together at the desk, by what they amount to now."""

    ALL = "all"
    UPCOMING = "upcoming"
    HERE = "here"
    ENDED = "ended"
    CANCELLED = "cancelled"


STATUSES: dict[Group, frozenset[str]] = {
    Group.ALL: frozenset(),
    Group.UPCOMING: frozenset({Status.PENDING, Status.CONFIRMED}),
    Group.HERE: frozenset({Status.CHECKED_IN}),
    Group.ENDED: frozenset({Status.COMPLETED, Status.NO_SHOW, Status.EXPIRED}),
    Group.CANCELLED: frozenset({Status.CANCELLED, Status.DECLINED}),
}


def group_word(group: Group) -> str:
    """A group's name for people."""
    return {
        Group.ALL: translate("groups", "All"),
        Group.UPCOMING: translate("groups", "Upcoming"),
        Group.HERE: translate("groups", "Here"),
        Group.ENDED: translate("groups", "Ended"),
        Group.CANCELLED: translate("groups", "Cancelled"),
    }[group]


def count_of(group: Group, counts: Counts) -> int:
    """How many of the counted bookings are in the group."""
    if group is Group.ALL:
        return counts.total
    return sum(counts.by_status.get(status, 0) for status in STATUSES[group])


def within(counts: Counts, statuses: Set[str]) -> Counts:
    """Of what was counted, what is in one of these states."""
    left = {status: count for status, count in counts.by_status.items() if status in statuses}
    return Counts(total=sum(left.values()), by_status=left)
