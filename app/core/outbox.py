"""The outbox: commands of ours that wait for the hub's answer, in order, over restarts."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from app.contract.models import Booking, BookingEdit
from app.core.commands import (
    BESIDE,
    LOCAL,
    STEPS,
    Action,
    Cancel,
    Command,
    Edit,
    SetPrices,
    Sight,
    Undo,
    WalkIn,
    What,
    local_id,
)
from app.core.edits import edited, together
from app.core.rows import checksum, instant, micros

KEEP_DAYS = 30
"""How long an answered command is remembered, so that its events are known as our own."""

_decode = msgspec.json.Decoder(What).decode
_encode = msgspec.json.Encoder().encode
_WAITING = "done_at IS NULL"
IS_PROVISIONAL = (
    f"id IN (SELECT '{LOCAL}' || key FROM outbox"  # noqa: S608 - constants
    f" WHERE {_WAITING} AND action = '{Action.WALK_IN.value}')"
)
"""True of rows of bookings that wait for the hub to know them; no snapshot can have them."""

_UNSURE = f"(became IS NULL OR {_WAITING})"
_SELECT = "SELECT key, body, attempts, attempted_at, made_at FROM outbox"


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A command that was given: whether it waits, else what it made of its booking.

    `made` is None when the hub refused it, or told nothing of it.
    """

    command: Command
    waits: bool
    made: Sight | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """`pending` and `written` of a row: the step or edit to tell, and the fields it will have.

    The newest step is told, be it one back, else what has to be sent first, else what came last.
    """

    pending: str | None = None
    written: BookingEdit | None = None


