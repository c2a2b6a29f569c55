"""The seats of a library: added, named, put in their places, closed and opened again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy import Row, bindparam, insert, select, update

from app.contract.errors import Conflict, InvalidInput, NotFound, StaleVersion
from app.contract.events import SEAT_AVAILABILITY, library_stream
from app.contract.models import Seat
from app.contract.requests import (
    SeatChange,
    SeatEdit,
    SeatPlace,
    SeatPlaces,
    SeatRequest,
    SeatSight,
)
from app.contract.tongue import translate
from app.contract.wire import builtins
from app.hub import checks, journal
from app.hub.access import library_for, require_owner, require_staff
from app.hub.schema import seats
from app.hub.streams import append, new_id, public_room
from app.hub.work import Look, Work

LIMIT = 2000
ROW_LENGTH = 20
GRID = 1000
"""So many units a room is wide and deep at most."""

_FIELDS = Seat.__struct_fields__
_seat = select(seats).where(
    seats.c.id == bindparam("seat_id"), seats.c.library_id == bindparam("library_id")
)


def of_library(look: Look, library_id: str) -> list[Seat]:
    """The seats of a library that this account may see, in the library's order.

    Raises:
        NotFound: for all others.
    """
    library_for(look.conn, look.by, library_id)
    return _all(look, library_id)


def add_asked(work: Work, library_id: str, asked: SeatRequest) -> list[Seat]:
    """One seat by label, or several with labels that follow on; returns the new ones.

    Raises:
        Forbidden, NotFound: when it is not the owner who asks.
        InvalidInput: neither label nor count, or both, or too many.
        Conflict: the label is there already.
    """
    require_owner(work.conn, work.by, library_id)
    if (asked.label is None) == (asked.count is None):
        raise InvalidInput(
            translate("hub", "Say either the label of one seat or how many seats to add."),
            details={"field": "label"},
        )
    if asked.label is not None:
        label = checks.text("label", asked.label, checks.LABEL_LIMIT, required=True)
        _require_free_label(label, _all(work, library_id))
        made = add(work, library_id, 1, label)
    else:
        made = add(work, library_id, checks.number("count", asked.count or 0, 1, LIMIT))
    for seat in made:
        _tell(work, seat)
    journal.note(work, "seat.create", library_id, labels=[seat.label for seat in made])
    return made


def edit(work: Work, library_id: str, seat_id: str, asked: SeatEdit) -> Seat:
    """Name a seat or its room (owner), or close it and open it again (staff too).

    A seat that bookings hold may be closed: they stay, and the desk finds another seat for them.
    In another room it keeps its place, or gets the next one that is free there.

    Raises:
        Forbidden, NotFound: not this account's to change.
        InvalidInput: a text that cannot be, or a reason for closing a seat that is open.
        Conflict: the label is another seat's.
        StaleVersion: it is not as it was looked at.
    """
    arranges = asked.label is not UNSET or asked.room is not UNSET
    (require_owner if arranges else require_staff)(work.conn, work.by, library_id)
    standing = one(work, library_id, seat_id)
    others = [seat for seat in _all(work, library_id) if seat.id != seat_id]
    wanted = msgspec.structs.replace(standing, **_wanted(standing, others, asked))
    if wanted == standing:
        return standing
    if not _is_as_seen(standing, asked.seen):
        raise StaleVersion(
            translate(
                "hub",
                "Somebody has changed seat {seat} meanwhile, so that it stays as they made it. "
                "Look at it as it is now and try again.",
            ).format(seat=standing.label),
            details={"current": builtins(standing)},
        )
    if wanted.room != standing.room:
        wanted = _where_it_is_free(wanted, others)
    _write(work, [wanted])
    changed = {
        name: getattr(wanted, name)
        for name in _FIELDS
        if getattr(wanted, name) != getattr(standing, name)
    }
    journal.note(work, "seat.update", seat_id, **changed)
    return wanted


def place(work: Work, library_id: str, asked: SeatPlaces) -> list[Seat]:
    """Put many seats in their places at once, all or none; returns all seats of the library.

    Raises:
        Forbidden, NotFound: not the owner who asks, or a seat that the library does not have.
        InvalidInput: a seat named twice, half a place, or one outside the room.
        Conflict: two seats of one room at one place.
        StaleVersion: one of them does not stand any more where it was looked at.
    """
    require_owner(work.conn, work.by, library_id)
    standing = {seat.id: seat for seat in _all(work, library_id)}
    rooms = {seat.room for seat in standing.values()}
    wanted: dict[str, Seat] = {}
    for each in asked.places:
        seat = standing.get(each.seat_id)
        if seat is None:
            raise _no_seat()
        if seat.id in wanted:
            raise InvalidInput(
                translate("hub", "Seat {seat} is named twice. Name each seat once.").format(
                    seat=seat.label
                ),
                details={"field": "places", "seatId": seat.id},
            )
        wanted[seat.id] = _placed(seat, each, rooms)
        rooms.add(wanted[seat.id].room)
    moved = [seat for seat in wanted.values() if seat != standing[seat.id]]
    seen = {each.seat_id: each.seen for each in asked.places}
    stale = [
        standing[seat.id] for seat in moved if not _is_as_seen(standing[seat.id], seen[seat.id])
    ]
    if stale:
        raise StaleVersion(
            translate(
                "hub",
                "Somebody has arranged these seats meanwhile, so that nothing was moved. "
                "Look at the map as it is now and move the seat again.",
            ),
            details={"current": builtins(stale)},
        )
    _require_places_of_their_own((standing | wanted).values())
    _write(work, moved)
    if moved:
        places = [
            {"seatId": seat.id, "room": seat.room, "x": seat.x, "y": seat.y} for seat in moved
        ]
        journal.note(work, "seat.place", library_id, places=places)
    return list((standing | wanted).values())


def one(look: Look, library_id: str, seat_id: str) -> Seat:
    """A seat of a library.

    Raises:
        NotFound: when the library has none of that id.
    """
    row = look.conn.execute(_seat, {"seat_id": seat_id, "library_id": library_id}).first()
    if row is None:
        raise _no_seat()
    return as_seat(row)


def out_of_use(seat: Seat) -> Conflict:
    """What is said of a seat that is closed."""
    return Conflict(
        translate("hub", "Seat {seat} is out of use at present. Choose another seat.").format(
            seat=seat.label
        ),
        details={"seatId": seat.id},
    )


def as_seat(row: Row[Any]) -> Seat:
    """The record of a row."""
    return Seat(**{name: getattr(row, name) for name in _FIELDS})


def add(work: Work, library_id: str, count: int, label: str | None = None) -> list[Seat]:
    """So many more seats, of which nobody is told; one may be given its label.

    Raises:
        InvalidInput: more than a library has.
    """
    query = select(seats.c.label, seats.c.ordinal).where(seats.c.library_id == library_id)
    rows = work.conn.execute(query).all()
    if len(rows) + count > LIMIT:
        raise InvalidInput(
            translate(
                "hub",
                "A library has {most} seats at most, and this one has {count} already. Add fewer.",
            ).format(most=f"{LIMIT:,}", count=f"{len(rows):,}"),
            details={"field": "count"},
        )
    known = {checks.alike(row.label) for row in rows}
    ordinal = max((row.ordinal for row in rows), default=-1)
    made: list[Seat] = []
    while len(made) < count:
        ordinal += 1
        name = label or label_of(ordinal)
        if checks.alike(name) in known:
            continue
        made.append(Seat(id=new_id(), library_id=library_id, label=name, ordinal=ordinal))
    if made:
        work.conn.execute(insert(seats), [_values(seat) for seat in made])
    return made


def label_of(ordinal: int) -> str:
    """The label of the seat with this number from 0: A-01 … A-20, B-01 …, Z-20, AA-01 …."""
    row, place = divmod(ordinal, ROW_LENGTH)
    letters = ""
    row += 1
    while row:
        row, letter = divmod(row - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}-{place + 1:02d}"


def _require_free_label(label: str, others: Iterable[Seat]) -> None:
    """Pass when none of them has a label that people would take for this one."""
    wanted = checks.alike(label)
    for seat in others:
        if checks.alike(seat.label) == wanted:
            raise Conflict(
                translate("hub", "There is already a seat {label}. Choose another label.").format(
                    label=seat.label
                ),
                details={"field": "label"},
            )


def _room(told: str, known: Collection[str]) -> str:
    """A room's name as it is written where it is known already."""
    name = checks.text("room", told, checks.LABEL_LIMIT)
    if name in known:
        return name
    key = checks.alike(name)
    return next((room for room in sorted(known) if checks.alike(room) == key), name)


