"""Endpoints of the durable streams, and the hub's health."""

from __future__ import annotations

from litestar import Controller, Response, get
from litestar.params import FromPath, FromQuery

from app import __version__
from app.contract.errors import Unavailable
from app.contract.events import StreamHead, StreamPage
from app.contract.requests import Health
from app.contract.wire import builtins
from app.hub import checks, streams
from app.hub.routes.answers import Call, Success, failed, query, require_sign_in, services_of, told
from app.hub.routes.parameters import ANY_PARAMETERS

POSITION_LIMIT = 2**62


class StreamsController(Controller):
    """`/api/streams`."""

    path = "/api/streams"
    tags = ("streams",)
    guards = (require_sign_in,)

    @get("/")
    async def heads(self, request: Call) -> Response[Success[list[StreamHead]]]:
        """The streams that the account may read, and how far they reach."""
        return await query(request, lambda look: streams.heads(look, streams.readable(look.by)))

    @get("/{stream:str}/events")
    async def events(
        self,
        request: Call,
        stream: FromPath[str],
        after: FromQuery[int] = 0,
        epoch: FromQuery[str | None] = None,
        limit: FromQuery[int] = streams.PAGE_LIMIT,
    ) -> Response[Success[StreamPage]]:
        """Events after a position. 410: no longer kept, or of another epoch."""
        checks.number("after", after, 0, POSITION_LIMIT)
        checks.number("limit", limit, 1, streams.PAGE_LIMIT)
        return await query(
            request,
            lambda look: streams.page(look, stream, after=after, epoch=epoch, limit=limit),
        )


@get("/api/health", tags=["health"], opt={ANY_PARAMETERS: True})
async def health(request: Call) -> Response[Success[Health]]:
    """Whether the hub works and can save. 503: it cannot, with this answer in `details`."""
    services = services_of(request)
    trouble = await services.health.trouble()
    found = Health(
        status="ok" if trouble is None else "degraded",
        version=__version__,
        database=trouble or "ok",
        socket=services.gateway.load,
        time=services.clock(),
        demo=services.demo,
    )
    return told(found) if trouble is None else failed(Unavailable(trouble, details=builtins(found)))
