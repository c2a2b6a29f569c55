"""How a list is asked of the desk's copy: the way to its rows that reads the fewest of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from app.contract.lifecycle import UNUSED_WHEN_OVER
from app.core import orders, words
from app.core.filters import BookingFilter
from app.core.orders import COLUMNS, RANKS, Order
from app.core.rows import micros

FEW, FEW_OF_ALL = 5_000, 200_000
"""So many rows are found and then sorted sooner than an order is gone through for them.

The first is for the beginning of a list: many are soon met on the way through an order.
"""

_SCATTERED = 10
"""What a word finds lies scattered over every order but the newest first; so many times more."""

_NEWEST, _BY_STATUS = "bookings_newest", "bookings_by_status"
_BY_START, _BY_END = "bookings_by_start", "bookings_by_end"
_TURNING = tuple(sorted(UNUSED_WHEN_OVER))
_BECOMES = {then.value: before.value for before, then in UNUSED_WHEN_OVER.items()}
_WORDS = "words CROSS JOIN bookings ON bookings.recency = words.rowid WHERE words MATCH ?"
# In this order, and with their rows looked up one by one: found as the index has them, by recency.


class _Condition(NamedTuple):
    """A condition with the values that it binds."""

    text: str
    values: tuple[Any, ...] = ()


class _Way(NamedTuple):
    """A way to rows: what stands behind FROM, up to where other conditions can be joined to."""

    source: str
    values: tuple[Any, ...] = ()


def rowids(
    connection: sqlite3.Connection, wanted: BookingFilter, limit: int | None = None, few: int = FEW
) -> Iterator[int]:
    """The rowids of the bookings that match, in the order wanted; the first `limit` of them.

    Up to `few` rows are found first and sorted then, for a whole list up to FEW_OF_ALL / FEW
    times as many; it changes the way, never the answer.
    """
    left = limit
    few = few if limit is not None else few * FEW_OF_ALL // FEW
    for select, values in _selects(connection, wanted, few):
        bound = "" if left is None else f" LIMIT {left}"
        count = 0
        for found in connection.execute(select + bound, values):
            count += 1
            yield found[0]
        if left is not None:
            left -= count
            if left <= 0:
                return


def states(connection: sqlite3.Connection, wanted: BookingFilter, few: int = FEW) -> dict[str, int]:
    """How many bookings match, by their state at `wanted.at`; the states wanted do not matter."""
    every = msgspec.structs.replace(wanted, statuses=frozenset())
    if _asks_nothing(every):
        return {}
    way = _few(connection, every, few)
    if way is None:
        rest = _conditions(every)
        plain = not (every.payments or every.kinds or every.starts_from or every.starts_before)
        way = _found(every) or _indexed(_BY_STATUS if plain else _NEWEST)
    else:
        rest = _conditions(every, text=True)
    counted = _grouped(connection, way, rest)
    if wanted.at is not None:
        # Of these few the index knows the end; the others need no second look.
        over = _Condition(
            f"status IN ({_marks(_TURNING)}) AND ends_at <= ?", (*_TURNING, micros(wanted.at))
        )
        for status, count in _grouped(connection, way, [*rest, over]).items():
            then = next(then for then, before in _BECOMES.items() if before == status)
            counted[status] -= count
            counted[then] = counted.get(then, 0) + count
    return {status: count for status, count in counted.items() if count}


def next_end(connection: sqlite3.Connection, wanted: BookingFilter) -> int | None:
    """When the next booking that matches and is still expected will be over, in microseconds.

    Of all states; `wanted.at` must be given.
    """
    every = msgspec.structs.replace(wanted, statuses=frozenset())
    if every.at is None or _asks_nothing(every):
        return None
    rest = [
        _Condition("ends_at > ?", (micros(every.at),)),
        _Condition(f"status IN ({_marks(_TURNING)})", _TURNING),
        *_conditions(every, text=True),
    ]
    select, values = _select("ends_at", _indexed(_BY_END), rest)
    found = connection.execute(f"{select} ORDER BY ends_at LIMIT 1", values).fetchone()
    return int(found[0]) if found else None


def touching(
    connection: sqlite3.Connection,
    library_id: str,
    since: datetime,
    until: datetime,
    few: int = FEW,
) -> Iterator[int]:
    """The rowids of a library's bookings that touch a half-open span, by their start."""
    values = (micros(since), micros(until), library_id)
    # What ends after a day of now are the bookings of that day and those to come; of a day long
    # ago it is nearly everything, and then the index that has both times is gone through.
    late = f"bookings INDEXED BY {_BY_END} WHERE ends_at > ?"
    (count,) = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {late} LIMIT {few + 1})",  # noqa: S608 - constants
        values[:1],
    ).fetchone()
    index = _BY_END if count <= few else _BY_START
    for (found,) in connection.execute(
        f"SELECT row FROM bookings INDEXED BY {index}"  # noqa: S608 - constants
        " WHERE ends_at > ? AND starts_at < ? AND library_id = ? ORDER BY starts_at, recency DESC",
        values,
    ):
        yield found


