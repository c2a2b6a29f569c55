"""The desk as one object: the only face of the core that a window or a terminal uses."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from app.contract.errors import InvalidInput, NotFound, StoreFailed, StudySpotError
from app.contract.models import User
from app.core import settings as kept
from app.core.account import Account
from app.core.api import Api, server_address
from app.core.changes import AlertRecord, Changes, Moment, Refusal, Update
from app.core.clock import SystemClock
from app.core.hub_keeper import HubKeeper
from app.core.local_hub import Listening, NewOwner, add_owner
from app.core.outbox import Action, Command
from app.core.ports import Clock, Vault
from app.core.profile import Profile
from app.core.session import Listener, Session
from app.core.settings import Embedded, ProfileLock, Settings
from app.core.standing import desk_status
from app.core.status import DeskStatus, LinkState, LinkStatus
from app.core.store import Store
from app.core.updates import Updates

STARTING_HUB = "The hub on this computer is starting."


class LocalLibrary(msgspec.Struct, frozen=True, kw_only=True):
    """What "Use this computer" asks for: the owner and the library to create."""

    name: str
    email: str
    password: str
    library: str
    seats: int
    currency: str = "INR"
    timezone: str = "Asia/Kolkata"


class Desk:
    """One profile's front desk: signed in or not, connected or not, always answering.

    All methods are to be called on the loop that `start` ran on; `status` and
    `last_heard` may be read from any thread. Methods raise `StudySpotError` with a
    sentence for people; network trouble of the link never raises, it shows in `status`.
    """

    def __init__(self, profile: Profile, vault: Vault, clock: Clock | None = None) -> None:
        self._profile = profile
        self._vault = vault
        self._clock: Clock = clock or SystemClock()
        self._lock = ProfileLock(profile)
        self._updates = Updates()
        self._settings = Settings(profile_id="")
        self._settings_trouble: str | None = None
        self._opened: Store | None = None
        self._session: Session | None = None
        self._hub = HubKeeper(profile, self._clock, self._hub_listens, self._refresh)
        self._restoring: asyncio.Task[None] | None = None
        self._quiet_ends: asyncio.TimerHandle | None = None
        self._idle = LinkStatus(state=LinkState.OFFLINE, since=self._clock.now())
        self._status = DeskStatus(link=self._idle)

    @property
    def status(self) -> DeskStatus:
        """The newest status; an immutable record, safe to read from any thread."""
        return self._status

    @property
    def last_heard(self) -> datetime | None:
        """When the server was last heard from, by traffic; None before the first time."""
        session = self._session
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
            self._settings, self._settings_trouble = kept.load(self._profile, self._clock.now())
            self._opened = Store(self._profile.store, self._clock)
        except BaseException:
            self._lock.release()
            raise
        self._plan_end_of_quiet()
        signed_in = self._settings.user is not None
        self._rest(LinkState.CONNECTING if signed_in else LinkState.SIGNED_OUT)
        self._updates.publish(self._opened.untold())
        if signed_in:
            self._restoring = asyncio.create_task(self._restore(), name="restore the sign-in")

    async def stop(self) -> None:
        """End every task and process of the desk, within 3 s."""
        await asyncio.gather(self._end_session(), self._hub.end())
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
        address = server_address(server)
        embedded = self._settings.embedded
        if embedded is not None and address == self._settings.server:
            listening = await self._hub.now(embedded)
            return await self._enter(listening.listening, email, password, embedded)
        user = await self._enter(address, email, password, None)
        await self._hub.end()
        return user

    async def use_this_computer(self, wanted: LocalLibrary) -> User:
        """Create the embedded hub with its owner and sign in to it.

        Raises:
            InvalidInput: when the hub refuses what was asked for.
            HubFailed: when it cannot be set up or does not start.
        """
        refused: InvalidInput | None = None
        try:
            await add_owner(
                self._profile.hub,
                msgspec.convert(wanted, NewOwner, from_attributes=True),
            )
        except InvalidInput as error:
            # Perhaps an earlier attempt got as far as this; then the sign-in works.
            refused = error
        embedded = self._embedded(demo=False)
        listening = await self._hub.now(embedded)
        try:
            return await self._enter(listening.listening, wanted.email, wanted.password, embedded)
        except StudySpotError:
            if self._session is None:
                await self._hub.end()
            if refused is not None:
                raise refused from None
            raise

    async def use_sample(self) -> User:
        """Start the embedded hub with the marked sample library and sign in to it.

        Raises:
            HubFailed: when it does not start.
        """
        embedded = self._embedded(demo=True)
        listening = await self._hub.now(embedded)
        owner = listening.demo
        if owner is None:
            raise InvalidInput("The hub on this computer came without a sample library.")
        return await self._enter(listening.listening, owner.email, owner.password, embedded)

    async def sign_out(self) -> None:
        """End the session at the hub, forget the token; the local copy is removed."""
        session = self._session
        if session is not None:
            session.account.on_ended = _nothing
            await session.account.sign_out()
        else:
            await self._vault.forget(self._settings.token_name)
        await self._end_session()
        await self._hub.end()
        self._store.wipe()
        self._keep(msgspec.structs.replace(self._settings, user=None))
        self._rest(LinkState.SIGNED_OUT)
        self._updates.publish(Changes(reloaded=True))

    async def check_in(self, booking_id: str) -> None:
        """Put a check-in into the outbox; shown as pending until the hub has answered."""
        self._queue(booking_id, Action.CHECK_IN)

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
        if self._session is not None:
            self._session.reconnect()

    # Sessions.

    async def _enter(
        self, server: str, email: str, password: str, embedded: Embedded | None
    ) -> User:
        """Sign in; only when that went well, let go of the session before."""
        api = Api(server, self._clock)
        account = Account(api, self._vault, self._settings.token_name, self._clock)
        try:
            user = await account.sign_in(email.strip(), password)
        except BaseException:
            await api.close()
            raise
        await self._end_session()
        owner = f"{'sample' if embedded.demo else 'here'} {user.id}" if embedded else ""
        if self._store.belong_to(owner or f"{server} {user.id}"):
            self._updates.publish(Changes(reloaded=True))
        if embedded is not None:
            embedded = msgspec.structs.replace(embedded, port=Listening(server).port)
        self._keep(
            msgspec.structs.replace(
                self._settings, server=server, email=email.strip(), user=user, embedded=embedded
            )
        )
        await account.keep()
        self._begin(account, user)
        return user

    def _begin(self, account: Account, user: User) -> None:
        listener = Listener(
            changes=self._took, refusal=self._refused, state=self._refresh, user=self._user_told
        )
        self._session = Session(account, self._store, self._clock, user, listener)
        self._session.start()
        self._refresh()

    async def _restore(self) -> None:
        """Go on with the sign-in that the vault and the settings remember."""
        settings, user = self._settings, self._settings.user
        if user is None:
            return
        api = Api(settings.server, self._clock)
        account = Account(api, self._vault, settings.token_name, self._clock)
        try:
            restored = await account.restore()
            if restored and settings.embedded is not None:
                self._rest(LinkState.CONNECTING, STARTING_HUB)
                api.move((await self._hub.eventually(settings.embedded)).listening)
        except BaseException:
            await api.close()
            raise
        if restored:
            self._begin(account, user)
            return
        await api.close()
        self._rest(LinkState.SIGNED_OUT, "There is no kept sign-in. Please sign in again.")

    async def _end_session(self) -> None:
        if self._restoring is not None:
            self._restoring.cancel()
            await asyncio.gather(self._restoring, return_exceptions=True)
            self._restoring = None
        if self._session is not None:
            await self._session.stop()
            self._session = None

    def _embedded(self, *, demo: bool) -> Embedded:
        """The hub on this computer as the profile remembers it, else a new one."""
        known = self._settings.embedded
        return known if known is not None and known.demo == demo else Embedded(demo=demo)

    def _hub_listens(self, listening: Listening) -> None:
        embedded = self._settings.embedded
        if embedded is None or embedded.demo != (listening.demo is not None):
            return
        if self._session is not None:
            self._session.move(listening.listening)
        moved = msgspec.structs.replace(embedded, port=listening.port)
        self._keep(
            msgspec.structs.replace(self._settings, server=listening.listening, embedded=moved)
        )
        self._refresh()

    # What happens, and who is told.

    @property
    def _store(self) -> Store:
        if self._opened is None:
            raise StoreFailed("The desk is not started.")
        return self._opened

    def _queue(self, booking_id: str, action: Action, reason: str = "") -> None:
        if self._store.booking(booking_id) is None:
            raise NotFound("This booking is not known here any more. The list shows what is.")
        command = Command(key=uuid.uuid4().hex, booking_id=booking_id, action=action, reason=reason)
        self._took(self._store.queue(command))
        if self._session is not None:
            self._session.wake()

    def _took(self, changes: Changes) -> None:
        self._updates.publish(changes)
        self._refresh()

    def _refused(self, refusal: Refusal) -> None:
        self._updates.publish(refusal)

    def _user_told(self, user: User) -> None:
        if user != self._settings.user:
            self._keep(msgspec.structs.replace(self._settings, user=user))
        self._refresh()

    def _keep(self, settings: Settings) -> None:
        """Remember settings; what cannot be written is said, and counts for this run."""
        self._settings = settings
        try:
            kept.save(self._profile, settings)
            self._settings_trouble = None
        except StudySpotError as error:
            self._settings_trouble = error.message

    def _rest(self, state: LinkState, reason: str = "") -> None:
        """The link's state while there is no session."""
        self._idle = LinkStatus(state=state, since=self._clock.now(), reason=reason)
        self._refresh()

    def _refresh(self) -> None:
        """Make the status anew and tell of it when something in it is different."""
        if self._opened is None:
            return
        try:
            status = desk_status(
                self._opened,
                self._session,
                self._settings,
                self._idle,
                (self._settings_trouble, self._hub.trouble, self._vault.trouble),
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


def _nothing() -> None:
    """A sign-out of our own needs no new connection."""
