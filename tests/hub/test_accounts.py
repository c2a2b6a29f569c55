"""Registering, signing in, refreshing and signing out."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from app.contract.errors import Conflict, HubFailed, InvalidInput
from app.hub.accounts import add_owner
from tests.hub.people import Library, Person, another_library, email, hire, register, sign_in
from tests.hub.process import PASSWORD, HubProcess, bearer, data_of
from tests.hub.refusals import refused

NEW_PASSWORD = "another horse battery"


def call(hub: HubProcess, name: str, body: Any, key: str | None = None) -> httpx.Response:
    headers = {} if key is None else {"Idempotency-Key": key}
    return httpx.post(f"{hub.url}/api/auth/{name}", json=body, headers=headers, timeout=30)


def me(hub: HubProcess, token: str) -> httpx.Response:
    return httpx.get(f"{hub.url}/api/auth/me", headers={"Authorization": f"Bearer {token}"})


def test_a_student_registers_and_signs_in(hub: HubProcess) -> None:
    address = email()
    body = {"name": " Asha  Verma\n", "email": f" {address.upper()} ", "password": PASSWORD}
    made = data_of(call(hub, "register", body))
    assert made["user"]["role"] == "student"
    assert made["user"]["email"] == address
    assert made["user"]["libraries"] == []
    assert made["expiresIn"] == 900
    again = data_of(call(hub, "login", {"email": address, "password": PASSWORD}))
    assert again["user"] == made["user"]
    assert data_of(me(hub, again["accessToken"])) == made["user"]
    assert PASSWORD not in str(made)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@" + "b" * 260}, "email"),
        ({"email": "a b@example.com"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 201}, "password"),
        ({"name": " \x00 "}, "name"),
        ({"name": 7}, "name"),
    ],
)
def test_what_cannot_be_an_account_is_refused(
    hub: HubProcess, change: dict[str, Any], field: str
) -> None:
    body = {"name": "Asha", "email": email(), "password": PASSWORD} | change
    assert refused(call(hub, "register", body), 400, "invalid_input")["details"]["field"] == field


def test_an_e_mail_has_one_account(hub: HubProcess, student: Person) -> None:
    body = {"name": "Again", "email": student.sign_in["user"]["email"], "password": PASSWORD}
    refused(call(hub, "register", body), 409, "conflict")


def test_a_wrong_password_and_an_unknown_e_mail_are_told_alike(hub: HubProcess) -> None:
    person = register(hub.url)
    known = person.sign_in["user"]["email"]
    wrong = refused(
        call(hub, "login", {"email": known, "password": "x" * 9}), 401, "unauthenticated"
    )
    unknown = refused(
        call(hub, "login", {"email": email(), "password": "x" * 9}), 401, "unauthenticated"
    )
    assert wrong == unknown
    person.close()


def test_guessing_is_slowed_down_for_that_account_only(hub: HubProcess, student: Person) -> None:
    address = email()
    data_of(call(hub, "register", {"name": "A", "email": address, "password": PASSWORD}))
    for _ in range(10):
        refused(call(hub, "login", {"email": address, "password": "wrong"}), 401, "unauthenticated")
    answer = call(hub, "login", {"email": address, "password": PASSWORD})
    error = refused(answer, 429, "too_many")
    assert 0 < error["details"]["retryAfter"] <= 900
    assert answer.headers["Retry-After"] == str(error["details"]["retryAfter"])
    sign_in(hub.url, student.sign_in["user"]["email"]).close()


def test_guessing_behind_a_proxy_is_slowed_down_for_whom_it_speaks_for(hub: HubProcess) -> None:
    body = {"name": "A", "email": email(), "password": PASSWORD}
    data_of(call(hub, "register", body))

    def log_in(password: str, for_whom: str) -> httpx.Response:
        return httpx.post(
            f"{hub.url}/api/auth/login",
            json=body | {"password": password},
            headers={"X-Forwarded-For": for_whom},
            timeout=30,
        )

    for _ in range(10):
        refused(log_in("wrong", "203.0.113.9"), 401, "unauthenticated")
    refused(log_in(PASSWORD, "203.0.113.9"), 429, "too_many")
    # What a client claims before the proxy adds its address does not count.
    refused(log_in(PASSWORD, "198.51.100.7, 203.0.113.9"), 429, "too_many")
    data_of(log_in(PASSWORD, "198.51.100.7"))


def test_a_refresh_token_works_once_and_its_reuse_ends_the_session(hub: HubProcess) -> None:
    person = register(hub.url)
    first = person.sign_in["refreshToken"]
    second = data_of(call(hub, "refresh", {"refreshToken": first}))
    assert second["refreshToken"] != first
    third = data_of(call(hub, "refresh", {"refreshToken": second["refreshToken"]}))
    assert me(hub, third["accessToken"]).status_code == 200
    refused(call(hub, "refresh", {"refreshToken": first}), 401, "unauthenticated")
    latest = {"refreshToken": third["refreshToken"]}
    # The person still works there: what the desk has stays.
    assert refused(call(hub, "refresh", latest), 401, "unauthenticated")["details"] == {}
    refused(me(hub, third["accessToken"]), 401, "unauthenticated")
    person.close()


def test_a_refresh_whose_answer_was_lost_can_be_asked_again_with_its_key(hub: HubProcess) -> None:
    person = register(hub.url)
    body = {"refreshToken": person.sign_in["refreshToken"]}
    first = data_of(call(hub, "refresh", body, key="r1"))
    again = data_of(call(hub, "refresh", body, key="r1"))
    assert again["refreshToken"] == first["refreshToken"]
    following = data_of(call(hub, "refresh", {"refreshToken": first["refreshToken"]}))
    # The successor is in use, so whoever still has the old token is somebody else.
    refused(call(hub, "refresh", body, key="r1"), 401, "unauthenticated")
    refused(
        call(hub, "refresh", {"refreshToken": following["refreshToken"]}), 401, "unauthenticated"
    )
    person.close()


def test_another_key_does_not_save_a_reused_token(hub: HubProcess) -> None:
    person = register(hub.url)
    body = {"refreshToken": person.sign_in["refreshToken"]}
    data_of(call(hub, "refresh", body, key="r1"))
    refused(call(hub, "refresh", body, key="r2"), 401, "unauthenticated")
    person.close()


def test_signing_out_ends_the_session_at_once(hub: HubProcess) -> None:
    person = register(hub.url)
    body = {"refreshToken": person.sign_in["refreshToken"]}
    assert person.get("/api/auth/me").status_code == 200
    assert data_of(call(hub, "logout", body)) is None
    refused(person.get("/api/auth/me"), 401, "unauthenticated")
    refused(call(hub, "refresh", body), 401, "unauthenticated")
    assert data_of(call(hub, "logout", {"refreshToken": "unknown"})) is None
    person.close()


def _claims(**changes: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    usual = {"iss": "studyspot-hub", "aud": "studyspot", "sub": "x", "sid": "x"}
    return usual | {"exp": now + timedelta(hours=1), "iat": now} | changes


@pytest.mark.parametrize(
    "token",
    [
        "",
        "nonsense",
        "ä.ö.ü",
        jwt.encode(_claims(), "another secret of thirty-two bytes", algorithm="HS256"),
        jwt.encode(_claims(), "", algorithm="none"),
    ],
)
def test_a_token_that_the_hub_did_not_sign_is_refused(hub: HubProcess, token: str) -> None:
    headers = {b"Authorization": f"Bearer {token}".strip().encode()}
    answer = httpx.get(f"{hub.url}/api/auth/me", headers=headers)
    refused(answer, 401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_an_access_token_runs_out(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", access_seconds=0)
    hub.start()
    person = register(hub.url)
    error = refused(person.get("/api/auth/me"), 401, "unauthenticated")
    assert error["details"] == {"expired": True}
    person.close()
    assert hub.stop() == 0


def test_an_owner_is_added_while_the_hub_runs_but_not_twice(hub: HubProcess) -> None:
    wanted: dict[str, Any] = {
        "name": "Olga",
        "email": email(),
        "password": PASSWORD,
        "library": "Lib",
        "seats": 3,
        "currency": "KWD",
        "timezone": "Asia/Kuwait",
    }
    made = asyncio.run(add_owner(hub.data, **wanted))
    person = sign_in(hub.url, wanted["email"])
    assert person.id == made["userId"]
    assert person.sign_in["user"]["libraries"] == [{"id": made["libraryId"], "name": "Lib"}]
    path = f"/api/libraries/{made['libraryId']}"
    assert [seat["label"] for seat in data_of(person.get(f"{path}/seats"))] == [
        "A-01",
        "A-02",
        "A-03",
    ]
    assert data_of(person.get(f"{path}/pricing"))["hourMinor"] == 50_000  # three decimals
    with pytest.raises(Conflict, match="already an account"):
        asyncio.run(add_owner(hub.data, **wanted))
    for change in (
        {"seats": -1},
        {"timezone": "Mars/Base"},
        {"timezone": "localtime"},
        {"currency": "rupees"},
    ):
        with pytest.raises(InvalidInput):
            asyncio.run(add_owner(hub.data, **wanted | {"email": email()} | change))
    person.close()


def test_a_currency_that_there_is_not_is_refused_by_its_name(tmp_path: Path, owner: Person) -> None:
    for unknown in ("ZZZ", "inr", "XXX", "XAU", "₹", ""):
        body = {"name": "Library", "currency": unknown}
        error = refused(owner.post("/api/libraries", body), 400, "invalid_input")
        assert f"“{unknown}”" in error["message"]
        assert error["details"]["field"] == "currency"
    command = ["hub", "add-owner", "--data", str(tmp_path / "data"), "--name", "O", "--library"]
    command += ["L", "--seats", "1", "--email", email(), "--currency", "ZZZ", "--password-stdin"]
    ended = subprocess.run(
        [sys.executable, "-m", "app", *command],
        input=f"{PASSWORD}\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "There is no currency “ZZZ”." in ended.stderr
    assert not (tmp_path / "data").exists()
    made = data_of(owner.post("/api/libraries", {"name": "Reykjavík", "currency": "ISK"}))
    assert data_of(owner.get(f"/api/libraries/{made['id']}/pricing"))["hourMinor"] == 50


def test_an_owner_may_be_added_before_there_is_a_hub(tmp_path: Path) -> None:
    address = email()
    wanted = {"name": "Olga", "email": address, "password": PASSWORD, "library": "L"}
    made = asyncio.run(add_owner(tmp_path / "data", **wanted, seats=1))
    hub = HubProcess(tmp_path / "data")
    hub.start()
    person = sign_in(hub.url, address)
    assert person.id == made["userId"]
    person.close()
    assert hub.stop() == 0
    (tmp_path / "file").write_text("")
    with pytest.raises(HubFailed, match="--data"):
        asyncio.run(add_owner(tmp_path / "file", **wanted, seats=1))


def test_a_hub_that_add_owner_made_is_said_in_case_the_folder_was_a_slip(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "hub", "add-owner", "--data", str(tmp_path / "data")]
    command += ["--name", "O", "--library", "L", "--seats", "1", "--password-stdin"]
    for said in (f"A new hub was made in {tmp_path / 'data'}.\n", ""):
        added = subprocess.run(
            [*command, "--email", email()],
            input=f"{PASSWORD}\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (added.returncode, added.stderr) == (0, said)
        assert json.loads(added.stdout).keys() == {"userId", "libraryId"}


def test_staff_who_are_let_go_lose_access_at_once(hub: HubProcess, library: Library) -> None:
    person = hire(library, hub.url)
    assert data_of(person.get("/api/bookings", libraryId=library.id))["items"] == []
    names = {user["name"] for user in data_of(library.owner.get(f"{library.path}/staff"))}
    assert names == {"Olga Owner", "Sam Staff"}
    data_of(library.owner.delete(f"{library.path}/staff/{person.id}"))
    refused(person.get("/api/bookings"), 401, "unauthenticated")
    # Its desk is told why, and keeps no names of the library's students.
    answer = call(hub, "refresh", {"refreshToken": person.sign_in["refreshToken"]})
    told = refused(answer, 401, "unauthenticated")
    assert (told["details"], "ask its owner" in told["message"]) == ({"dismissed": True}, True)
    back = sign_in(hub.url, person.sign_in["user"]["email"])
    refused(back.get("/api/bookings", libraryId=library.id), 404, "not_found")
    refused(library.owner.delete(f"{library.path}/staff/{library.owner.id}"), 404, "not_found")
    person.close()
    back.close()


def test_staff_who_were_let_go_are_taken_on_again(hub: HubProcess, library: Library) -> None:
    person = hire(library, hub.url)
    body = {"name": "Sam Again", "email": person.sign_in["user"]["email"], "password": NEW_PASSWORD}
    # Whoever works somewhere is nobody else's to take on.
    refused(library.owner.post(f"{library.path}/staff", body), 409, "conflict")
    data_of(library.owner.delete(f"{library.path}/staff/{person.id}"))
    waiting = sign_in(hub.url, body["email"])
    hired = data_of(library.owner.post(f"{library.path}/staff", body))
    assert (hired["id"], hired["name"], hired["role"]) == (person.id, "Sam Again", "staff")
    refused(waiting.get("/api/auth/me"), 401, "unauthenticated")
    refused(call(hub, "login", body | {"password": PASSWORD}), 401, "unauthenticated")
    back = sign_in(hub.url, body["email"], NEW_PASSWORD)
    assert back.sign_in["user"]["libraries"] == [{"id": library.id, "name": "Reading Room"}]
    assert data_of(back.get("/api/bookings", libraryId=library.id))["items"] == []
    names = {user["name"] for user in data_of(library.owner.get(f"{library.path}/staff"))}
    assert names == {"Olga Owner", "Sam Again"}
    for each in (person, waiting, back):
        each.close()


def test_a_person_is_taken_on_once_however_often_it_is_asked(
    hub: HubProcess, library: Library
) -> None:
    path = f"{library.path}/staff"
    body = {"name": "Sam Once", "email": email(), "password": PASSWORD}
    hired = data_of(library.owner.post(path, body, key="hire-1"))
    assert data_of(library.owner.post(path, body, key="hire-1")) == hired
    refused(library.owner.post(path, body | {"name": "Sam Other"}, key="hire-1"), 409, "key_reused")
    refused(library.owner.post(path, body, key="hire-2"), 409, "conflict")
    sign_in(hub.url, body["email"]).close()


def test_staff_work_for_several_libraries_of_one_owner(
    hub: HubProcess, library: Library, stranger: Person
) -> None:
    person = hire(library, hub.url)
    body = {"name": "Sam Two", "email": person.sign_in["user"]["email"], "password": NEW_PASSWORD}
    second, elsewhere = another_library(library.owner), another_library(stranger)
    refused(stranger.post(f"{elsewhere.path}/staff", body), 409, "conflict")
    hired = data_of(library.owner.post(f"{second.path}/staff", body))
    # Nobody is signed out of their work by being asked to do more of it.
    assert (hired["id"], hired["name"]) == (person.id, "Sam Staff")
    refused(call(hub, "login", body), 401, "unauthenticated")
    told = refused(library.owner.post(f"{second.path}/staff", body), 409, "conflict")
    assert "works here already" in told["message"]
    refused(stranger.post(f"{elsewhere.path}/staff", body), 409, "conflict")
    for place in (library, second):
        assert data_of(person.get("/api/bookings", libraryId=place.id))["items"] == []
    data_of(library.owner.delete(f"{library.path}/staff/{person.id}"))
    back = sign_in(hub.url, body["email"])
    refused(back.get("/api/bookings", libraryId=library.id), 404, "not_found")
    assert data_of(back.get("/api/bookings", libraryId=second.id))["items"] == []
    for each in (person, back):
        each.close()


def test_who_takes_on_the_staff_of_a_closed_library_sees_nothing_of_it(
    hub: HubProcess, library: Library, staff: Person, stranger: Person
) -> None:
    version = data_of(library.owner.get(library.path))["version"]
    data_of(library.owner.delete(library.path, {"version": version}))
    page = f"/api/streams/{library.stream}/events"
    assert data_of(staff.get(page))["events"]
    elsewhere = another_library(stranger)
    body = {"name": "S", "email": staff.sign_in["user"]["email"], "password": NEW_PASSWORD}
    data_of(stranger.post(f"{elsewhere.path}/staff", body))
    taken_on = sign_in(hub.url, body["email"], NEW_PASSWORD)
    assert data_of(taken_on.get(f"/api/streams/{elsewhere.stream}/events"))["events"]
    refused(taken_on.get(page), 404, "not_found")
    taken_on.close()


@pytest.mark.parametrize("role", ["student", "owner"])
def test_only_accounts_of_staff_are_taken_on(
    library: Library, student: Person, stranger: Person, role: str
) -> None:
    other = student if role == "student" else stranger
    body = {"name": "S", "email": other.sign_in["user"]["email"], "password": NEW_PASSWORD}
    refused(library.owner.post(f"{library.path}/staff", body), 409, "conflict")
    data_of(other.get("/api/auth/me"))


def test_no_secret_reaches_the_log(hub: HubProcess, student: Person) -> None:
    call(hub, "login", {"email": "x@example.com", "password": "my secret word"})
    httpx.get(f"{hub.url}/api/auth/me", headers=bearer(student.sign_in))
    assert hub.errors == ""