def _is_as_seen(seat: Seat, seen: SeatSight | UnsetType) -> bool:
    """Whether nobody has changed of it what was looked at."""
    if seen is UNSET:
        return True
    looked_at = msgspec.structs.asdict(seen).items()
    return all(told is UNSET or getattr(seat, name) == told for name, told in looked_at)


def _where_it_is_free(seat: Seat, others: Iterable[Seat]) -> Seat:
    """The seat at its place in its room, or at the next free one there, row by row.

    Without a place, so that it stands behind the others, where the room is full.
    """
    taken = {
        (each.x, each.y)
        for each in others
        if each.room == seat.room and each.x is not None and each.y is not None
    }
    if seat.x is None or seat.y is None or (seat.x, seat.y) not in taken:
        return seat
    columns = [x for x, _ in taken]
    left, right = min(columns), max(columns)
    for y in range(seat.y, GRID):
        for x in range(seat.x if y == seat.y else left, right + 1):
            if (x, y) not in taken:
                return msgspec.structs.replace(seat, x=x, y=y)
    return msgspec.structs.replace(seat, x=None, y=None)


def _wanted(standing: Seat, others: Sequence[Seat], asked: SeatEdit) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if asked.label is not UNSET:
        label = checks.text("label", asked.label, checks.LABEL_LIMIT, required=True)
        if label != standing.label:
            _require_free_label(label, others)
        changes["label"] = label
    if asked.room is not UNSET:
        changes["room"] = _room(asked.room, {seat.room for seat in others})
    reason = standing.closed_reason
    if asked.closed_reason is not UNSET:
        reason = checks.text("closedReason", asked.closed_reason, checks.NAME_LIMIT)
    available = standing.available if asked.available is UNSET else asked.available
    if available and reason and asked.closed_reason is not UNSET:
        raise InvalidInput(
            translate(
                "hub",
                "Seat {seat} is open, so it has no reason for being closed. "
                "Close it together with the reason.",
            ).format(seat=standing.label),
            details={"field": "closedReason"},
        )
    return changes | {"available": available, "closed_reason": "" if available else reason}


