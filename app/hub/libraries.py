"""Libraries: opened, changed, closed."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET
from sqlalchemy import Row, func, insert, select, update

from app.contract.errors import Conflict, Forbidden, StaleVersion
from app.contract.events import (
    LIBRARY_CREATED,
    LIBRARY_DELETED,
    LIBRARY_UPDATED,
    library_stream,
    user_stream,
)
from app.contract.models import Library, Role
from app.contract.requests import LibraryEdit, LibraryRequest
from app.contract.tongue import translate
from app.contract.wire import builtins
from app.hub import checks, journal, no_shows, prices, seats
from app.hub.access import library_for, no_library, require_owner
from app.hub.schema import libraries, members, occupancy
from app.hub.schema import seats as seat_rows
from app.hub.streams import append, new_id, open_stream, public_room
from app.hub.work import Look, Work


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
    seats.add(work, library_id, checks.number("seats", asked.seats, 0, seats.LIMIT))
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
        raise Forbidden(translate("hub", "Only an owner may open a library."))
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
        raise no_library()
    return as_library(row)


def edit(work: Work, library_id: str, asked: LibraryEdit) -> Library:
    """Change a library's name, zone, way of confirming or rule of no-shows.

    Raises:
        Forbidden, NotFound: when it is not the owner who asks.
        StaleVersion: somebody changed it meanwhile.
        InvalidInput: a name, zone or number of minutes that cannot be.
    """
    row = require_owner(work.conn, work.by, library_id)
    standing = as_library(row)
    if asked.version != standing.version:
        raise StaleVersion(
            translate(
                "hub",
                "Somebody changed the library meanwhile. Look at it as it is now and try again.",
            ),
            details={"current": builtins(standing)},
        )
    changes: dict[str, Any] = {}
    if asked.name is not UNSET:
        changes["name"] = checks.text("name", asked.name, checks.NAME_LIMIT, required=True)
    if asked.timezone is not UNSET:
        changes["timezone"] = checks.timezone(asked.timezone)
    if asked.auto_confirm is not UNSET:
        changes["auto_confirm"] = asked.auto_confirm
    if asked.no_show_after_minutes is not UNSET:
        changes["no_show_after_minutes"] = no_shows.rule(asked.no_show_after_minutes)
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
        .select_from(occupancy.join(seat_rows, seat_rows.c.id == occupancy.c.seat_id))
        .where(seat_rows.c.library_id == library_id, occupancy.c.ends_at > work.now)
    ).scalar_one()
    if holding:
        still = (
            translate(
                "hub",
                "One booking still holds a seat here. Cancel or finish what is booked, then close "
                "the library.",
            )
            if holding == 1
            else translate(
                "hub",
                "{count} bookings hold seats here. Cancel or finish what is booked, then close the "
                "library.",
            ).format(count=holding)
        )
        raise Conflict(still, details={"bookings": holding})
    return _change(work, as_library(row), LIBRARY_DELETED, deleted_at=work.now)


def as_library(row: Row[Any]) -> Library:
    """The record of a row."""
    return Library(
        id=row.id,
        name=row.name,
        timezone=row.timezone,
        currency=row.currency,
        demo=row.demo,
        auto_confirm=row.auto_confirm,
        no_show_after_minutes=row.no_show_after_minutes,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


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
