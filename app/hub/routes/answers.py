"""Every answer in the envelope: data, and each kind of failure; bodies read strictly."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Generator
from typing import Any, Generic, TypeVar

import msgspec
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.dto import AbstractDTO, DTOFieldDefinition
from litestar.exceptions import HTTPException, ValidationException
from litestar.handlers import BaseRouteHandler
from litestar.openapi.spec import Reference, Schema
from litestar.types import ExceptionHandlersMap
from litestar.typing import FieldDefinition

from app.contract import errors, wire
from app.contract.errors import InvalidInput, StudySpotError
from app.contract.tongue import translate
from app.hub import checks
from app.hub.idempotency import once
from app.hub.services import Services
from app.hub.tokens import no_token
from app.hub.work import Look, Work

T = TypeVar("T")
Call = Request[Any, Any, Any]
JSON = "application/json"
BODY_LIMIT = 1_000_000

_log = logging.getLogger(__name__)
_PLACE = re.compile(r"\s*-? ?at `\$(?:\.(?P<field>[^`]*))?`$")
_BROKEN_OFF = "client disconnected prematurely"
"""What the framework says when a client goes amid its body; there is no class for it."""
_MISSING = re.compile(r"Object missing required field `(?P<field>[^`]+)`")


class Success(msgspec.Struct, Generic[T]):
    """The envelope of an answer, for the API's description."""

    success: bool
    data: T


class JsonBody(AbstractDTO[Any]):
    """Reads a request's body strictly as the record that the handler names."""

    def decode_bytes(self, value: bytes) -> Any:
        """The record.

        Raises:
            InvalidInput: no JSON, or a field that does not fit; names the field.
        """
        request = self.asgi_connection
        kind, _ = request.content_type if isinstance(request, Request) else ("", {})
        if kind and kind != JSON and not kind.endswith("+json"):
            raise InvalidInput(
                translate(
                    "hub requests",
                    "The body must be JSON. Send it with the content type application/json.",
                ),
                details={"field": "Content-Type"},
            )
        return read_body(value, request.route_handler.parsed_data_field.annotation)

    @classmethod
    def create_for_field_definition(cls, *_: Any, **__: Any) -> None:
        """Nothing to prepare: the records travel as they are."""

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: Any
    ) -> Reference | Schema:
        """The record's own schema."""
        del handler_id
        told: Reference | Schema = schema_creator.for_field_definition(field_definition)
        return told

    @classmethod
    def generate_field_definitions(
        cls, model_type: type[Any]
    ) -> Generator[DTOFieldDefinition, None, None]:
        """None: no field is renamed or left out."""
        del model_type
        yield from ()

    @classmethod
    def detect_nested_field(cls, field_definition: FieldDefinition) -> bool:
        """Never: records are decoded whole."""
        del field_definition
        return False


def read_body(body: bytes, kind: Any) -> Any:
    """A body as `kind`.

    Raises:
        InvalidInput: in plain words, with the field.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise _misfit(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(
            translate("hub requests", "The body is not valid JSON. Check that it was sent whole."),
            details={"field": "body"},
        ) from error


def services_of(request: Call) -> Services:
    """The hub's parts."""
    services: Services = request.app.state["services"]
    return services


def require_sign_in(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """Pass with a valid token; a guard, so that strangers are told nothing of what they sent.

    Raises:
        Unauthenticated: without one.
    """
    services: Services = connection.app.state["services"]
    services.claims(connection.headers.get("authorization"))


async def query(request: Call, do: Callable[[Look], object]) -> Response[Any]:
    """A response with what `do` reads in the name of the signed-in account."""
    body = await services_of(request).read(
        request.headers.get("authorization"), lambda look: wire.success(do(look))
    )
    return _reply(body, 200)


async def command(
    request: Call,
    what: str,
    asked: object,
    do: Callable[[Work], object],
    status: int = 200,
) -> Response[Any]:
    """A response with what `do` changes in the name of the signed-in account.

    `what` and `asked` tell a repeated request from another one under the same
    Idempotency-Key. The header Done-At says when a command of the desk was given that had to
    wait for a connection.
    """
    answer = await services_of(request).write(
        request.headers.get("authorization"),
        key_of(request),
        lambda work: once(work, what, asked, status, lambda: do(work)),
        done_at=request.headers.get(wire.DONE_AT),
    )
    return _reply(answer.body, answer.status)


def key_of(request: Call) -> str | None:
    """The Idempotency-Key header."""
    return request.headers.get("idempotency-key")


def told(data: object, status: int = 200) -> Response[Any]:
    """A response with data."""
    return _reply(wire.success(data), status)


def failed(error: StudySpotError) -> Response[Any]:
    """A response with a failure."""
    response = _reply(wire.failure(error), error.status)
    if isinstance(error, errors.TooMany) and "retryAfter" in error.details:
        response.headers["Retry-After"] = str(error.details["retryAfter"])
    if isinstance(error, errors.Unauthenticated):
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, errors.MethodNotAllowed):
        response.headers["Allow"] = ", ".join(error.details["allowed"])
    return response


def _reply(body: bytes, status: int) -> Response[Any]:
    # Tokens and people's bookings are nothing for a cache on the way.
    headers = {"Cache-Control": "no-store"}
    return Response(content=body, status_code=status, media_type=JSON, headers=headers)


def _known(_request: Call, error: StudySpotError) -> Response[Any]:
    return failed(error)


