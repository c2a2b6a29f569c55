"""Endpoints of the durable streams, and the hub's health."""

from __future__ import annotations

from litestar import Controller, Response, get
from litestar.params import FromPath, FromQuery

from app import __version__
from app.contract.errors import StudySpotError
from app.contract.events import StreamHead, StreamPage
from app.contract.requests import Health
from app.hub import checks, streams
from app.hub.routes.answers import Call, Success, query, services_of, told

POSITION_LIMIT = 2**62


class StreamsController(Controller):
    """`/api/streams`."""

    path = "/api/streams"
    tags = ("streams",)

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


@get("/api/health", tags=["health"])
async def health(request: Call) -> Response[Success[Health]]:
    """Whether the hub, its database and its socket work."""
    services = services_of(request)
    try:
        await services.database.read(lambda look: streams.head(look, "global"))
        database = "ok"
    except StudySpotError as error:
        database = error.message
    status = "ok" if database == "ok" else "failing"
    return told(
        Health(
            status=status,
            version=__version__,
            database=database,
            socket=services.gateway.load,
            time=services.clock(),
            demo=services.demo,
        ),
        200 if status == "ok" else 503,
    )
