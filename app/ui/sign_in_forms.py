"""The forms of the first run: what they ask, what may be wrong, what they then do."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from PySide6.QtCore import QCoreApplication, QLocale, QTimeZone, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.contract.errors import StudySpotError, Unauthenticated
from app.ui.forms import ChoiceField, Field, NumberField, PasswordField, TextField
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate
Work = Callable[["Desk"], Coroutine[Any, Any, object]]

SHORTEST_PASSWORD = 8
MOST_SEATS = 2000
_SEATS = 40
# The currencies of most study libraries; the system's own is added when it is not here.
_CURRENCIES = (
    "INR", "USD", "EUR", "GBP", "AED", "AUD", "BDT", "BRL", "CAD", "CHF", "CNY", "EGP", "HKD",
    "IDR", "JPY", "KES", "KRW", "KWD", "LKR", "MXN", "MYR", "NGN", "NPR", "NZD", "OMR", "PHP",
    "PKR", "PLN", "QAR", "SAR", "SEK", "SGD", "THB", "TRY", "VND", "ZAR",
)  # fmt: skip


class LocalForm(QWidget):
    """Owner and library for the hub on this computer."""

    submitted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = TextField(translate("first run", "Your name"))
        self.email = TextField(translate("first run", "E-mail"))
        self.password = PasswordField(
            translate("first run", "Password"),
            theme,
            translate("first run", "At least {count} characters").format(count=SHORTEST_PASSWORD),
        )
        self.library = TextField(translate("first run", "Name of the library"))
        self.seats = NumberField(translate("first run", "Seats"), 1, MOST_SEATS, _SEATS)
        own = _own_currency()
        codes = sorted({*_CURRENCIES, own}, key=lambda code: (code != own, code))
        self.currency = ChoiceField(
            translate("first run", "Currency"), [(code, code) for code in codes], own
        )
        zones = sorted(zone for zone in available_timezones() if _is_place(zone))
        self.zone = ChoiceField(
            translate("first run", "Time zone"),
            [(zone.replace("_", " "), zone) for zone in zones],
            _own_zone(zones),
            typed=True,
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(self.email, 0, 2, 1, 2)
        grid.addWidget(self.password, 1, 0, 1, 4)
        grid.addWidget(self.library, 2, 0, 1, 3)
        grid.addWidget(self.seats, 2, 3)
        grid.addWidget(self.zone, 3, 0, 1, 3)
        grid.addWidget(self.currency, 3, 3)
        reach = QLabel(
            translate(
                "first run",
                "The bookings are kept on this computer, and only programs on it can reach "
                "them. If students are to book from their own devices, connect to a server.",
            )
        )
        reach.setProperty("look", "muted")
        reach.setWordWrap(True)
        grid.addWidget(reach, 4, 0, 1, 4)
        for field in (self.name, self.email, self.password, self.library, self.seats):
            field.line.returnPressed.connect(self.submitted)

    def work(self) -> Work | None:
        """What to do with it; None when something is wrong, which then is said."""
        wrong: list[tuple[Field, str]] = [
            (self.name, "" if self.name.text() else _needed()),
            (self.email, _email_wrong(self.email.text())),
            (self.password, _password_wrong(self.password.text())),
            (self.library, "" if self.library.text() else _needed()),
            (self.seats, "" if self.seats.value() else _no_seats()),
            (self.zone, "" if self.zone.value() else _no_zone()),
        ]
        if not _all_right(wrong):
            return None
        name, email, password = self.name.text(), self.email.text(), self.password.text()
        library, seats = self.library.text(), self.seats.value() or 0
        currency, zone = self.currency.value(), self.zone.value()

        async def create(desk: Desk) -> object:
            # It brings the network libraries, which only the core's thread imports.
            from app.core.entrance import LocalLibrary  # noqa: PLC0415

            return await desk.use_this_computer(
                LocalLibrary(
                    name=name,
                    email=email,
                    password=password,
                    library=library,
                    seats=seats,
                    currency=currency,
                    timezone=zone,
                )
            )

        return create

    def blame(self, error: StudySpotError) -> bool:
        """Say `error` beside the field it is about; False when it is about none."""
        fields: dict[str, Field] = {
            "name": self.name,
            "email": self.email,
            "password": self.password,
            "library": self.library,
            "seats": self.seats,
            "currency": self.currency,
            "timezone": self.zone,
        }
        field = fields.get(str(error.details.get("field", "")))
        if field is not None:
            field.wrong(error.message)
            field.entry.setFocus()
        return field is not None

    def focus_first(self) -> None:
        """Go to the first field."""
        self.name.line.setFocus()

    def forget_password(self) -> None:
        """Empty the password's field."""
        self.password.line.clear()


