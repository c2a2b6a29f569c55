"""The endpoints of bookings."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from app.contract.history import HistoryEntry
from app.contract.models import (
    Booking,
    BookingEdit,
    BookingPage,
    BookingRequest,
    CancelRequest,
)
from app.contract.requests import Availability, BookingStats
from app.hub import checks, history, listing
from app.hub.booking_rows import find
from app.hub.routes.answers import (
    Call,
    Success,
    command,
    query,
    require_sign_in,
    services_of,
)

Text = FromQuery[str | None]
From = Annotated[str | None, QueryParameter(name="from")]
LibraryId = Annotated[str | None, QueryParameter(name="libraryId")]


class BookingsController(Controller):
    """`/api/bookings`."""

    path = "/api/bookings"
    tags = ("bookings",)
    guards = (require_sign_in,)

    @get("/")
    async def list_bookings(
        self,
        request: Call,
        starts: From = None,
        to: Text = None,
        library_id: LibraryId = None,
        status: Text = None,
        q: Text = None,
        updated_after: Annotated[str | None, QueryParameter(name="updatedAfter")] = None,
        cursor: Text = None,
        limit: FromQuery[int] = 100,
    ) -> Response[Success[BookingPage]]:
        """Bookings that the account may see, newest first; `status` may be a list with commas."""
        asked = listing.BookingQuery(
            library_id=library_id,
            statuses=frozenset(word for word in (status or "").split(",") if word),
            ends_after=checks.moment("from", starts),
            starts_before=checks.moment("to", to),
            text=checks.text("q", q or "", checks.NAME_LIMIT),
            updated_after=checks.moment("updatedAfter", updated_after),
            cursor=cursor,
            limit=checks.number("limit", limit, 1, listing.LIST_LIMIT),
        )
        return await query(request, lambda look: listing.page(look, asked))

    @post("/", status_code=201)
    async def create(
        self, request: Call, data: JSONBody[BookingRequest]
    ) -> Response[Success[Booking]]:
        """Book a seat. Takes an Idempotency-Key and Done-At."""
        bookings = services_of(request).bookings
        return await command(
            request, "POST bookings", data, lambda work: bookings.create(work, data), 201
        )

    @get("/stats")
    async def stats(
        self, request: Call, library_id: LibraryId = None, day: Text = None
    ) -> Response[Success[BookingStats]]:
        """The numbers of a local day of a library."""
        return await query(request, lambda look: listing.stats(look, library_id, day))

    @get("/availability")
    async def availability(
        self,
        request: Call,
        library_id: LibraryId = None,
        starts: From = None,
        to: Text = None,
        seat_id: Annotated[str | None, QueryParameter(name="seatId")] = None,
    ) -> Response[Success[Availability]]:
        """Which seats are free in a span; from now for a day when none is given."""
        begins = checks.moment("from", starts) or services_of(request).clock()
        ends = checks.moment("to", to) or begins + timedelta(days=1)
        if library_id is None:
            raise checks.which_library()
        return await query(
            request, lambda look: listing.availability(look, library_id, begins, ends, seat_id)
        )

    @get("/{booking_id:str}")
    async def read(self, request: Call, booking_id: FromPath[str]) -> Response[Success[Booking]]:
        """One booking."""
        return await query(request, lambda look: find(look, booking_id))

    @get("/{booking_id:str}/history")
    async def history(
        self, request: Call, booking_id: FromPath[str]
    ) -> Response[Success[list[HistoryEntry]]]:
        """What was done to a booking, oldest first; of a very long history the newest part."""
        return await query(request, lambda look: history.of_booking(look, booking_id))

    @put("/{booking_id:str}")
    async def edit(
        self, request: Call, booking_id: FromPath[str], data: JSONBody[BookingEdit]
    ) -> Response[Success[Booking]]:
        """Change a booking; `version` must be its present one.

        Takes an Idempotency-Key and Done-At.
        """
        bookings = services_of(request).bookings
        return await command(
            request,
            f"PUT bookings {booking_id}",
            data,
            lambda work: bookings.edit(work, booking_id, data),
        )

    @delete("/{booking_id:str}", status_code=200)
    async def cancel(
        self,
        request: Call,
        booking_id: FromPath[str],
        data: JSONBody[CancelRequest | None] = None,
    ) -> Response[Success[Booking]]:
        """Cancel a booking; it stays in the list. Takes an Idempotency-Key and Done-At."""
        bookings = services_of(request).bookings
        asked = data or CancelRequest()
        return await command(
            request,
            f"DELETE bookings {booking_id}",
            asked,
            lambda work: bookings.cancel(work, booking_id, asked),
        )

    @post("/{booking_id:str}/check-in", status_code=200)
    async def check_in(
        self, request: Call, booking_id: FromPath[str]
    ) -> Response[Success[Booking]]:
        """The student has arrived. Takes an Idempotency-Key and Done-At."""
        bookings = services_of(request).bookings
        return await command(
            request,
            f"POST bookings {booking_id} check-in",
            None,
            lambda work: bookings.check_in(work, booking_id),
        )

    @post("/{booking_id:str}/check-out", status_code=200)
    async def check_out(
        self, request: Call, booking_id: FromPath[str]
    ) -> Response[Success[Booking]]:
        """The student has left. Takes an Idempotency-Key and Done-At."""
        bookings = services_of(request).bookings
        return await command(
            request,
            f"POST bookings {booking_id} check-out",
            None,
            lambda work: bookings.check_out(work, booking_id),
        )
