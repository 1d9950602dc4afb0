"""What the tests of callers share: two pairs of keys, a still clock, and a way to forge any token."""

from collections.abc import Callable
from datetime import UTC, datetime

import jwt
import pytest

from shared.auth.caller import TokenVerifier
from shared.clock import FixedClock
from shared.web.development import development_keys

Forge = Callable[..., str]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 31, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    return development_keys()


@pytest.fixture
def verifier(keys: tuple[str, str], clock: FixedClock) -> TokenVerifier:
    return TokenVerifier(keys[1], clock=clock)


@pytest.fixture
def forge(keys: tuple[str, str], clock: FixedClock) -> Forge:
    """A token that is right but for what is named: a claim to change, or to leave out by `None`."""

    def forge(key: object = keys[0], algorithm: str = "EdDSA", **changed: object) -> str:
        now = int(clock.now().timestamp())
        right = {
            "iss": "hearth",
            "aud": "hearth",
            "sub": "social_worker@warrington",
            "iat": now,
            "exp": now + 600,
            "roles": ["social_worker"],
            "authorities": ["warrington"],
        }
        claims = {name: said for name, said in {**right, **changed}.items() if said is not None}
        return jwt.encode(claims, key, algorithm=algorithm)  # type: ignore[arg-type]

    return forge
