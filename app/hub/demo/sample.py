"""Makes the sample library with its owner and students, once, and seeds its first hours."""

from __future__ import annotations

import json
import os
import random
import secrets
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select, update

from app.contract.errors import HubFailed
from app.contract.models import Role
from app.contract.requests import LibraryEdit, LibraryRequest
from app.hub import libraries, seats
from app.hub.access import HUB_ITSELF, principal_of
from app.hub.accounts import add_user
from app.hub.bookings import Bookings
from app.hub.database import Database
from app.hub.demo.names import NAMES
from app.hub.demo.rooms import arranged
from app.hub.demo.students import Students
from app.hub.passwords import UNUSABLE, Passwords
from app.hub.schema import libraries as library_rows
from app.hub.schema import members, users
from app.hub.work import Look, Work

EMAIL = "owner@sample.studyspot.example"
STUDENT_EMAIL = "student-{:02d}@sample.studyspot.example"
LIBRARY_NAME = "Sample library (demo)"
SEATS = 24
NO_SHOW_AFTER_MINUTES = 15
ACCOUNT_FILE = "sample-account.json"


class SampleAccount(msgspec.Struct, frozen=True, kw_only=True):
    """How to sign in to the sample library as its owner."""

    email: str
    password: str
    library_id: str


async def prepare(
    database: Database,
    passwords: Passwords,
    service: Bookings,
    folder: Path,
    seed: int | None = None,
) -> SampleAccount:
    """The sample library's account, made with the library if it is not there yet.

    The password is random and kept in a file in `folder` that only its owner may read.

    Raises:
        HubFailed: the database has a library already that is no sample.
    """
    path = folder / ACCOUNT_FILE
    password = _kept_password(path)
    known = await database.read(_find)
    if known is None and await database.read(_has_others):
        raise HubFailed(
            f"There is a library in {folder} already, and the sample with its made-up students "
            "would be mixed into it. Give --demo a folder of its own with --data."
        )
    if known is not None and password is not None:
        return SampleAccount(email=EMAIL, password=password, library_id=known)
    password = secrets.token_urlsafe(12)
    hashed = await passwords.hash(password)

    def make(work: Work) -> str:
        work.by = HUB_ITSELF
        if known is not None:
            work.conn.execute(
                update(users).where(users.c.email == EMAIL).values(password_hash=hashed)
            )
            return known
        owner_id = add_user(work, "Sample Owner", EMAIL, hashed, Role.OWNER)
        wanted = LibraryRequest(name=LIBRARY_NAME, seats=SEATS)
        library = libraries.create(work, wanted, owner_id=owner_id, demo=True)
        work.by = principal_of(work.conn, owner_id)
        rule = LibraryEdit(version=library.version, no_show_after_minutes=NO_SHOW_AFTER_MINUTES)
        libraries.edit(work, library.id, rule)
        seats.place(work, library.id, arranged(seats.of_library(work, library.id)))
        work.by = HUB_ITSELF
        student_ids = [
            add_user(work, name, STUDENT_EMAIL.format(number), UNUSABLE, Role.STUDENT)
            for number, name in enumerate(NAMES, start=1)
        ]
        dice = random.Random(seed)  # noqa: S311 - play, not secrecy
        Students(service, library.id, owner_id, student_ids, dice).live_through(work)
        return library.id

    # The file first: a library whose password nobody knows would be of no use.
    _keep_password(path, password)
    library_id = await database.write(make)
    return SampleAccount(email=EMAIL, password=password, library_id=library_id)


async def students(
    database: Database, service: Bookings, library_id: str, seed: int | None
) -> Students:
    """The made-up students of the sample library, ready to act."""

    def find(look: Look) -> tuple[str, list[str]]:
        owner = select(members.c.user_id).where(members.c.library_id == library_id)
        emails = [STUDENT_EMAIL.format(number) for number in range(1, len(NAMES) + 1)]
        found = select(users.c.id).where(users.c.email.in_(emails)).order_by(users.c.email)
        owner_id = str(look.conn.execute(owner).scalars().first())
        return owner_id, list(look.conn.execute(found).scalars())

    owner_id, student_ids = await database.read(find)
    dice = random.Random(seed)  # noqa: S311 - play, not secrecy
    return Students(service, library_id, owner_id, student_ids, dice)


def _find(look: Look) -> str | None:
    query = (
        select(library_rows.c.id)
        .join(members, members.c.library_id == library_rows.c.id)
        .join(users, users.c.id == members.c.user_id)
        .where(users.c.email == EMAIL, library_rows.c.demo.is_(True))
    )
    return look.conn.execute(query).scalar()


def _has_others(look: Look) -> bool:
    return look.conn.execute(select(library_rows.c.id).limit(1)).first() is not None


def _kept_password(path: Path) -> str | None:
    try:
        told: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    password = told.get("password") if isinstance(told, dict) else None
    return password if isinstance(password, str) else None


def _keep_password(path: Path, password: str) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"email": EMAIL, "password": password}, file)
