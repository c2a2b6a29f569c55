"""People who use a hub in tests: each with a sign-in of their own, speaking HTTP."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from app.hub.accounts import add_owner
from tests.hub.process import PASSWORD, bearer, data_of

_numbers = itertools.count(1)


class Person:
    """A signed-in account; every call gives the bare HTTP answer."""

    def __init__(self, url: str, sign_in: dict[str, Any]) -> None:
        self.sign_in = sign_in
        self.id: str = sign_in["user"]["id"]
        self.token: str = sign_in["accessToken"]
        self.http = httpx.Client(base_url=url, headers=bearer(sign_in), timeout=30)

    def get(self, path: str, **params: Any) -> httpx.Response:
        return self.http.get(path, params=params)

    def post(self, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        return self._send("POST", path, body, key)

    def put(self, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        return self._send("PUT", path, body, key)

    def delete(self, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        return self._send("DELETE", path, body, key)

    def close(self) -> None:
        self.http.close()

    def done(self, at: datetime, path: str, body: Any = None) -> httpx.Response:
        """A POST of what was done at the desk at that time."""
        return self._send("POST", path, body, None, {"Done-At": at.isoformat()})

    def _send(
        self,
        method: str,
        path: str,
        body: Any,
        key: str | None,
        more: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        headers = {} if key is None else {"Idempotency-Key": key}
        headers |= more or {}
        if body is None:
            return self.http.request(method, path, headers=headers)
        return self.http.request(method, path, headers=headers, json=body)


class Library:
    """A library with seats, its owner, and bookings that are easy to write down."""

    def __init__(self, owner: Person, library_id: str, seats: list[dict[str, Any]]) -> None:
        self.owner = owner
        self.id = library_id
        self.seats = [seat["id"] for seat in seats]
        self.path = f"/api/libraries/{library_id}"
        self.stream = f"library:{library_id}"

    def asked(self, *, seat: int = 0, hours: float = 1, lasting: float = 1, **more: Any) -> Any:
        """The body of a booking that begins so many hours from now."""
        starts = soon(hours)
        return {
            "libraryId": self.id,
            "seatId": self.seats[seat],
            "startsAt": starts.isoformat(),
            "endsAt": (starts + timedelta(hours=lasting)).isoformat(),
            **more,
        }

    def book(self, by: Person, **more: Any) -> dict[str, Any]:
        """A booking, made by the student or, with a name, by the desk."""
        if by is self.owner:
            more.setdefault("studentName", "Walk In")
        booking: dict[str, Any] = data_of(by.post("/api/bookings", self.asked(**more)))
        return booking

    def events(self, by: Person | None = None, **params: Any) -> list[dict[str, Any]]:
        """The events of the library's stream."""
        page = data_of((by or self.owner).get(f"/api/streams/{self.stream}/events", **params))
        found: list[dict[str, Any]] = page["events"]
        return found


def soon(hours: float) -> datetime:
    """So many hours from now, to the second."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(hours=hours)


def email() -> str:
    """An address that nobody else in this run has."""
    return f"person{next(_numbers)}@example.com"


def register(url: str, name: str = "Asha Verma") -> Person:
    """A new student."""
    body = {"name": name, "email": email(), "password": PASSWORD}
    return Person(url, data_of(httpx.post(f"{url}/api/auth/register", json=body, timeout=30)))


def sign_in(url: str, address: str, password: str = PASSWORD) -> Person:
    """The account with this e-mail."""
    body = {"email": address, "password": password}
    return Person(url, data_of(httpx.post(f"{url}/api/auth/login", json=body, timeout=30)))


def new_owner(data: Path, url: str, seats: int = 2) -> Library:
    """A new owner with a library, made as the command line does it, while the hub runs."""
    address = email()
    made = asyncio.run(
        add_owner(
            data,
            name="Olga Owner",
            email=address,
            password=PASSWORD,
            library=f"Library of {address}",
            seats=seats,
        )
    )
    owner = sign_in(url, address)
    found = data_of(owner.get(f"/api/libraries/{made['libraryId']}/seats"))
    return Library(owner, made["libraryId"], found)


def another_library(owner: Person, seats: int = 6) -> Library:
    """One more library of an owner."""
    body = {"name": "Reading Room", "seats": seats}
    library_id = data_of(owner.post("/api/libraries", body))["id"]
    found = data_of(owner.get(f"/api/libraries/{library_id}/seats"))
    return Library(owner, library_id, found)


def hire(library: Library, url: str) -> Person:
    """A member of the library's staff."""
    address = email()
    body = {"name": "Sam Staff", "email": address, "password": PASSWORD}
    data_of(library.owner.post(f"{library.path}/staff", body))
    return sign_in(url, address)
