"""The same core in a terminal: alerts as lines, sign-in and sign-out."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime

import msgspec

from app.contract.errors import InvalidInput, SignedOut, StoreFailed
from app.core import settings as kept
from app.core.account import Account
from app.core.api import Api, server_address
from app.core.changes import Alert, Blindness, Changes, Moment, Update
from app.core.clock import SystemClock
from app.core.commands import Refusal
from app.core.desk import Desk
from app.core.memory_vault import MemoryVault
from app.core.ports import Clock, Vault, Wake
from app.core.profile import Profile
from app.core.settings import ProfileLock, Settings
from app.core.status import DeskStatus, LinkState, LinkStatus
from app.core.store import Store
from app.core.wording import terminal_line, zone_name
from app.native.interruptions import interruptions
from app.native.lines import GOODBYE_S, Lines

DONE, FAILED = 0, 1
NOTE_AGAIN_S = 1.0
Word = DeskStatus | Blindness | Refusal


async def watch(
    profile: Profile,
    vault: Vault,
    *,
    as_json: bool,
    wake: Wake | None = None,
    server: str | None = None,
    email: str | None = None,
    password: str | None = None,
) -> int:
    """Print each alert as it comes, until interrupted, terminated, or signed out.

    Alerts go to standard output, and how the connection stands to standard error.
    With `server`, `email` and `password` the sign-in is for this run only.

    Returns:
        0 after an interruption, or when nobody reads the lines any more.

    Raises:
        InvalidInput: a server without e-mail or password.
        SignedOut: when nobody is signed in, or the hub has ended the sign-in.
        StudySpotError: when the profile cannot be used or the sign-in fails.
    """
    work = asyncio.create_task(
        _watch(profile, vault, wake, as_json, _OnceOnly.of(server, email, password))
    )
    with interruptions(work.cancel):
        await asyncio.wait({work})
    return DONE if work.cancelled() else work.result()


async def sign_in(profile: Profile, vault: Vault, server: str, email: str, password: str) -> int:
    """Sign in and keep the sign-in for later starts.

    Returns:
        0 when that is done; 1, with a line on standard error, when it cannot be kept.

    Raises:
        StudySpotError: when the sign-in fails or the profile is in use.
    """
    clock = SystemClock()
    lock = ProfileLock(profile)
    lock.acquire()
    api: Api | None = None
    try:
        before, _ = kept.load(profile, clock.now())
        address = server_address(server)
        settings = msgspec.structs.replace(
            before, server=address, email=email.strip(), embedded=None
        )
        api = Api(address, clock)
        account = Account(api, vault, settings.token_name, clock)
        user = await account.sign_in(settings.email, password)
        left = await _kept_before(before, vault, clock)
        await account.keep()
        if vault.trouble is not None:
            trouble = vault.trouble
            await account.sign_out()
            print(
                f"studyspot-desk: The sign-in cannot be kept: {trouble} To sign in for one run "
                f"only: studyspot-desk watch --server {address} --email {email} --password-stdin",
                file=sys.stderr,
            )
            return FAILED
        kept.save(profile, msgspec.structs.replace(settings, user=user))
        if left is not None:
            await left.leave()
        if before.token_name != settings.token_name:
            await vault.forget(before.token_name)
    finally:
        if api is not None:
            await api.close()
        lock.release()
    print(f"Signed in as {user.name or user.email} at {address}.")
    return DONE


async def _kept_before(before: Settings, vault: Vault, clock: SystemClock) -> Account | None:
    """The sign-in that a new one takes the place of; None when there is none to end.

    Not one at the hub on this computer, which does not run: another program may have its port.
    """
    if before.user is None or before.embedded is not None:
        return None
    account = Account(Api(before.server, clock), vault, before.token_name, clock)
    if await account.restore(ask=False):
        return account
    await account.api.close()
    return None


async def sign_out(profile: Profile, vault: Vault) -> int:
    """End the sign-in at the hub and forget it here, with the copy of the bookings.

    Returns:
        0, also when nobody was signed in; 1, with a line on standard error, when the keyring
        keeps the sign-in back.

    Raises:
        StudySpotError: when the profile is in use or cannot be written.
    """
    clock = SystemClock()
    lock = ProfileLock(profile)
    lock.acquire()
    try:
        settings, _ = kept.load(profile, clock.now())
        if settings.user is None and not settings.server:
            print("Nobody was signed in.")
            return DONE
        await _end_sign_in(settings, vault, clock)
        store = Store(profile.store, clock)
        try:
            store.wipe()
        finally:
            store.close()
        kept.save(profile, msgspec.structs.replace(settings, user=None))
    finally:
        lock.release()
    if vault.trouble is not None:
        print(
            "studyspot-desk: The account and the copy of the bookings are gone from here, but a "
            f"sign-in that the keyring may hold is not: {vault.trouble} Then sign out once more.",
            file=sys.stderr,
        )
        return FAILED
    who = settings.user
    print(f"Signed out {who.name or settings.email}." if who else "Nobody was signed in.")
    return DONE


async def _end_sign_in(settings: Settings, vault: Vault, clock: Clock) -> None:
    """End what the vault keeps, also after a sign-out that could not reach it."""
    api = Api(settings.server, clock)
    try:
        await Account(api, vault, settings.token_name, clock).sign_out()
    finally:
        await api.close()


class _OnceOnly(msgspec.Struct, frozen=True):
    """A sign-in for one run."""

    server: str
    email: str
    password: str

    @classmethod
    def of(cls, server: str | None, email: str | None, password: str | None) -> _OnceOnly | None:
        if server is None:
            return None
        if not email or password is None:
            raise InvalidInput("With --server, watch needs --email and a password as well.")
        return cls(server, email, password)


async def _watch(
    profile: Profile, vault: Vault, wake: Wake | None, as_json: bool, once: _OnceOnly | None
) -> int:
    desk = Desk(profile, MemoryVault() if once else vault, wake=wake)
    alerts: asyncio.Queue[Alert] = asyncio.Queue()
    words: asyncio.Queue[Word] = asyncio.Queue()

    def heard(update: Update) -> None:
        if isinstance(update, Changes):
            for alert in update.alerts:
                alerts.put_nowait(alert)
        else:
            words.put_nowait(update)

    desk.subscribe(heard)
    beside = Lines(sys.stderr)
    lines, standing = Lines(sys.stdout, _stuck(beside)), _Standing(beside)
    work: list[asyncio.Task[None]] = []
    try:
        await desk.start()
        if once:
            await desk.sign_in(once.server, once.email, once.password)
        # Whoever does not read the alerts is told how the connection stands all the same.
        work.append(asyncio.create_task(_tell_alerts(alerts, desk, lines, as_json=as_json)))
        work.append(asyncio.create_task(_tell_standing(words, desk, standing)))
        done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        for each in done:
            each.result()
        return DONE
    finally:
        for each in work:
            each.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        if once:
            # Nobody could ever use it again; the copy of the bookings stays.
            await desk.leave()
        await desk.stop()
        await asyncio.gather(lines.close(), beside.close())


def _stuck(beside: Lines) -> Callable[[str], None]:
    return lambda why: beside.put(
        f"The alerts cannot be written ({why}). This is tried again every second; none is lost."
    )


async def _tell_alerts(
    alerts: asyncio.Queue[Alert], desk: Desk, lines: Lines, *, as_json: bool
) -> None:
    """Print each alert, until whoever reads the lines has left."""
    while await _told(await alerts.get(), desk, lines, as_json=as_json):
        pass


async def _tell_standing(words: asyncio.Queue[Word], desk: Desk, standing: _Standing) -> None:
    """Print how the connection stands and what was refused.

    Raises:
        SignedOut: when nobody is signed in any more.
    """
    while True:
        word = await words.get()
        if isinstance(word, Blindness):
            standing.tell_blind(word)
        elif isinstance(word, Refusal):
            standing.tell_refusal(word)
        elif desk.status.link.state is LinkState.SIGNED_OUT and not desk.status.link.waits:
            reason = desk.status.link.reason or "Nobody is signed in here."
            raise SignedOut(f"{reason} Use “studyspot-desk sign-in”.")
        else:
            standing.tell(word)


async def _noted(desk: Desk, alert_id: str) -> None:
    """Write down that a line is out, as soon as the copy can be written."""
    while True:
        try:
            await desk.notices.mark(alert_id, Moment.SHOWN)
        except StoreFailed:
            await asyncio.sleep(NOTE_AGAIN_S)
        else:
            return


async def _told(alert: Alert, desk: Desk, lines: Lines, *, as_json: bool) -> bool:
    timezone = zone_name(desk.status.libraries, alert.library_id)
    line = msgspec.json.encode(alert) if as_json else terminal_line(alert, timezone)

    async def tell() -> bool:
        if not await lines.written(line):
            return False
        await _noted(desk, alert.id)
        return True

    telling = asyncio.create_task(tell(), name="tell an alert")
    try:
        return await asyncio.shield(telling)
    except asyncio.CancelledError:
        # A line that is out must not come again at the next start.
        await asyncio.wait({telling}, timeout=GOODBYE_S)
        telling.cancel()
        raise


_UP = {
    LinkState.LIVE: "Live.",
    LinkState.DEGRADED: "Live, by polling.",
}
_BASIC = "Basic server: alerts come from comparing lists."


class _Standing:
    """Says in lines how the connection stands: what is new of it, not every attempt."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._said = ""
        self._troubles: tuple[str, ...] = ()
        self._lost_at: datetime | None = None
        self._reasons: set[str] = set()

    def tell(self, status: DeskStatus) -> None:
        """Print a line on standard error, unless the last one still holds."""
        for trouble in status.troubles:
            if trouble not in self._troubles:
                self._print(trouble)
        self._troubles = status.troubles
        line = self._of(status)
        if line is not None and line != self._said:
            self._said = line
            self._print(line)

    def tell_blind(self, blindness: Blindness) -> None:
        """Print that nothing is received, or that this is over."""
        since = f"{blindness.since.astimezone():%H:%M:%S %Z}"
        if blindness.over_at is None:
            self._print(f"Not receiving bookings since {since}.")
        else:
            self._print(f"Receiving bookings again, after nothing since {since}.")

    def tell_refusal(self, refusal: Refusal) -> None:
        """Print what the hub did not do of what was done at this desk."""
        if refusal.wanted is None:
            self._print(f"{refusal.title}: {refusal.message}")
        else:
            what = str(refusal.wanted.__struct_config__.tag).replace("_", "-")
            self._print(f"Refused: {what}. {refusal.message}")

    def _print(self, line: str) -> None:
        # Whoever reads the alerts need not read this.
        self._lines.put(line)

    def _of(self, status: DeskStatus) -> str | None:
        link = status.link
        if not status.begun:
            return None  # told as a trouble
        if link.state in _UP:
            self._lost_at = None
            self._reasons.clear()
            up = link.reason if link.asking else _UP[link.state]
            return f"{up} {_BASIC}" if status.basic else up
        if link.state is LinkState.STALE or link.waits:
            return f"Waiting: {link.reason}"
        if link.state is LinkState.CONNECTING and not self._said:
            return f"Connecting to {status.server}."
        return self._away(link) if link.state is LinkState.OFFLINE and link.reason else None

    def _away(self, link: LinkStatus) -> str | None:
        if self._lost_at is None:
            self._lost_at = link.since
            return f"Reconnecting: {link.reason}"
        if link.reason in self._reasons:
            return None
        self._reasons.add(link.reason)
        return f"Not connected since {self._lost_at.astimezone():%H:%M:%S %Z}: {link.reason}"
