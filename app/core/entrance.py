"""The ways in and out of a profile: sign-ins, the hub on this computer, the session at work."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import msgspec

from app.contract.errors import InvalidInput, StudySpotError, Unauthenticated
from app.contract.models import User
from app.contract.tongue import translate
from app.core import settings as kept
from app.core.account import Account
from app.core.api import Api, server_address
from app.core.calls import Calls
from app.core.changes import Changes
from app.core.hub_keeper import HubKeeper
from app.core.local_hub import Listening, NewOwner, add_owner
from app.core.ports import Clock, Vault
from app.core.profile import Profile
from app.core.session import Listener, Session
from app.core.settings import Embedded, Settings
from app.core.status import LinkState, LinkStatus
from app.core.store import Store

SEE_S = 5.0
VAULT_AGAIN_S = 3.0
"""So often a keyring that did not answer is looked at again."""

log = logging.getLogger(__name__)


class LocalLibrary(msgspec.Struct, frozen=True, kw_only=True):
    """What "Use this computer" asks for: the owner and the library to create."""

    name: str
    email: str
    password: str
    library: str
    seats: int
    currency: str = "INR"
    timezone: str = "Asia/Kolkata"


class Entrance:
    """Who is signed in where; at most one `session` at a time.

    `settings` is what the profile remembers of it, `settings_trouble` why that cannot be
    written. `idle` is the link's status while there is no session. `listener.state` is
    called whenever one of these may be different.
    """

    def __init__(
        self,
        profile: Profile,
        vault: Vault,
        clock: Clock,
        store: Callable[[], Store],
        listener: Listener,
    ) -> None:
        self.settings = Settings(profile_id="")
        self.settings_trouble: str | None = None
        self.session: Session | None = None
        self.idle = LinkStatus(state=LinkState.OFFLINE, since=clock.now())
        self.hub = HubKeeper(profile, clock, self._hub_listens, listener.state)
        self._profile, self._vault, self._clock = profile, vault, clock
        self._store = store
        self._listener = msgspec.structs.replace(
            listener, user=self._user_told, dismissed=self._dismissed
        )
        self._restoring: asyncio.Task[None] | None = None
        self._forgetting: asyncio.Task[None] | None = None
        self._crossing = asyncio.Lock()
        """Held by whoever comes in or goes out: half of one way and half of another is neither."""

    def load(self) -> None:
        """Read what the profile remembers.

        Raises:
            SettingsFailed: when the folder cannot be used.
        """
        self.settings, self.settings_trouble = kept.load(self._profile, self._clock.now())

    def take_over(self) -> None:
        """Make the copy that of the remembered account, which need not be the one before.

        Somebody may have signed in in a terminal, which writes no copy.
        """
        owner = _owner(self.settings)
        if owner:
            self._store().belong_to(owner, trusting=True)

    def open(self) -> None:
        """Go on with the remembered sign-in, if there is one; returns before that is done."""
        signed_in = self.settings.user is not None
        self._rest(LinkState.CONNECTING if signed_in else LinkState.SIGNED_OUT)
        if signed_in:
            self._restoring = asyncio.create_task(self._restore(), name="restore the sign-in")

    async def close(self) -> None:
        """End the session and the hub on this computer; the sign-in stays good."""
        if self._forgetting is not None:
            await asyncio.gather(self._forgetting, return_exceptions=True)
        await asyncio.gather(self._end_session(), self.hub.end())

    async def sign_in(self, server: str, email: str, password: str) -> User:
        """See `Desk.sign_in`."""
        address = server_address(server)
        async with self._crossing:
            embedded = self.settings.embedded
            if embedded is not None and address == self.settings.server:
                listening = await self.hub.now(embedded)
                return await self._enter(listening.listening, email, password, embedded)
            user = await self._enter(address, email, password, None)
            await self.hub.end()
            return user

    async def sign_in_here(self, email: str, password: str) -> User:
        """See `Desk.sign_in_here`."""
        async with self._crossing:
            return await self._sign_in_here(email, password)

    async def _sign_in_here(self, email: str, password: str) -> User:
        embedded = self._embedded(demo=False)
        listening = await self.hub.now(embedded)
        try:
            return await self._enter(listening.listening, email, password, embedded)
        except StudySpotError:
            if self.session is None:
                await self.hub.end()
            raise

    async def use_this_computer(self, wanted: LocalLibrary) -> User:
        """See `Desk.use_this_computer`."""
        async with self._crossing:
            return await self._use_this_computer(wanted)

    async def _use_this_computer(self, wanted: LocalLibrary) -> User:
        refused: InvalidInput | None = None
        try:
            await add_owner(
                self._profile.hub, msgspec.convert(wanted, NewOwner, from_attributes=True)
            )
        except InvalidInput as error:
            # Perhaps an earlier attempt got as far as this; then the sign-in works.
            refused = error
        try:
            user = await self._sign_in_here(wanted.email, wanted.password)
        except Unauthenticated:
            if refused is not None:
                raise refused from None
            raise
        self.remember(msgspec.structs.replace(self.settings, own_library=user.email))
        self._listener.state()
        return user

    async def use_sample(self) -> User:
        """See `Desk.use_sample`."""
        async with self._crossing:
            embedded = self._embedded(demo=True)
            listening = await self.hub.now(embedded)
            owner = listening.demo
            if owner is None:
                raise InvalidInput(
                    translate("entrance", "The hub on this computer came without a sample library.")
                )
            return await self._enter(listening.listening, owner.email, owner.password, embedded)

    async def leave(self) -> None:
        """See `Desk.leave`."""
        session = self.session
        await self._end_session()
        if session is not None:
            await session.account.leave()

    async def sign_out(self) -> None:
        """See `Desk.sign_out`."""
        async with self._crossing:
            await self._sign_out()

    async def _sign_out(self) -> None:
        session = self.session
        if session is not None:
            session.account.on_ended = _nothing
            await session.account.sign_out()
        else:
            await self._vault.forget(self.settings.token_name)
        await self._forget("")

    async def _forget(self, reason: str) -> None:
        """Keep nothing here of who was signed in; `reason` is told in their place."""
        await self._end_session()
        await self.hub.end()
        self._store().wipe()
        settings = msgspec.structs.replace(self.settings, user=None)
        if settings.embedded is not None and settings.embedded.demo:
            # Nobody knows the sample's password; to see it again, one begins it again.
            settings = msgspec.structs.replace(settings, server="", email="", embedded=None)
        self.remember(settings)
        self._rest(LinkState.SIGNED_OUT, reason)
        self._listener.changes(Changes(reloaded=True))

    async def _enter(
        self, server: str, email: str, password: str, embedded: Embedded | None
    ) -> User:
        """Sign in; only when that went well, let go of the session before."""
        signed = msgspec.structs.replace(
            self.settings, server=server, email=email.strip(), embedded=embedded
        )
        api = Api(server, self._clock)
        account = Account(api, self._vault, signed.token_name, self._clock)
        try:
            user = await account.sign_in(signed.email, password)
        except BaseException:
            await api.close()
            raise
        before, left = self.settings, self.session
        await self._end_session()
        if left is not None and before.embedded is None:
            # Not at the hub on this computer: by now another program may have its port.
            await left.account.leave()
        if embedded is not None:
            embedded = msgspec.structs.replace(embedded, port=Listening(server).port)
        signed = msgspec.structs.replace(signed, user=user, embedded=embedded)
        owner = _owner(signed)
        if self._store().belong_to(owner, trusting=owner == _owner(before)):
            self._listener.changes(Changes(reloaded=True))
        await self._see_heads(account)
        self.remember(signed)
        if before.token_name != signed.token_name:
            await self._vault.forget(before.token_name)
        await account.keep()
        self._begin(account, user)
        return user

    async def _see_heads(self, account: Account) -> None:
        """Note how far the streams reach: what is booked before the first snapshot rings, too.

        A server without streams, or one that is gone again, says nothing; then the first list
        is where the news begin.
        """
        try:
            async with asyncio.timeout(SEE_S):
                self._store().await_news(await Calls(account).streams())
        except (TimeoutError, StudySpotError) as error:
            log.info("the news begin with the first list: %s", error)

    def _begin(self, account: Account, user: User) -> None:
        self.session = Session(account, self._store(), self._clock, user, self._listener)
        self.session.start()
        self._listener.state()

    async def _restore(self) -> None:
        """Go on with the sign-in that the vault and the settings remember."""
        settings, user = self.settings, self.settings.user
        if user is None:
            return
        try:
            api = Api(settings.server, self._clock)
        except InvalidInput as error:
            self._rest(LinkState.SIGNED_OUT, error.message)
            return
        account = Account(api, self._vault, settings.token_name, self._clock)
        try:
            restored = await self._restored(account)
            if restored and settings.embedded is not None:
                starting = translate("entrance", "The hub on this computer is starting.")
                self._rest(LinkState.CONNECTING, starting)
                api.move((await self.hub.eventually(settings.embedded)).listening)
        except BaseException:
            await api.close()
            raise
        if restored:
            self._begin(account, user)
            return
        await api.close()
        self._rest(
            LinkState.SIGNED_OUT,
            translate("entrance", "There is no kept sign-in. Please sign in again."),
        )

    async def _restored(self, account: Account) -> bool:
        """Whether the vault has the sign-in; while it does not answer, that is waited for.

        It is locked when the computer starts with nobody there, and somebody unlocks it in the
        end: then the desk goes on by itself, without a dialog of its own each time.
        """
        restored = await account.restore()
        while not restored and self._vault.trouble is not None:
            self._rest(
                LinkState.SIGNED_OUT,
                translate(
                    "entrance",
                    "The kept sign-in cannot be read. {trouble} Then the desk goes on by itself; "
                    "or sign in again.",
                ).format(trouble=self._vault.trouble),
                waits=True,
            )
            await self._clock.sleep(VAULT_AGAIN_S)
            restored = await account.restore(ask=False)
        return restored

    async def _end_session(self) -> None:
        if self._restoring is not None:
            self._restoring.cancel()
            await asyncio.gather(self._restoring, return_exceptions=True)
            self._restoring = None
        if self.session is not None:
            await self.session.stop()
            self.session = None

    def _embedded(self, *, demo: bool) -> Embedded:
        """The hub on this computer as the profile remembers it, else a new one."""
        known = self.settings.embedded
        return known if known is not None and known.demo == demo else Embedded(demo=demo)

    def _hub_listens(self, listening: Listening) -> None:
        embedded = self.settings.embedded
        if embedded is None or embedded.demo != (listening.demo is not None):
            return
        if self.session is not None:
            self.session.move(listening.listening)
        moved = msgspec.structs.replace(embedded, port=listening.port)
        self.remember(
            msgspec.structs.replace(self.settings, server=listening.listening, embedded=moved)
        )
        self._listener.state()

    def _dismissed(self, reason: str) -> None:
        """The library let this person go: its names and telephone numbers go, too."""
        session = self.session

        async def forget() -> None:
            async with self._crossing:
                # Whoever has signed in meanwhile is somebody else.
                if session is not None and session is self.session:
                    await self._forget(reason)

        self._forgetting = asyncio.create_task(forget(), name="forget who was let go")

    def _user_told(self, user: User) -> None:
        if user != self.settings.user:
            self.remember(msgspec.structs.replace(self.settings, user=user))
        self._listener.state()

    def remember(self, settings: Settings) -> None:
        """Remember settings; what cannot be written is said, and counts for this run."""
        self.settings = settings
        try:
            kept.save(self._profile, settings)
            self.settings_trouble = None
        except StudySpotError as error:
            self.settings_trouble = error.message

    def _rest(self, state: LinkState, reason: str = "", *, waits: bool = False) -> None:
        """The link's state while there is no session."""
        now = self._clock.now()
        self.idle = LinkStatus(state=state, since=now, reason=reason, waits=waits)
        self._listener.state()


def _owner(settings: Settings) -> str:
    """The name under which a copy is this account's; empty when nobody is signed in."""
    return f"{settings.place} {settings.user.id}" if settings.user is not None else ""


def _nothing() -> None:
    """A sign-out of our own needs no new connection."""
