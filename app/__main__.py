"""The command line, nothing else; imports only what the chosen sub-command needs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from app import __version__
from app.contract.errors import InvalidInput, StudySpotError

if TYPE_CHECKING:
    from app.core.profile import Profile

FAILED = 1

T = TypeVar("T")


def main(arguments: list[str] | None = None) -> int:
    """Run the sub-command that `arguments` name.

    Returns:
        The exit code: 0 done, 1 failed with one line on stderr saying why. Wrong usage
        leaves through argparse with 2.
    """
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return run(chosen)
    except StudySpotError as error:
        print(f"studyspot-desk: {error.title}: {error.message}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    profile = argparse.ArgumentParser(add_help=False)
    profile.add_argument(
        "--profile",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the folder that keeps settings, bookings and sign-in apart from other profiles",
    )
    parser = argparse.ArgumentParser(
        prog="studyspot-desk",
        description="The front desk of a study library. Without a command: the tray application.",
        parents=[profile],
    )
    parser.add_argument("--version", action="version", version=f"studyspot-desk {__version__}")
    parser.add_argument("--hidden", action="store_true", help="start in the tray, without a window")
    parser.add_argument(
        "--sample",
        action="store_true",
        help="a profile that is not signed in starts with the marked sample library",
    )
    parser.add_argument(
        "--open", default="", metavar="LINK", help="open a link such as studyspot://booking/ID"
    )
    parser.add_argument(
        "--print-alerts", action="store_true", help="print each alert as a line as well"
    )
    parser.set_defaults(run=_desktop)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_hub(commands)

    sign_in = commands.add_parser("sign-in", parents=[profile], help="sign in to a server")
    _add_credentials(sign_in, required=True)
    sign_in.set_defaults(run=_sign_in)

    sign_out = commands.add_parser("sign-out", parents=[profile], help="forget the sign-in")
    sign_out.set_defaults(run=_sign_out)

    watch = commands.add_parser("watch", parents=[profile], help="print alerts as lines")
    watch.add_argument("--json", action="store_true", help="one JSON object a line")
    _add_credentials(watch, required=False)
    watch.set_defaults(run=_watch, usage=watch.error)

    doctor = commands.add_parser("doctor", parents=[profile], help="check each part of the desk")
    doctor.add_argument("--json", action="store_true", help="one JSON object")
    doctor.add_argument(
        "--language", default="en", metavar="CODE", help="what it is said in (%(default)s)"
    )
    doctor.set_defaults(run=_doctor)
    return parser


def _add_credentials(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--server", required=required, metavar="URL")
    parser.add_argument("--email", required=required, metavar="E")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )


def _add_hub(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    hub = commands.add_parser("hub", help="run the hub, the server that desks talk to")
    hub.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    hub.add_argument("--port", type=_port, default=8765, help="0 takes a free one (%(default)s)")
    where = hub.add_mutually_exclusive_group()
    where.add_argument("--data", type=Path, metavar="DIR", help="the folder of its database")
    where.add_argument("--database", metavar="URL", help="a database elsewhere")
    hub.add_argument(
        "--proxy",
        type=_network,
        action="append",
        default=[],
        metavar="ADDRESS",
        help="believe what this proxy says of whom it asks for (one on this computer is believed)",
    )
    hub.add_argument("--demo", action="store_true", help="with a marked sample library")
    hub.add_argument("--json", action="store_true", help="say where it listens as JSON")
    hub.add_argument(
        "--exit-with-stdin", action="store_true", help="end when standard input is closed"
    )
    hub.set_defaults(run=_hub)
    hub_commands = hub.add_subparsers(title="commands", metavar="COMMAND")
    owner = hub_commands.add_parser("add-owner", help="make an owner and a library")
    owner.add_argument("--data", type=Path, required=True, metavar="DIR")
    owner.add_argument("--name", required=True)
    owner.add_argument("--email", required=True)
    owner.add_argument("--password-stdin", action="store_true")
    owner.add_argument("--library", required=True, metavar="NAME")
    owner.add_argument("--seats", type=int, required=True, metavar="N")
    owner.add_argument("--currency", default="INR", help="ISO 4217 (%(default)s)")
    owner.add_argument("--timezone", default="Asia/Kolkata", help="IANA name (%(default)s)")
    owner.set_defaults(run=_add_owner)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:  # noqa: PLR2004 - TCP's range
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)


def _network(text: str) -> str:
    import ipaddress

    try:
        return str(ipaddress.ip_network(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"a proxy's address is like 10.0.0.2 or 10.0.0.0/24, not {text!r}"
        ) from error


def _password(chosen: argparse.Namespace) -> str:
    if chosen.password_stdin or not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        from getpass import getpass

        password = getpass("Password: ")
    if not password:
        # Sent on, it would count as a wrong password and bring the account's brake nearer.
        raise InvalidInput("No password came. Give it as the first line of standard input.")
    return password


def _profile(chosen: argparse.Namespace) -> Profile:
    from app.core.profile import Profile, default_folder

    folder: Path = getattr(chosen, "profile", None) or default_folder()
    return Profile(folder.expanduser().absolute())


def _complete(work: Coroutine[Any, Any, T]) -> T:
    # Imported here: the tray application wants its icon before it wants asyncio.
    import asyncio

    return asyncio.run(work)


def _desktop(chosen: argparse.Namespace) -> int:
    import signal

    from app.native.imports import keep_imports_plain

    # Until the desk takes signals itself, Ctrl+C simply ends it: Python's own way would raise
    # amid an import of Qt, which swallows that, or falls over it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    keep_imports_plain()
    from app.desktop import run

    return run(
        _profile(chosen),
        hidden=chosen.hidden,
        sample=chosen.sample,
        print_alerts=chosen.print_alerts,
        link=chosen.open,
    )


def _hub(chosen: argparse.Namespace) -> int:
    from app.hub.server import serve

    return serve(
        host=chosen.host,
        port=chosen.port,
        data=chosen.data,
        database=chosen.database,
        demo=chosen.demo,
        json_ready=chosen.json,
        exit_with_stdin=chosen.exit_with_stdin,
        proxies=tuple(chosen.proxy),
    )


def _add_owner(chosen: argparse.Namespace) -> int:
    import json

    from app.hub.accounts import add_owner
    from app.hub.dialect import sqlite_path

    # A slip in the folder's name makes another hub, which nobody would look for.
    new = not sqlite_path(chosen.data, None).exists()
    made = _complete(
        add_owner(
            chosen.data,
            name=chosen.name,
            email=chosen.email,
            password=_password(chosen),
            library=chosen.library,
            seats=chosen.seats,
            currency=chosen.currency,
            timezone=chosen.timezone,
        )
    )
    if new:
        print(f"A new hub was made in {chosen.data}.", file=sys.stderr)
    print(json.dumps(made))
    return 0


def _sign_in(chosen: argparse.Namespace) -> int:
    from app.native.vault import KeyringVault
    from app.watch import sign_in

    password = _password(chosen)
    return _complete(
        sign_in(_profile(chosen), KeyringVault(), chosen.server, chosen.email, password)
    )


def _sign_out(chosen: argparse.Namespace) -> int:
    from app.native.vault import KeyringVault
    from app.watch import sign_out

    return _complete(sign_out(_profile(chosen), KeyringVault()))


def _watch(chosen: argparse.Namespace) -> int:
    if bool(chosen.server) != bool(chosen.email):
        chosen.usage("--server and --email go together")
    from app.native.vault import KeyringVault
    from app.native.wake import system_wake
    from app.watch import watch

    password = _password(chosen) if chosen.server else None
    return _complete(
        watch(
            _profile(chosen),
            KeyringVault(),
            wake=system_wake(),
            as_json=chosen.json,
            server=chosen.server,
            email=chosen.email,
            password=password,
        )
    )


def _doctor(chosen: argparse.Namespace) -> int:
    from app.doctor import doctor
    from app.native.vault import KeyringVault

    return _complete(
        doctor(_profile(chosen), KeyringVault(), as_json=chosen.json, language=chosen.language)
    )


if __name__ == "__main__":
    sys.exit(main())
