"""The load of a soak: people who book, change, cancel and arrive over REST, as fast as allowed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import httpx

from tests.hub.people import Library, Person
from tests.hub.process import PASSWORD, data_of

SLOT = timedelta(minutes=30)
FIRST = timedelta(hours=2)
"""Bookings follow one another in slots, the first so long from now: no seat is asked for twice."""

OPEN_AT_ONCE = 6
"""So many bookings a writer has in hand; one that is over makes room for a new one."""

RETRY_S = 0.2
NEW, WALKS_IN = 0.35, 0.3
"""How often a new booking is made when there is a choice, and how often the desk makes it."""


Row = dict[str, Any]
Way = Callable[[Row], Awaitable[None]]


class Writer:
    """One student and one clerk at two seats of a library, doing one thing after the other.

    Each command carries an Idempotency-Key and is sent again until it is answered, so that it
    is done once whatever happens to the hub meanwhile. `done` are the bookings' ids and
    versions that the hub has acknowledged.
    """

    def __init__(
        self, library: Library, seats: tuple[str, str], student: Person, clerk: Person, seed: str
    ) -> None:
        self.done: list[tuple[str, int]] = []
        self._url = str(student.http.base_url)
        self._library = library
        self._seats = seats
        self._people = {"student": student, "clerk": clerk}
        self._dice = random.Random(seed)  # noqa: S311 - play, not secrecy
        self._open: dict[str, Row] = {}
        self._next = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + FIRST
        self._ways: dict[str, tuple[Way, ...]] = {
            "pending": (self._confirm, self._confirm, self._decline, self._give_up),
            "confirmed": (
                self._arrive,
                self._arrive,
                self._cancel,
                self._give_up,
                self._note,
                self._pay,
                self._move,
                self._stay_away,
            ),
            "checked_in": (self._leave, self._leave, self._undo, self._note),
            "no_show": (self._arrive, self._let_be),
            "completed": (self._let_be, self._let_be, self._let_be, self._undo),
        }

    async def work(self, allowed: Callable[[], Any]) -> None:
        """Do things until `allowed`, awaited before each, says False."""
        while await allowed():
            await self.step()

    async def step(self) -> None:
        """One change of one booking."""
        if not self._open or (len(self._open) < OPEN_AT_ONCE and self._dice.random() < NEW):
            await self._book()
            return
        booking = self._dice.choice(list(self._open.values()))
        await self._dice.choice(self._ways[booking["status"]])(booking)

    def close(self) -> None:
        """Let go of the connections."""
        for person in self._people.values():
            person.close()

    async def _book(self) -> None:
        """A new booking in the next slot, by the student or at the desk."""
        starts, self._next = self._next, self._next + SLOT
        body = {
            "libraryId": self._library.id,
            "seatId": self._dice.choice(self._seats),
            "startsAt": starts.isoformat(),
            "endsAt": (starts + SLOT).isoformat(),
        }
        by = "student"
        if self._dice.random() < WALKS_IN:
            by, body["studentName"] = "clerk", f"Walk In {self._dice.randint(1, 999)}"
        await self._command(by, "POST", "/api/bookings", body)

    async def _let_be(self, booking: Row) -> None:
        del self._open[booking["id"]]
        await self._book()

    async def _confirm(self, booking: Row) -> None:
        await self._edit(booking, status="confirmed")

    async def _decline(self, booking: Row) -> None:
        await self._edit(booking, status="declined")

    async def _stay_away(self, booking: Row) -> None:
        await self._edit(booking, status="no_show")

    async def _undo(self, booking: Row) -> None:
        back = {"checked_in": "confirmed", "completed": "checked_in"}[booking["status"]]
        await self._edit(booking, status=back)

    async def _note(self, booking: Row) -> None:
        await self._edit(booking, note=f"note {self._dice.getrandbits(48):x}")

    async def _pay(self, booking: Row) -> None:
        await self._edit(booking, paymentStatus=_other(booking["paymentStatus"], "paid", "unpaid"))

    async def _move(self, booking: Row) -> None:
        await self._edit(booking, seatId=_other(booking["seatId"], *self._seats))

    async def _arrive(self, booking: Row) -> None:
        path = f"/api/bookings/{booking['id']}/check-in"
        await self._command("clerk", "POST", path, taken=booking)

    async def _leave(self, booking: Row) -> None:
        await self._command("clerk", "POST", f"/api/bookings/{booking['id']}/check-out")

    async def _cancel(self, booking: Row) -> None:
        await self._end(booking, "clerk")

    async def _give_up(self, booking: Row) -> None:
        await self._end(booking, "student" if booking["source"] == "online" else "clerk")

    async def _end(self, booking: Row, by: str) -> None:
        await self._command(by, "DELETE", f"/api/bookings/{booking['id']}", {"reason": "plans"})

    async def _edit(self, booking: Row, **fields: Any) -> None:
        body = {"version": booking["version"], **fields}
        await self._command("clerk", "PUT", f"/api/bookings/{booking['id']}", body, taken=booking)

    async def _command(
        self, by: str, method: str, path: str, body: Any = None, taken: Row | None = None
    ) -> None:
        key = f"{self._dice.getrandbits(128):032x}"
        answer = await self._answered(by, method, path, body, key)
        if taken is not None and answer.json().get("error", {}).get("code") == "seat_taken":
            # Each slot has one booking, but whoever came early sits there in those before.
            await self._note(taken)
            return
        booking: Row = data_of(answer)
        self.done.append((booking["id"], booking["version"]))
        if booking["status"] in {"cancelled", "declined"}:
            self._open.pop(booking["id"], None)
        else:
            self._open[booking["id"]] = booking

    async def _answered(
        self, by: str, method: str, path: str, body: Any, key: str
    ) -> httpx.Response:
        while True:
            try:
                person = self._people[by]
                answer = await asyncio.to_thread(_send, person, method, path, body, key)
                if answer.status_code == HTTPStatus.UNAUTHORIZED:
                    self._people[by] = await asyncio.to_thread(_renewed, self._url, person)
                elif answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                    return answer
            except httpx.TransportError:
                # The hub is away, or went amid the answer; the key makes a second time harmless.
                await asyncio.sleep(RETRY_S)


class Pace:
    """How many changes are made, and how fast.

    They are spread over `seconds`. Ahead of `gate()`, the number of events at which the next
    fault is due, they only trickle, so that no fault finds the load over.
    """

    TRICKLE_S = 0.2
    BEHIND_S = 5.0
    """What was not done in time, because the hub was away, is made up for as far as this."""

    def __init__(self, events: int, seconds: float, slack: int, gate: Callable[[], float]) -> None:
        self.begun = 0
        self._events = events
        self._every = seconds / events
        self._slack = slack
        self._gate = gate
        self._turn = asyncio.Lock()
        self._next = 0.0

    async def __call__(self) -> bool:
        """Wait for a turn; False when all changes are made or under way."""
        async with self._turn:
            if self.begun >= self._events:
                return False
            ahead = self.begun > self._gate() + self._slack
            now = asyncio.get_running_loop().time()
            self._next = max(self._next, now - self.BEHIND_S) + (
                self.TRICKLE_S if ahead else self._every
            )
            self.begun += 1
            if self._next > now:
                await asyncio.sleep(self._next - now)
        return True


def acknowledged(writers: Iterable[Writer]) -> list[tuple[str, int]]:
    """The ids and versions of bookings that the hub has acknowledged to anybody."""
    return [each for writer in writers for each in writer.done]


def _other(now: str, one: str, other: str) -> str:
    return other if now == one else one


def _renewed(url: str, person: Person) -> Person:
    """The same person with a new sign-in, or as before when the hub cannot give one."""
    body = {"email": person.sign_in["user"]["email"], "password": PASSWORD}
    answer = httpx.post(f"{url}/api/auth/login", json=body, timeout=30)
    if answer.is_error:
        return person
    person.close()
    return Person(url, data_of(answer))


def _send(person: Person, method: str, path: str, body: Any, key: str) -> httpx.Response:
    send = {"POST": person.post, "PUT": person.put, "DELETE": person.delete}[method]
    return send(path, body, key)
