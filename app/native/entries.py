"""Files of the freedesktop specifications: desktop entries, and which program opens what."""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from pathlib import Path

from app.native.identity import DESKTOP_ENTRY, NAME, icon_file

ENTRY = f"{DESKTOP_ENTRY}.desktop"
_GROUP = "Desktop Entry"
_DEFAULTS = "Default Applications"


def config_home() -> Path:
    """The person's folder of settings."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def data_home() -> Path:
    """The person's folder of data."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def config_dirs() -> list[Path]:
    """The folders of settings for all people of the computer, the first counts most."""
    told = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    return [Path(each) for each in told.split(":") if each]


def read_entry(path: Path) -> dict[str, str] | None:
    """What a desktop entry says; None when there is none that can be read."""
    parser = _parser()
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
        return dict(parser[_GROUP])
    except (OSError, UnicodeDecodeError, configparser.Error, KeyError):
        return None


def write_entry(path: Path, fields: Mapping[str, str]) -> None:
    """Write our desktop entry with these fields beside the usual ones.

    Raises:
        OSError: it cannot be written.
    """
    icon = icon_file()
    usual = {
        "Type": "Application",
        "Name": NAME,
        "Comment": "The front desk of a study library",
        "Icon": str(icon) if icon is not None else DESKTOP_ENTRY,
        "Terminal": "false",
    }
    lines = [f"[{_GROUP}]", *(f"{name}={value}" for name, value in (usual | dict(fields)).items())]
    _write(path, "\n".join(lines) + "\n")


def default_of(kind: str) -> str:
    """The desktop entry that the person has chosen for a kind of file or link; "" for none."""
    parser = _defaults()
    chosen = parser.get(_DEFAULTS, kind, fallback="") if parser is not None else ""
    return chosen.partition(";")[0].strip()


def set_default(kind: str, entry: str | None) -> None:
    """Choose a desktop entry for a kind of file or link, or none; all else stays as it is.

    Raises:
        OSError: the file cannot be read or written.
    """
    path = config_home() / "mimeapps.list"
    parser = _defaults()
    if parser is None:
        raise OSError(f"{path} is damaged")
    if not parser.has_section(_DEFAULTS):
        parser.add_section(_DEFAULTS)
    if entry is None:
        parser.remove_option(_DEFAULTS, kind)
    else:
        parser.set(_DEFAULTS, kind, f"{entry};")
    lines: list[str] = []
    for section in parser.sections():
        lines += [f"[{section}]", *(f"{name}={value}" for name, value in parser.items(section)), ""]
    _write(path, "\n".join(lines))


def _defaults() -> configparser.RawConfigParser | None:
    parser = _parser()
    try:
        text = (config_home() / "mimeapps.list").read_text(encoding="utf-8")
        parser.read_string(text)
    except FileNotFoundError:
        pass
    except (UnicodeDecodeError, configparser.Error):
        return None
    return parser


def _parser() -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(
        strict=False, delimiters=("=",), comment_prefixes=("#",), interpolation=None
    )
    # Keys are told apart by case.
    parser.optionxform = str  # type: ignore[method-assign, assignment]  # as its documentation has it
    return parser


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
