"""The envelope of every REST answer, and JSON both ways."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, TypeVar

import msgspec

from app.contract.errors import NotAHub, StudySpotError, from_wire
from app.contract.tongue import translate

T = TypeVar("T")

DONE_AT = "Done-At"
"""Header of a command that somebody gave earlier than it is sent: when that was, ISO 8601."""

_encoder = msgspec.json.Encoder()


class _Failure(msgspec.Struct):
    code: str = ""
    message: str = ""
    details: dict[str, Any] | None = None


class _Envelope(msgspec.Struct):
    success: bool
    data: msgspec.Raw = msgspec.Raw(b"null")
    error: _Failure | str | None = None
    message: str = ""


_envelope = msgspec.json.Decoder(_Envelope)


def encode(value: object) -> bytes:
    """JSON bytes of a record; times as UTC ISO 8601."""
    return _encoder.encode(value)


def builtins(value: object) -> Any:
    """The JSON-compatible dict, list or scalar of a record, for a Socket.IO argument."""
    return msgspec.to_builtins(value)


def success(data: object) -> bytes:
    """The bytes of `{"success": true, "data": …}`."""
    return _encoder.encode({"success": True, "data": data})


def failure(error: StudySpotError) -> bytes:
    """The bytes of `{"success": false, "error": {"code, message, details"}}`."""
    told = {"code": error.code, "message": error.message, "details": error.details}
    return _encoder.encode({"success": False, "error": told})


def unwrap(status: int, body: bytes, kind: type[T]) -> T:
    """The data of an answer as `kind`.

    Raises:
        StudySpotError: the failure the answer tells, by its code or HTTP status.
        NotAHub: when the body is no such envelope or its data do not fit `kind`.
    """
    try:
        envelope = _envelope.decode(body)
        if envelope.success and status < HTTPStatus.BAD_REQUEST:
            return msgspec.json.decode(envelope.data, type=kind)
    except msgspec.MsgspecError as error:
        raise NotAHub(
            translate(
                "wire",
                "The server answered something that StudySpot Desk does not understand "
                "(HTTP {status}: {error}). Check that the address is a StudySpot server's.",
            ).format(status=status, error=error)
        ) from error
    told = envelope.error
    if isinstance(told, _Failure):
        raise from_wire(status, told.code, told.message or f"HTTP {status}", told.details)
    # Basic backends say it as a plain string, under "error" or "message".
    raise from_wire(status, "", told or envelope.message or f"HTTP {status}")
