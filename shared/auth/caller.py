"""Who is calling, according to a signed token that can be trusted?"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Annotated

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic import BaseModel, Field, FiniteFloat, StringConstraints, ValidationError

from shared.auth.table import action_table
from shared.clock import Clock, SystemClock
from shared.errors import NotSignedIn
from shared.events.codes.roles import Role
from shared.identifiers import Authority

ISSUER = "hearth"
AUDIENCE = "hearth"
ALGORITHM = "EdDSA"
LONGEST_TOKEN = 4096  # characters; ours are about 600
TOKENS_KEPT = 4096
CLOCK_SKEW = 60  # seconds by which an issuer's clock may run ahead of ours
REQUIRED = ("exp", "iat", "iss", "aud", "sub")
MACHINE_CLOCK = SystemClock()


@dataclass(frozen=True, slots=True)
class Caller:
    """A worker or a system: who it is, in which roles, and for which authorities. A name is never kept."""

    subject: str
    roles: frozenset[Role]
    authorities: frozenset[str]

    def may(self, action: str) -> bool:
        """Whether one of the roles may do an action of the table."""
        return not self.roles.isdisjoint(action_table()[action])


class _Claims(BaseModel):
    """What a token must say. Times are seconds since 1970 (RFC 7519, section 2)."""

    # Printable ASCII without spaces, at most 255: the subject is written into every journal row.
    sub: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
    roles: Annotated[frozenset[Role], Field(min_length=1)]
    authorities: Annotated[frozenset[Authority], Field(min_length=1)]
    iat: FiniteFloat
    # A number that is not one would compare as never over.
    exp: FiniteFloat


class TokenVerifier:
    """Turns a token into its caller, or refuses it.

    A token that was verified is kept, because the signature is the dear part (some 100 µs) and every request asks;
    whether it is still within its time is asked at each use.
    """

    def __init__(
        self, public_key_pem: str, issuer: str = ISSUER, audience: str = AUDIENCE, *, clock: Clock = MACHINE_CLOCK
    ) -> None:
        """Raises ValueError where this is not the PEM of a public key, TypeError where the key is not Ed25519."""
        key = load_pem_public_key(public_key_pem.encode())
        if not isinstance(key, Ed25519PublicKey):
            raise TypeError("tokens are signed with Ed25519; give the PEM of an Ed25519 public key")
        self._key = key
        self._issuer = issuer
        self._audience = audience
        self._clock = clock
        self._kept: OrderedDict[str, tuple[Caller, float]] = OrderedDict()

    def verify(self, token: str) -> Caller:
        """The caller whom the token names.

        Raises NotSignedIn where it is unsigned, tampered with, from elsewhere, for elsewhere, over or incomplete.
        """
        kept = self._kept.get(token)
        if kept is None:
            kept = self._kept[token] = self._read(token)
            if len(self._kept) > TOKENS_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(token)
        caller, ends = kept
        if self._clock.now().timestamp() >= ends:
            del self._kept[token]
            raise NotSignedIn("your sign-in has run out; sign in again")
        return caller

    def _read(self, token: str) -> tuple[Caller, float]:
        """The caller, and the moment in seconds at which the token ends."""
        if len(token) > LONGEST_TOKEN:
            raise NotSignedIn(f"the token is longer than {LONGEST_TOKEN} characters; sign in again")
        try:
            payload = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                issuer=self._issuer,
                audience=self._audience,
                # The times are checked below, against the one clock that also serves tokens met before.
                options={"require": list(REQUIRED), "verify_exp": False, "verify_iat": False, "verify_nbf": False},
            )
            claims = _Claims.model_validate(payload)
        except jwt.MissingRequiredClaimError as fault:
            raise NotSignedIn(f"the token does not say {fault.claim}; sign in again for a complete one") from fault
        except ValidationError as fault:
            raise NotSignedIn(f"the token's {_places(fault)} cannot be used; ask whoever issues tokens") from fault
        except (jwt.InvalidTokenError, RecursionError) as fault:
            raise NotSignedIn(f"the token cannot be trusted ({fault}); sign in again") from fault
        if claims.iat > self._clock.now().timestamp() + CLOCK_SKEW:
            raise NotSignedIn("the token is from the future; set the clock of whoever issues tokens")
        return Caller(claims.sub, claims.roles, claims.authorities), claims.exp


def _places(fault: ValidationError) -> str:
    """Which claims were wrong, without what they said."""
    return ", ".join(sorted({str(error["loc"][0]) for error in fault.errors()}))
