"""The desk as one object: the only face of the core that a window or a terminal uses."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from app.contract.errors import NotFound, StoreFailed, StudySpotError, WrongState
from app.contract.lifecycle import UNDONE
from app.contract.models import User
from app.core.changes import AlertRecord, Blindness, Changes, Moment, Refusal, Update
from app.core.clock import SystemClock
from app.core.entrance import Entrance, LocalLibrary
from app.core.lookout import Lookout
from app.core.outbox import Action, Command
from app.core.ports import Clock, Sign, Vault, Wake
from app.core.profile import Profile
from app.core.session import Listener
from app.core.settings import ProfileLock
from app.core.standing import desk_status
from app.core.status import DeskStatus
from app.core.store import Store
from app.core.updates import Updates


class Desk:
    """One profile's front desk: signed in or not, connected or not, always answering.

    All methods are to be called on the loop that `start` ran on; `status` and
    `last_heard` may be read from any thread. Methods raise `StudySpotError` with a
    sentence for people; network trouble of the link never raises, it shows in `status`.
    """

    def __init__(
        self,
        profile: Profile,
        vault: Vault,
        clock: Clock | None = None,
        wake: Wake | None = None,
    ) -> None:
        self._profile = profile
        self._vault = vault
        self._clock: Clock = clock or SystemClock()
        self._wake = wake
        self._lock = ProfileLock(profile)
        self._updates = Updates()
        self._opened: Store | None = None
        listener = Listener(changes=self._took, refusal=self._refused, state=self._refresh)
        self._entrance = Entrance(profile, vault, self._clock, lambda: self._store, listener)
        self._quiet_ends: asyncio.TimerHandle | None = None
        self._undo_wake: Callable[[], None] | None = None
        self._lookout = Lookout(self._clock, self._blind)
        self._status = DeskStatus(link=self._entrance.idle)

    @property
    def status(self) -> DeskStatus:
        """The newest status; an immutable record, safe to read from any thread."""
        return self._status

    @property
    def last_heard(self) -> datetime | None:
        """When the server was last heard from, by traffic; None before the first time."""
        session = self._entrance.session
        return session.last_heard if session else None

    def subscribe(self, listener: Callable[[Update], None]) -> Callable[[], None]:
        """Call `listener` on the desk's loop with each update; returns the undo.

        Subscribe before `start`: that tells what was not shown before the last end.
        """
        return self._updates.subscribe(listener)

    async def start(self) -> None:
        """Open the store, tell what was not shown yet, restore the sign-in, connect.

        Returns before the connection is up.

        Raises:
            ProfileInUse: when another process works on this profile.
            SettingsFailed: when the folder cannot be used.
            StoreFailed: when the copy cannot be opened or made.
        """
        self._lock.acquire()
        try:
            self._entrance.load()
            self._lookout.rules = self._entrance.settings.blind
            self._opened = Store(self._profile.store, self._clock)
        except BaseException:
            self._lock.release()
            raise
        self._plan_end_of_quiet()
        untold = self._opened.untold()
        self._entrance.open()
        self._updates.publish(untold)
        if self._wake is not None:
            self._undo_wake = self._wake.subscribe(self._signed)
            await self._wake.open()

    async def stop(self) -> None:
        """End every task and process of the desk, within 3 s."""
        if self._wake is not None and self._undo_wake is not None:
            self._undo_wake()
            self._undo_wake = None
            await self._wake.close()
        await self._entrance.close()
        await self._lookout.close()
        if self._quiet_ends is not None:
            self._quiet_ends.cancel()
        if self._opened is not None:
            self._opened.close()
            self._opened = None
        self._lock.release()

    async def sign_in(self, server: str, email: str, password: str) -> User:
        """Sign in at `server` and keep the refresh token in the vault.

        Raises:
            Unauthenticated: wrong e-mail or password.
            StudySpotError: the address is wrong, or the server cannot be reached.
        """
        return await self._entrance.sign_in(server, email, password)

    async def sign_in_here(self, email: str, password: str) -> User:
        """Sign in to the library that was created on this computer.

        Raises:
            Unauthenticated: wrong e-mail or password.
            HubFailed: when its hub does not start.
        """
        return await self._entrance.sign_in_here(email, password)

    async def use_this_computer(self, wanted: LocalLibrary) -> User:
        """Create the embedded hub with its owner and sign in to it.

        Raises:
            InvalidInput: when the hub refuses what was asked for.
            HubFailed: when it cannot be set up or does not start.
        """
        return await self._entrance.use_this_computer(wanted)

    async def use_sample(self) -> User:
        """Start the embedded hub with the marked sample library and sign in to it.

        Raises:
            HubFailed: when it does not start.
        """
        return await self._entrance.use_sample()

    async def sign_out(self) -> None:
        """End the session at the hub, forget the token; the local copy is removed."""
        await self._entrance.sign_out()

    async def check_in(self, booking_id: str) -> None:
        """Put a check-in into the outbox; shown as pending until the hub has answered."""
        self._queue(booking_id, Action.CHECK_IN)

    async def check_out(self, booking_id: str) -> None:
        """Put a check-out into the outbox."""
        self._queue(booking_id, Action.CHECK_OUT)

    async def undo(self, booking_id: str) -> None:
        """Put into the outbox that the booking's check-in or check-out was a slip.

        Raises:
            WrongState: when it is neither checked in nor checked out.
        """
        self._queue(booking_id, Action.UNDO)

    async def cancel(self, booking_id: str, reason: str = "") -> None:
        """Put a cancellation into the outbox."""
        self._queue(booking_id, Action.CANCEL, reason)

    async def mark(self, alert_id: str, moment: Moment) -> None:
        """Write a station of an alert into the ledger; the first time counts."""
        self._took(self._store.mark(alert_id, moment))

    async def seen(self, booking_ids: Sequence[str] | None = None) -> None:
        """Acknowledge the alerts of these bookings, or all of them."""
        self._took(self._store.seen(booking_ids))

    async def recent_alerts(self, limit: int = 10) -> list[AlertRecord]:
        """The newest alerts that rang, newest first; a summary is left out for what it sums up."""
        return self._store.recent_alerts(limit)

    async def quiet(self, until: datetime | None) -> None:
        """Keep alerts silent until then; None ends the quiet. Kept over a restart."""
        self._store.quiet(until)
        self._plan_end_of_quiet()
        self._refresh()

    async def retry(self) -> None:
        """Tear the connection down, if it stands, and connect at once."""
        if self._entrance.session is not None:
            self._entrance.session.reconnect()

    # What happens, and who is told.

    @property
    def _store(self) -> Store:
        if self._opened is None:
            raise StoreFailed("The desk is not started.")
        return self._opened

    def _signed(self, sign: Sign) -> None:
        """The machine says something of itself."""
        session = self._entrance.session
        if session is None:
            return
        if sign is Sign.WOKE:
            # Whatever stood before the sleep is not to be trusted.
            session.reconnect()
        else:
            session.network_changed()

    def _queue(self, booking_id: str, action: Action, reason: str = "") -> None:
        row = self._store.booking(booking_id)
        if row is None:
            raise NotFound("This booking is not known here any more. The list shows what is.")
        command = Command(key=uuid.uuid4().hex, booking_id=booking_id, action=action, reason=reason)
        if action is Action.UNDO:
            back = UNDONE.get(row.booking.status)
            if back is None:
                raise WrongState(
                    "There is nothing to take back: this booking is neither checked in nor out."
                )
            command = msgspec.structs.replace(command, status=back, version=row.booking.version)
        self._took(self._store.queue(command))
        if self._entrance.session is not None:
            self._entrance.session.wake()

    def _took(self, changes: Changes) -> None:
        self._updates.publish(changes)
        self._refresh()

    def _refused(self, refusal: Refusal) -> None:
        self._updates.publish(refusal)

    def _blind(self, blindness: Blindness) -> None:
        self._updates.publish(blindness)
        self._refresh()

    def _refresh(self) -> None:
        """Make the status anew and tell of it when something in it is different."""
        if self._opened is None:
            return
        entrance = self._entrance
        link = entrance.session.link if entrance.session else entrance.idle
        self._lookout.look(link, self.last_heard, wanted=entrance.settings.user is not None)
        try:
            status = desk_status(
                self._opened,
                entrance.session,
                entrance.settings,
                entrance.idle,
                self._lookout.blind_since,
                (entrance.settings_trouble, entrance.hub.trouble, self._vault.trouble),
            )
        except StudySpotError as error:
            status = msgspec.structs.replace(self._status, troubles=(error.message,))
        if status != self._status:
            self._status = status
            self._updates.publish(status)

    def _plan_end_of_quiet(self) -> None:
        if self._quiet_ends is not None:
            self._quiet_ends.cancel()
            self._quiet_ends = None
        until = self._store.quiet_until
        if until is not None:
            left = (until - self._clock.now()).total_seconds()
            # A little later: the two clocks need not agree to the microsecond.
            self._quiet_ends = asyncio.get_running_loop().call_later(left + 0.1, self._refresh)
