"""The envelope, records and errors on the wire."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import msgspec
import pytest

from app.contract import errors, wire
from app.contract.models import Booking, SignIn
from app.contract.wire import failure, success, unwrap


def all_errors() -> list[type[errors.StudySpotError]]:
    found = [errors.StudySpotError]
    for cls in found:
        found += cls.__subclasses__()
    return found


def test_a_record_survives_the_wire() -> None:
    booking = Booking(
        id="b1", student_name="Asha", starts_at=datetime(2026, 5, 1, 9, tzinfo=UTC), version=3
    )
    body = success(booking)
    assert json.loads(body)["data"]["startsAt"] == "2026-05-01T09:00:00Z"
    assert unwrap(200, body, Booking) == booking


def test_a_basic_backend_may_send_only_an_id() -> None:
    told = unwrap(200, b'{"success":true,"data":{"id":"7","unknown":1}}', Booking)
    assert told.id == "7"
    assert told.status == "pending"


def test_a_time_without_a_zone_is_refused() -> None:
    body = b'{"success":true,"data":{"id":"7","startsAt":"2026-05-01T09:00:00"}}'
    with pytest.raises(errors.NotAHub):
        unwrap(200, body, Booking)


@pytest.mark.parametrize("cls", all_errors())
def test_every_error_survives_the_wire_with_its_code(cls: type[errors.StudySpotError]) -> None:
    sent = cls("The seat is taken until 16:00.", details={"until": "16:00"})
    with pytest.raises(cls) as caught:
        unwrap(cls.status, failure(sent), Booking)
    assert type(caught.value) is cls
    assert caught.value.message == sent.message
    assert caught.value.details == {"until": "16:00"}


def test_error_codes_and_titles_are_one_to_a_class() -> None:
    classes = all_errors()
    assert len({cls.code for cls in classes}) == len(classes)
    assert all(cls.title and cls.title[0].isupper() for cls in classes)


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (401, b'{"success":false,"error":"bad token"}', errors.Unauthenticated),
        (403, b'{"success":false,"message":"no"}', errors.Forbidden),
        (404, b'{"success":false}', errors.NotFound),
        (418, b'{"success":false,"error":{"code":"teapot"}}', errors.StudySpotError),
    ],
)
def test_failures_of_other_backends_are_known_by_their_status(
    status: int, body: bytes, expected: type[errors.StudySpotError]
) -> None:
    with pytest.raises(errors.StudySpotError) as caught:
        unwrap(status, body, Booking)
    assert type(caught.value) is expected


@pytest.mark.parametrize(
    "body", [b"<html>Welcome to the Wi-Fi</html>", b"", b"[]", b'{"data":{}}', b'{"success":true}']
)
def test_what_is_no_envelope_is_no_hub(body: bytes) -> None:
    with pytest.raises(errors.NotAHub, match="address"):
        unwrap(200, body, SignIn)


def test_records_are_camel_case_outside() -> None:
    names = {field.encode_name for field in msgspec.structs.fields(Booking)}
    assert {"libraryId", "checkedInAt", "totalMinor"} <= names
    assert not any("_" in name for name in names)
    assert wire.builtins(Booking(id="1"))["studentName"] == ""
