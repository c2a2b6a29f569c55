"""The outbox: commands of ours that wait for the hub's answer, in order, over restarts."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.core.rows import micros

KEEP_DAYS = 30
"""How long an answered command is remembered, so that its events are known as our own."""


class Action(StrEnum):
    """What a command asks of the hub; also the word that a pending row shows."""

    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    UNDO = "undo"
    CANCEL = "cancel"


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A command of ours. `key` is its Idempotency-Key, the same in each attempt.

    `reason` is that of a cancellation. An undo says to which `status` the booking goes
    back, and which `version` of it was looked at.
    """

    key: str
    booking_id: str
    action: Action
    reason: str = ""
    status: str = ""
    version: int = 0


class Outbox:
    """The outbox's table, within transactions that the store begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, command: Command, now: datetime) -> None:
        """Put a command behind the others."""
        self._connection.execute(
            "INSERT INTO outbox (key, booking_id, action, body, made_at) VALUES (?, ?, ?, ?, ?)",
            (
                command.key,
                command.booking_id,
                command.action,
                msgspec.json.encode(command),
                micros(now),
            ),
        )

    def first(self) -> Command | None:
        """The oldest command without an answer."""
        found = self._connection.execute(
            "SELECT body FROM outbox WHERE done_at IS NULL ORDER BY row LIMIT 1"
        ).fetchone()
        return msgspec.json.decode(found[0], type=Command) if found else None

    def waiting(self) -> int:
        """How many have no answer."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM outbox WHERE done_at IS NULL"
        ).fetchone()
        return int(count)

    def pending(self, booking_id: str) -> str | None:
        """The newest command that waits for this booking, as its row shows it."""
        found = self._connection.execute(
            "SELECT action FROM outbox WHERE booking_id = ? AND done_at IS NULL"
            " ORDER BY row DESC LIMIT 1",
            (booking_id,),
        ).fetchone()
        return str(found[0]) if found else None

    def done(self, key: str, now: datetime) -> None:
        """The command has its answer; its key is remembered."""
        self._connection.execute(
            "UPDATE outbox SET done_at = ? WHERE key = ? AND done_at IS NULL", (micros(now), key)
        )

    def ours(self, causes: set[str]) -> set[str]:
        """Those of the idempotency keys that are of commands of ours."""
        found = (
            self._connection.execute("SELECT key FROM outbox WHERE key = ?", (cause,)).fetchone()
            for cause in causes
        )
        return {row[0] for row in found if row}

    def prune(self, now: datetime) -> None:
        """Forget commands answered long ago."""
        self._connection.execute(
            "DELETE FROM outbox WHERE done_at < ?", (micros(now - timedelta(days=KEEP_DAYS)),)
        )
