"""Fields that several forms have, and what may be wrong with what is typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QCoreApplication, QLocale, QTimeZone

from app.contract.errors import StudySpotError
from app.ui.forms import ChoiceField, Field

translate = QCoreApplication.translate

SHORTEST_PASSWORD = 8
MOST_SEATS = 2000

# The currencies of most study libraries; the system's own is added when it is not here.
_CURRENCIES = (
    "INR", "USD", "EUR", "GBP", "AED", "AUD", "BDT", "BRL", "CAD", "CHF", "CNY", "EGP", "HKD",
    "IDR", "JPY", "KES", "KRW", "KWD", "LKR", "MXN", "MYR", "NGN", "NPR", "NZD", "OMR", "PHP",
    "PKR", "PLN", "QAR", "SAR", "SEK", "SGD", "THB", "TRY", "VND", "ZAR",
)  # fmt: skip


def zone_field(value: str = "") -> ChoiceField:
    """A time zone, found by any part of its name; the system's own unless `value` is given."""
    zones = sorted(_places() | ({value} - {""}))
    return ChoiceField(
        translate("first run", "Time zone"),
        [(zone.replace("_", " "), zone) for zone in zones],
        value or _own_zone(zones),
        typed=True,
    )


def currency_field(usual: str = "") -> ChoiceField:
    """A currency, first the `usual` one or the system's own."""
    own = usual or _own_currency()
    codes = sorted({*_CURRENCIES, own}, key=lambda code: (code != own, code))
    return ChoiceField(translate("first run", "Currency"), [(code, code) for code in codes], own)


def all_right(wrong: Mapping[Field, str]) -> bool:
    """Whether nothing is wrong with any field; else that is said, and the first is gone to."""
    for field, why in wrong.items():
        field.wrong(why)
    first = next((field for field, why in wrong.items() if why), None)
    if first is not None:
        first.entry.setFocus()
    return first is None


def blamed(fields: Mapping[str, Field], error: StudySpotError) -> bool:
    """Say `error` beside the field it is about, by the wire's name; False when it is none's."""
    field = fields.get(str(error.details.get("field", "")))
    if field is not None:
        field.wrong(error.message)
        field.entry.setFocus()
    return field is not None


def text_wrong(text: str) -> str:
    """Why a text cannot be left so; "" when it can."""
    return "" if text else translate("first run", "This is needed.")


def seats_wrong(seats: int | None) -> str:
    """Why a number of seats cannot be; "" when it can."""
    most = translate("first run", "From 1 to {most}.").format(most=MOST_SEATS)
    return "" if seats else most


def zone_wrong(zone: str) -> str:
    """Why a zone cannot be; "" when it can."""
    return "" if zone else translate("first run", "Choose one from the list.")


def email_wrong(email: str) -> str:
    """Why an e-mail cannot be; "" when it can."""
    if not email:
        return text_wrong(email)
    name, at, host = email.rpartition("@")
    good = at and name and host and not any(c.isspace() for c in email)
    return "" if good else translate("first run", "That is no e-mail address, like a@b.org.")


def password_wrong(password: str) -> str:
    """Why a new password cannot be; "" when it can."""
    if not password:
        return text_wrong(password)
    if len(password) < SHORTEST_PASSWORD:
        return translate("first run", "Take at least {count} characters.").format(
            count=SHORTEST_PASSWORD
        )
    return ""


def address_wrong(address: str) -> str:
    """Why a server's address cannot be; "" when it can."""
    if not address:
        return text_wrong(address)
    scheme, colon, _ = address.partition("://")
    if any(c.isspace() for c in address) or (colon and scheme.lower() not in {"http", "https"}):
        return translate("first run", "That is no address, like https://desk.example.org.")
    return ""


@cache
def _places() -> frozenset[str]:
    """The zones of this computer's table; looking through it takes a frame's time."""
    return frozenset(zone for zone in available_timezones() if _is_place(zone))


def _own_currency() -> str:
    mine = QLocale()
    if mine.language() == QLocale.Language.C:
        # The system names no country; its time zone may.
        country = QTimeZone.systemTimeZone().territory()
        if country == QLocale.Country.AnyTerritory:
            return "INR"
        mine = QLocale(QLocale.Language.AnyLanguage, country)
    return mine.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) or "INR"


def _own_zone(zones: list[str]) -> str:
    own = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return own if own in zones else "UTC"


def _is_place(zone: str) -> bool:
    return zone == "UTC" or ("/" in zone and not zone.startswith("Etc/"))
