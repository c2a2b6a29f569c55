"""Checks the system libraries, and installs them where it may; standard library only.

Usage: system_packages.py LIST [LIST ...], each a file of Debian package names beside
this one. What is missing is installed as root; otherwise the one line to type is printed.
`package=program` is a package that is not wanted where the program is there already.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCK_SECONDS = 300
HERE = Path(__file__).resolve().parent


def named(lists: list[str]) -> list[str]:
    """The packages that these files want here; `#` begins a comment."""
    names: list[str] = []
    for name in lists:
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            for entry in line.partition("#")[0].split():
                package, _, program = entry.partition("=")
                if not (program and shutil.which(program)):
                    names.append(package)
    return list(dict.fromkeys(names))


def missing(packages: list[str]) -> list[str]:
    """Those that dpkg does not know as installed."""
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${Status}\n", *packages],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    there = {line.split()[0] for line in shown.splitlines() if line.endswith(" installed")}
    return [package for package in packages if package not in there]


def main(lists: list[str]) -> int:
    """Install or name what is missing; 0 also where it can only be named."""
    if not sys.platform.startswith("linux"):
        return 0
    wanted = named(lists)
    if not wanted:
        return 0
    if not shutil.which("dpkg-query"):
        print("No Debian package list here; needed are the likes of:", *wanted)
        return 0
    lacking = missing(wanted)
    if not lacking:
        return 0
    if os.geteuid() != 0:
        print("Some system packages are missing. Type this one line, then try again:")
        print("  sudo apt-get install", *lacking)
        return 0
    return install(lacking)


def install(packages: list[str]) -> int:
    """Install as root; what fails is said with the one line to type."""
    print(f"Installing {len(packages)} system packages ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-q"], wanted):
        # Another program may hold dpkg's lock, as a fresh machine's own updates do.
        patient = [*command, "-o", f"DPkg::Lock::Timeout={LOCK_SECONDS}"]
        done = subprocess.run(patient, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            print(
                f"The system packages could not be installed ({' '.join(command[:2])} ended with "
                f"{done.returncode}; its own words stand above). Check the connection, or type "
                "this one line, then try again:"
            )
            print("  apt-get install", *packages)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
