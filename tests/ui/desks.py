"""A desk without a network: the real store, and news that a test makes up."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import msgspec

from app.contract.errors import InvalidInput, StudySpotError
from app.contract.history import HistoryEntry
from app.contract.models import Booking, BookingEdit, BookingRequest, Library, Seat, User
from app.contract.requests import (
    LibraryEdit,
    LibraryRequest,
    SeatEdit,
    SeatPlace,
    SeatRequest,
    StaffRequest,
)
from app.core.batch import Batch, Cursor, Origin, Told
from app.core.changes import AlertRecord, Changes, Moment, Update
from app.core.clock import SystemClock
from app.core.commands import (
    Action,
    Cancel,
    CheckIn,
    CheckOut,
    Command,
    Edit,
    Sight,
    Undo,
    WalkIn,
    What,
)
from app.core.desk import Desk
from app.core.entrance import LocalLibrary
from app.core.rules import AlertRules, wrong_with
from app.core.settings import BlindRules, NoticeBounds
from app.core.status import DeskStatus, LinkState, LinkStatus
from app.core.store import Store

LIBRARY = Library(id="lib-1", name="Lotus Reading Room", timezone="Asia/Kolkata", currency="INR")
OWNER = User(id="user-1", name="Meera Iyer", email="meera@lotus.example", role="owner")
STREAM = f"library:{LIBRARY.id}"


def live_status(**fields: Any) -> DeskStatus:
    """A desk that is connected, with `fields` in place of the usual ones."""
    usual: dict[str, Any] = {
        "link": LinkStatus(state=LinkState.LIVE, since=datetime.now(UTC)),
        "user": OWNER,
        "server": "https://desk.lotus.example",
        "libraries": (LIBRARY,),
    }
    return DeskStatus(**(usual | fields))


class PlainDesk:
    """The face of `Desk` over a real store. Commands stay pending until `answer`."""

    def __init__(self, path: Path, status: DeskStatus | None = None) -> None:
        self._path = path
        self._status = status or live_status()
        self._store: Store | None = None
        self._listeners: list[Callable[[Update], None]] = []
        self._positions = itertools.count(1)
        self._keys = itertools.count(1)
        self.last_heard: datetime | None = datetime.now(UTC)
        self.calls: list[tuple[Any, ...]] = []
        self.refuses: StudySpotError | None = None
        self.past: tuple[HistoryEntry, ...] = ()
        self.past_held = ""
        self.people = [OWNER]
        self.hold_sign_in = False
        self.stops_slowly = False

    @property
    def status(self) -> DeskStatus:
        return self._status

    @property
    def store(self) -> Store:
        assert self._store is not None
        return self._store

    def subscribe(self, listener: Callable[[Update], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def start(self, *, patient: bool = False) -> None:  # noqa: ARG002 - nobody else has it
        self._store = Store(self._path, SystemClock())
        # Whatever is there before the first news does not ring.
        first = Cursor(STREAM, "epoch", 0)
        self._store.apply(
            Batch(origin=Origin.SNAPSHOT, cursor=first, library_id=LIBRARY.id, libraries=(LIBRARY,))
        )
        self._store.settle(STREAM, datetime(2020, 1, 1, tzinfo=UTC))
        self.tell(self._status)

    async def stop(self) -> None:
        if self.stops_slowly:
            await asyncio.sleep(60)
        if self._store is not None:
            self._store.close()

    def tell(self, update: Update) -> None:
        """Give `update` to whoever listens."""
        if isinstance(update, DeskStatus):
            self._status = update
        for listener in list(self._listeners):
            listener(update)

    def change_status(self, **fields: Any) -> None:
        """Tell a status in which `fields` are different."""
        self.tell(msgspec.structs.replace(self._status, **fields))

    def arrive(self, *bookings: Booking, rings: bool = True) -> Changes:
        """News from the hub: live if it rings, else a page of the first catch-up."""
        position = next(self._positions)
        at = datetime.now(UTC)
        event = "booking:created"
        changes = self.store.apply(
            Batch(
                origin=Origin.LIVE if rings else Origin.LISTED,
                bookings=tuple(
                    Told(booking=booking, at=at, event=event if rings else "")
                    for booking in bookings
                ),
                cursor=Cursor(STREAM, "epoch", position),
            )
        )
        if not rings:
            self.store.notices.seen(None)
            changes = Changes(reloaded=True)
        self.changed(changes)
        return changes

    def told(self, batch: Batch) -> None:
        """News from the hub of libraries, seats and prices."""
        self.changed(self.store.apply(batch))
        known = {each.id: each for each in self.store.libraries()}
        libraries = tuple(known.get(each.id, each) for each in self._status.libraries)
        if libraries != self._status.libraries:
            self.change_status(libraries=libraries)

    def changed(self, changes: Changes) -> None:
        if changes:
            self.tell(changes)
        unread = self.store.notices.unread()
        if unread != self._status.unread:
            self.change_status(unread=unread)

    def damage(self) -> None:
        """Take the bookings' table away from whoever reads the copy."""
        self._rename("bookings", "hidden")
        self._sql("CREATE VIEW bookings AS SELECT no_such_column FROM hidden")

    def mend(self) -> None:
        """Give it back."""
        self._sql("DROP VIEW bookings")
        self._rename("hidden", "bookings")

    def _rename(self, before: str, after: str) -> None:
        self._sql(f"ALTER TABLE {before} RENAME TO {after}")

    def _sql(self, statement: str) -> None:
        with contextlib.closing(sqlite3.connect(self._path)) as connection:
            connection.execute(statement)
            connection.commit()

    async def asked(self, *call: Any) -> None:
        """Note what is asked; it is held or refused if the test says so."""
        self.calls.append(call)
        while self.hold_sign_in:  # noqa: ASYNC110 - let go from another thread
            await asyncio.sleep(0.005)
        if self.refuses is not None:
            raise self.refuses

    async def sign_in(self, server: str, email: str, password: str) -> User:
        await self.asked("sign_in", server, email, password)
        self.tell(live_status(server=server))
        return OWNER

    async def sign_in_here(self, email: str, password: str) -> User:
        await self.asked("sign_in_here", email, password)
        self.tell(live_status(embedded=True))
        return OWNER

    async def use_this_computer(self, wanted: LocalLibrary) -> User:
        await self.asked("use_this_computer", wanted)
        self.tell(live_status(embedded=True))
        return OWNER

    async def use_sample(self) -> User:
        await self.asked("use_sample")
        sample = msgspec.structs.replace(LIBRARY, demo=True)
        self.tell(live_status(embedded=True, libraries=(sample,)))
        return OWNER

    async def sign_out(self) -> None:
        await self.asked("sign_out")
        self.store.wipe()
        self.tell(Changes(reloaded=True))
        link = LinkStatus(state=LinkState.SIGNED_OUT, since=datetime.now(UTC))
        self.tell(DeskStatus(link=link, server=self._status.server))

    async def check_in(self, booking_id: str) -> str:
        return await self._command("check_in", CheckIn(booking_id=booking_id))

    async def check_out(self, booking_id: str) -> str:
        return await self._command("check_out", CheckOut(booking_id=booking_id))

    async def take_back(self, key: str) -> None:
        await self.asked("take_back", key)
        self.changed(self.store.take_back(key))

    async def undo(self, booking_id: str) -> None:
        await self._command("undo", Undo(booking_id=booking_id, status="", version=0))

    async def cancel(self, booking_id: str, reason: str = "", seen: Booking | None = None) -> str:
        version = seen.version if seen is not None else None
        what = Cancel(booking_id=booking_id, reason=reason, version=version)
        return await self._command("cancel", what)

    async def edit(
        self, booking_id: str, purpose: Action, edit: BookingEdit, seen: Booking | None = None
    ) -> str:
        sight = Sight.of(seen) if seen is not None else None
        what = Edit(booking_id=booking_id, purpose=purpose, edit=edit, seen=sight)
        return await self._command("edit", what)

    async def history(self, booking_id: str) -> tuple[HistoryEntry, ...]:
        await self.asked("history", booking_id)
        while booking_id == self.past_held:  # noqa: ASYNC110 - let go from another thread
            await asyncio.sleep(0.005)
        return self.past

    async def _command(self, name: str, what: CheckIn | CheckOut | Undo | Cancel | Edit) -> str:
        about: Any = ""
        if isinstance(what, Cancel):
            about = what.reason
        elif isinstance(what, Edit):
            about = (what.purpose, what.edit)
        await self.asked(name, what.booking_id, about)
        key = f"key-{next(self._keys)}"
        self.changed(self.store.queue(Command(key=key, what=what)))
        return key

    def answer(self, booking: Booking | None = None, refusal: StudySpotError | None = None) -> None:
        """The hub's answer to the oldest command: the new row, or a refusal."""
        command = self.store.next_command()
        assert command is not None
        if refusal is not None:
            changes, refused = self.store.refused(command, refusal)
            self.changed(changes)
            if refused is not None:
                self.tell(refused)
            self.change_status(refusals=self.store.refusals())
            return
        batch = None
        if booking is not None:
            told = Told(booking=booking, at=datetime.now(UTC), cause=command.key)
            batch = Batch(origin=Origin.ANSWER, bookings=(told,))
        self.changed(self.store.answered(command, batch, booking))

    def refuse(self, what: What, refusal: StudySpotError) -> None:
        """A command is given and refused at once."""
        self.changed(self.store.queue(Command(key=f"key-{next(self._keys)}", what=what)))
        self.answer(refusal=refusal)

    async def refusal_seen(self, key: str) -> None:
        self.calls.append(("refusal_seen", key))
        self.store.refusal_seen(key)
        self.change_status(refusals=self.store.refusals())

    async def check_copy(self) -> None:
        self.calls.append(("check_copy",))

    async def walk_in(self, request: BookingRequest) -> str:
        await self.asked("walk_in", request)
        return self.given(request)

    def given(self, request: BookingRequest) -> str:
        """A walk-in is given at the desk; the id of its row."""
        command = Command(key=f"key-{next(self._keys)}", what=WalkIn(request=request))
        self.changed(self.store.queue(command))
        return command.booking_id

    @property
    def administration(self) -> PlainAdministration:
        return PlainAdministration(self)

    @property
    def notices(self) -> PlainNotices:
        return PlainNotices(self)

    @property
    def quiet(self) -> PlainQuiet:
        return PlainQuiet(self)

    @property
    def preferences(self) -> PlainPreferences:
        return PlainPreferences(self)


