"""The prices of a library as the desk holds them, with what was asked for and waits."""

from __future__ import annotations

import sqlite3

import msgspec
from msgspec import UNSET

from app.contract.errors import InvalidInput
from app.contract.limits import MONEY_LIMIT
from app.contract.models import Pricing
from app.contract.requests import PricingEdit
from app.contract.tongue import translate
from app.core.changes import PricesRow
from app.core.commands import SetPrices
from app.core.outbox import Outbox

_decode = msgspec.json.Decoder(Pricing).decode
_AMOUNTS = {"hour_minor": "hourMinor", "day_minor": "dayMinor", "month_minor": "monthMinor"}
"""The prices that an edit may change, and the fields that they travel as."""


def of(connection: sqlite3.Connection, library_id: str) -> PricesRow | None:
    """The prices of a library; None when they are not known here."""
    found = connection.execute(
        "SELECT data FROM pricing WHERE library_id = ?", (library_id,)
    ).fetchone()
    if found is None:
        return None
    pricing, wanted = _decode(found[0]), None
    for command in Outbox(connection).price_edits(library_id):
        if isinstance(command.what, SetPrices):
            wanted = _joined(wanted, command.what.edit)
    return PricesRow(pricing=pricing, wanted=wanted)


def check(edit: PricingEdit) -> None:
    """Pass when an edit can be asked for.

    Raises:
        InvalidInput: when it changes nothing, or an amount cannot be.
    """
    given = {name: value for name in _AMOUNTS if (value := getattr(edit, name)) is not UNSET}
    if not given:
        raise InvalidInput(
            translate(
                "prices", "No price was changed. Type a new price for an hour, a day or a month."
            )
        )
    for name, value in given.items():
        if not 0 <= value <= MONEY_LIMIT:
            raise InvalidInput(_impossible(name), details={"field": _AMOUNTS[name]})


def _impossible(name: str) -> str:
    return {
        "hour_minor": translate(
            "prices",
            "The price of an hour cannot be less than nothing, or so large. Type another amount.",
        ),
        "day_minor": translate(
            "prices",
            "The price of a day cannot be less than nothing, or so large. Type another amount.",
        ),
        "month_minor": translate(
            "prices",
            "The price of a month cannot be less than nothing, or so large. Type another amount.",
        ),
    }[name]


def _joined(first: PricingEdit | None, then: PricingEdit) -> PricingEdit:
    """Two edits as one: the later one's prices count where it has any."""
    if first is None:
        return then
    given = {name: value for name in _AMOUNTS if (value := getattr(then, name)) is not UNSET}
    return msgspec.structs.replace(first, **given)
