"""Endpoints of accounts: register, sign in, refresh, sign out, who am I."""

from __future__ import annotations

from litestar import Controller, Response, get, post
from litestar.params import JSONBody

from app.contract.models import Credentials, RefreshRequest, Registration, SignIn, User
from app.hub.routes.answers import Call, Success, key_of, query, services_of, told


class AuthController(Controller):
    """`/api/auth`."""

    path = "/api/auth"
    tags = ("auth",)

    @post("/register", status_code=201)
    async def register(
        self, request: Call, data: JSONBody[Registration]
    ) -> Response[Success[SignIn]]:
        """Make a student's account and sign in."""
        return told(await services_of(request).accounts.register(data), 201)

    @post("/login", status_code=200)
    async def login(self, request: Call, data: JSONBody[Credentials]) -> Response[Success[SignIn]]:
        """Sign in with e-mail and password."""
        address = request.client.host if request.client else ""
        return told(await services_of(request).accounts.sign_in(data, address))

    @post("/refresh", status_code=200)
    async def refresh(
        self, request: Call, data: JSONBody[RefreshRequest]
    ) -> Response[Success[SignIn]]:
        """Exchange a refresh token, which works once, for new tokens.

        An Idempotency-Key lets the same exchange be asked again when its answer was lost.
        """
        accounts = services_of(request).accounts
        return told(await accounts.refresh(data.refresh_token, key_of(request)))

    @post("/logout", status_code=200)
    async def logout(
        self, request: Call, data: JSONBody[RefreshRequest]
    ) -> Response[Success[None]]:
        """End the session of a refresh token."""
        await services_of(request).accounts.sign_out(data.refresh_token)
        return told(None)

    @get("/me")
    async def me(self, request: Call) -> Response[Success[User]]:
        """The account of the access token."""
        return await query(request, lambda look: look.by.user())
