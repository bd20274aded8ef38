"""The door programs come in by: who is asking, what is said when something is wrong, and the description of it all."""

import re
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.security import HttpBearer

from duly.api import problems
from duly.api.problems import Overtaken, problem
from duly.api.request import Commanded, LetIn
from duly.core.people import queries as people
from duly.core.record import sight
from duly.core.record.clock import today
from duly.core.tokens import actions as tokens
from duly.core.tokens import checks
from duly.core.tokens.queries import with_secret
from duly.primitives.refusal import Refusal, Refused, stop_if

NO_TOKEN = "This asks for a token, and none came with it."
CANNOT_BE_KEPT = re.compile("[\0\ud800-\udfff]")
"""Letters that no database keeps: the letter nought, and halves of letters."""


class Token(HttpBearer):
    """The officer a token was made by, with the posts held today; or whoever commands, who needs none."""

    def __call__(self, request: HttpRequest) -> Any:
        """The token that was sent. Let a command in as who it is: it trusts the machine (ADR 0011)."""
        return True if isinstance(request, Commanded) else super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Put who is asking on the request, or refuse."""
        seen = with_secret(token)
        stop_if(checks.why_not_use(seen))
        assert seen is not None  # the check said so
        let_in = cast(LetIn, request)
        try:
            let_in.actor = people.actor(seen.officer_ref, on=today())  # as the site does for pages
        except ObjectDoesNotExist:
            raise Refused(Refusal("not-an-officer", f"Whoever made {seen.ref} may no longer sign in, so it works no more.")) from None
        sight.look_as(let_in.actor.ref)
        let_in.token = seen
        tokens.note_use(seen)
        return seen


class Reading(Parser):
    """Reads bodies, and refuses letters that no database keeps."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON value that was sent."""
        told = super().parse_body(request)
        if any(CANNOT_BE_KEPT.search(text) for text in _texts(told)):
            raise ValueError("There is a letter in it that cannot be kept.")
        return told


class Door(NinjaAPI):
    """The API. Whatever it cannot do is a problem in the page's own sentence."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """The answer to something that was raised. What nobody expected is logged by the site, and answered with its reference."""
        if isinstance(exc, Refused | Overtaken):
            return problems.of_refusal(exc.refusal)
        if isinstance(exc, ValidationError):
            return _wrong(exc.errors)
        if isinstance(exc, Http404):
            return problem(404, "not-there", str(exc) or "There is nothing at this address.")
        if isinstance(exc, AuthenticationError):
            return problem(401, "no-token", NO_TOKEN)
        if isinstance(exc, RequestDataTooBig):
            return problem(413, "too-large", "More was sent at once than is read here.")
        if isinstance(exc, HttpError):
            return problem(
                exc.status_code,
                "not-read",
                "This is not JSON that can be read, or has a letter in it that cannot be kept." if exc.status_code == 400 else str(exc),
            )
        if isinstance(exc, SuspiciousOperation):
            return problem(400, "not-read", "This could not be read.")
        raise exc

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> OpenAPISchema:
        """The description: OpenAPI 3.1, its refusals as problem+json and its 304s with nothing in them."""
        found = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for path in found["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {problems.CONTENT_TYPE: answer["content"]["application/json"]}
                        answer["description"] = problems.TITLES[int(status)] + "."
                    elif int(status) == 304:
                        answer["description"] = "As you have it: the ETag you sent in If-None-Match is that of what stands."
                    elif int(status) == 200:
                        answer["headers"] = {"ETag": {"description": "What this is a copy of.", "schema": {"type": "string"}}}
        return found


def _wrong(errors: list[dict[str, Any]]) -> HttpResponse:
    """The answer to what does not read as described. A missing key or If-Match has a status of its own."""
    for one in errors:
        header = str(one["loc"][-1]).lower().replace("_", "-")
        if one.get("type") == "missing" and header == "idempotency-key":
            return problem(
                400, "no-idempotency-key", "This changes something, so it is done once for a key: send any new UUID in Idempotency-Key."
            )
        if one.get("type") == "missing" and header == "if-match":
            return problem(428, "no-if-match", "This is done to what you saw, so say what that was: send the record's ETag in If-Match.")
    faults = [{"where": ".".join(str(part) for part in one["loc"]), "says": str(one["msg"])} for one in errors]
    return problem(422, "not-as-described", "; ".join(f"{one['where']}: {one['says']}" for one in faults), faults=faults)


def _texts(told: Any) -> list[str]:
    if isinstance(told, str):
        return [told]
    if isinstance(told, dict):
        return [text for key, value in told.items() for text in (key, *_texts(value))]
    return [text for value in told for text in _texts(value)] if isinstance(told, list) else []
