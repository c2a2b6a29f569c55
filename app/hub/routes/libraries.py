"""Endpoints of libraries, seats, prices and staff."""

from __future__ import annotations

import msgspec
from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, JSONBody

from app.contract.models import Library, Pricing, Seat, Snapshot, User
from app.contract.requests import (
    Acknowledged,
    AcknowledgeRequest,
    LibraryEdit,
    LibraryRequest,
    PreviewRequest,
    PricingEdit,
    SeatEdit,
    SeatPlaces,
    SeatRequest,
    StaffRequest,
)
from app.hub import acknowledgements, checks, libraries, listing, prices, seats, staff
from app.hub.access import require_owner
from app.hub.routes.answers import Call, Success, command, query, require_sign_in, services_of


class LibrariesController(Controller):
    """`/api/libraries`."""

    path = "/api/libraries"
    tags = ("libraries",)
    guards = (require_sign_in,)

    @get("/")
    async def list_libraries(self, request: Call) -> Response[Success[list[Library]]]:
        """The libraries that the account may see."""
        return await query(request, libraries.visible)

    @post("/", status_code=201)
    async def create(
        self, request: Call, data: JSONBody[LibraryRequest]
    ) -> Response[Success[Library]]:
        """Another library of the same owner. Takes an Idempotency-Key."""
        return await command(
            request, "POST libraries", data, lambda work: libraries.found(work, data), 201
        )

    @get("/{library_id:str}")
    async def read(self, request: Call, library_id: FromPath[str]) -> Response[Success[Library]]:
        """One library."""
        return await query(request, lambda look: libraries.read(look, library_id))

    @put("/{library_id:str}")
    async def edit(
        self, request: Call, library_id: FromPath[str], data: JSONBody[LibraryEdit]
    ) -> Response[Success[Library]]:
        """Change name, zone or way of confirming; `version` must be the present one."""
        return await command(
            request,
            f"PUT libraries {library_id}",
            data,
            lambda work: libraries.edit(work, library_id, data),
        )

    @delete("/{library_id:str}", status_code=200)
    async def remove(self, request: Call, library_id: FromPath[str]) -> Response[Success[Library]]:
        """Close a library that no booking holds a seat in."""
        return await command(
            request,
            f"DELETE libraries {library_id}",
            None,
            lambda work: libraries.delete(work, library_id),
        )

    @get("/{library_id:str}/seats")
    async def list_seats(
        self, request: Call, library_id: FromPath[str]
    ) -> Response[Success[list[Seat]]]:
        """The seats of a library."""
        return await query(request, lambda look: seats.of_library(look, library_id))

    @post("/{library_id:str}/seats", status_code=201)
    async def add_seats(
        self, request: Call, library_id: FromPath[str], data: JSONBody[SeatRequest]
    ) -> Response[Success[list[Seat]]]:
        """One seat by `label`, or `count` more; answers the new ones."""
        return await command(
            request,
            f"POST libraries {library_id} seats",
            data,
            lambda work: seats.add_asked(work, library_id, data),
            201,
        )

    @put("/{library_id:str}/seats")
    async def place_seats(
        self, request: Call, library_id: FromPath[str], data: JSONBody[SeatPlaces]
    ) -> Response[Success[list[Seat]]]:
        """Put many seats in their places, all or none; answers all seats of the library."""
        return await command(
            request,
            f"PUT libraries {library_id} seats",
            data,
            lambda work: seats.place(work, library_id, data),
        )

    @put("/{library_id:str}/seats/{seat_id:str}")
    async def edit_seat(
        self,
        request: Call,
        library_id: FromPath[str],
        seat_id: FromPath[str],
        data: JSONBody[SeatEdit],
    ) -> Response[Success[Seat]]:
        """Name a seat or its room (owner), or close it and open it again (staff too)."""
        return await command(
            request,
            f"PUT libraries {library_id} seats {seat_id}",
            data,
            lambda work: seats.edit(work, library_id, seat_id, data),
        )

    @get("/{library_id:str}/pricing")
    async def pricing(self, request: Call, library_id: FromPath[str]) -> Response[Success[Pricing]]:
        """The prices of a library."""
        return await query(request, lambda look: prices.read(look, library_id))

    @put("/{library_id:str}/pricing")
    async def edit_pricing(
        self, request: Call, library_id: FromPath[str], data: JSONBody[PricingEdit]
    ) -> Response[Success[Pricing]]:
        """Change prices; `version` must be the present one."""
        return await command(
            request,
            f"PUT libraries {library_id} pricing",
            data,
            lambda work: prices.edit(work, library_id, data),
        )

    @post("/{library_id:str}/pricing/preview", status_code=200)
    async def preview(
        self, request: Call, library_id: FromPath[str], data: JSONBody[PreviewRequest]
    ) -> Response[Success[prices.Preview]]:
        """What a booking would cost; nothing is changed."""
        return await query(request, lambda look: prices.preview(look, library_id, data))

    @post("/{library_id:str}/acknowledgements", status_code=201)
    async def acknowledge(
        self, request: Call, library_id: FromPath[str], data: JSONBody[AcknowledgeRequest]
    ) -> Response[Success[Acknowledged]]:
        """Tell the other desks of the library that somebody has read these alerts."""
        return await command(
            request,
            f"POST libraries {library_id} acknowledgements",
            data,
            lambda work: acknowledgements.share(work, library_id, data),
            201,
        )

    @get("/{library_id:str}/snapshot")
    async def snapshot(
        self, request: Call, library_id: FromPath[str]
    ) -> Response[Success[Snapshot]]:
        """The library with all its bookings at one position of its stream."""
        return await query(request, lambda look: listing.snapshot(look, library_id))

    @get("/{library_id:str}/staff")
    async def people(
        self, request: Call, library_id: FromPath[str]
    ) -> Response[Success[list[User]]]:
        """Who works for the library."""
        return await query(request, lambda look: staff.people(look, library_id))

    @post("/{library_id:str}/staff", status_code=201)
    async def hire(
        self, request: Call, library_id: FromPath[str], data: JSONBody[StaffRequest]
    ) -> Response[Success[User]]:
        """A new account that works for the library, or one of staff that works for none.

        Takes an Idempotency-Key.
        """
        services = services_of(request)
        sign = request.headers.get("authorization")
        # Asked before the password is hashed, which costs time and memory.
        await services.read(sign, lambda look: require_owner(look.conn, look.by, library_id))
        hashed = await services.passwords.hash(checks.password(data.password))
        # What is kept under a key must not help anybody to guess a password.
        asked = msgspec.structs.replace(data, password="")
        return await command(
            request,
            f"POST libraries {library_id} staff",
            asked,
            lambda work: staff.hire(work, library_id, data, hashed),
            201,
        )

    @delete("/{library_id:str}/staff/{user_id:str}", status_code=200)
    async def dismiss(
        self, request: Call, library_id: FromPath[str], user_id: FromPath[str]
    ) -> Response[Success[None]]:
        """Take a person's access to the library away."""
        return await command(
            request,
            f"DELETE libraries {library_id} staff {user_id}",
            None,
            lambda work: staff.dismiss(work, library_id, user_id),
        )
