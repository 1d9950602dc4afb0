"""Refusals: exceptions with an HTTP status and a sentence that says what to do (RFC 9457)."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import ClassVar
from uuid import UUID


class Refusal(Exception):
    """A request that is refused; `str(refusal)` is the sentence a person reads."""

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST
    code: ClassVar[str] = "bad-request"


class RuleBroken(Refusal):
    """The procedure does not allow this step now."""

    status = HTTPStatus.CONFLICT
    code = "rule-broken"


class PossibleDuplicate(Refusal):
    """Somebody who is known already may be the same."""

    status = HTTPStatus.CONFLICT
    code = "possible-duplicate"

    def __init__(self, sentence: str, possible_duplicates: Sequence[UUID]) -> None:
        """`possible_duplicates` are the ids of those whom the caller may see."""
        super().__init__(sentence)
        self.possible_duplicates = possible_duplicates


class NotKnown(Refusal):
    """Nothing of that name is known here, or not to this caller."""

    status = HTTPStatus.NOT_FOUND
    code = "not-known"


class OutOfDate(Refusal):
    """The version named in If-Match is not the present one."""

    status = HTTPStatus.PRECONDITION_FAILED
    code = "out-of-date"


class KeyReused(Refusal):
    """The Idempotency-Key was used before with another body."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "idempotency-key-reused"


class NotSignedIn(Refusal):
    """No token, or one that cannot be trusted."""

    status = HTTPStatus.UNAUTHORIZED
    code = "not-signed-in"


class NotAllowed(Refusal):
    """The caller's roles do not include this action."""

    status = HTTPStatus.FORBIDDEN
    code = "not-allowed"


class Busy(Refusal):
    """A part that passes its faults (database, identity provider) did not answer; try again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "busy"


class NotValid(Refusal):
    """What was sent says something that cannot be."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "not-valid"


class TooLarge(Refusal):
    """What was sent is larger than it may be."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too-large"


class WrongKind(Refusal):
    """A file of a kind that is not kept."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "wrong-kind"


class Damaged(Refusal):
    """What was kept is gone or was changed."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "damaged"
