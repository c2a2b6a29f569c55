"""Makes the virtual environment from requirements.lock; standard library only.

Run by `make` with any Python from 3.11 on. A finished environment is marked with the
hash of what it was made from, so a second run costs nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "made-from"


def wanted() -> str:
    """The hash of everything the environment is made from."""
    digest = hashlib.sha256(sys.version.encode() + str(ROOT).encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def make_venv() -> None:
    """Create an empty environment; on Debian, with the package that its Python lacks."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", package], check=True, stdout=subprocess.DEVNULL
        )
        subprocess.run(command, check=True)
        return
    sys.exit(
        "The virtual environment could not be made: this Python has no venv module.\n"
        f"On Debian and Ubuntu type: sudo apt-get install {package}"
    )


def install(*command: str) -> None:
    """Run pip; what it says matters only when it fails.

    A person who starts the program for the first time should not read warnings about how
    pip is set up on this computer.
    """
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(
            f"{done.stdout}\nThe packages could not be installed; pip says why above. "
            "Mostly it is the connection to the internet: mend it and start again."
        )


def main() -> None:
    """Make the environment unless it is there and current."""
    if sys.version_info < (3, 11):  # noqa: UP036 - runs on whatever `python3` is
        version = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"StudySpot Desk needs Python 3.11 or newer; this is {version}.")
    want = wanted()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == want:
        return
    print("Making the environment in .venv (a minute or two, once) ...", flush=True)
    make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install(*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    install(*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(want)


if __name__ == "__main__":
    main()
