"""The development issuer: tokens for invented users, one per role. It refuses to exist anywhere else."""

import re
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.auth.actions import COOKIE, open_to_all, refuse_other_sites
from shared.auth.caller import ALGORITHM, AUDIENCE, ISSUER, MACHINE_CLOCK
from shared.auth.table import load_strictly
from shared.clock import Clock
from shared.errors import Refusal
from shared.events.codes.roles import Role
from shared.identifiers import Authority
from shared.web.pages import SIGN_IN, render
from shared.web.problems import problem_responses

LIFETIME = timedelta(hours=8)
# An address of this host: `//` and `/\` would lead a browser to another.
OWN_ADDRESS = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f]*")


class Reach(StrEnum):
    """For whom an invented user works."""

    COUNCIL = "council"
    REGION = "region"
    HOUSE = "house"


class Users(BaseModel):
    """The invented users: a role is its user's name."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    councils: list[Authority]
    regional_agency: Authority
    users: dict[Role, Reach]


class WhoSignsIn(BaseModel):
    """An invented user, and for one who works for a council, which."""

    model_config = ConfigDict(extra="forbid")
    user: Annotated[str, Field(description="A role, such as `gateway_chair`.", examples=["gateway_chair"])]
    authority: Annotated[str | None, Field(description="A council's name, where one is to be chosen.")] = None


class SignInForm(WhoSignsIn):
    """The form of the sign-in page, as it is sent."""

    next: str = ""


class IssuedToken(BaseModel):
    """A token, and for how many seconds it holds (RFC 6749, section 5.1)."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - the kind of token, not one
    expires_in: int


@cache
def development_users() -> Users:
    """The invented users and their authorities."""
    return Users.model_validate(load_strictly(files("shared.auth").joinpath("users.yaml").read_text()))


def development_keys() -> tuple[str, str]:
    """A new pair of Ed25519 keys: the private PEM (PKCS 8) and the public PEM."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


def development_token(
    private_key_pem: str,
    user: str,
    authority: str | None = None,
    *,
    lifetime: timedelta = LIFETIME,
    clock: Clock = MACHINE_CLOCK,
) -> str:
    """A token for an invented user, who is named by a role. `authority` counts for those who work for one council.

    Raises Refusal for a user who is not on the list, or a council that is not.
    """
    known = development_users()
    if user not in known.users:
        raise Refusal(f"there is no invented user of that name; choose one of {', '.join(known.users)}")
    role = Role(user)
    everywhere = [*known.councils, known.regional_agency]
    if known.users[role] is Reach.COUNCIL:
        if authority not in known.councils:
            raise Refusal(f"{user} works for one council; choose one of {', '.join(known.councils)}")
        desk, authorities = authority, [authority]
    else:
        desk = known.regional_agency if known.users[role] is Reach.REGION else "hearth"
        authorities = everywhere
    now = int(clock.now().timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": f"{user}@{desk}",
        "iat": now,
        "exp": now + int(lifetime.total_seconds()),
        "roles": [role],
        "authorities": authorities,
    }
    return jwt.encode(claims, private_key_pem, algorithm=ALGORITHM)


def development_router(private_key_pem: str, environment: str) -> APIRouter:
    """The sign-in page and the token endpoint of the invented users.

    Raises RuntimeError outside development: there, an identity provider signs people in.
    """
    if environment != "development":
        raise RuntimeError(
            f"the development issuer lets anybody be anybody, and this is {environment}: unset "
            "HEARTH_DEVELOPMENT_PRIVATE_KEY, and give your identity provider's key as HEARTH_TOKEN_PUBLIC_KEY"
        )
    router = APIRouter(
        prefix="/development",
        tags=["development"],
        dependencies=[open_to_all("it is how invented users sign in, in development only")],
    )

    @router.get("/sign-in", name=SIGN_IN, include_in_schema=False)
    async def show_sign_in(request: Request, next: str = "") -> HTMLResponse:  # noqa: A002 - the name in the address
        return render(request, "hearth/sign_in.html", users=development_users(), next=next)

    @router.post("/sign-in", include_in_schema=False)
    async def sign_in(request: Request, form: Annotated[SignInForm, Form()]) -> RedirectResponse:
        refuse_other_sites(request)
        token = development_token(private_key_pem, form.user, form.authority)
        home = f"{request.scope['root_path']}/"
        answer = RedirectResponse(form.next if OWN_ADDRESS.fullmatch(form.next) else home, status_code=303)
        # One cookie for all four services: they share the front port, and each asks for its own roles.
        answer.set_cookie(
            COOKIE,
            token,
            max_age=int(LIFETIME.total_seconds()),
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return answer

    @router.post("/token", responses=problem_responses(400, 422))
    async def issue_token(who: WhoSignsIn) -> IssuedToken:
        """A token for an invented user."""
        token = development_token(private_key_pem, who.user, who.authority)
        return IssuedToken(access_token=token, expires_in=int(LIFETIME.total_seconds()))

    return router