def _framework(request: Call, error: HTTPException) -> Response[Any]:
    """What the framework refuses before a handler is asked, in the hub's own words."""
    if isinstance(error, ValidationException):
        return failed(_misfit_of_request(error))
    if error.detail == _BROKEN_OFF:
        # Nobody hears it, and it is no failure of the hub that its log should tell.
        return failed(
            InvalidInput(
                translate("hub requests", "The request broke off before its end. Send it again.")
            )
        )
    if error.status_code == errors.MethodNotAllowed.status:
        return failed(_method_not_allowed(request.method, error))
    kinds: dict[int, StudySpotError] = {
        400: InvalidInput(
            translate(
                "hub requests", "The request could not be read. Check its body and its address."
            )
        ),
        401: no_token(),
        404: errors.NotFound(
            translate(
                "hub requests",
                "There is nothing at this address. See /schema for what there is.",
            )
        ),
        413: errors.TooLarge(
            translate(
                "hub requests",
                "The request is too large: the hub takes {most} MB at most. Send less at once.",
            ).format(most=BODY_LIMIT // 1_000_000)
        ),
    }
    known = kinds.get(error.status_code)
    return _unforeseen(request, error) if known is None else failed(known)


def _method_not_allowed(method: str, error: HTTPException) -> errors.MethodNotAllowed:
    allowed = sorted(re.findall("[A-Z]+", (error.headers or {}).get("allow", "")))
    return errors.MethodNotAllowed(
        translate(
            "hub requests", "This address does not take {method}. It takes {allowed}; see /schema."
        ).format(method=method, allowed=", ".join(allowed)),
        details={"allowed": allowed},
    )


def _unforeseen(request: Call, error: Exception) -> Response[Any]:
    reference = secrets.token_hex(4)
    # The path without its query: what people search for stays out of the log.
    _log.error("%s %s failed (%s)", request.method, request.url.path, reference, exc_info=error)
    return failed(
        StudySpotError(
            translate(
                "hub requests",
                "The hub failed at this. Try again; if it stays so, report the reference "
                "{reference} with the hub's log.",
            ).format(reference=reference),
            details={"reference": reference},
        )
    )


def exception_handlers() -> ExceptionHandlersMap:
    """What turns each failure into an answer."""
    return {StudySpotError: _known, HTTPException: _framework, Exception: _unforeseen}


def _misfit(said: str) -> InvalidInput:
    """A decoder's complaint as a sentence that names the field."""
    missing = _MISSING.search(said)
    place = _PLACE.search(said)
    field = missing["field"] if missing else (place["field"] if place else None) or "body"
    if missing:
        return InvalidInput(
            translate("hub requests", "The field {field} is missing.").format(field=field),
            details={"field": field},
        )
    what = (
        translate("hub requests", "The body")
        if field == "body"
        else translate("hub requests", "The field {field}").format(field=field)
    )
    why = _PLACE.sub("", said)
    plain = (
        translate(
            "hub requests",
            "{what} must be given with a time zone, such as 2026-05-31T09:00:00+05:30 or …Z.",
        ).format(what=what)
        if "timezone" in why
        else _plain(what, why)
    )
    return InvalidInput(plain, details={"field": field})


def _plain(what: str, why: str) -> str:
    """A decoder's `why` as a sentence of `what`, with which it begins."""
    expected = re.search(r"Expected `([^`]+)`(?:, got `([^`]+)`)?", why)
    if expected:
        wanted, got = expected[1], expected[2]
        if not got:
            return translate("hub requests", "{what} must be {wanted}.").format(
                what=what, wanted=_kind(wanted)
            )
        return translate("hub requests", "{what} must be {wanted}, not {got}.").format(
            what=what, wanted=_kind(wanted), got=_kind(got)
        )
    if "datetime" in why:
        return translate(
            "hub requests", "{what} must be a time such as 2026-05-31T09:00:00Z."
        ).format(what=what)
    unknown = re.search(r"enum value ('[^']*'|\S+)", why)
    if unknown:
        value = checks.quoted(unknown[1].strip("'"))
        return translate(
            "hub requests",
            "{what} has the value {value}, which is not one of those it may have; see /schema.",
        ).format(what=what, value=value)
    return translate("hub requests", "{what} cannot be read.").format(what=what)


def _kind(name: str) -> str:
    words = {
        "str": translate("hub requests", "text"),
        "int": translate("hub requests", "a whole number"),
        "float": translate("hub requests", "a number with decimals"),
        "bool": translate("hub requests", "true or false"),
        "object": translate("hub requests", "an object"),
        "array": translate("hub requests", "a list"),
        "null": translate("hub requests", "null"),
        "datetime": translate("hub requests", "a time"),
    }
    first, *more = (words.get(part.strip(), part.strip()) for part in name.split("|"))
    for other in more:
        first = translate("hub requests", "{one} or {other}").format(one=first, other=other)
    return first


def _misfit_of_request(error: ValidationException) -> InvalidInput:
    extra: Any = error.extra
    first = extra[0] if isinstance(extra, list) and extra and isinstance(extra[0], dict) else {}
    field = str(first.get("key", ""))
    if not field or field == "data":
        return InvalidInput(
            translate("hub requests", "The body is missing."), details={"field": "body"}
        )
    what = translate("hub requests", "The query parameter {field}").format(field=field)
    return InvalidInput(_plain(what, str(first.get("message", ""))), details={"field": field})
