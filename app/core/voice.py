"""Words the alerts of a desk: by the event catalogue, and by what is known of the libraries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.contract.models import Booking, Library
from app.core import wording
from app.core.catalogue import Catalogue
from app.core.changes import Alert, AlertKind

_BOOKINGS = frozenset(kind.value for kind in AlertKind) - {AlertKind.SUMMARY.value}
_decode_booking = msgspec.json.Decoder(Booking).decode
_decode_alert = msgspec.json.Decoder(Alert).decode


class Where(msgspec.Struct, frozen=True):
    """The library that an alert is about, and whether it is one of several that ring here."""

    library: Library
    several: bool = False


class Payload(msgspec.Struct, frozen=True):
    """What the ledger keeps of an event that is not about a booking's row."""

    event: str
    payload: dict[str, Any]


_decode_payload = msgspec.json.Decoder(Payload).decode


def is_of_booking(kind: str) -> bool:
    """Whether a line of this kind keeps a booking; one of a summary keeps an alert."""
    return kind in _BOOKINGS


class Voice:
    """`where_of` gives what is known of a library by its id."""

    def __init__(self, catalogue: Catalogue, where_of: Callable[[str], Where]) -> None:
        self.catalogue = catalogue
        self._where_of = where_of

    def alert(
        self,
        alert_id: str,
        kind: str,
        data: bytes,
        *,
        library_id: str,
        booking_id: str | None,
        at: datetime,
        received_at: datetime,
        now: datetime,
    ) -> Alert:
        """The alert of a line that keeps `data`, worded as seen from `now`.

        Raises:
            msgspec.DecodeError: the line is damaged.
        """
        if kind == AlertKind.SUMMARY:
            return _decode_alert(data)
        title, body = self._words(kind, data, self._where_of(library_id), now)
        return Alert(
            id=alert_id,
            kind=kind,
            library_id=library_id,
            title=title,
            body=body,
            at=at,
            received_at=received_at,
            summary=False,
            booking_id=booking_id,
        )

    def summary(
        self,
        summary_id: str,
        library_id: str,
        told: Sequence[tuple[str, str | None]],
        first: Sequence[tuple[str, bytes]],
        *,
        at: datetime,
        received_at: datetime,
    ) -> Alert:
        """One alert for many of one library: `told` is kind and booking id of each, not empty.

        `first` are the kinds and data of those that its body tells one by one.
        """
        where = self._where_of(library_id)
        lines = [self._line(kind, data, where, received_at) for kind, data in first]
        return Alert(
            id=summary_id,
            kind=AlertKind.SUMMARY,
            library_id=library_id,
            title=wording.summary_title([kind for kind, _ in told], self.catalogue),
            body=wording.summary_body(lines, len(told), where.library, several=where.several),
            at=at,
            received_at=received_at,
            summary=True,
            booking_ids=tuple(dict.fromkeys(each for _, each in told if each is not None)),
        )

    def spoken(self, kind: str, payload: dict[str, Any], library_id: str, now: datetime) -> str:
        """What is said of an event that is not about a booking's row, for it to be found by."""
        where = self._where_of(library_id)
        title = wording.event_title(kind, payload, where.library, now, self.catalogue)
        return f"{title} {wording.event_body(kind, payload, where.library, now, self.catalogue)}"

    def _words(self, kind: str, data: bytes, where: Where, now: datetime) -> tuple[str, str]:
        library, several, catalogue = where.library, where.several, self.catalogue
        if is_of_booking(kind):
            booking = _decode_booking(data)
            return (
                wording.title(kind, booking, catalogue),
                wording.body(kind, booking, library, now, several=several, catalogue=catalogue),
            )
        payload = _decode_payload(data).payload
        return (
            wording.event_title(kind, payload, library, now, catalogue),
            wording.event_body(kind, payload, library, now, catalogue, several=several),
        )

    def _line(self, kind: str, data: bytes, where: Where, now: datetime) -> str:
        """One of many, on a line."""
        if is_of_booking(kind):
            booking = _decode_booking(data)
            return wording.line(kind, booking, where.library, now, self.catalogue)
        title, body = self._words(kind, data, Where(where.library), now)
        return " · ".join(part for part in (title, body.replace("\n", " · ")) if part)
