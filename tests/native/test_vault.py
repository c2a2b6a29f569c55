"""Secrets in a real keyring: kept, locked away, absent, slow, and healed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.native.dialogue import Program
from tests.rig.bus import wait_until
from tests.rig.keyring import Keyring
from tests.rig.pointer import Pointer
from tests.rig.session import DesktopSession, Part

pytestmark = pytest.mark.desktop

SERVICE = "studyspot-desk"
SECRET = "refresh-3f9c1d7a5b"
QUICK = "1"
"""The time limit of a vault, in seconds, where a test makes it run out."""


@pytest.fixture
def keeper(rig: DesktopSession) -> Iterator[Program]:
    with Program("tests.native.keeper", env=rig.env) as program:
        yield program


@pytest.fixture
def dialog(own_rig: DesktopSession) -> Pointer:
    """The hand at the keyring's password dialog, on a desktop of its own."""
    return Pointer(own_rig)


def _wait_for_dialog(rig: DesktopSession) -> None:
    wait_until(lambda: rig.owned("org.gnome.keyring.SystemPrompter"), "the dialog's program")
    wait_until(lambda: Pointer(rig).windows(window_class="gcr-prompter"), "the dialog")


def test_a_secret_lies_in_the_keyring_and_in_no_file(
    keeper: Program, rig: DesktopSession, keyring_tool: Keyring
) -> None:
    said = keeper.ask(do="write", name="token:a", secret=SECRET)
    assert said["trouble"] is None
    assert keyring_tool.lookup(SERVICE, "token:a") == SECRET
    files = [path for path in rig.home.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]
    assert "SecretService" in keeper.ask(do="describe")["keyring"]


def test_another_process_reads_it_and_forgetting_removes_it(
    keeper: Program, rig: DesktopSession, keyring_tool: Keyring
) -> None:
    keeper.ask(do="write", name="token:b", secret="old")
    keeper.ask(do="write", name="token:b", secret=SECRET)
    with Program("tests.native.keeper", env=rig.env) as other:
        assert other.ask(do="read", name="token:b")["secret"] == SECRET
        assert other.ask(do="read", name="token:nobody")["secret"] is None
        other.ask(do="forget", name="token:b")
        assert other.ask(do="forget", name="token:b")["trouble"] is None
    assert keyring_tool.lookup(SERVICE, "token:b") is None
    assert keeper.ask(do="read", name="token:b")["secret"] is None


def test_secrets_in_any_script_survive(keeper: Program, rig: DesktopSession) -> None:
    secret = "पाठशाला · ключ · 🔑 " + "x" * 4000
    keeper.ask(do="write", name="token:c", secret=secret)
    with Program("tests.native.keeper", env=rig.env) as other:
        assert other.ask(do="read", name="token:c")["secret"] == secret
    keeper.ask(do="forget", name="token:c")


def test_a_locked_keyring_is_told_in_time_and_heals_when_it_is_opened(
    own_rig: DesktopSession, dialog: Pointer
) -> None:
    tool = Keyring(own_rig)
    with Program("tests.native.keeper", QUICK, env=own_rig.env) as keeper:
        keeper.ask(do="write", name="before", secret="kept")
        tool.lock()
        said = keeper.ask(do="read", name="before")
        assert said["secret"] is None
        assert "locked" in said["trouble"]
        assert said["seconds"] < 3

        # From here on nobody waits, and what is written is not lost.
        said = keeper.ask(do="write", name="after", secret=SECRET)
        assert said["seconds"] < 0.5
        assert keeper.ask(do="read", name="after")["secret"] == SECRET

        _wait_for_dialog(own_rig)
        dialog.type("desk")
        dialog.key("Return")
        wait_until(lambda: not tool.locked(), "the keyring is open")
        wait_until(lambda: tool.lookup(SERVICE, "after") == SECRET, "the secret went in")
        wait_until(
            lambda: keeper.ask(do="read", name="before")["trouble"] is None, "the trouble is over"
        )
        assert keeper.ask(do="read", name="before")["secret"] == "kept"


