"""The people who work for a library, as its owner takes them on and lets them go."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from app.contract.errors import Conflict, NotFound
from app.contract.models import LibraryRef, Role, User
from app.contract.requests import StaffRequest
from app.contract.tongue import translate
from app.hub import checks, journal, sessions
from app.hub.access import principal_of, require_owner
from app.hub.accounts import add_user
from app.hub.schema import members, users
from app.hub.work import Look, Work


def people(look: Look, library_id: str) -> list[User]:
    """Owner and staff of a library.

    Raises:
        Forbidden, NotFound: when it is not the owner who asks.
    """
    library = require_owner(look.conn, look.by, library_id)
    query = (
        select(users, members.c.role.label("works_as"))
        .join(members, members.c.user_id == users.c.id)
        .where(members.c.library_id == library_id)
        .order_by(users.c.name, users.c.id)
    )
    ref = LibraryRef(id=library_id, name=library.name)
    return [_as_user(row, ref) for row in look.conn.execute(query)]


def hire(work: Work, library_id: str, asked: StaffRequest, password_hash: str) -> User:
    """A new account that works for the library; or one of staff that works for none any more.

    That one gets the name and the password that are given here. Who works for another library of
    the same owner works for this one, too, and keeps both.

    Raises:
        Forbidden, NotFound: when it is not the owner who asks.
        InvalidInput: a name or e-mail that cannot be.
        Conflict: the e-mail has an account already, of other work or a student, or here.
    """
    library = require_owner(work.conn, work.by, library_id)
    name = checks.text("name", asked.name, checks.NAME_LIMIT, required=True)
    email = checks.email(asked.email)
    user_id = _free(work, email)
    colleague = _colleague(work, email, library_id) if user_id is None else None
    if colleague is not None:
        user_id, name = colleague
    elif user_id is None:
        user_id = add_user(work, name, email, password_hash, Role.STAFF)
    else:
        _take_on(work, user_id, name, password_hash)
    row = {"user_id": user_id, "library_id": library_id, "role": Role.STAFF}
    work.conn.execute(insert(members), {**row, "created_at": work.now})
    journal.note(work, "staff.add", library_id, user=user_id)
    ref = LibraryRef(id=library_id, name=library.name)
    return User(id=user_id, name=name, email=email, role=Role.STAFF, libraries=(ref,))


def dismiss(work: Work, library_id: str, user_id: str) -> None:
    """Take a person's access to the library away, and end their sessions.

    Raises:
        Forbidden, NotFound: not the owner who asks, or no staff of that id.
    """
    require_owner(work.conn, work.by, library_id)
    gone = work.conn.execute(
        delete(members).where(
            members.c.library_id == library_id,
            members.c.user_id == user_id,
            members.c.role == Role.STAFF,
        )
    )
    if gone.rowcount == 0:
        raise NotFound(
            translate(
                "hub",
                "Nobody with this id is on the staff of this library. Look at the list again.",
            )
        )
    sessions.end_all_of(work, user_id, sessions.DISMISSED)
    journal.note(work, "staff.remove", library_id, user=user_id)


def _free(work: Work, email: str) -> str | None:
    """The account of staff with this e-mail, if it works for no library."""
    query = select(users.c.id).where(users.c.email == email, users.c.role == Role.STAFF)
    user_id = work.conn.execute(query).scalar()
    if user_id is None or principal_of(work.conn, user_id).roles:
        return None
    return str(user_id)


def _colleague(work: Work, email: str, library_id: str) -> tuple[str, str] | None:
    """The id and the name of who works, with this e-mail, for other libraries of this owner alone.

    Raises:
        Conflict: they work here already.
    """
    query = select(users.c.id, users.c.name).where(
        users.c.email == email, users.c.role == Role.STAFF
    )
    found = work.conn.execute(query).one_or_none()
    if found is None:
        return None
    theirs = principal_of(work.conn, found.id).roles.keys()
    if library_id in theirs:
        raise Conflict(
            translate("hub", "{person} works here already.").format(person=found.name or email),
            details={"field": "email"},
        )
    owned = {each for each, role in work.by.roles.items() if role == Role.OWNER}
    return (str(found.id), str(found.name)) if theirs <= owned else None


def _take_on(work: Work, user_id: str, name: str, password_hash: str) -> None:
    # Who hires anew knows the password: what was signed in or seen before must not open to it.
    work.conn.execute(delete(members).where(members.c.user_id == user_id))
    sessions.end_all_of(work, user_id, "taken on anew")
    work.conn.execute(
        update(users).where(users.c.id == user_id).values(name=name, password_hash=password_hash)
    )
    journal.note(work, "user.update", user_id, changed=["name", "password"])


def _as_user(row: Row[Any], library: LibraryRef) -> User:
    return User(id=row.id, name=row.name, email=row.email, role=row.works_as, libraries=(library,))
