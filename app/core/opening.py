"""How a live connection is opened: a good token, a websocket first, the rooms joined."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from app.contract.errors import SignedOut, StudySpotError, Unreachable
from app.contract.events import JOIN_LIBRARY, JOIN_ROLE, StreamHead, library_stream
from app.contract.models import User
from app.contract.tongue import translate
from app.core.account import Account
from app.core.api import AWAY
from app.core.calls import Calls
from app.core.connection import POLLING, WEBSOCKET, Refused, Socket, websocket_works

log = logging.getLogger(__name__)

JOIN_S = 5.0
LIBRARY = library_stream("")


class Opener:
    """Opens connections for one account, one at a time.

    `basic` tells whether the server knows no streams, `token` is the access token that the
    newest connection was opened with. `websocket_blocked` is set once only polling went
    through; whoever finds that a websocket can be had again unsets it. `was_away` tells that
    in the newest attempt no server of ours answered over HTTP either; `not_renewed` that it
    ended because the sign-in could not be renewed.
    """

    def __init__(
        self, account: Account, user: Callable[[], User | None], on_packet: Callable[[], None]
    ) -> None:
        self.basic = False
        self.token = ""
        self.websocket_blocked = False
        self.was_away = False
        self.not_renewed = False
        self._account = account
        self._calls = Calls(account)
        self._user = user
        self._on_packet = on_packet

    async def open(self, on_event: Callable[[str, tuple[Any, ...]], None]) -> Socket:
        """A connection whose token was taken; `on_event` gets what comes over it.

        Raises:
            SignedOut: when the sign-in has ended.
            StudySpotError: when no connection can be had.
        """
        self.was_away = self.not_renewed = False
        try:
            self.token = await self._renewed(self._account.token())
        except AWAY:
            self.was_away = True
            raise
        try:
            return await self._over_either(on_event)
        except Refused:
            if not self._account.renewable:
                await self._calls.prove()
                raise
            self.token = await self._renewed(self._account.renew(self.token))
        try:
            return await self._over_either(on_event)
        except Refused:
            # A new token that is refused, too: asked over REST, the hub ends the sign-in or
            # shows that only the live connection has a fault.
            await self._calls.prove()
            raise

    async def heads(self) -> list[StreamHead]:
        """The streams with how far they reach; none on a server that has no streams.

        Raises:
            StudySpotError: when the server cannot be asked.
        """
        heads = await self._calls.streams_if_any()
        self.basic = heads is None
        return list(heads or ())

    async def join(self, socket: Socket) -> list[StreamHead]:
        """Join the rooms; the streams with how far they reach at least.

        Raises:
            StudySpotError: when the server cannot be asked or does not acknowledge.
        """
        user = self._user()
        libraries = [library.id for library in user.libraries] if user else []
        role = user.role if user else ""
        heads = {head.stream: head for head in await self.heads()}
        if self.basic:
            await socket.tell(JOIN_ROLE, role)
            for library_id in libraries:
                await socket.tell(JOIN_LIBRARY, library_id)
            return []
        libraries += [name.removeprefix(LIBRARY) for name in heads if name.startswith(LIBRARY)]
        await self._join_room(socket, JOIN_ROLE, role)
        for library_id in dict.fromkeys(libraries):
            head = await self._join_room(socket, JOIN_LIBRARY, library_id)
            if head is not None:
                heads[head.stream] = head
        return list(heads.values())

    async def carries(self, socket: Socket, limit_s: float) -> bool:
        """Whether the connection still carries a question and its answer.

        Raises:
            Unreachable: when the connection is known to be gone.
        """
        user = self._user()
        # A basic server acknowledges nothing, so there a new connection is the only proof.
        if self.basic or user is None:
            return False
        return await socket.ask(JOIN_ROLE, user.role, limit_s) is not None

    async def _renewed(self, token: Awaitable[str]) -> str:
        try:
            return await token
        except StudySpotError as error:
            self.not_renewed = not isinstance(error, SignedOut)
            raise

    async def _over_either(self, on_event: Callable[[str, tuple[Any, ...]], None]) -> Socket:
        """Websocket first; polling only where everything but the websocket works."""
        if self.websocket_blocked:
            return await self._over(POLLING, on_event)
        try:
            return await self._over(WEBSOCKET, on_event)
        except Unreachable as error:
            wrong = await self._account.api.wrong()
            self.was_away = wrong is not None
            if isinstance(wrong, Unreachable):
                raise
            if wrong is not None:
                # What answers there says better what it is than the attempt's failure does.
                raise wrong from error
        if await websocket_works(self._account.api.server):
            return await self._over(WEBSOCKET, on_event)
        socket = await self._over(POLLING, on_event)
        self.websocket_blocked = True
        return socket

    async def _over(
        self, transport: str, on_event: Callable[[str, tuple[Any, ...]], None]
    ) -> Socket:
        socket = Socket(self._account.api.server, on_event=on_event, on_heard=self._on_packet)
        try:
            await socket.open(self.token, transport)
        except BaseException:
            await socket.close()
            raise
        return socket

    async def _join_room(self, socket: Socket, name: str, argument: str) -> StreamHead | None:
        answer = await socket.join(name, argument, JOIN_S)
        if answer is None:
            told = translate("opening", "{server} did not answer in time.")
            raise Unreachable(told.format(server=self._account.api.server))
        if not answer.ok:
            log.warning("%s %r was refused: %s", name, argument, answer.error)
        if answer.stream is None or answer.epoch is None or answer.head is None:
            return None
        return StreamHead(stream=answer.stream, epoch=answer.epoch, head=answer.head)
