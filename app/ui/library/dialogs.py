"""What is asked before somebody is taken on, let go, or another library is opened."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contract.models import User
from app.contract.requests import LibraryRequest, StaffRequest
from app.ui.asking import Ask, Asking
from app.ui.dialogs import Question
from app.ui.forms import Field, NumberField, PasswordField, TextField
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.usual_fields import (
    MOST_SEATS,
    all_right,
    currency_field,
    email_wrong,
    password_wrong,
    text_wrong,
    zone_field,
    zone_wrong,
)

translate = QCoreApplication.translate

Work = Coroutine[Any, Any, object]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for each other when they are read out."""

_GROUPS, _GROUP = 3, 4


def made_up_password() -> str:
    """A password that can be read out across a counter: about 59 bits of chance."""
    return "-".join(
        "".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS)
    )


class HireDialog(Asking):
    """Asks `hire` for a `StaffRequest`."""

    def __init__(
        self, parent: QWidget, theme: Theme, tasks: Tasks, hire: Callable[[StaffRequest], Work]
    ) -> None:
        super().__init__(
            parent,
            translate("staff", "Who works here, too?"),
            translate(
                "staff",
                "They sign in at this server with the e-mail and the password, see the bookings "
                "and check students in. Prices, rules and staff stay yours. Who works at another "
                "library of yours keeps the password they have.",
            ),
            translate("staff", "Add"),
            tasks,
        )
        self._hire = hire
        self.name = TextField(translate("staff", "Name"))
        self.email = TextField(translate("staff", "E-mail"))
        self.password = PasswordField(translate("staff", "Password, to hand over"), theme)
        self.password.line.setText(made_up_password())
        # It is there to be read out, or written down.
        self.password.toggle().trigger()
        for field in (self.name, self.email, self.password):
            self.body.addWidget(field)
        self.name.line.setFocus()

    @property
    def fields(self) -> Mapping[str, Field]:
        """By the wire's names."""
        return {"name": self.name, "email": self.email, "password": self.password}

    def asked(self) -> Ask | None:
        """The person."""
        person = StaffRequest(
            name=self.name.text(), email=self.email.text(), password=self.password.text()
        )
        right = all_right(
            {
                self.name: text_wrong(person.name),
                self.email: email_wrong(person.email),
                self.password: password_wrong(person.password),
            }
        )
        return partial(self._hire, person) if right else None


class OpenDialog(Asking):
    """Asks `open_library` for a `LibraryRequest`."""

    def __init__(
        self,
        parent: QWidget,
        tasks: Tasks,
        zone: str,
        currency: str,
        open_library: Callable[[LibraryRequest], Work],
    ) -> None:
        super().__init__(
            parent,
            translate("library", "Open another library"),
            translate(
                "library",
                "It has seats, prices and staff of its own, and its bookings ring at this desk, "
                "too. The currency stays as it is chosen here.",
            ),
            translate("library", "Open it"),
            tasks,
        )
        self._open = open_library
        self.name = TextField(translate("library", "Name"))
        self.seats = NumberField(translate("library", "Seats"), 0, MOST_SEATS, 20)
        self.zone, self.currency = zone_field(zone), currency_field(currency)
        for field in (self.name, self.seats, self.zone, self.currency):
            self.body.addWidget(field)
        self.name.line.setFocus()

    @property
    def fields(self) -> Mapping[str, Field]:
        """By the wire's names."""
        return {
            "name": self.name,
            "seats": self.seats,
            "timezone": self.zone,
            "currency": self.currency,
        }

    def asked(self) -> Ask | None:
        """The library."""
        seats = self.seats.value()
        none = translate("library", "From 0 to {most}.").format(most=MOST_SEATS)
        right = all_right(
            {
                self.name: text_wrong(self.name.text()),
                self.seats: "" if seats is not None else none,
                self.zone: zone_wrong(self.zone.value()),
            }
        )
        request = LibraryRequest(
            name=self.name.text(),
            seats=seats or 0,
            timezone=self.zone.value(),
            currency=self.currency.value(),
        )
        return partial(self._open, request) if right else None


class DismissDialog(Question):
    """Opened with `open()`; `accepted` lets the person go."""

    def __init__(self, parent: QWidget, person: User) -> None:
        super().__init__(
            parent,
            translate("staff", "Let {name} go?").format(name=person.name or person.email),
            translate(
                "staff",
                "Every desk and phone on which they are signed in is signed out at once. What "
                "they did stays in the history.",
            ),
            translate("staff", "Keep"),
            translate("staff", "Let go"),
        )