class PlainQuiet:
    """Quiet in the store at once."""

    def __init__(self, desk: PlainDesk) -> None:
        self._desk = desk

    async def keep(self, until: datetime) -> None:
        await self._be("quiet", until)

    async def end(self) -> None:
        await self._be("quiet", None)

    async def _be(self, what: str, until: datetime | None) -> None:
        await self._desk.asked(what, until)
        self._desk.store.quiet(until)
        self._desk.change_status(hushed=self._desk.store.hush.hushed)


class PlainPreferences:
    """What is chosen holds at once."""

    def __init__(self, desk: PlainDesk) -> None:
        self._desk = desk

    async def set_alerts(self, rules: AlertRules) -> None:
        await self._desk.asked("set_alerts", rules)
        why = wrong_with(rules)
        if why:
            raise InvalidInput(why)
        self._desk.store.hush.rules = rules
        self._desk.change_status(rules=rules, hushed=self._desk.store.hush.hushed)

    async def set_notices(self, bounds: NoticeBounds) -> None:
        await self._desk.asked("set_notices", bounds)
        if bounds.count < 100:
            raise InvalidInput("Between 100 and 100,000 notices can be kept.")
        self._desk.change_status(notices=bounds)

    async def set_blind(self, rules: BlindRules) -> None:
        await self._desk.asked("set_blind", rules)
        self._desk.change_status(blind=rules)


