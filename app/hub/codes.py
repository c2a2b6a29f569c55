"""Booking codes: short words for people, unique in a library, without letters that look alike."""

from __future__ import annotations

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 and O, without 1, I and L, and without U, which reads like V."""

SHORTEST = 5
# Odd and no multiple of 3 or 5, so it has an inverse modulo every power of 30: no two
# numbers of one length meet in the same code.
_STRIDE = 7_654_321
_OFFSET = 1_234_567


def code(number: int) -> str:
    """The code of a library's n-th booking (from 0); neighbours look unlike each other."""
    length, first = SHORTEST, 0
    while number >= first + len(LETTERS) ** length:
        first += len(LETTERS) ** length
        length += 1
    rest = ((number - first) * _STRIDE + _OFFSET) % len(LETTERS) ** length
    letters = []
    for _ in range(length):
        rest, place = divmod(rest, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)
