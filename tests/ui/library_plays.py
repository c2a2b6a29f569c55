"""What happens in scenes about the page of a library."""

from __future__ import annotations

from app.contract.errors import Unreachable
from app.contract.models import User
from tests.ui.desks import OWNER
from tests.ui.plays import LONG_NAME
from tests.ui.stage import Stage, until


async def shown(stage: Stage) -> None:
    """An owner's library with some who work there."""
    people = [
        ("Ravi Rao", "ravi@lotus.example"),
        (LONG_NAME, "a.very.long.address.of.somebody@a-very-long-domain.lotus.example"),
        ("", "nameless@lotus.example"),
    ]
    stage.desk.people = [
        OWNER,
        *(User(id=email, name=name, email=email, role="staff") for name, email in people),
    ]
    stage.window.sidebar.button("library").click()
    await until(lambda: len(stage.window.library.staff.people) == 4, "the staff")


async def keys(stage: Stage) -> None:
    """All keys, looked up."""
    await shown(stage)
    stage.window.sidebar.keys.trigger()


async def hiring(stage: Stage) -> None:
    """Somebody is taken on."""
    await shown(stage)
    stage.window.library.staff.hire.click()


async def opening(stage: Stage) -> None:
    """Another library is opened."""
    await shown(stage)
    stage.window.library.open_another.click()


async def offline(stage: Stage) -> None:
    """The hub does not say who works there."""
    stage.desk.refuses = Unreachable(
        "Nothing answers at https://desk.lotus.example. Check the address and the port, and that "
        "the server is running."
    )
    stage.window.sidebar.button("library").click()
    await until(lambda: "Nothing" in stage.window.library.staff.told.text(), "the words")
    stage.desk.refuses = None