class PlainNotices:
    """What rang, read and taken away in the store at once."""

    def __init__(self, desk: PlainDesk) -> None:
        self._desk, self._book = desk, desk.store.notices

    async def mark(self, alert_id: str, moment: Moment) -> None:
        self._desk.calls.append(("mark", alert_id, moment))
        self._desk.changed(self._book.mark(alert_id, moment))

    async def seen(self, booking_ids: Sequence[str] | None = None) -> None:
        await self._desk.asked("seen", None if booking_ids is None else tuple(booking_ids))
        self._desk.changed(self._book.seen(booking_ids))

    async def read(self, alert_ids: Sequence[str] | None = None) -> None:
        await self._desk.asked("read", None if alert_ids is None else tuple(alert_ids))
        self._desk.changed(self._book.read(alert_ids))

    async def remove(self, alert_ids: Sequence[str]) -> None:
        await self._desk.asked("remove", tuple(alert_ids))
        self._desk.changed(self._book.remove(alert_ids))

    async def restore(self, alert_ids: Sequence[str]) -> None:
        await self._desk.asked("restore", tuple(alert_ids))
        self._desk.changed(self._book.restore(alert_ids))

    async def recent(self, limit: int = 10) -> list[AlertRecord]:
        return self._book.recent(limit)


class PlainAdministration:
    """What an owner arranges, done at once and told by the library's stream."""

    def __init__(self, desk: PlainDesk) -> None:
        self._desk = desk

    async def edit_library(self, library_id: str, edit: LibraryEdit) -> Library:
        await self._desk.asked("edit_library", library_id, edit)
        known = next(each for each in self._desk.status.libraries if each.id == library_id)
        fields = _given(edit) | {"version": known.version + 1}
        changed = msgspec.structs.replace(known, **fields)
        self._desk.told(Batch(origin=Origin.ANSWER, libraries=(changed,)))
        return changed

    async def add_library(self, wanted: LibraryRequest) -> Library:
        await self._desk.asked("add_library", wanted)
        made = Library(
            id=f"new-{wanted.name}",
            name=wanted.name,
            timezone=wanted.timezone,
            currency=wanted.currency,
        )
        self._desk.told(Batch(origin=Origin.ANSWER, libraries=(made,)))
        self._desk.change_status(libraries=(*self._desk.status.libraries, made))
        return made

    async def staff(self, library_id: str) -> tuple[User, ...]:
        await self._desk.asked("staff", library_id)
        return tuple(self._desk.people)

    async def hire(self, library_id: str, person: StaffRequest) -> User:
        await self._desk.asked("hire", library_id, person)
        made = User(id=person.email, name=person.name, email=person.email, role="staff")
        self._desk.people.append(made)
        return made

    async def dismiss(self, library_id: str, user_id: str) -> None:
        await self._desk.asked("dismiss", library_id, user_id)
        self._desk.people = [each for each in self._desk.people if each.id != user_id]

    async def add_seats(self, library_id: str, wanted: SeatRequest) -> tuple[Seat, ...]:
        await self._desk.asked("add_seats", library_id, wanted)
        first = len(self._desk.store.seats(library_id))
        labels = [wanted.label] if wanted.label else [f"N-{n}" for n in range(wanted.count or 0)]
        made = tuple(
            Seat(id=f"new-{label}", library_id=library_id, label=label, ordinal=first + place)
            for place, label in enumerate(labels)
        )
        self._desk.told(Batch(origin=Origin.ANSWER, seats=made))
        return made

    async def edit_seat(self, library_id: str, seat_id: str, edit: SeatEdit) -> Seat:
        await self._desk.asked("edit_seat", seat_id, edit)
        known = next(each for each in self._desk.store.seats(library_id) if each.id == seat_id)
        changed = msgspec.structs.replace(known, **_given(edit))
        self._desk.told(Batch(origin=Origin.ANSWER, seats=(changed,)))
        return changed

    async def place_seats(self, library_id: str, places: Sequence[SeatPlace]) -> tuple[Seat, ...]:
        await self._desk.asked("place_seats", tuple(places))
        known = {each.id: each for each in self._desk.store.seats(library_id)}
        changed = tuple(
            msgspec.structs.replace(known[each.seat_id], room=each.room, x=each.x, y=each.y)
            for each in places
        )
        self._desk.told(Batch(origin=Origin.ANSWER, seats=changed))
        return changed


def _given(edit: msgspec.Struct) -> dict[str, Any]:
    told = msgspec.structs.asdict(edit).items()
    return {name: value for name, value in told if value is not msgspec.UNSET and name != "seen"}


def as_desk(desk: PlainDesk) -> Desk:
    """The plain desk as what the bridge takes: it has the same face."""
    return cast("Desk", desk)