class SignInForm(QWidget):
    """E-mail and password, and above them whose: a server's address, or this computer's name.

    With `here`, the account is one of the library on this computer.
    """

    submitted = Signal()

    def __init__(self, theme: Theme, *, here: bool) -> None:
        super().__init__()
        self._here = here
        self.address = TextField(
            translate("first run", "Address of the server"),
            translate("first run", "https://desk.example.org"),
        )
        self.address.setVisible(not here)
        name = QLabel(translate("first run", "The library on this computer"))
        name.setProperty("look", "heading")
        name.setVisible(here)
        self.email = TextField(translate("first run", "E-mail"))
        self.password = PasswordField(translate("first run", "Password"), theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (name, self.address, self.email, self.password):
            column.addWidget(widget)
        column.addStretch()
        for field in (self.address, self.email, self.password):
            field.line.returnPressed.connect(self.submitted)

    def known(self, server: str, email: str) -> None:
        """Fill in what is known."""
        self.address.line.setText(server)
        if email:
            self.email.line.setText(email)

    def focus_first(self) -> None:
        """Go to the first field that is still empty."""
        fields = (self.email, self.password) if self._here else (self.address, self.email)
        empty = (field for field in fields if not field.text())
        next(empty, self.password).line.setFocus()

    def work(self) -> Work | None:
        """What to do with it; None when something is wrong, which then is said."""
        wrong: list[tuple[Field, str]] = [
            (self.address, "" if self._here else _address_wrong(self.address.text())),
            (self.email, _email_wrong(self.email.text())),
            (self.password, "" if self.password.text() else _needed()),
        ]
        if not _all_right(wrong):
            return None
        server, email, password = self.address.text(), self.email.text(), self.password.text()
        if self._here:
            return lambda desk: desk.sign_in_here(email, password)
        return lambda desk: desk.sign_in(server, email, password)

    def blame(self, error: StudySpotError) -> bool:
        """Say `error` beside the field it is about; False when it is about none."""
        fields: dict[str, Field] = {
            "server": self.address,
            "email": self.email,
            "password": self.password,
        }
        field = fields.get(str(error.details.get("field", "")))
        if field is None and isinstance(error, Unauthenticated):
            field = self.password
            self.password.line.selectAll()
        if field is not None:
            field.wrong(error.message)
            field.entry.setFocus()
        return field is not None

    def forget_password(self) -> None:
        """Empty the password's field."""
        self.password.line.clear()


def _all_right(wrong: list[tuple[Field, str]]) -> bool:
    first = None
    for field, why in wrong:
        field.wrong(why)
        if why and first is None:
            first = field
    if first is not None:
        first.entry.setFocus()
    return first is None


def _needed() -> str:
    return translate("first run", "This is needed.")


def _no_seats() -> str:
    return translate("first run", "From 1 to {most}.").format(most=MOST_SEATS)


def _no_zone() -> str:
    return translate("first run", "Choose one from the list.")


def _email_wrong(email: str) -> str:
    if not email:
        return _needed()
    name, at, host = email.rpartition("@")
    good = at and name and host and not any(c.isspace() for c in email)
    return "" if good else translate("first run", "That is no e-mail address, like a@b.org.")


def _password_wrong(password: str) -> str:
    if not password:
        return _needed()
    if len(password) < SHORTEST_PASSWORD:
        return translate("first run", "Take at least {count} characters.").format(
            count=SHORTEST_PASSWORD
        )
    return ""


def _address_wrong(address: str) -> str:
    if not address:
        return _needed()
    scheme, colon, _ = address.partition("://")
    if any(c.isspace() for c in address) or (colon and scheme.lower() not in {"http", "https"}):
        return translate("first run", "That is no address, like https://desk.example.org.")
    return ""


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
