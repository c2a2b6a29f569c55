"""Links that lead to bookings: known, not yet known, never known, and none at all."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.core.changes import BookingRow
from app.core.reader import Reader
from app.core.status import LinkState, LinkStatus
from app.ui.linking import Linking
from tests.ui.bookings import a_booking
from tests.ui.stage import Stage, until


class Followed:
    """What links have led to, and what was said of them."""

    def __init__(self, stage: Stage) -> None:
        self.reader = Reader(stage.folder / "desk.sqlite3")
        self.opened: list[str] = []
        self.said = ""
        self.linking = Linking(stage.bridge, self.row_of, self.opened.append, self.say)

    def row_of(self, booking_id: str) -> BookingRow | None:
        found = self.reader.row(booking_id)
        return found[1] if found else None

    def say(self, words: str) -> None:
        self.said = words


@pytest.fixture
async def followed(stage: Stage) -> AsyncIterator[Followed]:
    made = Followed(stage)
    yield made
    made.linking.close()
    made.reader.close()


async def link_becomes(stage: Stage, state: LinkState) -> None:
    known = stage.desk.status.link
    told = LinkStatus(state=state, since=known.since)
    await stage.tell(lambda desk: desk.change_status(link=told))
    await until(lambda: stage.bridge.status and stage.bridge.status.link == told, "the link")


async def test_a_booking_that_is_known_is_opened(stage: Stage, followed: Followed) -> None:
    await stage.arrive(a_booking(1))
    followed.linking.open("studyspot://booking/b-1")
    assert followed.opened == ["b-1"]
    assert followed.said == ""


async def test_one_that_is_fetched_first_is_opened_when_it_is_there(
    stage: Stage, followed: Followed
) -> None:
    await link_becomes(stage, LinkState.CONNECTING)
    followed.linking.open("studyspot://booking/b-1")
    assert followed.opened == []
    await stage.arrive(a_booking(1))
    await until(lambda: followed.opened == ["b-1"], "the booking")
    # Once is enough.
    await stage.arrive(a_booking(1, version=2))
    assert followed.opened == ["b-1"]


async def test_one_that_never_comes_is_said(stage: Stage, followed: Followed) -> None:
    await link_becomes(stage, LinkState.SIGNED_OUT)
    followed.linking.open("studyspot://booking/b-9")
    assert "Sign in" in followed.said
    await link_becomes(stage, LinkState.LIVE)
    await until(lambda: "not known here" in followed.said, "why not")
    assert followed.opened == []


async def test_a_link_to_nothing_is_said(stage: Stage, followed: Followed) -> None:
    followed.linking.open("studyspot://seat/A-12")
    assert "leads to no booking" in followed.said
    await stage.arrive(a_booking(1))
    assert followed.opened == []
