"""The words that a booking is found by, and what a typed text asks of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from app.contract.models import Booking

_PLAIN_RUNS = re.compile("[a-z0-9]+").findall
_ACCENTS = range(0x0300, 0x0370)
NATIONAL = 10
"""So many digits a number has without its country's code in most of the world."""

_READ_OUT = (5, 4)
"""By so many last digits a caller is asked for."""


def folded(text: str) -> str:
    """Text as it is compared: without case, accents and forms that look alike.

    Marks that are letters of their own, as the vowel signs of Indian scripts, stay.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKD", "".join(_letters(apart))).casefold()


def _letters(text: str) -> Iterator[str]:
    for letter in text:
        if letter.isdecimal():
            # A number typed in the digits of another script is the same number.
            yield str(unicodedata.decimal(letter))
        # Joiners and marks of direction are not seen, and nobody types them.
        elif ord(letter) not in _ACCENTS and unicodedata.category(letter) != "Cf":
            yield letter


def typed(text: str) -> tuple[str, ...]:
    """The words of a typed text; a booking fits when each begins one of the booking's words."""
    return tuple(dict.fromkeys(word for part in folded(text).split() for word in _runs(part)))


def line(name: str, phone: str, code: str, seat: str) -> str:
    """The words that a booking is found by, each once and behind a space.

    What is written with a hyphen or an apostrophe is found by its parts and as one word; a
    phone by its whole number, without the country's code and by its last digits.
    """
    words = [*_written(name), *_phone(phone), *_written(code), *_written(seat)]
    return "".join(f" {word}" for word in dict.fromkeys(words))


def of_booking(booking: Booking) -> str:
    """The `line` of a booking."""
    return line(booking.student_name, booking.student_phone, booking.code, booking.seat_label)


def fits(kept: str, wanted: tuple[str, ...]) -> bool:
    """Whether each of the typed words begins one of a `line`."""
    return all(f" {word}" in kept for word in wanted)


def _written(text: str) -> Iterator[str]:
    for part in folded(text).split():
        runs = list(_runs(part))
        yield from runs
        if len(runs) > 1:
            yield "".join(runs)


def _phone(phone: str) -> Iterator[str]:
    runs = [run for part in folded(phone).split() for run in _runs(part)]
    yield from runs
    digits = "".join(letter for run in runs for letter in run if letter.isdigit())
    if len(runs) > 1:
        yield digits
    for length in (NATIONAL, *_READ_OUT):
        if len(digits) > length:
            yield digits[-length:]


def _runs(part: str) -> Iterable[str]:
    """The runs of letters, marks and digits in a part without spaces."""
    return _PLAIN_RUNS(part) if part.isascii() else _any_runs(part)


def _any_runs(part: str) -> Iterator[str]:
    run = ""
    for letter in part:
        if unicodedata.category(letter)[0] in "LNM":
            run += letter
        elif run:
            yield run
            run = ""
    if run:
        yield run
