"""One tree of errors; each has a code for programs, a title and a sentence for people."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

CONTEXT = "errors"
"""What translations of the titles are found under."""

LONGEST_SAID = 500
"""Characters of what a server says of a failure that are passed on."""


class StudySpotError(Exception):
    """Base of every failure a person can meet.

    `message` says what happened, why, and what to do. `details` is JSON-compatible.
    """

    code: ClassVar[str] = "failed"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, message: str, *, details: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details: dict[str, Any] = details or {}


# What a hub answers. `status` is the HTTP status.


class InvalidInput(StudySpotError):
    """A field is missing, malformed or impossible; `details["field"]` names it."""

    code, status, title = "invalid_input", 400, "That cannot be right"


class Unauthenticated(StudySpotError):
    """No valid token, or a wrong e-mail or password."""

    code, status, title = "unauthenticated", 401, "Not signed in"


class Forbidden(StudySpotError):
    """The account may not do this."""

    code, status, title = "forbidden", 403, "Not allowed"


class NotFound(StudySpotError):
    """There is no such thing, or none that the account may see."""

    code, status, title = "not_found", 404, "Not found"


class MethodNotAllowed(StudySpotError):
    """The address takes other methods; `details["allowed"]` lists them."""

    code, status, title = "method_not_allowed", 405, "Not done that way"


class Conflict(StudySpotError):
    """The request does not fit the present state."""

    code, status, title = "conflict", 409, "That does not fit"


class SeatTaken(Conflict):
    """The seat is held by another booking at that time."""

    code, title = "seat_taken", "The seat is taken"


class AlreadyBooked(Conflict):
    """The student holds a seat of this library at that time; `details` has that booking."""

    code, title = "already_booked", "You have a seat at this time"


class StaleVersion(Conflict):
    """Somebody changed the row meanwhile; `details["current"]` is the row as it is now."""

    code, title = "stale_version", "Somebody changed it meanwhile"


class WrongState(Conflict):
    """The booking's state does not allow this step."""

    code, title = "wrong_state", "Not possible any more"


class KeyReused(Conflict):
    """An Idempotency-Key came back with another request."""

    code, title = "key_reused", "The same key for two requests"


class Gone(StudySpotError):
    """A stream position that is no longer kept, or of another epoch; take a snapshot."""

    code, status, title = "gone", 410, "Too far back"


class TooLarge(StudySpotError):
    """The request's body is larger than the hub takes."""

    code, status, title = "too_large", 413, "Too large"


class TooMany(StudySpotError):
    """Too many attempts; `details["retryAfter"]` in seconds."""

    code, status, title = "too_many", 429, "Too many attempts"


class Unavailable(StudySpotError):
    """The hub cannot do its work now (disk full, database locked)."""

    code, status, title = "unavailable", 503, "The hub cannot work just now"


# What the desk meets on its own side.


class Unreachable(StudySpotError):
    """No connection to the server, or no answer in time."""

    code, title = "unreachable", "The server cannot be reached"


class NotAHub(StudySpotError):
    """Something answered, but not a StudySpot server (a web page, a captive portal)."""

    code, title = "not_a_hub", "That is not a StudySpot server"


class CertificateRefused(StudySpotError):
    """The server's certificate is unknown, wrong or expired; never retried insecurely."""

    code, title = "certificate_refused", "The server could not prove who it is"


class SignedOut(StudySpotError):
    """The sign-in has ended; the person must sign in again."""

    code, title = "signed_out", "Please sign in again"


class StoreFailed(StudySpotError):
    """The desk's own copy cannot be read or written (disk full, damaged, newer)."""

    code, title = "store_failed", "The desk's copy of the bookings cannot be used"


class SettingsFailed(StudySpotError):
    """The settings cannot be read or written."""

    code, title = "settings_failed", "The settings cannot be used"


class ProfileInUse(StudySpotError):
    """Another process works on the same profile."""

    code, title = "profile_in_use", "StudySpot Desk is running already"


class NoScreen(StudySpotError):
    """There is no display that a window could open on."""

    code, title = "no_screen", "There is no screen here that a window could open on"


class NotWritten(StudySpotError):
    """A file that somebody asked for could not be written."""

    code, title = "not_written", "The file was not written"


class CheckFailed(StudySpotError):
    """A check-up of this desk came to no result."""

    code, title = "check_failed", "The check-up came to no result"


class HubFailed(StudySpotError):
    """The hub on this computer could not be started or has ended."""

    code, title = "hub_failed", "The hub does not run"


def _tree(root: type[StudySpotError]) -> list[type[StudySpotError]]:
    return [root, *(leaf for child in root.__subclasses__() for leaf in _tree(child))]


def of_status(status: int) -> list[type[StudySpotError]]:
    """The errors that a hub answers with this HTTP status."""
    found = [each for each in _tree(StudySpotError) if each.status == status]
    # What the desk meets on its own side has no status, and is nothing that a hub answers.
    return found[:1] if status == StudySpotError.status else found


def from_wire(
    status: int, code: str, message: str, details: dict[str, Any] | None = None
) -> StudySpotError:
    """The error a server's answer stands for: by code, else by HTTP status.

    Its words end on a screen or in a terminal: they are kept short and without control codes.
    """
    message = _presentable(message)
    classes = _tree(StudySpotError)
    for cls in classes:
        if cls.code == code:
            return cls(message, details=details)
    for cls in classes:
        if cls.status == status and cls.status != StudySpotError.status:
            return cls(message, details=details)
    return StudySpotError(message, details=details)


def _presentable(words: str) -> str:
    # What is cut off is not looked at, however long it is.
    start = words[: LONGEST_SAID + 1]
    plain = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in start)
    return plain if len(plain) <= LONGEST_SAID else f"{plain[: LONGEST_SAID - 1]}…"


# Control codes, and the ends of lines and paragraphs.
_UNSEEN = frozenset({"Cc", "Zl", "Zp"})
