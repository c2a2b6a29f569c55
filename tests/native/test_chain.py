"""The order of the ways a toast can be shown, and what is told when one fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from app.core.ports import Action, Toast, ToastFailed
from app.native.notifier import ChainNotifier, LateNotifier
from app.native.presses import Listener, Presses

TOAST = Toast(alert_id="a", title="New booking", body="Asha, seat A4")


class Way:
    """A way that works or does not, and remembers what it was asked."""

    def __init__(self, name: str, failure: str = "") -> None:
        self.name = name
        self.failure = failure
        self.shown: list[str] = []
        self.withdrawn: list[str] = []
        self.closed = False
        self.warmed = 0
        self.presses = Presses()

    def on_action(self, listener: Listener) -> Callable[[], None]:
        return self.presses.subscribe(listener)

    async def warm(self) -> None:
        self.warmed += 1
        if self.failure:
            raise ToastFailed(self.failure)

    async def show(self, toast: Toast) -> None:
        if self.failure:
            raise ToastFailed(self.failure)
        self.shown.append(toast.alert_id)

    async def withdraw(self, alert_id: str) -> None:
        self.withdrawn.append(alert_id)

    async def close(self) -> None:
        self.closed = True


async def test_the_first_way_that_works_shows_it_alone() -> None:
    broken, good, spare = Way("daemon", "No daemon."), Way("tray"), Way("own")
    chain = ChainNotifier([broken, good, spare])
    await chain.show(TOAST)
    assert (good.shown, spare.shown) == (["a"], [])
    assert chain.name == "tray"
    assert chain.failures == {"daemon": "No daemon."}


async def test_a_way_that_is_mended_is_used_again() -> None:
    daemon, own = Way("daemon", "No daemon."), Way("own")
    chain = ChainNotifier([daemon, own])
    await chain.show(TOAST)
    daemon.failure = ""
    await chain.show(TOAST)
    assert (len(daemon.shown), len(own.shown)) == (1, 1)
    assert chain.name == "daemon"
    assert chain.failures == {}


async def test_when_none_works_every_reason_is_told() -> None:
    chain = ChainNotifier([Way("daemon", "No daemon."), Way("tray", "No tray.")])
    with pytest.raises(ToastFailed, match=r"No daemon\. No tray\."):
        await chain.show(TOAST)
    with pytest.raises(ToastFailed, match="no way"):
        await ChainNotifier([]).show(TOAST)


async def test_presses_on_any_way_reach_the_listener_until_the_undo() -> None:
    ways = [Way("daemon"), Way("own")]
    chain = ChainNotifier(ways)
    heard: list[tuple[str, Action]] = []
    undo = chain.on_action(lambda alert_id, action: heard.append((alert_id, action)))
    for way in ways:
        way.presses.tell(way.name, Action.OPEN)
    await asyncio.sleep(0)
    undo()
    ways[0].presses.tell("late", Action.OPEN)
    await asyncio.sleep(0)
    assert heard == [("daemon", Action.OPEN), ("own", Action.OPEN)]


async def test_withdrawing_and_closing_reach_every_way() -> None:
    ways = [Way("daemon"), Way("own")]
    chain = ChainNotifier(ways)
    await chain.withdraw("a")
    await chain.close()
    assert [way.withdrawn for way in ways] == [["a"], ["a"]]
    assert all(way.closed for way in ways)


async def test_warming_prepares_the_first_way_and_may_fail() -> None:
    daemon, own = Way("daemon", "No daemon."), Way("own")
    await ChainNotifier([daemon, own]).warm()
    assert (daemon.warmed, own.warmed) == (1, 0)


async def test_a_late_way_is_made_once_at_its_first_use_and_hears_earlier_listeners() -> None:
    made: list[Way] = []

    def make() -> Way:
        made.append(Way("daemon 1.0"))
        return made[-1]

    late = LateNotifier(make, "daemon")
    heard: list[str] = []
    kept = late.on_action(lambda alert_id, _: heard.append(f"kept {alert_id}"))
    gone = late.on_action(lambda alert_id, _: heard.append(f"gone {alert_id}"))
    gone()
    await late.withdraw("a")
    await late.close()
    assert (made, late.name) == ([], "daemon")

    await late.show(TOAST)
    await late.show(TOAST)
    assert len(made) == 1
    assert late.name == "daemon 1.0"
    made[0].presses.tell("a", Action.OPEN)
    await asyncio.sleep(0)
    kept()
    made[0].presses.tell("b", Action.OPEN)
    await asyncio.sleep(0)
    assert heard == ["kept a"]
    await late.close()
    assert made[0].closed


async def test_a_way_whose_library_is_missing_is_a_way_that_failed() -> None:
    def make() -> Way:
        raise ImportError("no such library")

    own = Way("own")
    chain = ChainNotifier([LateNotifier(make, "daemon"), own])
    await chain.warm()
    await chain.show(TOAST)
    assert own.shown == ["a"]
    assert "no such library" in chain.failures["daemon"]