def _placed(seat: Seat, wanted: SeatPlace, rooms: Collection[str]) -> Seat:
    if (wanted.x is None) != (wanted.y is None):
        raise InvalidInput(
            translate(
                "hub", "The place of seat {seat} is half told. Give both x and y, or neither."
            ).format(seat=seat.label),
            details={"field": "y" if wanted.y is None else "x", "seatId": seat.id},
        )
    if wanted.x is not None and wanted.y is not None:
        checks.number("x", wanted.x, 0, GRID - 1)
        checks.number("y", wanted.y, 0, GRID - 1)
    room = _room(wanted.room, rooms)
    return msgspec.structs.replace(seat, room=room, x=wanted.x, y=wanted.y)


def _require_places_of_their_own(wanted: Iterable[Seat]) -> None:
    """Pass when no two seats stand at one place; of a seat that comes twice, the last counts."""
    taken: dict[tuple[str, int | None, int | None], Seat] = {}
    for seat in {seat.id: seat for seat in wanted}.values():
        if seat.x is None:
            continue
        other = taken.setdefault((seat.room, seat.x, seat.y), seat)
        if other is not seat:
            raise Conflict(
                _one_place(other, seat),
                details={"field": "places", "seatIds": [other.id, seat.id]},
            )


def _one_place(one: Seat, other: Seat) -> str:
    if not other.room:
        return translate(
            "hub",
            "Seats {one} and {other} cannot both stand in one place. "
            "Give one of them another place.",
        ).format(one=one.label, other=other.label)
    return translate(
        "hub",
        "Seats {one} and {other} cannot both stand in one place of the room {room}. "
        "Give one of them another place.",
    ).format(one=one.label, other=other.label, room=checks.quoted(other.room))


def _write(work: Work, changed: list[Seat]) -> None:
    """Write seats and tell of each."""
    places = [seat.id for seat in changed]
    # Off their places first: two that change theirs would meet on the way.
    work.conn.execute(update(seats).where(seats.c.id.in_(places)).values(x=None, y=None))
    for seat in changed:
        work.conn.execute(update(seats).where(seats.c.id == seat.id).values(**_values(seat)))
        _tell(work, seat)


def _all(look: Look, library_id: str) -> list[Seat]:
    query = select(seats).where(seats.c.library_id == library_id).order_by(seats.c.ordinal)
    return [as_seat(row) for row in look.conn.execute(query)]


def _values(seat: Seat) -> dict[str, Any]:
    return {name: getattr(seat, name) for name in _FIELDS}


def _no_seat() -> NotFound:
    return NotFound(
        translate("hub", "There is no such seat in this library. Choose one of its seats.")
    )


def _tell(work: Work, told: Seat) -> None:
    change = SeatChange(
        library_id=told.library_id,
        seat_id=told.id,
        label=told.label,
        available=told.available,
        room=told.room,
        x=told.x,
        y=told.y,
        closed_reason=told.closed_reason,
        ordinal=told.ordinal,
    )
    append(
        work,
        [library_stream(told.library_id)],
        SEAT_AVAILABILITY,
        change,
        hints=[public_room(told.library_id)],
    )
