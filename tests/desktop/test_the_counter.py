"""What staff do at the counter, with their hands: by keyboard alone, and by the pointer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desktop.product import Product
from tests.hub.people import Library
from tests.hub.process import data_of
from tests.rig.bus import wait_until
from tests.rig.pointer import Pointer
from tests.rig.sound import SoundRecorder

pytestmark = pytest.mark.desktop


def bookings_of(library: Library) -> list[dict[str, Any]]:
    """All bookings of the library, as the hub has them."""
    found: list[dict[str, Any]] = data_of(library.owner.get("/api/bookings"))["items"]
    return found


def in_front(desk: Product) -> None:
    """Wait until the keys go to the window."""
    desk.until("window", lambda window: window["active"])


def test_who_walks_in_has_a_seat_after_some_keys(
    desk: Product, library: Library, pointer: Pointer, recorder: SoundRecorder
) -> None:
    in_front(desk)
    since = recorder.position
    pointer.key("ctrl+n")
    desk.until("focus", lambda focus: "name" in focus.lower())
    pointer.type("Zoya Khan")
    pointer.key("Return")
    (booking,) = wait_until(lambda: bookings_of(library), "the booking")
    assert booking["studentName"] == "Zoya Khan"
    assert (booking["source"], booking["seatId"]) == ("walk_in", booking["seatId"])
    desk.until("rows", lambda rows: rows and rows[0][0] == "Zoya Khan")
    # Who made it here need not be told of it.
    assert recorder.position >= since
    desk.until("status", lambda status: status["unread"] == 0)
    # Somebody who was here before is found by a few letters, and gets a seat as quickly.
    in_front(desk)
    pointer.key("ctrl+n")
    desk.until("focus", lambda focus: "name" in focus.lower())
    pointer.type("zoy")
    pointer.key("Return")
    pointer.key("Return")
    wait_until(lambda: len(bookings_of(library)) == 2, "the second booking")
    assert {each["studentName"] for each in bookings_of(library)} == {"Zoya Khan"}


def test_what_is_typed_while_a_question_opens_goes_into_it(
    desk: Product, library: Library, pointer: Pointer
) -> None:
    booking = library.book(library.owner, hours=0.2)
    path = f"/api/bookings/{booking['id']}"
    assert library.owner.post(f"{path}/check-in").status_code == 200
    desk.until("rows", lambda rows: rows and "Here" in rows[0])
    in_front(desk)
    # The booking that has arrived is chosen: O checks out, S moves, E changes the end.
    pointer.key("ctrl+2", "Down")
    desk.until("chosen", lambda chosen: chosen == booking["id"])
    pointer.burst("ctrl+n", "o", "m", "a", "r", "space", "s", "e", "e")
    desk.until("focus", lambda focus: "name" in focus.lower())
    pointer.key("Return")
    wait_until(lambda: len(bookings_of(library)) == 2, "the new one")
    assert "omar see" in {each["studentName"] for each in bookings_of(library)}
    assert data_of(library.owner.get(path))["status"] == "checked_in"
    assert data_of(library.owner.get(path))["seatId"] == booking["seatId"]


def test_the_owner_gives_a_rule_by_keys_alone(
    desk: Product, library: Library, pointer: Pointer
) -> None:
    in_front(desk)
    pointer.key("ctrl+1")
    desk.until("page", lambda shown: shown, page="today")

    def reached() -> bool:
        pointer.key("Tab")
        return "Change when a seat is given up" in str(desk.ask("focus"))

    wait_until(reached, "the way to the rule")
    pointer.key("Return")
    desk.until("focus", lambda focus: focus == "Never")
    pointer.key("Right", "Return")
    wait_until(
        lambda: data_of(library.owner.get(library.path))["noShowAfterMinutes"] == 10, "the rule"
    )


def test_a_booking_is_carried_to_another_seat(
    desk: Product, library: Library, pointer: Pointer
) -> None:
    booking = library.book(library.owner, hours=0, seat=0)
    library.book(library.owner, hours=0, seat=2)
    desk.until("count", lambda count: count == 2)
    in_front(desk)
    pointer.key("ctrl+3")
    desk.until("page", lambda shown: shown, page="seats")
    labels = [seat["label"] for seat in data_of(library.owner.get(f"{library.path}/seats"))]

    def place(number: int) -> tuple[int, int]:
        x, y = desk.until("seat", lambda found: found, label=labels[number])
        return x, y

    # On a seat that is taken it is not even asked for.
    pointer.drag(place(0), place(2))
    pointer.drag(place(0), place(1))
    path = f"/api/bookings/{booking['id']}"
    wait_until(lambda: data_of(library.owner.get(path))["seatId"] == library.seats[1], "the move")
    assert data_of(library.owner.get(path))["version"] == 2
    # And back by the key that says so.
    in_front(desk)
    pointer.key("ctrl+z")
    wait_until(lambda: data_of(library.owner.get(path))["seatId"] == library.seats[0], "the undo")