def _selects(
    connection: sqlite3.Connection, wanted: BookingFilter, few: int
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Queries whose answers, one behind the other, are the list."""
    if _asks_nothing(wanted):
        return
    if wanted.order in RANKS:
        words_in_order = [*RANKS[wanted.order], None]
        for word in reversed(words_in_order) if wanted.backwards else words_in_order:
            yield from _of_rank(connection, wanted, word, few)
        return
    if wanted.order is Order.LIBRARY:
        for library_id in _libraries(connection, wanted):
            part = msgspec.structs.replace(wanted, library_id=library_id, order=Order.BOOKED)
            yield from _selects(connection, part, few)
        return
    columns, index = COLUMNS.get(wanted.order, ((), ""))
    narrow = _conditions(wanted, states=True, text=True)
    turn = " DESC" if wanted.backwards else ""
    by = " ORDER BY " + ", ".join(f"{column}{turn}" for column in (*columns, "recency"))
    way = _few(connection, wanted, few)
    if way is not None:
        select, values = _select("row", way, narrow)
        yield select + by, values
    elif columns:
        select, values = _select(
            "row", _indexed(index), _conditions(wanted, states=True, text=True)
        )
        yield select + by, values
    elif found := _found(wanted):
        select, values = _select("row", found, _conditions(wanted, states=True))
        yield f"{select} ORDER BY words.rowid{turn}", values
    elif wanted.statuses:
        yield _merged(wanted, by)
    else:
        select, values = _select("row", _indexed(_NEWEST), _conditions(wanted))
        yield select + by, values


def _of_rank(
    connection: sqlite3.Connection, wanted: BookingFilter, word: str | None, few: int
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The part of a list by rank that has this word; None stands for all unknown ones."""
    field = {Order.STATUS: "statuses", Order.PAYMENT: "payments", Order.KIND: "kinds"}[wanted.order]
    asked: frozenset[str] = getattr(wanted, field)
    known = RANKS[wanted.order]
    if word is not None:
        part = frozenset({word}) if not asked or word in asked else frozenset[str]()
    elif asked:
        part = asked - set(known)
    else:
        part = _unknown(connection, wanted.order, known)
    if part:
        narrowed = {field: part, "order": Order.BOOKED}
        yield from _selects(connection, msgspec.structs.replace(wanted, **narrowed), few)


def _libraries(connection: sqlite3.Connection, wanted: BookingFilter) -> Iterator[str]:
    """The libraries of a list by library, in its order."""
    if wanted.library_id is not None:
        yield wanted.library_id
        return
    if not wanted.backwards:
        yield from wanted.libraries
    others = _distinct(connection, "library_id", wanted.libraries)
    yield from sorted(others, reverse=wanted.backwards)
    if wanted.backwards:
        yield from reversed(wanted.libraries)


def _unknown(connection: sqlite3.Connection, order: Order, known: Sequence[str]) -> frozenset[str]:
    """The words of a server's own that occur in the copy."""
    if order is Order.STATUS:
        return frozenset(_states(connection)) - set(known)
    column = {Order.PAYMENT: "payment_status", Order.KIND: "kind"}[order]
    return _distinct(connection, column, known)


def _distinct(connection: sqlite3.Connection, column: str, known: Sequence[str]) -> frozenset[str]:
    """The words that occur in a column besides the known ones."""
    found = connection.execute(
        f"SELECT DISTINCT {column} FROM bookings INDEXED BY {_NEWEST}"  # noqa: S608 - constants
        f" WHERE {column} NOT IN ({_marks(known)})",
        tuple(known),
    )
    return frozenset(word for (word,) in found)


def _states(connection: sqlite3.Connection) -> Iterator[str]:
    """The states that occur: from one to the next, not through the rows of each."""
    here = ""
    while True:
        (here,) = connection.execute(
            f"SELECT min(status) FROM bookings INDEXED BY {_BY_STATUS} WHERE status > ?",  # noqa: S608 - constants
            (here,),
        ).fetchone()
        if here is None:
            return
        yield here


def _merged(wanted: BookingFilter, by: str) -> tuple[str, tuple[Any, ...]]:
    """The rows in any of several states; each part comes by recency, so they need no sort."""
    parts, bound = [], list[Any]()
    for state in _raw(wanted):
        select, values = _select(
            "row, recency", _indexed(_BY_STATUS), [state, *_conditions(wanted)]
        )
        parts.append(select)
        bound.extend(values)
    return " UNION ALL ".join(parts) + by, tuple(bound)


def _few(connection: sqlite3.Connection, wanted: BookingFilter, few: int) -> _Way | None:
    """A way that leads to few rows, if one of the conditions has such an index."""
    best: tuple[int, _Way] | None = None
    for counted, way in _ways(wanted):
        select, values = _select("1", counted, ())
        most = few * _SCATTERED if counted.source.startswith("words") else few
        (count,) = connection.execute(
            f"SELECT count(*) FROM ({select} LIMIT {most + 1})",  # noqa: S608 - built from constants
            values,
        ).fetchone()
        if count <= most and (best is None or count < best[0]):
            best = count, way
    return best[1] if best is not None else None


def _ways(wanted: BookingFilter) -> Iterator[tuple[_Way, _Way]]:
    """The ways that conditions offer: what to count, and the way itself."""
    plain = wanted.order is Order.BOOKED
    found = _found(wanted)
    if found is not None and not plain:
        yield _Way("words WHERE words MATCH ?", found.values), found
    if wanted.seats:
        keys = tuple({orders.seat_key(seat) for seat in wanted.seats})
        way = _Way(f"bookings INDEXED BY bookings_by_seat WHERE seat_key IN ({_marks(keys)})", keys)
        yield way, way
    for index, conditions in (
        (_BY_START, _starts(wanted)),
        (_BY_END, _ends(wanted)),
    ):
        if conditions:
            way = _joined(_indexed(index), conditions)
            yield way, way
    facets = _facets(wanted)
    if facets and (found is not None or not plain):
        way = _joined(_indexed(_NEWEST), facets)
        yield way, way
    if wanted.statuses and (found is not None or not plain):
        raw = [_select("row", _indexed(_BY_STATUS), [state]) for state in _raw(wanted)]
        rows = " UNION ALL ".join(select for select, _ in raw)
        values = tuple(value for _, bound in raw for value in bound)
        way = _Way(f"bookings WHERE row IN ({rows})", values)
        yield _Way(f"({rows}) WHERE 1", values), way


def _found(wanted: BookingFilter) -> _Way | None:
    """The way by the index of words; None without a text."""
    asked = words.typed(wanted.text)
    return _Way(_WORDS, (" ".join(f'"{word}"*' for word in asked),)) if asked else None


def _asks_nothing(wanted: BookingFilter) -> bool:
    """Whether a text was typed that has no word in it."""
    return bool(wanted.text.strip()) and not words.typed(wanted.text)


def _conditions(
    wanted: BookingFilter, *, states: bool = False, text: bool = False
) -> list[_Condition]:
    """What a row must be, apart from the state and the text unless they are asked for."""
    made = list[_Condition]()
    if wanted.library_id is not None:
        made.append(_Condition("library_id = ?", (wanted.library_id,)))
    if states and wanted.statuses:
        raw = _raw(wanted)
        made.append(
            _Condition(
                f"({' OR '.join(f'({each.text})' for each in raw)})",
                tuple(value for each in raw for value in each.values),
            )
        )
    keys = tuple(sorted(set(map(orders.seat_key, wanted.seats))))
    if keys:
        made.append(_Condition(f"seat_key IN ({_marks(keys)})", keys))
    made += _facets(wanted)
    made += _starts(wanted)
    made += _ends(wanted)
    if text:
        made += [_Condition("instr(search, ?)", (f" {word}",)) for word in words.typed(wanted.text)]
    return made


def _facets(wanted: BookingFilter) -> list[_Condition]:
    return [
        _Condition(f"{column} IN ({_marks(asked)})", tuple(sorted(asked)))
        for column, asked in (("payment_status", wanted.payments), ("kind", wanted.kinds))
        if asked
    ]


def _starts(wanted: BookingFilter) -> list[_Condition]:
    bounds = (("starts_at >= ?", wanted.starts_from), ("starts_at < ?", wanted.starts_before))
    return [_Condition(text, (micros(at),)) for text, at in bounds if at is not None]


def _ends(wanted: BookingFilter) -> list[_Condition]:
    bounds = (("ends_at > ?", wanted.ends_after), ("ends_at <= ?", wanted.ends_until))
    return [_Condition(text, (micros(at),)) for text, at in bounds if at is not None]


def _raw(wanted: BookingFilter) -> list[_Condition]:
    """The wanted states as they lie in the rows, of which some amount to others by now."""
    if wanted.at is None:
        return [_Condition("status = ?", (state,)) for state in sorted(wanted.statuses)]
    at, made = micros(wanted.at), list[_Condition]()
    for state in sorted(wanted.statuses):
        if state in _TURNING:
            made.append(_Condition("status = ? AND (ends_at IS NULL OR ends_at > ?)", (state, at)))
        else:
            made.append(_Condition("status = ?", (state,)))
        if state in _BECOMES:
            made.append(_Condition("status = ? AND ends_at <= ?", (_BECOMES[state], at)))
    return made


def _indexed(index: str) -> _Way:
    return _Way(f"bookings INDEXED BY {index} WHERE 1")


def _joined(way: _Way, conditions: Sequence[_Condition]) -> _Way:
    text = "".join(f" AND {each.text}" for each in conditions)
    values = tuple(value for each in conditions for value in each.values)
    return _Way(way.source + text, (*way.values, *values))


def _select(
    columns: str, way: _Way, conditions: Sequence[_Condition]
) -> tuple[str, tuple[Any, ...]]:
    joined = _joined(way, conditions)
    return f"SELECT {columns} FROM {joined.source}", joined.values  # noqa: S608 - built from constants, values are bound


def _grouped(
    connection: sqlite3.Connection, way: _Way, conditions: Sequence[_Condition]
) -> dict[str, int]:
    select, values = _select("status, count(*)", way, conditions)
    return dict(connection.execute(f"{select} GROUP BY status", values))


def _marks(values: Sequence[str] | frozenset[str]) -> str:
    return ",".join("?" * len(values))
