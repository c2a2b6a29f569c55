"""Who is asking and what that allows, always read from the rows and not from the token."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, Row, bindparam, select

from app.contract.errors import Forbidden, NotFound, Unauthenticated
from app.contract.models import LibraryRef, Role, User
from app.contract.tongue import translate
from app.hub.schema import libraries, members, sessions, users


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts in a transaction; `roles` maps each of its libraries to owner or staff.

    `closed` are libraries of its own that were deleted: their events may still be read.
    """

    user_id: str
    name: str = ""
    email: str = ""
    role: str = Role.STUDENT
    roles: dict[str, str] = {}
    names: dict[str, str] = {}
    closed: frozenset[str] = frozenset()
    session_id: str = ""

    @property
    def is_student(self) -> bool:
        """Whether this is an account that books for itself."""
        return self.role == Role.STUDENT

    def user(self) -> User:
        """The account as it travels."""
        refs = tuple(LibraryRef(id=key, name=self.names.get(key, "")) for key in self.roles)
        return User(
            id=self.user_id, name=self.name, email=self.email, role=self.role, libraries=refs
        )


HUB_ITSELF = Principal(user_id="hub", name="The hub", role="hub")

_membership = (
    select(members.c.library_id, members.c.role, libraries.c.name, libraries.c.deleted_at)
    .join(libraries, libraries.c.id == members.c.library_id)
    .where(members.c.user_id == bindparam("user_id"))
    .order_by(members.c.created_at, members.c.library_id)
)
# Built once: putting a statement together takes longer than SQLite takes to run it.
_user = select(users).where(users.c.id == bindparam("user_id"))
_session = select(sessions.c.user_id, sessions.c.ended_at).where(
    sessions.c.id == bindparam("session_id")
)
_library = select(libraries).where(
    libraries.c.id == bindparam("library_id"), libraries.c.deleted_at.is_(None)
)


def principal_of(conn: Connection, user_id: str, session_id: str = "") -> Principal:
    """The account with its present libraries.

    Raises:
        Unauthenticated: when there is no such account.
    """
    row = conn.execute(_user, {"user_id": user_id}).first()
    if row is None:
        raise no_session()
    roles: dict[str, str] = {}
    names: dict[str, str] = {}
    closed: set[str] = set()
    if row.role != Role.STUDENT:
        for told in conn.execute(_membership, {"user_id": user_id}):
            if told.deleted_at is not None:
                closed.add(told.library_id)
                continue
            roles[told.library_id] = told.role
            names[told.library_id] = told.name
    return Principal(
        user_id=row.id,
        name=row.name,
        email=row.email,
        role=row.role,
        roles=roles,
        names=names,
        closed=frozenset(closed),
        session_id=session_id,
    )


def principal_of_session(conn: Connection, session_id: str) -> Principal:
    """The account behind a session that has not ended.

    Raises:
        Unauthenticated: when the session has ended or was never there.
    """
    row = conn.execute(_session, {"session_id": session_id}).first()
    if row is None or row.ended_at is not None:
        raise no_session()
    return principal_of(conn, row.user_id, session_id)


def library_for(conn: Connection, by: Principal, library_id: str) -> Row[tuple[object, ...]]:
    """The row of a library that this account may see: students any, others their own.

    Raises:
        NotFound: for all others, so that nobody learns which libraries there are.
    """
    row = conn.execute(_library, {"library_id": library_id}).first()
    if row is None or not (by.is_student or library_id in by.roles):
        raise no_library()
    return row


def require_staff(conn: Connection, by: Principal, library_id: str) -> Row[tuple[object, ...]]:
    """The row of a library that this account works for, as staff or owner.

    Raises:
        NotFound: when it is another's library.
        Forbidden: for a student.
    """
    row = library_for(conn, by, library_id)
    if library_id not in by.roles:
        raise not_staff()
    return row


def require_owner(conn: Connection, by: Principal, library_id: str) -> Row[tuple[object, ...]]:
    """The row of a library that this account owns.

    Raises:
        NotFound: when it is another's library.
        Forbidden: for a student or staff.
    """
    row = library_for(conn, by, library_id)
    if by.roles.get(library_id) != Role.OWNER:
        raise Forbidden(
            translate("hub", "Only the owner of the library may do this. Ask the owner to do it.")
        )
    return row


def no_library() -> NotFound:
    """What is said of a library that is not there, or not for this account."""
    return NotFound(translate("hub", "There is no such library. It may have been removed."))


def no_session() -> Unauthenticated:
    """What is said of a session that has ended, or was never there."""
    return Unauthenticated(translate("hub", "This sign-in has ended. Sign in again."))


def not_staff() -> Forbidden:
    """What is said to a student of what a library's staff may do."""
    return Forbidden(translate("hub", "Only the staff of the library may do this."))
