"""Refuses query parameters that an endpoint does not know: a typing error is no filter."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import QueryParameter

from app.contract.errors import InvalidInput
from app.contract.tongue import translate
from app.hub import checks

ANY_PARAMETERS = "any_parameters"
"""In a handler's `opt`: parameters of its own are not looked at, such as those that monitors
add to an address so that nothing on the way answers from memory."""


def refuse_unknown(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Pass when each query parameter is one that the handler names; a guard for what is read.

    Raises:
        InvalidInput: naming the unknown one and those that are known.
    """
    sent = connection.query_params
    if not sent or connection.scope.get("method") != "GET" or handler.opt.get(ANY_PARAMETERS):
        return
    known = known_parameters(handler)
    unknown = next((name for name in sent if name not in known), None)
    if unknown is None:
        return
    said = (
        translate("hub requests", "There is no query parameter {name} here. It takes: {known}.")
        if known
        else translate("hub requests", "There is no query parameter {name} here. It takes none.")
    )
    raise InvalidInput(
        said.format(name=checks.quoted(unknown), known=", ".join(known)),
        details={"field": unknown[: checks.NAME_LIMIT], "known": list(known)},
    )


def known_parameters(handler: BaseRouteHandler) -> tuple[str, ...]:
    """The names of a handler's query parameters as they are sent."""
    fields = handler.parsed_fn_signature.parameters.items()
    return tuple(
        field.kwarg_definition.name or name
        for name, field in fields
        if isinstance(field.kwarg_definition, QueryParameter)
    )
