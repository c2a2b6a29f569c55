"""Refusals: what the hub did not do for us, kept until somebody has seen it."""

from __future__ import annotations

import sqlite3

import msgspec

from app.core.commands import Refusal

KEEP = 100

_decode = msgspec.json.Decoder(Refusal).decode
_encode = msgspec.json.Encoder().encode


class Refusals:
    """The table of refusals, within transactions that the store begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, refusal: Refusal) -> None:
        """Keep a refusal; the oldest of many go."""
        self._connection.execute(
            "INSERT OR REPLACE INTO refusals (key, data) VALUES (?, ?)",
            (refusal.key, _encode(refusal)),
        )
        self._connection.execute(
            "DELETE FROM refusals WHERE row <= (SELECT max(row) FROM refusals) - ?", (KEEP,)
        )

    def unseen(self) -> tuple[Refusal, ...]:
        """Those that nobody has seen yet, oldest first."""
        found = self._connection.execute("SELECT data FROM refusals ORDER BY row").fetchall()
        return tuple(_decode(data) for (data,) in found)

    def seen(self, key: str) -> None:
        """Somebody has seen it; fine when it is gone."""
        self._connection.execute("DELETE FROM refusals WHERE key = ?", (key,))
