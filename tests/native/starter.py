"""A program that claims a profile as the desk does, and tells how that went."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.contract.errors import ProfileInUse
from app.native.instance import SingleInstance
from tests.native.dialogue import say


def main(folder: Path, wish: str) -> int:
    """Claim, and stay for wishes when the claim holds; the wish `leave` ends it."""
    application = QCoreApplication(sys.argv)
    instance = SingleInstance(folder)

    def wished(said: str) -> None:
        say(wish=said)
        if said == "leave":
            instance.release()
            application.quit()

    instance.on_wish(wished)
    if wish == "at once":
        # Everything is loaded; the claims of several starters come at one moment.
        say(up=True)
        sys.stdin.readline()
    try:
        first = instance.claim(wish)
    except ProfileInUse as error:
        say(ready=True, claimed=None, message=error.message)
        return 1
    say(ready=True, claimed=first)
    return application.exec() if first else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "raise"))
