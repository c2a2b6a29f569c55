"""The desk as one object: the only face of the core that a window or a terminal uses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import msgspec

from app.contract.errors import SignedOut, StudySpotError
from app.contract.history import HistoryEntry
from app.contract.models import Booking, BookingEdit, BookingRequest, User
from app.contract.requests import PricingEdit
from app.contract.tongue import translate
from app.core.administration import Administration
from app.core.changes import Blindness, Changes, Update
from app.core.clock import SystemClock
from app.core.commands import Action, Refusal
from app.core.counter import Counter
from app.core.entrance import Entrance, LocalLibrary
from app.core.lookout import Lookout
from app.core.notices import Notices
from app.core.ports import Clock, Focus, Sign, Vault, Wake
from app.core.preferences import Preferences
from app.core.premises import Premises
from app.core.profile import Profile
from app.core.quiet_keeper import QuietKeeper
from app.core.session import Listener, Session
from app.core.standing import desk_status, memory_only
from app.core.status import DeskStatus
from app.core.store import Store
from app.core.surroundings import Surroundings
from app.core.updates import Updates


class Desk:
    """One profile's front desk: signed in or not, connected or not, always answering.

    All methods are to be called on the loop that `start` ran on; `status` and
    `last_heard` may be read from any thread. Methods raise `StudySpotError` with a
    sentence for people; network trouble of the link never raises, it shows in `status`.
    `notices` is what rang, `preferences` what a person has chosen, `quiet` whether alerts ring.
    """

    def __init__(
        self,
        profile: Profile,
        vault: Vault,
        clock: Clock | None = None,
        wake: Wake | None = None,
        focus: Focus | None = None,
    ) -> None:
        self._vault = vault
        self._clock: Clock = clock or SystemClock()
        self._updates = Updates()
        self._late = False
        self._premises = Premises(
            profile, self._clock, claimed=self._claimed, opened=self._open, waiting=self._waiting
        )
        listener = Listener(changes=self._took, refusal=self._refused, state=self._refresh)
        self._entrance = Entrance(profile, vault, self._clock, lambda: self._store, listener)
        self._counter = Counter(
            lambda: self._store, self._clock, lambda: self._status, self._queued
        )
        self.notices = Notices(
            lambda: self._store, lambda: self._premises.opened, self._clock, self._took
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self.quiet = QuietKeeper(
            lambda: self._store,
            lambda: self._premises.opened,
            lambda: self._entrance.settings,
            lambda: self._surroundings.asks_for_quiet,
            self._clock,
            self._refresh,
        )
        self._surroundings = Surroundings(
            wake, focus, signed=self._signed, focus_turned=self.quiet.turn
        )
        self.preferences = Preferences(
            lambda: self._way_in.settings, self._entrance.remember, self._prefer
        )
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

    async def start(self, *, patient: bool = False) -> None:
        """Open the store, tell what was not shown yet, restore the sign-in, connect.

        Returns before the connection is up. A copy that cannot be opened or made, on a full
        disk, is tried again by itself; until then `status` says so. If `patient`, so is a
        profile that another process works on, or whose folder cannot be used.

        Raises:
            ProfileInUse: when another process works on this profile; not if `patient`.
            SettingsFailed: when the folder cannot be used; not if `patient`.
        """
        self._loop = asyncio.get_running_loop()
        self._premises.take(patient=patient)
        await self._surroundings.open()

    async def stop(self) -> None:
        """End every task and process of the desk, within 3 s."""
        await self._surroundings.close()
        await self._premises.rest()
        await self._entrance.close()
        await self._lookout.close()
        self.quiet.close()
        self._premises.close()

    async def sign_in(self, server: str, email: str, password: str) -> User:
        """Sign in at `server` and keep the refresh token in the vault.

        Raises:
            Unauthenticated: wrong e-mail or password.
            StudySpotError: the address is wrong, or the server cannot be reached.
        """
        return await self._way_in.sign_in(server, email, password)

    async def sign_in_here(self, email: str, password: str) -> User:
        """Sign in to the library that was created on this computer.

        Raises:
            Unauthenticated: wrong e-mail or password.
            HubFailed: when its hub does not start.
        """
        return await self._way_in.sign_in_here(email, password)

    async def use_this_computer(self, wanted: LocalLibrary) -> User:
        """Create the embedded hub with its owner and sign in to it.

        Raises:
            InvalidInput: when the hub refuses what was asked for.
            HubFailed: when it cannot be set up or does not start.
        """
        return await self._way_in.use_this_computer(wanted)

    async def use_sample(self) -> User:
        """Start the embedded hub with the marked sample library and sign in to it.

        Raises:
            HubFailed: when it does not start.
        """
        return await self._way_in.use_sample()

    async def sign_out(self) -> None:
        """End the session at the hub, forget the token; the local copy is removed."""
        await self._way_in.sign_out()

    async def leave(self) -> None:
        """End the session at the hub, before `stop`; the copy stays, and so does the vault."""
        await self._entrance.leave()

    async def check_in(self, booking_id: str) -> str:
        """Put a check-in into the outbox; shown as pending until the hub has answered.

        Returns:
            The command's key, by which it can be taken back.
        """
        return self._counter.check_in(booking_id)

    async def check_out(self, booking_id: str) -> str:
        """Put a check-out into the outbox; its key."""
        return self._counter.check_out(booking_id)

    async def undo(self, booking_id: str) -> None:
        """Take back what was done last for a booking and still waits to be sent.

        When nothing waits, put into the outbox that its check-in or check-out was a slip.

        Raises:
            WrongState: nothing waits, and it is neither checked in nor checked out; or what
                waits may have been sent, and there is no way back from it.
        """
        self._counter.undo(booking_id)

    async def cancel(self, booking_id: str, reason: str = "", seen: Booking | None = None) -> str:
        """Put a cancellation into the outbox; its key.

        `seen` is the booking that was looked at: when others have moved it meanwhile, or taken
        money for it, the hub refuses.
        """
        return self._counter.cancel(booking_id, reason, seen)

    async def edit(
        self, booking_id: str, purpose: Action, edit: BookingEdit, seen: Booking | None = None
    ) -> str:
        """Put other fields of a booking into the outbox, for one of `commands.EDITS`; its key.

        The edit names the version that was looked at, `seen` is the booking of then. What this
        desk did itself meanwhile, and the hub has not answered yet, does not make it stale; nor
        does what others did to fields that this one is not about.

        Raises:
            WrongState: the lifecycle has no such step.
            InvalidInput: an amount that cannot be.
        """
        return self._counter.edit(booking_id, purpose, edit, seen)

    async def take_back(self, key: str) -> None:
        """Take a check-in, a check-out, an edit or a walk-in of ours back, if it still stands.

        A walk-in goes with its check-in and its payment; what the hub has never heard of goes
        without a trace.

        Raises:
            WrongState: the hub refused it, or somebody has changed the same since.
        """
        self._counter.take_back(key)

    async def history(self, booking_id: str) -> tuple[HistoryEntry, ...]:
        """What was done to a booking, oldest first; asked of the hub each time.

        Raises:
            StudySpotError: signed out, or the hub cannot be reached, or keeps no history.
        """
        return await self._session.calls.history(self._store.real_id(booking_id))

    @property
    def administration(self) -> Administration:
        """What is arranged at the hub: seats, rules, staff.

        Raises:
            SignedOut: nobody is signed in.
        """
        return self._session.administration

    async def walk_in(self, request: BookingRequest) -> str:
        """Put a booking made at the desk into the outbox; its row is in the list at once.

        Returns:
            The row's id until the hub gives another, also good for commands afterwards.

        Raises:
            InvalidInput: no such library or seat here, no name, or times that cannot be.
        """
        return self._counter.walk_in(request)

    async def set_prices(self, library_id: str, edit: PricingEdit) -> None:
        """Put other prices into the outbox; the edit names the version that was looked at.

        Raises:
            InvalidInput: no such library here, no change, an amount that cannot be, or a
                basic server, which takes no prices.
        """
        self._counter.set_prices(library_id, edit)

    async def refusal_seen(self, key: str) -> None:
        """Somebody has seen the refusal of this command; it is not told again."""
        self._store.refusal_seen(key)
        self._refresh()

    async def check_copy(self) -> None:
        """Look whether the copy on the disk is sound; one that is not is made anew.

        Raises:
            StoreFailed: says so.
        """
        self._store.check()

    async def retry(self) -> None:
        """Tear the connection down, if it stands, and connect at once."""
        if self._entrance.session is not None:
            self._entrance.session.reconnect()

    # What happens, and who is told.

    @property
    def _store(self) -> Store:
        return self._premises.store

    @property
    def _session(self) -> Session:
        """What works for the account that is signed in.

        Raises:
            SignedOut: nobody is signed in.
        """
        session = self._entrance.session
        if session is None:
            raise SignedOut(translate("desk", "Nobody is signed in at this desk. Sign in first."))
        return session

    @property
    def _way_in(self) -> Entrance:
        """The entrance, once the profile is ours and its copy open.

        Raises:
            ProfileInUse: another process has the profile.
            SettingsFailed: its folder cannot be used.
            StoreFailed: the copy cannot be opened.
        """
        _ = self._store
        return self._entrance

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

    def _claimed(self) -> None:
        self._entrance.load()
        self._follow_settings()

    def _prefer(self) -> None:
        """A person has chosen something else."""
        self._follow_settings()
        self.notices.tidy()
        self.quiet.turn()

    def _follow_settings(self) -> None:
        self._lookout.rules = self._entrance.settings.blind
        self.notices.bounds = self._entrance.settings.notices

    def _waiting(self, error: StudySpotError) -> None:
        """Say what keeps the desk from beginning; it begins by itself when that is over."""
        self._late = True
        status, why = self._status, error.message
        link = msgspec.structs.replace(status.link, reason=why)
        self._tell(msgspec.structs.replace(status, link=link, begun=False, troubles=(why,)))
        self._look(why)

    def _open(self, store: Store) -> None:
        store.on_rebuilt(self._rebuilt)
        self.notices.tidy()
        self._entrance.take_over()
        self.quiet.look()
        untold, refusals = store.untold(), store.refusals()
        self._entrance.open()
        if self._late:
            untold = msgspec.structs.replace(untold, reloaded=True)
        self._updates.publish(untold)
        for refusal in refusals:
            self._updates.publish(refusal)

    def _rebuilt(self) -> None:
        """The copy was damaged and is made anew: all is read again, here and from the hub."""
        if self._loop is not None:
            self._loop.call_soon(self._begin_anew)

    def _begin_anew(self) -> None:
        if self._entrance.session is not None:
            self._entrance.session.reconnect()
        self._took(Changes(reloaded=True))

    def _queued(self, changes: Changes) -> None:
        self._took(changes)
        if self._entrance.session is not None:
            self._entrance.session.wake()

    def _took(self, changes: Changes) -> None:
        self._updates.publish(changes)
        self.notices.follow(changes)
        if changes.read and self._entrance.session is not None:
            self._entrance.session.read()
        self._refresh()

    def _refused(self, refusal: Refusal) -> None:
        self._updates.publish(refusal)
        self._refresh()

    def _blind(self, blindness: Blindness) -> None:
        self._updates.publish(blindness)
        self._refresh()

    def _refresh(self) -> None:
        """Make the status anew and tell of it when something in it is different."""
        if not self._premises.opened:
            return
        self._look()
        entrance = self._entrance
        try:
            status = desk_status(
                self._store,
                entrance.session,
                entrance.settings,
                entrance.idle,
                self._lookout.blind_since,
                (
                    entrance.settings_trouble,
                    entrance.hub.trouble,
                    memory_only(self._vault),
                    *(mistake.words() for mistake in self._premises.catalogue.mistakes),
                ),
            )
        except StudySpotError as error:
            self._tell_trouble(error)
            return
        self._tell(status)

    def _look(self, trouble: str = "") -> None:
        """Whether bookings arrive; `trouble` is why they cannot, when it is not the link."""
        session, idle = self._entrance.session, self._entrance.idle
        link = (
            session.link
            if session
            else msgspec.structs.replace(idle, reason=trouble or idle.reason)
        )
        wanted = self._entrance.settings.user is not None
        news_at = session.news_at if session else None
        self._lookout.look(link, self.last_heard, news_at, wanted=wanted)

    def _tell_trouble(self, error: StudySpotError) -> None:
        self._tell(msgspec.structs.replace(self._status, troubles=(error.message,)))

    def _tell(self, status: DeskStatus) -> None:
        if status != self._status:
            self._status = status
            self._updates.publish(status)
