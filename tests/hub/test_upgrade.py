"""A database of an earlier version, brought up to date by a real hub's start."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from app.hub import schema
from app.hub.dialect import sqlite_engine
from tests.hub.backups import BASE
from tests.hub.people import new_owner
from tests.hub.process import HubProcess, data_of

MIGRATIONS = Path(schema.__file__).parent / "migrations"


def bring(path: Path, do: Any, revision: str) -> dict[str, Any]:
    """Let Alembic bring a database to a revision; returns its tables with their columns."""
    engine = sqlite_engine(path, writes=True)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as conn:
        config.attributes["connection"] = conn
        do(config, revision)
    with engine.begin() as conn:
        found = inspect(conn)
        told = {
            table: (
                [(each["name"], str(each["type"])) for each in found.get_columns(table)],
                sorted(str(each["name"]) for each in found.get_indexes(table)),
            )
            for table in found.get_table_names()
        }
    engine.dispose()
    return told


def test_a_database_of_the_first_version_is_brought_up_with_what_is_known(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data")
    library = new_owner(hub.data, hub.start(), seats=6)
    owner = library.owner
    words = ("paid", "unpaid", "partial", "refunded", "exempt")
    made = [
        library.book(owner, seat=seat, lasting=2, paymentStatus=word)
        for seat, word in enumerate(words)
    ]
    snapshot = f"{library.path}/snapshot"
    before = data_of(owner.get(snapshot))
    assert hub.stop() == 0

    old = bring(hub.data / BASE, command.downgrade, "0001")
    first = tmp_path / "first.sqlite3"
    sqlite3.connect(first).close()
    assert old == bring(first, command.upgrade, "0001")
    hub.start()

    after = data_of(owner.get(snapshot))
    for kept in ("seats", "bookings", "library", "pricing", "position"):
        assert after[kept] == before[kept]
    money = {each["paymentStatus"]: each["paidMinor"] for each in after["bookings"]}
    assert money == {"paid": 10_000, "unpaid": 0, "partial": 0, "refunded": 0, "exempt": 0}
    # The rows say more than the events did, so what a desk has of them is of another life.
    assert after["epoch"] != before["epoch"]
    edit = {"version": 1, "paidMinor": 2500}
    paid = data_of(owner.put(f"/api/bookings/{made[2]['id']}", edit))
    assert (paid["paidMinor"], paid["paymentStatus"]) == (2500, "partial")
    assert hub.stop() == 0
    hub.start()
    assert data_of(owner.get(snapshot))["epoch"] == after["epoch"]
    owner.close()
    assert hub.stop() == 0
    assert hub.errors == ""
