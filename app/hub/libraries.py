"""Libraries and their seats."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET
from sqlalchemy import Row, bindparam, func, insert, select, update

from app.contract.errors import Conflict, Forbidden, InvalidInput, NotFound, StaleVersion
from app.contract.events import (
    LIBRARY_CREATED,
    LIBRARY_DELETED,
    LIBRARY_UPDATED,
    SEAT_AVAILABILITY,
    library_stream,
    user_stream,
)
from app.contract.models import Library, Role, Seat
from app.contract.requests import (
    LibraryEdit,
    LibraryRequest,
    SeatChange,
    SeatEdit,
    SeatRequest,
)
from app.contract.wire import builtins
from app.hub import checks, journal, prices
from app.hub.access import library_for, require_owner, require_staff
from app.hub.schema import libraries, members, occupancy, seats
from app.hub.streams import append, new_id, open_stream, public_room
from app.hub.work import Look, Work

SEAT_LIMIT = 2000
ROW_LENGTH = 20

_seat = select(seats).where(
    seats.c.id == bindparam("seat_id"), seats.c.library_id == bindparam("library_id")
)


def create(work: Work, asked: LibraryRequest, *, owner_id: str, demo: bool = False) -> Library:
    """A new library with its seats and first prices.

    Raises:
        InvalidInput: a name, zone, currency or number of seats that cannot be.
    """
    library_id = new_id()
    currency = checks.currency(asked.currency)
    work.conn.execute(
        insert(libraries),
        {
            "id": library_id,
            "name": checks.text("name", asked.name, checks.NAME_LIMIT, required=True),
            "timezone": checks.timezone(asked.timezone),
            "currency": currency,
            "demo": demo,
            "auto_confirm": True,
            "bookings_made": 0,
            "version": 1,
            "created_at": work.now,
            "updated_at": work.now,
        },
    )
    work.conn.execute(
        insert(members),
        {
            "user_id": owner_id,
            "library_id": library_id,
            "role": Role.OWNER,
            "created_at": work.now,
        },
    )
    open_stream(work, library_stream(library_id))
    prices.start(work, library_id, currency)
    _add_seats(work, library_id, checks.number("seats", asked.seats, 0, SEAT_LIMIT))
    made = get(work, library_id)
    # In the owner's own stream too: no desk can have joined a library that was not there.
    append(work, [library_stream(library_id), user_stream(owner_id)], LIBRARY_CREATED, made)
    journal.note(work, "library.create", library_id)
    return made


def found(work: Work, asked: LibraryRequest) -> Library:
    """Another library for the owner who asks.

    Raises:
        Forbidden: for all who are no owner.
        InvalidInput: as for `create`.
    """
    if work.by.role != Role.OWNER:
        raise Forbidden("Only an owner may open a library.")
    return create(work, asked, owner_id=work.by.user_id)


def read(look: Look, library_id: str) -> Library:
    """A library that this account may see.

    Raises:
        NotFound: for all others.
    """
    return as_library(library_for(look.conn, look.by, library_id))


def visible(look: Look) -> list[Library]:
    """The libraries that this account may see: students all, others their own."""
    query = select(libraries).where(libraries.c.deleted_at.is_(None))
    if not look.by.is_student:
        query = query.where(libraries.c.id.in_(list(look.by.roles)))
    rows = look.conn.execute(query.order_by(libraries.c.name, libraries.c.id))
    return [as_library(row) for row in rows]


def get(look: Look, library_id: str) -> Library:
    """A library by id, whoever asks.

    Raises:
        NotFound: when there is none.
    """
    row = look.conn.execute(select(libraries).where(libraries.c.id == library_id)).first()
    if row is None:
        raise NotFound("There is no such library. It may have been removed.")
    return as_library(row)


def edit(work: Work, library_id: str, asked: LibraryEdit) -> Library:
    """Change a library's name, zone or way of confirming.

    Raises:
        Forbidden, NotFound: when it is not the owner who asks.
        StaleVersion: somebody changed it meanwhile.
    """
    row = require_owner(work.conn, work.by, library_id)
    standing = as_library(row)
    if asked.version != standing.version:
        raise StaleVersion(
            "Somebody changed the library meanwhile. Look at it as it is now and try again.",
            details={"current": builtins(standing)},
        )
    changes: dict[str, Any] = {}
    if asked.name is not UNSET:
        changes["name"] = checks.text("name", asked.name, checks.NAME_LIMIT, required=True)
    if asked.timezone is not UNSET:
        changes["timezone"] = checks.timezone(asked.timezone)
    if asked.auto_confirm is not UNSET:
        changes["auto_confirm"] = asked.auto_confirm
    return _change(work, standing, LIBRARY_UPDATED, **changes)


def delete(work: Work, library_id: str) -> Library:
    """Close a library; its rows stay, nobody sees or books it any longer.

    Raises:
        Forbidden, NotFound: when it is not the owner who asks.
        Conflict: while bookings hold its seats.
    """
    row = require_owner(work.conn, work.by, library_id)
    holding = work.conn.execute(
        select(func.count())
        .select_from(occupancy.join(seats, seats.c.id == occupancy.c.seat_id))
        .where(seats.c.library_id == library_id, occupancy.c.ends_at > work.now)
    ).scalar_one()
    if holding:
        still = (
            "One booking still holds a seat" if holding == 1 else f"{holding} bookings hold seats"
        )
        raise Conflict(
            f"{still} here. Cancel or finish what is booked, then close the library.",
            details={"bookings": holding},
        )
    return _change(work, as_library(row), LIBRARY_DELETED, deleted_at=work.now)


def seats_of(look: Look, library_id: str) -> list[Seat]:
    """The seats of a library that this account may see.

    Raises:
        NotFound: for all others.
    """
    library_for(look.conn, look.by, library_id)
    query = select(seats).where(seats.c.library_id == library_id).order_by(seats.c.ordinal)
    return [as_seat(row) for row in look.conn.execute(query)]


def add_seats(work: Work, library_id: str, asked: SeatRequest) -> list[Seat]:
    """One seat by label, or several with labels that follow on; returns the new ones.

    Raises:
        Forbidden, NotFound: when it is not the owner who asks.
        InvalidInput: neither label nor count, or both, or too many.
        Conflict: the label is there already.
    """
    require_owner(work.conn, work.by, library_id)
    if (asked.label is None) == (asked.count is None):
        raise InvalidInput(
            "Say either the label of one seat or how many seats to add.",
            details={"field": "label"},
        )
    if asked.label is not None:
        label = checks.text("label", asked.label, checks.LABEL_LIMIT, required=True)
        _require_free_label(work, library_id, label)
        made = _add_seats(work, library_id, 1, label)
    else:
        made = _add_seats(work, library_id, checks.number("count", asked.count or 0, 1, SEAT_LIMIT))
    for seat in made:
        _tell_seat(work, seat)
    journal.note(work, "seat.create", library_id, labels=[seat.label for seat in made])
    return made


def edit_seat(work: Work, library_id: str, seat_id: str, asked: SeatEdit) -> Seat:
    """Rename a seat (owner) or take it out of use and back (staff too).

    Raises:
        Forbidden, NotFound: not this account's to change.
        Conflict: the label is another seat's.
    """
    renames = asked.label is not UNSET
    (require_owner if renames else require_staff)(work.conn, work.by, library_id)
    standing = seat(work, library_id, seat_id)
    changes: dict[str, Any] = {}
    if asked.label is not UNSET:
        label = checks.text("label", asked.label, checks.LABEL_LIMIT, required=True)
        if label != standing.label:
            _require_free_label(work, library_id, label)
        changes["label"] = label
    if asked.available is not UNSET:
        changes["available"] = asked.available
    if not changes:
        return standing
    work.conn.execute(update(seats).where(seats.c.id == seat_id).values(**changes))
    made = seat(work, library_id, seat_id)
    _tell_seat(work, made)
    journal.note(work, "seat.update", seat_id, **changes)
    return made


def seat(look: Look, library_id: str, seat_id: str) -> Seat:
    """A seat of a library.

    Raises:
        NotFound: when the library has none of that id.
    """
    row = look.conn.execute(_seat, {"seat_id": seat_id, "library_id": library_id}).first()
    if row is None:
        raise NotFound("There is no such seat in this library. Choose one of its seats.")
    return as_seat(row)


def as_library(row: Row[Any]) -> Library:
    """The record of a row."""
    return Library(
        id=row.id,
        name=row.name,
        timezone=row.timezone,
        currency=row.currency,
        demo=row.demo,
        auto_confirm=row.auto_confirm,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def as_seat(row: Row[Any]) -> Seat:
    """The record of a row."""
    return Seat(id=row.id, library_id=row.library_id, label=row.label, available=row.available)


def _change(work: Work, standing: Library, event: str, **changes: Any) -> Library:
    work.conn.execute(
        update(libraries)
        .where(libraries.c.id == standing.id)
        .values(version=standing.version + 1, updated_at=work.now, **changes)
    )
    made = get(work, standing.id)
    streams = [library_stream(standing.id)]
    if event == LIBRARY_DELETED:
        owners = select(members.c.user_id).where(members.c.library_id == standing.id)
        streams += [user_stream(row.user_id) for row in work.conn.execute(owners)]
    append(work, streams, event, made, hints=[public_room(standing.id)])
    journal.note(work, event.replace(":", "."), standing.id, changed=sorted(changes))
    return made


def _add_seats(work: Work, library_id: str, count: int, label: str | None = None) -> list[Seat]:
    query = select(seats.c.label, seats.c.ordinal).where(seats.c.library_id == library_id)
    rows = work.conn.execute(query).all()
    if len(rows) + count > SEAT_LIMIT:
        raise InvalidInput(
            f"A library has {SEAT_LIMIT:,} seats at most, and this one has {len(rows):,} already. "
            "Add fewer.",
            details={"field": "count"},
        )
    known = {row.label for row in rows}
    ordinal = max((row.ordinal for row in rows), default=-1)
    made: list[dict[str, Any]] = []
    while len(made) < count:
        ordinal += 1
        name = label or seat_label(ordinal)
        if name in known:
            continue
        made.append(
            {
                "id": new_id(),
                "library_id": library_id,
                "ordinal": ordinal,
                "label": name,
                "available": True,
            }
        )
    if made:
        work.conn.execute(insert(seats), made)
    return [
        Seat(id=row["id"], library_id=library_id, label=row["label"], available=True)
        for row in made
    ]


def seat_label(ordinal: int) -> str:
    """The label of the seat with this number from 0: A-01 … A-20, B-01 …, Z-20, AA-01 …."""
    row, place = divmod(ordinal, ROW_LENGTH)
    letters = ""
    row += 1
    while row:
        row, letter = divmod(row - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}-{place + 1:02d}"


def _require_free_label(work: Work, library_id: str, label: str) -> None:
    query = select(seats.c.id).where(seats.c.library_id == library_id, seats.c.label == label)
    if work.conn.execute(query).first() is not None:
        raise Conflict(
            f"There is already a seat {label}. Choose another label.", details={"field": "label"}
        )


def _tell_seat(work: Work, told: Seat) -> None:
    change = SeatChange(
        library_id=told.library_id, seat_id=told.id, label=told.label, available=told.available
    )
    append(
        work,
        [library_stream(told.library_id)],
        SEAT_AVAILABILITY,
        change,
        hints=[public_room(told.library_id)],
    )
