"""The forms of the first run: what they ask, what may be wrong, what they then do."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.contract.errors import StudySpotError, Unauthenticated
from app.ui.forms import Field, NumberField, PasswordField, TextField
from app.ui.theme import Theme
from app.ui.usual_fields import (
    MOST_SEATS,
    SHORTEST_PASSWORD,
    address_wrong,
    all_right,
    blamed,
    currency_field,
    email_wrong,
    password_wrong,
    seats_wrong,
    text_wrong,
    zone_field,
    zone_wrong,
)

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate
Work = Callable[["Desk"], Coroutine[Any, Any, object]]

_SEATS = 40


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
        self.currency, self.zone = currency_field(), zone_field()
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
        wrong: dict[Field, str] = {
            self.name: text_wrong(self.name.text()),
            self.email: email_wrong(self.email.text()),
            self.password: password_wrong(self.password.text()),
            self.library: text_wrong(self.library.text()),
            self.seats: seats_wrong(self.seats.value()),
            self.zone: zone_wrong(self.zone.value()),
        }
        if not all_right(wrong):
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
        return blamed(fields, error)

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
        wrong: dict[Field, str] = {
            self.address: "" if self._here else address_wrong(self.address.text()),
            self.email: email_wrong(self.email.text()),
            self.password: text_wrong(self.password.text()),
        }
        if not all_right(wrong):
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
        if blamed(fields, error):
            return True
        if not isinstance(error, Unauthenticated):
            return False
        self.password.line.selectAll()
        self.password.wrong(error.message)
        self.password.entry.setFocus()
        return True

    def forget_password(self) -> None:
        """Empty the password's field."""
        self.password.line.clear()
