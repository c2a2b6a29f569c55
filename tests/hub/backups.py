"""Backups of a hub's database, as a person makes them and puts them back."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from tests.hub.process import HubProcess

BASE = "hub.sqlite3"


def back_up(hub: HubProcess, copy: Path) -> None:
    """Copy the database while the hub runs, as a backup program does."""
    with (
        contextlib.closing(sqlite3.connect(hub.data / BASE)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def put_back(hub: HubProcess, copy: Path) -> None:
    """Put the copy in the database's place; the hub must not run."""
    for suffix in ("-wal", "-shm"):
        (hub.data / f"{BASE}{suffix}").unlink(missing_ok=True)
    (hub.data / BASE).write_bytes(copy.read_bytes())
