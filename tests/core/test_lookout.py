"""A desk that receives nothing says so aloud, again while it lasts, and when it is over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.core import settings as kept
from app.core.changes import Blindness
from app.core.lookout import Lookout
from app.core.profile import Profile
from app.core.settings import BlindRules, Settings
from app.core.status import LinkState, LinkStatus
from tests.core.desks import FastClock, Told, started
from tests.core.made import NOON, a_booking, until
from tests.core.wire_hub import WireHub, unavailable, wire_hub

FAST = 100.0


@pytest.fixture
async def hub() -> AsyncIterator[WireHub]:
    async with wire_hub(ping_s=600) as made:
        yield made


@pytest.fixture
async def told(tmp_path: Path, hub: WireHub) -> AsyncIterator[Told]:
    """Live, by a clock that runs a hundred times as fast, and told of blindness each 100 s."""
    profile = Profile(tmp_path)
    settings, _ = kept.load(profile, NOON)
    kept.save(profile, msgspec.structs.replace(settings, blind=BlindRules(repeat_s=100)))
    async with started(tmp_path, clock=FastClock(FAST)) as made:
        await made.sign_in(hub.url)
        await made.becomes(LinkState.LIVE)
        yield made


async def passed(clock: FastClock, seconds: float) -> None:
    since = clock.monotonic()
    await until(lambda: clock.monotonic() - since > seconds)


async def one_more(told: Told) -> None:
    known = len(told.booked)
    await until(lambda: len(told.booked) > known)


def blindnesses(told: Told) -> list[Blindness]:
    return [each for each in told.updates if isinstance(each, Blindness)]


async def test_it_is_said_after_two_minutes_and_again_while_it_lasts(
    hub: WireHub, told: Told
) -> None:
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    heard = told.desk.last_heard
    assert heard is not None
    await until(lambda: len(blindnesses(told)) == 3)
    first, *others = blindnesses(told)
    assert (first.since, first.again, first.over_at) == (heard, False, None)
    assert "Nothing answers" in first.reason
    assert all(each.again and each.since == heard for each in others)
    assert told.desk.status.blind_since == heard


async def test_an_outage_of_a_minute_is_not_worth_a_word(hub: WireHub, told: Told) -> None:
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    await hub.start()
    await told.becomes(LinkState.LIVE)
    hub.hub.commit(a_booking())
    await hub.emit(hub.hub.log[-1])
    await until(lambda: told.alerts)
    assert blindnesses(told) == []
    assert told.desk.status.blind_since is None


async def test_its_end_is_said_after_what_was_missed(hub: WireHub, told: Told) -> None:
    await hub.stop()
    await until(lambda: blindnesses(told))
    for number in range(5):
        hub.hub.commit(a_booking(f"b{number}"))
    await hub.start()
    await until(lambda: blindnesses(told)[-1].over_at is not None)
    (over,) = (each for each in blindnesses(told) if each.over_at is not None)
    assert over.over_at is not None
    assert over.over_at - over.since > timedelta(seconds=120)
    (summary,) = told.alerts
    assert summary.title == "While you were away: 5 bookings"
    tells = [each for each in told.updates if getattr(each, "alerts", ()) or each is over]
    assert tells[-1] is over
    await until(lambda: told.desk.status.blind_since is None)


async def test_a_server_that_answers_with_errors_is_no_better_than_none(
    hub: WireHub, told: Told
) -> None:
    hub.hub.fails = unavailable()
    hub.hub.commit(a_booking())
    await hub.send("stream:heads", msgspec.to_builtins(hub.hub.head))
    await until(lambda: blindnesses(told))
    assert hub.sockets
    hub.hub.fails = None
    await until(lambda: blindnesses(told)[-1].over_at is not None)
    assert told.about == ["b1"]


async def test_who_is_behind_but_receives_is_late_and_not_blind(hub: WireHub, told: Told) -> None:
    clock = FastClock(FAST)
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    for number in range(500):
        hub.hub.commit(a_booking(f"b{number}"))
    hub.hub.page_size = 1
    hub.hub.delivers.clear()
    await hub.start()
    for _ in range(4):
        await passed(clock, 60)
        hub.hub.delivers.set()
        await one_more(told)
        hub.hub.delivers.clear()
    assert len(told.booked) < 500
    assert told.desk.status.link.state is not LinkState.LIVE
    assert blindnesses(told) == []
    # When nothing more comes, it is blind from the last news on.
    until_now = told.desk.status.link
    await until(lambda: blindnesses(told))
    assert blindnesses(told)[0].since > until_now.since
    hub.hub.page_size = 500
    hub.hub.delivers.set()
    await told.becomes(LinkState.LIVE)


async def test_what_arrived_before_the_line_broke_again_does_not_wait_for_the_rest(
    hub: WireHub, told: Told
) -> None:
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    for number in range(5):
        hub.hub.commit(a_booking(f"b{number}"))
    hub.hub.page_size = 2
    hub.hub.delivers.clear()
    hub.hub.asked.clear()
    await hub.start()
    await until(lambda: any(each.startswith("events") for each in hub.hub.asked))
    # The page that is made already arrives, and nothing after it.
    hub.hub.fails = unavailable()
    hub.hub.delivers.set()
    await until(lambda: told.alerts)
    assert told.about == ["b0", "b1"]
    assert told.desk.status.link.state is not LinkState.LIVE
    hub.hub.fails = None
    await until(lambda: len(told.alerts) == 5)
    assert told.about == [f"b{number}" for number in range(5)]


async def test_a_sign_in_that_the_server_ended_is_said_soon(hub: WireHub, told: Told) -> None:
    hub.valid.clear()
    hub.refresh_tokens.clear()
    await hub.throw_out()
    await told.becomes(LinkState.SIGNED_OUT)
    await until(lambda: blindnesses(told))
    (said, *_) = blindnesses(told)
    assert "sign in again" in said.reason
    await told.sign_in(hub.url)
    await until(lambda: blindnesses(told)[-1].over_at is not None)


async def test_who_signs_out_misses_nothing(hub: WireHub, told: Told) -> None:
    await hub.stop()
    await until(lambda: blindnesses(told))
    await told.desk.sign_out()
    said = len(blindnesses(told))
    assert told.desk.status.blind_since is None
    await passed(FastClock(FAST), 250)
    assert len(blindnesses(told)) == said


async def test_silence_from_before_it_was_noticed_counts_but_a_night_asleep_does_not() -> None:
    clock = FastClock(FAST)
    told: list[str] = []

    def tells(name: str) -> Callable[[Blindness], None]:
        return lambda _news: told.append(name)

    cases = {"just heard": (0, 120.0), "a silent line": (40, 120.0), "half as long": (0, 62.0)}
    lookouts = []
    for name, (silent_s, after_s) in (cases | {"asleep": (28_800, 120.0)}).items():
        lookout = Lookout(clock, tells(name))
        lookout.rules = BlindRules(after_s=after_s, repeat_s=0)
        heard = clock.now() - timedelta(seconds=silent_s)
        link = LinkStatus(state=LinkState.STALE, since=clock.now())
        lookout.look(link, heard, None, wanted=True)
        lookouts.append(lookout)
    await until(lambda: len(told) == len(lookouts))
    assert told == ["half as long", "asleep", "a silent line", "just heard"]


def test_rules_are_read_from_the_settings() -> None:
    text = b'{"profileId": "p", "blind": {"afterS": 30, "repeatS": 0}}'
    settings = msgspec.json.decode(text, type=Settings)
    assert settings.blind == BlindRules(after_s=30, repeat_s=0)