def test_a_dialog_that_is_turned_away_means_memory(
    own_rig: DesktopSession, dialog: Pointer
) -> None:
    tool = Keyring(own_rig)
    with Program("tests.native.keeper", "15", env=own_rig.env) as keeper:
        keeper.ask(do="write", name="before", secret="kept")
        tool.lock()
        asked = keeper.begin(do="write", name="token", secret=SECRET)
        _wait_for_dialog(own_rig)
        dialog.key("Escape")
        said = keeper.answer(asked)
        assert "The keyring is locked." in said["trouble"]
        assert keeper.ask(do="read", name="token")["secret"] == SECRET

        tool.unlock()
        said = keeper.ask(do="read", name="before")
        assert (said["secret"], said["trouble"]) == ("kept", None)
        assert tool.lookup(SERVICE, "token") == SECRET


def test_without_a_keyring_memory_serves_until_one_comes(own_rig: DesktopSession) -> None:
    own_rig.stop_part(Part.KEYRING)
    with Program("tests.native.keeper", env=own_rig.env) as keeper:
        said = keeper.ask(do="write", name="token", secret=SECRET)
        assert "no keyring" in said["trouble"]
        assert keeper.ask(do="read", name="token")["secret"] == SECRET
        keeper.ask(do="write", name="gone", secret="x")
        keeper.ask(do="forget", name="gone")

        own_rig.start_part(Part.KEYRING)
        assert keeper.ask(do="read", name="other")["trouble"] is None
        tool = Keyring(own_rig)
        assert tool.lookup(SERVICE, "token") == SECRET
        assert tool.names(SERVICE) == ["token"]


def test_a_keyring_that_hangs_costs_its_time_limit_once(own_rig: DesktopSession) -> None:
    with Program("tests.native.keeper", QUICK, env=own_rig.env) as keeper:
        keeper.ask(do="write", name="token", secret="first")
        own_rig.freeze(Part.KEYRING)
        said = keeper.ask(do="write", name="token", secret=SECRET)
        assert said["trouble"]
        assert said["seconds"] < 3
        assert keeper.ask(do="read", name="token")["seconds"] < 0.5
        own_rig.thaw(Part.KEYRING)
        tool = Keyring(own_rig)
        wait_until(lambda: tool.lookup(SERVICE, "token") == SECRET, "the late secret went in")
        wait_until(
            lambda: keeper.ask(do="read", name="token")["trouble"] is None, "the trouble is over"
        )


PLAIN_FILE = """
from pathlib import Path
from keyring.backend import KeyringBackend

class PlainFile(KeyringBackend):
    priority = 0.5

    def set_password(self, service, username, password):
        Path.home().joinpath("plain.txt").write_text(password)

    def get_password(self, service, username):
        return None
"""


def test_a_keyring_in_plain_files_is_not_taken_unasked(
    own_rig: DesktopSession, tmp_path: Path
) -> None:
    own_rig.stop_part(Part.KEYRING)
    (tmp_path / "plainfile.py").write_text(PLAIN_FILE, encoding="utf-8")
    about = tmp_path / "plainfile-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: plainfile\nVersion: 1.0\n", encoding="utf-8")
    entry = "[keyring.backends]\nplainfile = plainfile\n"
    (about / "entry_points.txt").write_text(entry, encoding="utf-8")
    env = {**own_rig.env, "PYTHONPATH": str(tmp_path)}
    with Program("tests.native.keeper", env=env) as keeper:
        assert "no keyring" in keeper.ask(do="write", name="token", secret=SECRET)["trouble"]
    assert not (own_rig.home / "plain.txt").exists()

    # The person may choose it all the same.
    env["PYTHON_KEYRING_BACKEND"] = "plainfile.PlainFile"
    with Program("tests.native.keeper", env=env) as keeper:
        assert keeper.ask(do="write", name="token", secret=SECRET)["trouble"] is None
    assert (own_rig.home / "plain.txt").read_text(encoding="utf-8") == SECRET
