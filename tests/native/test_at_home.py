"""At home on a desktop: starting with the session, and links that come here."""

from __future__ import annotations

import plistlib
import shlex
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ports import SwitchFailed
from app.native.autostart import LaunchAgent, XdgAutostart
from app.native.entries import default_of, read_entry, set_default
from app.native.launch import exec_line, launch_command
from app.native.links import XdgLinks, booking_of

KIND = "x-scheme-handler/studyspot"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own, as the specifications name its folders."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    return tmp_path


def test_it_starts_with_the_session_or_not(home: Path) -> None:
    switch = XdgAutostart(None)
    assert not switch.is_on()
    switch.turn(on=True)
    assert switch.is_on()
    entry = read_entry(home / "config" / "autostart" / "studyspot-desk.desktop")
    assert entry is not None
    assert entry["Type"] == "Application"
    assert shlex.split(entry["Exec"])[-1] == "--hidden"
    assert Path(entry["Icon"]).is_file()
    switch.turn(on=False)
    assert not switch.is_on()
    assert not list((home / "config" / "autostart").iterdir())


def test_a_profile_of_its_own_is_named(home: Path) -> None:
    XdgAutostart(home / "front desk").turn(on=True)
    entry = read_entry(home / "config" / "autostart" / "studyspot-desk.desktop")
    assert entry is not None
    assert shlex.split(entry["Exec"])[-3:] == ["--profile", str(home / "front desk"), "--hidden"]


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_s_own_settings_have_switched_off_is_off(home: Path, line: str) -> None:
    switch = XdgAutostart(None)
    switch.turn(on=True)
    path = home / "config" / "autostart" / "studyspot-desk.desktop"
    told = path.read_text().replace("X-GNOME-Autostart-enabled=true", line)
    path.write_text(told)
    assert not switch.is_on()
    switch.turn(on=True)
    assert switch.is_on()


def test_an_entry_for_all_people_is_hidden_for_one(home: Path) -> None:
    whole = home / "etc" / "autostart" / "studyspot-desk.desktop"
    whole.parent.mkdir(parents=True)
    whole.write_text("[Desktop Entry]\nType=Application\nExec=studyspot-desk --hidden\n")
    switch = XdgAutostart(None)
    assert switch.is_on()
    switch.turn(on=False)
    assert not switch.is_on()
    assert "Hidden" not in whole.read_text()


def test_a_folder_that_cannot_be_written_is_said(home: Path) -> None:
    (home / "config").write_text("a file in the way")
    for switch in (XdgAutostart(None), XdgLinks(None)):
        with pytest.raises(SwitchFailed, match="cannot be changed"):
            switch.turn(on=True)


def test_links_come_here_and_other_choices_stay(home: Path) -> None:
    apps = home / "config" / "mimeapps.list"
    apps.parent.mkdir()
    apps.write_text(
        "[Default Applications]\ntext/html=firefox.desktop;\nX-Case=a.desktop\n\n"
        "[Added Associations]\nimage/png=gimp.desktop;eog.desktop;\n"
    )
    switch = XdgLinks(None)
    assert not switch.is_on()
    switch.turn(on=True)
    assert switch.is_on()
    entry = read_entry(home / "data" / "applications" / "studyspot-desk.desktop")
    assert entry is not None
    assert entry["MimeType"] == f"{KIND};"
    assert entry["Exec"].endswith("--open %u")
    assert default_of("text/html") == "firefox.desktop"
    assert "X-Case=a.desktop" in apps.read_text()
    assert "image/png=gimp.desktop;eog.desktop;" in apps.read_text()
    set_default(KIND, "other.desktop")
    assert not switch.is_on()
    switch.turn(on=True)
    switch.turn(on=False)
    assert default_of(KIND) == ""
    assert default_of("text/html") == "firefox.desktop"


def test_a_list_of_choices_that_is_damaged_is_left_alone(home: Path) -> None:
    apps = home / "config" / "mimeapps.list"
    apps.parent.mkdir()
    apps.write_bytes(b"\xff\xfe no list")
    with pytest.raises(SwitchFailed, match="damaged"):
        XdgLinks(None).turn(on=True)
    assert apps.read_bytes() == b"\xff\xfe no list"


def test_an_agent_of_macos_is_what_launchd_reads(tmp_path: Path) -> None:
    switch = LaunchAgent(tmp_path / "profile", tmp_path / "LaunchAgents")
    assert not switch.is_on()
    switch.turn(on=True)
    assert switch.is_on()
    (path,) = (tmp_path / "LaunchAgents").iterdir()
    agent = plistlib.loads(path.read_bytes())
    assert agent["RunAtLoad"] is True
    assert path.name == f"{agent['Label']}.plist"
    assert agent["ProgramArguments"][-1] == "--hidden"
    path.write_bytes(b"not a list")
    assert not switch.is_on()
    switch.turn(on=False)
    assert not path.exists()


@pytest.mark.parametrize(
    ("link", "booking_id"),
    [
        ("studyspot://booking/b-17", "b-17"),
        ("STUDYSPOT://booking/b_1.x~2/", "b_1.x~2"),
        ("studyspot:booking/b1", "b1"),
        ("  studyspot://booking/b1\n", "b1"),
        ("studyspot://booking/", None),
        ("studyspot://booking/../../etc/passwd", None),
        ("studyspot://booking/b1?then=quit", None),
        ("studyspot://booking/" + "x" * 200, None),
        ("https://booking/b1", None),
        ("", None),
    ],
)
def test_a_link_names_a_booking_or_nothing(link: str, booking_id: str | None) -> None:
    assert booking_of(link) == booking_id


def test_the_program_is_the_one_that_runs() -> None:
    command = launch_command(None, "--hidden")
    assert Path(command[0]).parent == Path(sys.executable).parent
    assert command[-1] == "--hidden"


@given(st.lists(st.text(st.characters(exclude_characters="\0\n\r", codec="utf-8")), min_size=1))
def test_a_command_comes_out_of_an_entry_as_it_went_in(command: list[str]) -> None:
    line = exec_line(command)
    # First the file's own backslashes, then those of the quotes, then the percents.
    told = line.replace("\\\\", "\\")
    read: list[str] = []
    at = 0
    while at < len(told):
        if told[at] == '"':
            end = at + 1
            word = ""
            while told[end] != '"':
                if told[end] == "\\":
                    end += 1
                word += told[end]
                end += 1
            at = end + 1
        else:
            end = told.find(" ", at)
            end = len(told) if end < 0 else end
            word = told[at:end]
            at = end
        read.append(word.replace("%%", "%") if word != "%u" else word)
        at += 1
    assert read == command
