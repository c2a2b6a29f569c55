"""Making, changing and ending bookings, over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.hub.people import Library, Person, another_library, email, register, soon
from tests.hub.process import PASSWORD, HubProcess, data_of
from tests.hub.refusals import refused


def test_a_student_books_a_seat(library: Library, student: Person) -> None:
    asked = library.asked(hours=2, lasting=1.5, note="  near the window\x00 ", studentPhone="98450")
    answer = student.post("/api/bookings", asked)
    assert answer.status_code == 201
    booking = data_of(answer)
    assert booking["status"] == "confirmed"
    assert booking["studentId"] == student.id
    assert booking["studentName"] == "Asha Verma"
    assert booking["note"] == "near the window"
    assert booking["totalMinor"] == 2 * 5000  # two begun hours at 50 rupees
    assert booking["currency"] == "INR"
    assert booking["source"] == "online"
    assert booking["version"] == 1
    assert len(booking["code"]) == 5
    assert data_of(student.get(f"/api/bookings/{booking['id']}")) == booking
    assert data_of(library.owner.get(f"/api/bookings/{booking['id']}")) == booking


def test_what_a_student_claims_to_be_or_to_have_paid_does_not_count(
    library: Library, student: Person
) -> None:
    claims = {"studentName": "Somebody Else", "paymentStatus": "paid"}
    booking = library.book(student, **claims)
    assert booking["studentName"] == "Asha Verma"
    assert booking["paymentStatus"] == "unpaid"
    refused(
        student.post("/api/bookings", library.asked(seat=1, source="phone")), 400, "invalid_input"
    )


def test_the_desk_books_for_a_walk_in(library: Library, staff: Person) -> None:
    asked = library.asked(hours=0, studentName="Ravi", paymentStatus="paid", source="phone")
    booking = data_of(staff.post("/api/bookings", asked))
    assert booking["studentId"] is None
    assert (booking["studentName"], booking["source"]) == ("Ravi", "phone")
    assert booking["paymentStatus"] == "paid"
    error = refused(staff.post("/api/bookings", library.asked(seat=1)), 400, "invalid_input")
    assert error["details"]["field"] == "studentName"
    asked = library.asked(seat=1, studentName="Ravi", source="online")
    refused(staff.post("/api/bookings", asked), 400, "invalid_input")


def test_a_library_may_want_to_confirm_first(library: Library, student: Person) -> None:
    data_of(library.owner.put(library.path, {"version": 1, "autoConfirm": False}))
    booking = library.book(student)
    assert booking["status"] == "pending"
    path = f"/api/bookings/{booking['id']}"
    refused(library.owner.post(f"{path}/check-in"), 409, "wrong_state")
    confirmed = data_of(library.owner.put(path, {"version": 1, "status": "confirmed"}))
    assert confirmed["status"] == "confirmed"
    other = library.book(student, seat=1, hours=3)
    declined = library.owner.put(
        f"/api/bookings/{other['id']}", {"version": 1, "status": "declined"}
    )
    assert data_of(declined)["status"] == "declined"


@pytest.mark.parametrize(
    ("hours", "lasting", "more", "field"),
    [
        (1, -1, {}, "endsAt"),
        (1, 0, {}, "endsAt"),
        (1, 59 / 3600, {}, "endsAt"),
        (1, 25, {}, "endsAt"),
        (1, 24 * 32, {"kind": "day"}, "endsAt"),
        (1, 24 * 370, {"kind": "month"}, "endsAt"),
        (-1, 2, {}, "startsAt"),
        (24 * 401, 1, {}, "startsAt"),
        (1, 1, {"note": "x" * 2001}, "note"),
        (1, 1, {"studentPhone": "9" * 41}, "studentPhone"),
        (1, 1, {"kind": "week"}, "kind"),
        (1, 1, {"startsAt": "2026-05-01T09:00:00"}, "startsAt"),
        (1, 1, {"startsAt": "0001-01-01T00:00:00+14:00"}, "startsAt"),
        (1, 1, {"endsAt": "9999-12-31T23:59:59-14:00"}, "endsAt"),
        (1, 1, {"endsAt": None}, "endsAt"),
        (1, 1, {"seatId": 7}, "seatId"),
    ],
)
def test_a_booking_that_cannot_be_is_refused_naming_the_field(
    library: Library, student: Person, hours: float, lasting: float, more: Any, field: str
) -> None:
    asked = {**library.asked(hours=hours, lasting=lasting), **more}
    error = refused(student.post("/api/bookings", asked), 400, "invalid_input")
    assert error["details"]["field"] == field
    assert data_of(library.owner.get("/api/bookings", libraryId=library.id))["items"] == []


def test_a_minute_is_the_shortest_booking(library: Library, student: Person) -> None:
    library.book(student, lasting=1 / 60)


@pytest.mark.parametrize(
    "unseen",
    ["  ", "\u200b\u200b", "\u2028\u00ad\u3164", "\u0301\ufe0f", "\u2800", "\U000e0041", "\x07"],
)
def test_a_name_of_which_nothing_is_seen_is_none(
    hub: HubProcess, library: Library, unseen: str
) -> None:
    body = {"name": unseen, "email": email(), "password": PASSWORD}
    error = refused(httpx.post(f"{hub.url}/api/auth/register", json=body), 400, "invalid_input")
    assert error["message"] == "The name is missing."
    asked = library.asked(studentName=unseen)
    refused(library.owner.post("/api/bookings", asked), 400, "invalid_input")


@pytest.mark.parametrize("name", ["李", "न\u200dक", "é", "e\u0301", "7", "☺"])
def test_a_name_of_one_letter_stays_as_it_is(library: Library, name: str) -> None:
    assert library.book(library.owner, studentName=name)["studentName"] == name


def test_a_missing_field_is_named(library: Library, student: Person) -> None:
    asked = library.asked()
    del asked["seatId"]
    error = refused(student.post("/api/bookings", asked), 400, "invalid_input")
    assert error["message"] == "The field seatId is missing."


def test_the_desk_may_write_down_who_came_earlier_today(library: Library) -> None:
    late = library.book(library.owner, hours=-11, lasting=12)
    assert late["status"] == "confirmed"
    too_late = library.asked(seat=1, hours=-13, lasting=14, studentName="Ravi")
    refused(library.owner.post("/api/bookings", too_late), 400, "invalid_input")
    over = library.asked(seat=1, hours=-2, lasting=1, studentName="Ravi")
    refused(library.owner.post("/api/bookings", over), 400, "invalid_input")


def test_a_day_and_a_month_end_in_the_library_s_own_zone(library: Library, student: Person) -> None:
    zone = {"version": 1, "timezone": "Pacific/Apia"}
    data_of(library.owner.put(library.path, zone))
    day = library.book(student, hours=48, kind="day", endsAt=None)
    assert day["endsAt"].endswith(("T11:00:00Z", "T10:00:00Z"))  # midnight at +13 or +14
    assert day["totalMinor"] == 30000
    month = library.book(student, seat=1, hours=24 * 4, kind="month", endsAt=None)
    assert month["totalMinor"] == 400000


def test_unknown_and_other_people_s_seats_are_not_found(
    library: Library, student: Person, owner: Person
) -> None:
    elsewhere = another_library(owner)
    for body in (
        library.asked() | {"libraryId": "nowhere"},
        library.asked() | {"seatId": "nothing"},
        library.asked() | {"seatId": elsewhere.seats[0]},
    ):
        refused(student.post("/api/bookings", body), 404, "not_found")


def test_a_taken_seat_is_refused_with_the_time_it_frees(
    hub: HubProcess, library: Library, student: Person
) -> None:
    first = library.book(student, hours=2, lasting=2)
    other = register(hub.url, "Bina Das")
    error = refused(
        other.post("/api/bookings", library.asked(hours=3, lasting=2)), 409, "seat_taken"
    )
    assert error["details"]["until"] == first["endsAt"]
    assert "Asha" not in str(error)
    assert first["id"] not in str(error)
    told = refused(
        library.owner.post("/api/bookings", library.asked(hours=3, lasting=2, studentName="Ravi")),
        409,
        "seat_taken",
    )
    assert told["details"]["studentName"] == "Asha Verma"
    other.close()


def test_a_student_holds_one_seat_of_a_library_at_a_time(
    hub: HubProcess, library: Library, owner: Person, student: Person
) -> None:
    first = library.book(student, hours=2, lasting=2)
    for hours, lasting in ((2, 2), (3, 3), (1, 2), (1, 6), (2.5, 0.5)):
        asked = library.asked(seat=1, hours=hours, lasting=lasting)
        error = refused(student.post("/api/bookings", asked), 409, "already_booked")
        assert f"booking {first['code']}" in error["message"]
        assert "seat A-01 from " in error["message"]
        assert error["details"] == {
            "bookingId": first["id"],
            "code": first["code"],
            "seatLabel": "A-01",
            "from": first["startsAt"],
            "until": first["endsAt"],
        }
    # Right before and right after, in another library, and by others it fits.
    library.book(student, seat=1, hours=1, lasting=0.9)
    library.book(student, seat=1, hours=4.1)
    another_library(owner).book(student, hours=2)
    other = register(hub.url)
    library.book(other, seat=2, hours=2)
    other.close()
    data_of(student.delete(f"/api/bookings/{first['id']}"))
    library.book(student, seat=3, hours=2, lasting=1)


def test_the_desk_may_book_more_seats_than_one_at_a_time(library: Library, staff: Person) -> None:
    for by, seat in ((staff, 0), (staff, 1), (library.owner, 2), (library.owner, 3)):
        library.book(by, seat=seat, studentName="A group")


def test_bookings_that_only_touch_fit_one_seat(library: Library, student: Person) -> None:
    starts = soon(2)
    for begins in (starts, starts + timedelta(hours=1), starts - timedelta(hours=1)):
        body = library.asked() | {
            "startsAt": begins.isoformat(),
            "endsAt": (begins + timedelta(hours=1)).isoformat(),
        }
        assert student.post("/api/bookings", body).status_code == 201


def test_a_seat_out_of_use_cannot_be_booked(library: Library, student: Person) -> None:
    path = f"{library.path}/seats/{library.seats[0]}"
    assert data_of(library.owner.put(path, {"available": False}))["available"] is False
    refused(student.post("/api/bookings", library.asked()), 409, "conflict")
    library.book(student, seat=1)


def test_the_whole_way_of_a_booking(library: Library, staff: Person, student: Person) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    refused(staff.post(f"{path}/check-out"), 409, "wrong_state")
    arrived = data_of(staff.post(f"{path}/check-in"))
    assert arrived["status"] == "checked_in"
    assert arrived["checkedInAt"] is not None
    refused(staff.post(f"{path}/check-in"), 409, "wrong_state")
    refused(staff.delete(path), 409, "wrong_state")
    left = data_of(staff.post(f"{path}/check-out"))
    assert left["status"] == "completed"
    assert left["checkedOutAt"] is not None
    assert left["version"] == 3
    slip = data_of(staff.put(path, {"version": 3, "status": "checked_in"}))
    assert slip["status"] == "checked_in"
    assert slip["checkedOutAt"] is None
    events = [event["event"] for event in library.events()]
    assert events[-4:] == [
        "booking:created",
        "booking:checkin",
        "booking:checkout",
        "booking:updated",
    ]


def test_a_student_who_comes_after_all_gets_the_seat_only_if_it_is_free(
    hub: HubProcess, library: Library, student: Person
) -> None:
    owner = library.owner
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    data_of(owner.put(path, {"version": 1, "status": "no_show"}))
    other = register(hub.url)
    theirs = library.book(other)
    refused(owner.post(f"{path}/check-in"), 409, "seat_taken")
    assert data_of(owner.get(path))["status"] == "no_show"
    data_of(other.delete(f"/api/bookings/{theirs['id']}"))
    assert data_of(owner.post(f"{path}/check-in"))["status"] == "checked_in"
    other.close()


def test_who_comes_early_holds_the_seat_from_now_on(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student, hours=2, lasting=1)
    path = f"/api/bookings/{booking['id']}"
    owner = library.owner

    def between() -> Any:
        """Somebody else wants the seat until the student's own time begins."""
        return owner.post("/api/bookings", library.asked(hours=0, lasting=1.9, studentName="Ravi"))

    arrived = data_of(staff.post(f"{path}/check-in"))
    assert arrived["startsAt"] == booking["startsAt"]
    assert f"by booking {booking['code']}" in refused(between(), 409, "seat_taken")["message"]
    # It was a slip: nobody sits there.
    back = data_of(staff.put(path, {"version": 2, "status": "confirmed"}))
    theirs = data_of(between())
    # Now the seat has somebody until then, and whoever waits for it may be let in all the same.
    arrived = data_of(staff.post(f"{path}/check-in"))
    assert (arrived["status"], arrived["version"]) == ("checked_in", back["version"] + 1)
    data_of(staff.delete(f"/api/bookings/{theirs['id']}"))
    # Elsewhere they sit from now on as well.
    data_of(staff.put(path, {"version": arrived["version"], "seatId": library.seats[1]}))
    refused(
        owner.post("/api/bookings", library.asked(seat=1, hours=0, studentName="Bina")),
        409,
        "seat_taken",
    )
    data_of(between())
    data_of(staff.post(f"{path}/check-out"))
    data_of(owner.post("/api/bookings", library.asked(seat=1, hours=0, studentName="Bina")))