class Outbox:
    """The outbox's table, within transactions that the store begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, command: Command, now: datetime) -> None:
        """Put a command behind the others."""
        body = _encode(command.what)
        self._connection.execute(
            "INSERT INTO outbox (key, booking_id, action, body, made_at, checksum)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (command.key, command.booking_id, command.action, body, micros(now), checksum(body)),
        )

    def given(self, key: str) -> Given | None:
        """A command that was given not long ago."""
        found = next(iter(self._commands("key = ?", key)), None)
        if found is None:
            return None
        waits, made = self._connection.execute(
            f"SELECT {_WAITING}, made FROM outbox WHERE key = ?",  # noqa: S608 - constants
            (key,),
        ).fetchone()
        return Given(command=found, waits=bool(waits), made=_sight(made))

    def withdraw(self, key: str) -> None:
        """Take out a command that was never sent."""
        self._connection.execute("DELETE FROM outbox WHERE key = ? AND attempts = 0", (key,))

    def send_anew(self, command: Command, what: Edit | Undo | Cancel) -> None:
        """Ask for this instead under the same key, of which the hub keeps no answer.

        What is to take it back, or was given for whatever it makes, goes along.
        """
        before = command.what
        for each in self.about(command.booking_id):
            later = each.what
            if each.key == command.key:
                self._rewrite(each.key, what)
            elif (
                isinstance(before, Edit | Undo)
                and isinstance(what, Edit | Undo)
                and isinstance(later, Edit)
                and later.seen is None
                and later.edit.version == before.as_edit.version
            ):
                edit = msgspec.structs.replace(later.edit, version=what.as_edit.version)
                self._rewrite(each.key, msgspec.structs.replace(later, edit=edit))

    def first(self) -> Command | None:
        """The oldest command without an answer."""
        return next(iter(self._commands(f"{_WAITING} ORDER BY row LIMIT 1")), None)

    def waiting(self) -> int:
        """How many have no answer."""
        (count,) = self._connection.execute(
            f"SELECT count(*) FROM outbox WHERE {_WAITING}"  # noqa: S608 - constants
        ).fetchone()
        return int(count)

    def all_waiting(self) -> list[Command]:
        """The commands without an answer, in order."""
        return self._commands(f"{_WAITING} ORDER BY row")

    def about(self, booking_id: str) -> list[Command]:
        """The commands that wait for a booking, in order."""
        return self._commands(f"booking_id = ? AND {_WAITING} ORDER BY row", booking_id)

    def shown(self, booking_id: str) -> Shown:
        """What waits for this booking, as its row shows it."""
        waiting = self.about(booking_id)
        edits = [each.what.edit for each in waiting if isinstance(each.what, Edit)]
        # A step is told by its name, not as what it leads to.
        written = [
            msgspec.structs.replace(edit, status=msgspec.UNSET)
            for edit in edits
            if any(name != "status" for name, _ in edited(edit))
        ]
        actions = [command.action for command in waiting]
        # That somebody has come says more than a note that was written after that.
        steps = [action for action in actions if action in STEPS or action is Action.UNDO]
        others = [action for action in actions if action not in BESIDE]
        return Shown(
            pending=next((each.value for each in reversed(steps or others or actions)), None),
            written=functools.reduce(together, written) if written else None,
        )

    def price_edits(self, library_id: str) -> list[Command]:
        """The price edits that wait for a library, in order."""
        found = self._commands(f"action = ? AND {_WAITING} ORDER BY row", Action.SET_PRICES)
        return [
            each
            for each in found
            if isinstance(each.what, SetPrices) and each.what.library_id == library_id
        ]

    def attempt(self, key: str, now: datetime) -> None:
        """The command is about to be sent: from here on the hub may have done it."""
        self._connection.execute(
            "UPDATE outbox SET attempts = attempts + 1,"
            " attempted_at = coalesce(attempted_at, ?) WHERE key = ?",
            (micros(now), key),
        )

    def gave(self, booking_id: str, action: Action) -> bool:
        """Whether a command of that kind was given for a booking not long ago, sent or not."""
        found = self._connection.execute(
            "SELECT 1 FROM outbox WHERE booking_id = ? AND action = ?", (booking_id, action)
        )
        return found.fetchone() is not None

    def done(self, key: str, now: datetime) -> Command | None:
        """The command has its answer and its key is remembered; None when it had one before."""
        for command in self._commands(f"key = ? AND {_WAITING}", key):
            self._connection.execute(
                "UPDATE outbox SET done_at = ? WHERE key = ?", (micros(now), key)
            )
            return command
        return None

    def succeeded(self, key: str, now: datetime, made: Booking | None = None) -> Command | None:
        """As `done`, for one that the hub carried out; what waits behind it builds on that.

        `made` is its booking since then, where that is known.
        """
        command = self.done(key, now)
        if command is None:
            return None
        if isinstance(command.what, SetPrices):
            self._build_on(command.what)
        elif made is not None:
            sight = Sight.of(made)
            self._connection.execute(
                "UPDATE outbox SET made = ? WHERE key = ?", (_encode(sight), key)
            )
            booking_id = self.real_id(key) or command.booking_id
            self._build_on_booking(booking_id, made.version, sight)
        return command

    def ours(self, causes: Iterable[str]) -> set[str]:
        """Those of the idempotency keys that are of commands of ours."""
        found = (
            self._connection.execute("SELECT key FROM outbox WHERE key = ?", (cause,)).fetchone()
            for cause in causes
        )
        return {row[0] for row in found if row}

    def became(self, key: str, booking_id: str) -> None:
        """The hub has given a walk-in its id: what waits for its row waits for that booking."""
        earlier = self.real_id(key) or local_id(key)
        self._connection.execute("UPDATE outbox SET became = ? WHERE key = ?", (booking_id, key))
        for command in self.about(earlier):
            if not isinstance(command.what, WalkIn | SetPrices):
                self._rewrite(
                    command.key, msgspec.structs.replace(command.what, booking_id=booking_id)
                )
        self._connection.execute(
            "UPDATE outbox SET booking_id = ? WHERE booking_id = ?", (booking_id, earlier)
        )

    def is_walk_in(self, key: str) -> bool:
        """Whether the key is of a walk-in of ours whose id the hub has not told, or not for sure.

        An id out of a snapshot is sure only with the answer.
        """
        found = self._connection.execute(
            f"SELECT 1 FROM outbox WHERE key = ? AND action = ? AND {_UNSURE}",  # noqa: S608 - constants
            (key, Action.WALK_IN),
        )
        return found.fetchone() is not None

    def real_id(self, provisional: str) -> str | None:
        """The id that the hub gave to a walk-in; None when it did not, or long ago."""
        found = self._connection.execute(
            "SELECT became FROM outbox WHERE key = ?", (provisional.removeprefix(LOCAL),)
        ).fetchone()
        return str(found[0]) if found and found[0] is not None else None

    def prune(self, now: datetime) -> None:
        """Forget commands answered long ago."""
        self._connection.execute(
            "DELETE FROM outbox WHERE done_at < ?", (micros(now - timedelta(days=KEEP_DAYS)),)
        )

    def _build_on(self, done: SetPrices) -> None:
        """Edits made on top of one that succeeded looked at the version it was to make."""
        for command in self.price_edits(done.library_id):
            later = command.what
            if isinstance(later, SetPrices) and later.edit.version == done.edit.version:
                edit = msgspec.structs.replace(later.edit, version=done.edit.version + 1)
                self._rewrite(command.key, msgspec.structs.replace(later, edit=edit))

    def _build_on_booking(self, booking_id: str, version: int, made: Sight) -> None:
        """What was given on top of a command looked at the version that it made, or at none.

        If somebody else changed the booking in between, it looked at an older one, and stays.
        """
        for command in self.about(booking_id):
            later = command.what
            if isinstance(later, Edit) and later.edit.version == version - 1:
                edit = msgspec.structs.replace(later.edit, version=version)
                self._rewrite(command.key, msgspec.structs.replace(later, edit=edit, seen=made))
            elif isinstance(later, Cancel) and later.version == version - 1:
                anew = msgspec.structs.replace(later, version=version, seen=made)
                self._rewrite(command.key, anew)
            elif isinstance(later, Undo) and later.version == version - 1:
                self._rewrite(command.key, msgspec.structs.replace(later, version=version))

    def _rewrite(self, key: str, what: What) -> None:
        body = _encode(what)
        self._connection.execute(
            "UPDATE outbox SET body = ?, checksum = ? WHERE key = ?", (body, checksum(body), key)
        )

    def _commands(self, where: str, *values: object) -> list[Command]:
        found: Sequence[Any] = self._connection.execute(
            f"{_SELECT} WHERE {where}",
            values,
        ).fetchall()
        return [
            Command(
                key=key,
                what=_decode(body),
                attempts=attempts,
                attempted_at=None if attempted_at is None else instant(attempted_at),
                made_at=instant(made_at),
            )
            for key, body, attempts, attempted_at, made_at in found
        ]


def _sight(kept: bytes | None) -> Sight | None:
    try:
        return msgspec.json.decode(kept, type=Sight) if kept is not None else None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
