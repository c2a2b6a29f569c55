"""Puts the desk's status together from all that knows a part of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.contract.models import Library, User
from app.contract.tongue import translate
from app.core.ports import Vault
from app.core.session import Session
from app.core.settings import Settings
from app.core.status import DeskStatus, LinkStatus
from app.core.store import Store


def desk_status(
    store: Store,
    session: Session | None,
    settings: Settings,
    idle: LinkStatus,
    blind_since: datetime | None,
    troubles: Iterable[str | None],
) -> DeskStatus:
    """The status as it is; `idle` is the link's while there is no session.

    Raises:
        StoreFailed: when the copy cannot be read.
    """
    user = session.user if session else settings.user
    own = (store.set_aside, session.trouble.message if session and session.trouble else None)
    return DeskStatus(
        link=session.link if session else idle,
        user=user,
        server=settings.server,
        email=settings.email,
        embedded=settings.embedded is not None,
        own_library=settings.own_library,
        basic=session.basic if session else False,
        libraries=_libraries(store, user),
        unread=store.notices.unread(),
        waiting=store.waiting(),
        refusals=store.refusals(),
        hushed=store.hush.hushed,
        rules=settings.alerts,
        notices=settings.notices,
        blind=settings.blind,
        blind_since=blind_since,
        troubles=tuple(trouble for trouble in (*own, *troubles) if trouble),
    )


def memory_only(vault: Vault) -> str | None:
    """What it means for a running desk that secrets cannot be kept; None when they can be."""
    if vault.trouble is None:
        return None
    return translate(
        "standing",
        "{trouble} Until then the sign-in is kept in memory only: after a restart, sign in again.",
    ).format(trouble=vault.trouble)


def _libraries(store: Store, user: User | None) -> tuple[Library, ...]:
    """The account's libraries; those whose rows are not here yet, by name only."""
    known = {library.id: library for library in store.libraries()}
    names = {library.id: library.name for library in user.libraries} if user else {}
    return tuple(
        known[each] if each in known else Library(id=each, name=names[each])
        for each in dict.fromkeys([*names, *known])
    )
