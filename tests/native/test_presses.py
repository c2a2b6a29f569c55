"""Listeners for presses, and the bounded memory of what was shown."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from hypothesis import given
from hypothesis import strategies as st

from app.core.ports import Action
from app.native.presses import Presses, Shown


async def test_listeners_are_told_until_they_undo() -> None:
    presses = Presses()
    heard: list[tuple[str, Action]] = []
    undo = presses.subscribe(lambda alert_id, action: heard.append((alert_id, action)))
    presses.tell("a", Action.OPEN)
    await asyncio.sleep(0)
    undo()
    undo()
    presses.tell("b", Action.OPEN)
    await asyncio.sleep(0)
    assert heard == [("a", Action.OPEN)]


async def test_a_listener_that_fails_is_reported_and_harms_no_other() -> None:
    reported: list[str] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _loop, context: reported.append(str(context["exception"]))
    )
    presses = Presses()
    heard: list[str] = []

    def fail(_alert_id: str, _action: Action) -> None:
        raise ValueError("broken")

    presses.subscribe(fail)
    presses.subscribe(lambda alert_id, _action: heard.append(alert_id))
    presses.tell("a", Action.DEFAULT)
    await asyncio.sleep(0)
    assert heard == ["a"]
    assert reported == ["broken"]


@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.sampled_from(["add", "pop"]), st.integers(0, 8))),
)
def test_the_newest_are_known_and_every_other_one_was_forgotten(
    limit: int, steps: list[tuple[str, int]]
) -> None:
    forgotten: list[int] = []
    shown: Shown[int] = Shown(limit, forgotten.append)
    model: OrderedDict[str, int] = OrderedDict()
    expected: list[int] = []
    for number, (step, name) in enumerate(steps):
        alert = str(name)
        if step == "add":
            shown.add(alert, number)
            model.pop(alert, None)
            model[alert] = number
            if len(model) > limit:
                expected.append(model.popitem(last=False)[1])
        else:
            assert shown.pop(alert) == model.pop(alert, None)
        assert len(shown) == len(model) <= limit
    assert forgotten == expected
    assert {alert: shown.pop(alert) for alert in list(model)} == model
