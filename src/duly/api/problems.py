"""What the API answers when it cannot do what was asked: problem+json (RFC 9457) with the sentence the page would show."""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from ninja import Field, Schema

from duly.primitives.refusal import Refusal

CONTENT_TYPE = "application/problem+json"

TITLES = {
    400: "This could not be read",
    401: "No token that works",
    403: "Not for your post, or not for this token",
    404: "There is no such thing",
    405: "Nothing is done here in that way",
    409: "This cannot be done as things stand",
    412: "It has changed since you read it",
    413: "This is too large",
    415: "This is not of a kind that is read here",
    422: "Something in what was sent is wrong",
    428: "Say what you saw",
    500: "Something went wrong here",
    503: "Not ready",
}
NEXT = {
    400: "Send it again as the description at /api/v1/openapi.json has it.",
    401: "Make a token at /me/tokens/, and send it with every request: Authorization: Bearer duly_…",
    403: "See who may at /delegation/, and what your token may at /api/v1/me/.",
    404: "Look at the list it would stand in, and take the reference from there.",
    405: "The header Allow says in which ways.",
    409: "Read the record again, and see with ?explain=1 what may be done now.",
    412: "Read the record again, look at what changed, and send the new ETag in If-Match.",
    413: "Send less at a time; files go to /api/v1/imports/.",
    415: "Send it as the description at /api/v1/openapi.json has it.",
    422: "Mend what is named, and send it with another Idempotency-Key.",
    428: "Read the record, look at it, and send its ETag in If-Match.",
    500: "Send it again with the same Idempotency-Key; if this stays so, give the reference to whoever looks after Duly.",
    503: "Send it again in a minute, with the same Idempotency-Key.",
}


class Overtaken(Exception):
    """What was done was done to something else than what was seen, by somebody quicker: none of it is kept."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.because)
        self.refusal = refusal


class Fault(Schema):
    """One thing that is wrong in what was sent."""

    where: str = Field(description="Such as body.pays_on, or query.sort.")
    says: str


class Problem(Schema):
    """Why something was not done, in one sentence, and what to do next."""

    type: str = Field(description="urn:duly: and the code.")
    title: str
    status: int
    detail: str = Field(description="The sentence that the page would show.")
    code: str = Field(description="The refusal's code, which does not change when the sentence is put better.")
    next: str = Field(description="What to do about it.")
    rule: str = Field(default="", description="The rule of the delegation scheme that would have to change, where one decided it.")
    faults: list[Fault] = Field(default=[], description="What is wrong, one by one.")


class AnswersWithProblem(Schema):
    """A problem as an operation's answer: one shape for all, as shapes made anew for each of 300 operations took seconds to describe."""

    response: Problem

    @classmethod
    def model_json_schema(cls, *args: Any, **named: Any) -> dict[str, Any]:
        """Its description, made once."""
        kept = _DESCRIBED.get("") or _DESCRIBED.setdefault("", super().model_json_schema(*args, **named))
        return deepcopy(kept)


_DESCRIBED: dict[str, dict[str, Any]] = {}


def problem(
    status: int, code: str, detail: str, *, rule: str = "", faults: Sequence[Mapping[str, str]] = (), allow: str = ""
) -> HttpResponse:
    """An answer of problem+json."""
    told: dict[str, Any] = {
        "type": f"urn:duly:{code}",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "next": NEXT.get(status, NEXT[400]),
        "rule": rule,
        "faults": list(faults),
    }
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="duly"'
    if allow:
        answer["Allow"] = allow
    return answer


def of_refusal(refusal: Refusal) -> HttpResponse:
    """The answer to what was refused."""
    return problem(status_of(refusal), refusal.code, refusal.because, rule=refusal.rule)


def status_of(refusal: Refusal) -> int:
    """401 for a token that does not work, 403 where the scheme or the token's scope refused, 412, 422, else 409."""
    if refusal.code in ("token-unknown", "token-revoked", "token-expired", "not-an-officer"):
        return 401
    if refusal.code.startswith("scheme-") or refusal.code == "token-scope":
        return 403
    return {"changed-since": 412, "another-body": 422}.get(refusal.code, 409)
