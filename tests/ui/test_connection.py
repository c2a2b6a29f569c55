"""The connection pill and what stands behind it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from app.core.status import DeskStatus, LinkState, LinkStatus
from app.ui.connection import ConnectionPill
from app.ui.link_words import pill_text, since_words
from app.ui.theme import Theme
from tests.ui.desks import live_status

NOW = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)


def _status(
    state: LinkState, *, since: float = 0, retry: float | None = None, asking: bool = False
) -> DeskStatus:
    link = LinkStatus(
        asking=asking,
        state=state,
        since=NOW - timedelta(seconds=since),
        retry_at=NOW + timedelta(seconds=retry) if retry is not None else None,
        reason="The server did not answer within 10 s. Check the network.",
    )
    return live_status(link=link)


@pytest.mark.parametrize(
    ("status", "heard", "told"),
    [
        (None, None, "Starting"),
        (_status(LinkState.LIVE), 3, "Live · 3 s ago"),
        (_status(LinkState.LIVE), 0.4, "Live · now"),
        (_status(LinkState.DEGRADED), 75, "Live, slower · 1 min ago"),
        (_status(LinkState.DEGRADED, asking=True), 2, "Asking every 5 s · 2 s ago"),
        (_status(LinkState.CONNECTING), None, "Connecting"),
        (_status(LinkState.CONNECTING), 5, "Reconnecting · heard 5 s ago"),
        (_status(LinkState.STALE), 30, "Reconnecting · heard 30 s ago"),
        (_status(LinkState.OFFLINE, retry=8), 5, "Reconnecting · heard 5 s ago"),
        (_status(LinkState.OFFLINE, retry=8), None, "Reconnecting"),
        (_status(LinkState.SIGNED_OUT), 5, "Signed out"),
    ],
)
def test_the_pill_says_how_it_stands(
    status: DeskStatus | None, heard: float | None, told: str
) -> None:
    at = None if heard is None else NOW - timedelta(seconds=heard)
    assert pill_text(status, at, NOW) == told


@pytest.mark.parametrize("state", [LinkState.OFFLINE, LinkState.CONNECTING, LinkState.STALE])
def test_after_a_minute_it_is_offline_since_it_was_last_heard(state: LinkState) -> None:
    heard = NOW - timedelta(minutes=14)
    told = pill_text(_status(state, retry=8), heard, NOW)
    assert told == f"Offline since {since_words(heard, NOW)}"


def test_it_counts_seconds_only_while_it_can_be_seen(qapp: QApplication, theme: Theme) -> None:
    now = [NOW]
    pill = ConnectionPill(theme, lambda: NOW - timedelta(seconds=1), lambda: now[0])
    pill.take_status(_status(LinkState.LIVE))
    assert not pill.ticking()
    pill.show()
    assert pill.ticking()
    assert pill.text_shown() == "Live · 1 s ago"
    pill.hide()
    assert not pill.ticking()
    now[0] += timedelta(seconds=4)
    pill.show()
    assert pill.text_shown() == "Live · 5 s ago"
    assert pill.accessibleName() == "Connection: Live · 5 s ago"
    pill.close()
    pill.deleteLater()
    qapp.processEvents()


def test_the_details_tell_everything_that_is_known(qapp: QApplication, theme: Theme) -> None:
    pill = ConnectionPill(theme, lambda: NOW - timedelta(seconds=5), lambda: NOW)
    link = _status(LinkState.OFFLINE, since=5, retry=8).link
    pill.take_status(live_status(link=link, basic=True, waiting=1))
    pill.click()
    told = pill.popover.words()
    for words in (
        "trying again",
        "did not answer within 10 s",
        "https://desk.lotus.example",
        "5 s ago",
        "in 8 s",
        "1 change waits to be sent",
        "alerts come from comparing lists",
    ):
        assert words in told
    assert pill.popover.sign_in.isHidden()
    pill.popover.close()
    pill.close()
    pill.deleteLater()
    qapp.processEvents()


def test_the_embedded_hub_is_told_as_this_computer(theme: Theme) -> None:
    pill = ConnectionPill(theme, lambda: NOW, lambda: NOW)
    pill.take_status(live_status(embedded=True, server="http://127.0.0.1:49152"))
    pill.popover.tell(live_status(embedded=True, server="http://127.0.0.1:49152"))
    assert "On this computer" in pill.popover.words()
    assert "127.0.0.1" not in pill.popover.words()
    pill.deleteLater()
