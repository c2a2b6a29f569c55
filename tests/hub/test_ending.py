"""What a request meets that is still under way while the hub ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.contract.errors import Unavailable
from app.hub.database import Database


async def test_a_request_that_comes_after_the_end_is_told_to_try_again(tmp_path: Path) -> None:
    database = Database(tmp_path / "hub.sqlite3")
    await database.open()
    await database.close()
    for ask in (database.read, database.write):
        with pytest.raises(Unavailable, match="ending"):
            await ask(lambda look: look.now)