def test_nobody_sits_down_early_where_somebody_sits_by_right(
    library: Library, staff: Person, student: Person
) -> None:
    owner = library.owner
    asha = data_of(
        owner.post("/api/bookings", library.asked(hours=0, lasting=1, studentName="Asha Verma"))
    )
    data_of(staff.post(f"/api/bookings/{asha['id']}/check-in"))
    booking = library.book(student, hours=1.5)
    path = f"/api/bookings/{booking['id']}"
    told = refused(staff.post(f"{path}/check-in"), 409, "seat_taken")
    assert f"by booking {asha['code']} (Asha Verma)" in told["message"]
    assert "check them out first" in told["message"]
    # On another seat they may, and may not come back to this one by a move either.
    elsewhere = {"version": 1, "seatId": library.seats[1]}
    data_of(staff.put(path, elsewhere))
    arrived = data_of(staff.post(f"{path}/check-in"))
    back = {"version": arrived["version"], "seatId": library.seats[0]}
    refused(staff.put(path, back), 409, "seat_taken")
    data_of(staff.post(f"/api/bookings/{asha['id']}/check-out"))
    assert data_of(staff.put(path, back))["seatId"] == library.seats[0]


def test_a_check_in_by_mistake_is_taken_back(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    data_of(staff.post(f"{path}/check-in"))
    back = {"version": 2, "status": "confirmed"}
    refused(student.put(path, back), 403, "forbidden")
    confirmed = data_of(staff.put(path, back))
    assert (confirmed["status"], confirmed["checkedInAt"]) == ("confirmed", None)
    # The seat was held all the time, and is held still.
    refused(
        library.owner.post("/api/bookings", library.asked(studentName="Ravi")), 409, "seat_taken"
    )
    arrived = data_of(staff.post(f"{path}/check-in"))
    assert (arrived["status"], arrived["version"]) == ("checked_in", 4)
    assert arrived["checkedInAt"] is not None
    told = library.events()[-4:]
    assert [event["event"] for event in told] == [
        "booking:created",
        "booking:checkin",
        "booking:updated",
        "booking:checkin",
    ]
    assert told[2]["payload"] == confirmed


def test_a_check_out_is_taken_back_only_while_the_seat_is_free(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    data_of(staff.post(f"{path}/check-in"))
    left = data_of(staff.post(f"{path}/check-out"))
    next_one = library.book(library.owner, studentName="Bina Das")
    back = {"version": left["version"], "status": "checked_in"}
    refused(student.put(path, back), 403, "forbidden")
    error = refused(staff.put(path, back), 409, "seat_taken")
    assert f"by booking {next_one['code']} (Bina Das)" in error["message"]
    assert "make a new one for another seat" in error["message"]
    assert error["details"]["bookingId"] == next_one["id"]
    assert data_of(staff.get(path)) == left
    data_of(staff.delete(f"/api/bookings/{next_one['id']}"))
    undone = data_of(staff.put(path, back))
    assert (undone["status"], undone["checkedOutAt"]) == ("checked_in", None)
    assert undone["checkedInAt"] == left["checkedInAt"]
    assert library.events()[-1]["event"] == "booking:updated"
    refused(library.owner.post("/api/bookings", library.asked(studentName="X")), 409, "seat_taken")


def test_cancelling(library: Library, student: Person) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    gone = data_of(student.delete(path, {"reason": "exam moved"}))
    assert (gone["status"], gone["cancelledBy"], gone["cancelReason"]) == (
        "cancelled",
        "student",
        "exam moved",
    )
    refused(student.delete(path), 409, "wrong_state")
    again = library.book(student)
    assert again["id"] != booking["id"]
    assert data_of(library.owner.delete(f"/api/bookings/{again['id']}"))["cancelledBy"] == "owner"


def test_a_student_cannot_cancel_what_has_begun(library: Library, student: Person) -> None:
    booking = library.book(student, hours=-0.02)
    path = f"/api/bookings/{booking['id']}"
    refused(student.delete(path), 409, "wrong_state")
    assert data_of(library.owner.delete(path))["status"] == "cancelled"


def test_a_stale_edit_is_refused_with_the_row_as_it_is(library: Library, student: Person) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    current = data_of(library.owner.put(path, {"version": 1, "note": "first"}))
    error = refused(library.owner.put(path, {"version": 1, "note": "second"}), 409, "stale_version")
    ahead = refused(library.owner.put(path, {"version": 10**30, "note": "x"}), 409, "stale_version")
    assert "no version 1,000," in ahead["message"]
    assert error["details"]["current"] == current
    assert current["note"] == "first"
    refused(library.owner.delete(path, {"version": 1}), 409, "stale_version")


def test_an_edit_that_changes_nothing_makes_no_other_version(
    library: Library, student: Person
) -> None:
    booking = library.book(student, note="by the door")
    path = f"/api/bookings/{booking['id']}"
    same = {name: booking[name] for name in ("note", "seatId", "startsAt", "endsAt", "status")}
    told = len(library.events())
    assert data_of(library.owner.put(path, {"version": 1, **same})) == booking
    assert len(library.events()) == told
    changed = data_of(library.owner.put(path, {"version": 1, **same, "note": "by the window"}))
    assert (changed["version"], changed["seatId"]) == (2, booking["seatId"])


def test_moving_a_booking_checks_the_seat_and_keeps_the_price_of_an_hour(
    library: Library, student: Person
) -> None:
    owner = library.owner
    booking = library.book(student, hours=2, lasting=1)
    blocking = library.book(owner, seat=1, hours=2, lasting=1)
    path = f"/api/bookings/{booking['id']}"
    move = {"version": 1, "seatId": library.seats[1]}
    refused(owner.put(path, move), 409, "seat_taken")
    assert data_of(owner.get(path)) == booking
    prices = data_of(owner.get(f"{library.path}/pricing"))
    dearer = {"version": prices["version"], "hourMinor": 9900}
    data_of(owner.put(f"{library.path}/pricing", dearer))
    until = (datetime.fromisoformat(booking["startsAt"]) + timedelta(hours=4)).isoformat()
    moved = data_of(owner.put(path, {"version": 1, "seatId": library.seats[2], "endsAt": until}))
    assert moved["seatLabel"] == "A-03"
    assert moved["totalMinor"] == 4 * 5000
    library.book(owner, seat=0, hours=2)
    assert blocking["totalMinor"] == 5000


def test_an_edit_that_does_not_fit_the_lifecycle_is_refused(
    library: Library, student: Person
) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    for status in ("completed", "pending"):
        refused(library.owner.put(path, {"version": 1, "status": status}), 409, "wrong_state")
    data_of(library.owner.delete(path))
    body = {"version": 2, "seatId": library.seats[1]}
    refused(library.owner.put(path, body), 409, "wrong_state")
    assert data_of(library.owner.put(path, {"version": 2, "note": "ok"}))["note"] == "ok"


def test_codes_are_unique_and_made_of_clear_letters(library: Library) -> None:
    codes = {
        library.book(library.owner, seat=seat, hours=hour)["code"]
        for seat in (0, 1)
        for hour in (1, 3, 5)
    }
    assert len(codes) == 6
    assert not set("".join(codes)) & set("01OILU")
