"""A profile's folder: settings written whole, one process at a time."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.contract.errors import ProfileInUse, SettingsFailed
from app.contract.models import User
from app.core.profile import Profile, default_folder
from app.core.settings import Embedded, ProfileLock, Settings, load, save
from tests.core.made import NOON


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "deep" / "profile")


def test_a_new_profile_gets_a_random_id_that_stays(profile: Profile) -> None:
    first, trouble = load(profile, NOON)
    assert trouble is None
    assert len(first.profile_id) == 16
    assert load(profile, NOON) == (first, None)
    assert load(Profile(profile.folder / "other"), NOON)[0].profile_id != first.profile_id


def test_settings_come_back_as_they_were(profile: Profile) -> None:
    settings = Settings(
        profile_id="x",
        server="https://desk.example",
        email="a@b.example",
        user=User(id="u", name="Meera"),
        embedded=Embedded(port=8765, demo=True),
    )
    save(profile, settings)
    assert load(profile, NOON) == (settings, None)
    files = sorted(path.name for path in profile.folder.iterdir())
    assert files == ["settings.copy.json", "settings.json"]


@pytest.mark.parametrize("content", [b"", b"{", b'{"profileId": 7}', b"\xff\xfe", b"[]"])
def test_damaged_settings_are_set_aside_with_a_word(profile: Profile, content: bytes) -> None:
    profile.folder.mkdir(parents=True)
    profile.settings.write_bytes(content)
    settings, trouble = load(profile, NOON)
    assert trouble is not None
    (aside,) = profile.folder.glob("settings.damaged-*.json")
    assert aside.name in trouble
    assert aside.read_bytes() == content
    assert load(profile, NOON) == (settings, None)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]"])
def test_the_copy_takes_the_place_of_lost_settings(profile: Profile, content: bytes | None) -> None:
    settings = Settings(profile_id="x", server="https://desk.example", own_library="a@b.example")
    save(profile, settings)
    if content is None:
        profile.settings.unlink()
    else:
        profile.settings.write_bytes(content)
    found, trouble = load(profile, NOON)
    assert found == settings
    assert trouble is not None
    assert "goes on with the copy" in trouble
    assert load(profile, NOON) == (settings, None)


def test_without_a_copy_a_library_on_this_computer_is_not_forgotten(profile: Profile) -> None:
    profile.hub.mkdir(parents=True)
    profile.settings.write_bytes(b"{")
    profile.settings_copy.write_bytes(b"{")
    _, trouble = load(profile, NOON)
    assert trouble is not None
    assert "“Use this computer”" in trouble


def test_a_folder_in_their_place_is_set_aside(profile: Profile) -> None:
    profile.settings.mkdir(parents=True)
    settings, trouble = load(profile, NOON)
    assert trouble is not None
    assert "folder" in trouble
    assert load(profile, NOON) == (settings, None)


def test_only_the_newest_damaged_settings_are_kept(profile: Profile) -> None:
    profile.folder.mkdir(parents=True)
    for second in range(5):
        profile.settings.write_bytes(b"{%d" % second)
        load(profile, NOON + timedelta(seconds=second))
    kept = sorted(profile.folder.glob("settings.damaged-*.json"))
    assert [each.read_bytes() for each in kept] == [b"{2", b"{3", b"{4"]


def test_settings_of_a_newer_version_are_read_as_far_as_known(profile: Profile) -> None:
    profile.folder.mkdir(parents=True)
    profile.settings.write_bytes(b'{"profileId": "x", "server": "s", "news": {"a": 1}}')
    assert load(profile, NOON)[0] == Settings(profile_id="x", server="s")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    blocked = Profile(tmp_path / "file" / "profile")
    with pytest.raises(SettingsFailed, match="--profile"):
        save(blocked, Settings(profile_id="x"))
    with pytest.raises(SettingsFailed):
        ProfileLock(blocked).acquire()


def test_a_failed_write_leaves_the_old_settings(profile: Profile) -> None:
    save(profile, Settings(profile_id="old"))
    profile.settings.with_suffix(".part").mkdir()
    with pytest.raises(SettingsFailed):
        save(profile, Settings(profile_id="new"))
    assert load(profile, NOON)[0].profile_id == "old"


def test_a_profile_is_for_one_desk_at_a_time(profile: Profile) -> None:
    first, second = ProfileLock(profile), ProfileLock(profile)
    first.acquire()
    with pytest.raises(ProfileInUse):
        second.acquire()
    first.release()
    second.acquire()
    second.release()
    second.release()


def test_another_process_is_kept_out_until_it_ends(profile: Profile) -> None:
    program = (
        "import sys; from pathlib import Path; from app.core.profile import Profile;"
        "from app.core.settings import ProfileLock;"
        "lock = ProfileLock(Profile(Path(sys.argv[1]))); lock.acquire(); print('held', flush=True);"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(profile.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        lock = ProfileLock(profile)
        with pytest.raises(ProfileInUse):
            lock.acquire()
        other.kill()
    lock.acquire()
    lock.release()


def test_there_is_a_default_folder() -> None:
    assert default_folder().is_absolute()
    assert "StudySpot" in default_folder().name
