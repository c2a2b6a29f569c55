"""The Node backend's packages: installed once, beside it, by npm."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

BACKEND = Path(__file__).resolve().parent / "backend"
MODULES = BACKEND / "node_modules"
INSTALL_S = 300.0


class NodeUnavailable(Exception):
    """The backend cannot run here; the message says why."""


def node() -> str:
    """The path of the node program, with the backend's packages in place.

    Raises:
        NodeUnavailable: when node or npm is missing, or npm cannot install.
    """
    programs = {name: shutil.which(name) for name in ("node", "npm")}
    lacking = [name for name, path in programs.items() if path is None]
    if lacking:
        raise NodeUnavailable(
            f"The Node backend needs {' and '.join(lacking)}. "
            "Install the packages named in installers/node-packages.txt."
        )
    if not _installed():
        _install(str(programs["npm"]))
    return str(programs["node"])


def _installed() -> bool:
    wanted = json.loads((BACKEND / "package.json").read_text(encoding="utf-8"))["dependencies"]
    try:
        return all(
            json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))["version"]
            == version
            for name, version in wanted.items()
        )
    except FileNotFoundError:
        return False


def _install(npm: str) -> None:
    """Install aside and move into place: several runs may begin at the same time."""
    with tempfile.TemporaryDirectory(dir=BACKEND, prefix="node_modules.") as made:
        folder = Path(made)
        shutil.copy(BACKEND / "package.json", folder)
        command = [npm, "install", "--no-package-lock", "--omit=dev", "--ignore-scripts"]
        done = subprocess.run(
            [*command, "--no-audit", "--no-fund"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=INSTALL_S,
            check=False,
        )
        if done.returncode != 0:
            raise NodeUnavailable(f"npm could not install the backend's packages: {done.stderr}")
        if MODULES.exists():
            MODULES.rename(folder / "replaced")
        try:
            (folder / "node_modules").rename(MODULES)
        except OSError:
            # Another run was faster.
            if not _installed():
                raise
