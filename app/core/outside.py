"""The only place where the network's errors become our own, each in a sentence for people."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from app.contract.errors import CertificateRefused, InvalidInput, StudySpotError, Unreachable
from app.contract.tongue import translate
from app.core.http import httpx


def translated(error: Exception, server: str) -> StudySpotError:
    """The error of ours that an outside error stands for, in a sentence with the address."""
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return InvalidInput(
            translate("api", "{server} is not the address of a server.").format(server=server)
        )
    for kind, sentence in _SENTENCES:
        for cause in _causes(error):
            if not isinstance(cause, kind):
                continue
            why = getattr(cause, "verify_message", "") or str(cause) or type(cause).__name__
            plain = getattr(cause, "reason", None) in _NOT_TLS
            told = (_no_tls if plain else sentence)().format(
                server=server, host=urlsplit(server).hostname, why=why
            )
            return CertificateRefused(told) if sentence is _certificate else Unreachable(told)
    if server.startswith("http://") and isinstance(
        error, httpx.ReadError | httpx.RemoteProtocolError
    ):
        return Unreachable(
            translate(
                "api",
                "{server} took the connection and broke it off. If the server has a certificate, "
                "write https:// before the address; else check that it is running.",
            ).format(server=server)
        )
    why = str(error) or type(error).__name__
    return Unreachable(
        translate(
            "api", "The connection to {server} broke ({why}). Check that you are online."
        ).format(server=server, why=why)
    )


def _certificate() -> str:
    return translate(
        "api",
        "{server} has a certificate that this computer does not trust ({why}). Nothing was sent. "
        "Check the address and the clock; else ask whoever runs the server.",
    )


def _tls() -> str:
    return translate(
        "api",
        "A safe connection to {server} could not be made ({why}). "
        "Check that the address begins with https only if the server has it.",
    )


def _no_tls() -> str:
    return translate(
        "api",
        "{server} answers, but not by https. Write http:// before the address if the server has "
        "no certificate, as in your own network; else ask whoever runs it.",
    )


def _name() -> str:
    return translate(
        "api", "The name {host} is not known here. Check the address and your connection."
    )


def _time() -> str:
    return translate(
        "api", "{server} did not answer in time. Check that it is running and that you are online."
    )


def _refused() -> str:
    return translate(
        "api",
        "Nothing answers at {server}. Check the address and the port, and that the server is "
        "running.",
    )


# What OpenSSL calls it when the other side answers in plain HTTP.
_NOT_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"}
# The first that fits any of an error's causes is told.
_SENTENCES: tuple[tuple[tuple[type[BaseException], ...], Callable[[], str]], ...] = (
    ((ssl.SSLCertVerificationError,), _certificate),
    ((ssl.SSLError,), _tls),
    ((socket.gaierror,), _name),
    ((TimeoutError, httpx.TimeoutException), _time),
    ((ConnectionRefusedError,), _refused),
)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    todo = [error]
    while todo:
        each = todo.pop(0)
        if each in seen:
            continue
        seen.append(each)
        yield each
        if isinstance(each, BaseExceptionGroup):
            todo.extend(each.exceptions)
        todo.extend(cause for cause in (each.__cause__, each.__context__) if cause is not None)
