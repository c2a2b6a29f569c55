"""Brings a database's tables up to date at start."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select, text, update

from app.contract.errors import HubFailed
from app.contract.events import GLOBAL_STREAM
from app.hub.schema import meta, stream_heads

REVISIONS = ("0001", "0002")
"""The migrations of this version, oldest first; a database may stand at any of them."""

EPOCH_KEY = "epoch"
SIGNING_KEY = "signing_key"


def migrate(conn: Connection, now: datetime) -> bool:
    """Run the migrations that `conn`'s database lacks, within its transaction.

    Returns:
        Whether the database was made just now.

    Raises:
        HubFailed: when the database was made by a newer version.
    """
    standing = _standing(conn)
    if standing == REVISIONS[-1]:
        return False
    if standing is not None and standing not in REVISIONS:
        raise HubFailed(
            "The hub's database was made by a newer version of StudySpot. Nothing was changed. "
            "Install that version or a later one."
        )
    _upgrade(conn)
    if standing is None:
        conn.execute(
            insert(meta),
            [
                {"key": EPOCH_KEY, "value": new_epoch()},
                {"key": SIGNING_KEY, "value": secrets.token_urlsafe(48)},
                {"key": "created_at", "value": now.isoformat()},
            ],
        )
        conn.execute(insert(stream_heads), {"stream": GLOBAL_STREAM, "head": 0, "pruned": 0})
    else:
        # The rows say more than any event told of them, so every reader takes a snapshot.
        renew_epoch(conn)
    return standing is None


def new_epoch() -> str:
    """A random name for one life of the database's streams."""
    return secrets.token_hex(8)


def renew_epoch(conn: Connection) -> str:
    """Give the streams a new epoch, as after the restore of a backup; returns it.

    Positions of the old life mean nothing in the new one: every reader takes a snapshot.
    """
    epoch = new_epoch()
    conn.execute(update(meta).where(meta.c.key == EPOCH_KEY).values(value=epoch))
    return epoch


def kept(conn: Connection, key: str) -> str:
    """A value that the database keeps about itself."""
    return str(conn.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one())


def _standing(conn: Connection) -> str | None:
    if not inspect(conn).has_table("alembic_version"):
        return None
    told = conn.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if told is None else str(told)


def _upgrade(conn: Connection) -> None:
    # Alembic is only needed when there is something to do; it would slow every start.
    from alembic import command  # noqa: PLC0415 - as the line above says
    from alembic.config import Config  # noqa: PLC0415 - likewise

    config = Config()
    # A percent sign in the path would be read as the beginning of an interpolation.
    folder = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
