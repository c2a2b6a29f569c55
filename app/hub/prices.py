"""The prices of a library: reading, changing, trying out."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET
from sqlalchemy import bindparam, insert, select, update

from app.contract.currencies import minor_digits
from app.contract.errors import StaleVersion
from app.contract.events import PRICING_UPDATED, library_stream
from app.contract.models import Instant, Pricing, Record
from app.contract.pricing import Quote, quote
from app.contract.requests import PreviewRequest, PricingEdit
from app.contract.tongue import translate
from app.contract.wire import builtins
from app.hub import checks, journal
from app.hub.access import library_for, no_library, require_owner
from app.hub.schema import pricing
from app.hub.spans import span
from app.hub.streams import append, public_room
from app.hub.work import Look, Work

STARTING_PRICES = {"hour_minor": 50, "day_minor": 300, "month_minor": 4000}
"""What a new library asks, in whole units of its currency, until its owner says otherwise."""

_prices = select(pricing).where(pricing.c.library_id == bindparam("library_id"))


class PricingChange(Record, frozen=True, kw_only=True):
    """Payload of `pricing:updated`."""

    library_id: str
    pricing: Pricing


class Preview(Record, frozen=True, kw_only=True):
    """A quote and the span it is for."""

    starts_at: Instant
    ends_at: Instant
    quote: Quote


def start(work: Work, library_id: str, currency: str) -> None:
    """Give a new library its first prices."""
    scale = 10 ** minor_digits(currency)
    first = {name: units * scale for name, units in STARTING_PRICES.items()}
    row = {"library_id": library_id, "currency": currency, "version": 1, "updated_at": work.now}
    work.conn.execute(insert(pricing), {**row, **first})


def of(look: Look, library_id: str) -> Pricing:
    """The prices of a library, whoever asks.

    Raises:
        NotFound: when there is no such library.
    """
    row = look.conn.execute(_prices, {"library_id": library_id}).first()
    if row is None:
        raise no_library()
    return Pricing(**{name: getattr(row, name) for name in Pricing.__struct_fields__})


def read(look: Look, library_id: str) -> Pricing:
    """The prices of a library that this account may see.

    Raises:
        NotFound: for all others.
    """
    library_for(look.conn, look.by, library_id)
    return of(look, library_id)


def edit(work: Work, library_id: str, asked: PricingEdit) -> Pricing:
    """Change prices; bookings made before keep theirs.

    Raises:
        Forbidden, NotFound: when it is not the owner who asks.
        StaleVersion: somebody changed them meanwhile.
        InvalidInput: a negative or absurd amount.
    """
    require_owner(work.conn, work.by, library_id)
    standing = of(work, library_id)
    if asked.version != standing.version:
        raise StaleVersion(
            translate(
                "hub",
                "Somebody changed the prices meanwhile. Look at them as they are now and try "
                "again.",
            ),
            details={"current": builtins(standing)},
        )
    changes: dict[str, Any] = {}
    for name, value in (
        ("hour_minor", asked.hour_minor),
        ("day_minor", asked.day_minor),
        ("month_minor", asked.month_minor),
    ):
        if value is not UNSET:
            changes[name] = checks.money(_camel(name), value)
    work.conn.execute(
        update(pricing)
        .where(pricing.c.library_id == library_id)
        .values(version=standing.version + 1, updated_at=work.now, **changes)
    )
    made = of(work, library_id)
    append(
        work,
        [library_stream(library_id)],
        PRICING_UPDATED,
        PricingChange(library_id=library_id, pricing=made),
        hints=[public_room(library_id)],
    )
    journal.note(work, "pricing.update", library_id, **changes)
    return made


def preview(look: Look, library_id: str, asked: PreviewRequest) -> Preview:
    """What a booking would cost, by the library's prices or by those given to try.

    Raises:
        NotFound: a library that this account may not see.
        InvalidInput: times or prices that cannot be.
    """
    library = library_for(look.conn, look.by, library_id)
    standing = of(look, library_id)
    tried = Pricing(
        library_id=library_id,
        currency=standing.currency,
        hour_minor=_tried("hourMinor", asked.hour_minor, standing.hour_minor),
        day_minor=_tried("dayMinor", asked.day_minor, standing.day_minor),
        month_minor=_tried("monthMinor", asked.month_minor, standing.month_minor),
    )
    zone = library.timezone
    starts_at, ends_at = span(asked.kind, asked.starts_at, asked.ends_at, zone)
    priced = quote(tried, asked.kind, starts_at, ends_at, checks.zone(zone))
    return Preview(starts_at=starts_at, ends_at=ends_at, quote=priced)


def _tried(field: str, value: int | None, standing: int) -> int:
    return standing if value is None else checks.money(field, value)


def _camel(name: str) -> str:
    head, _, tail = name.partition("_")
    return head + tail.capitalize()
