"""A request as the door lets it in, and what an operation leaves on it for the answer."""

from django.http import HttpRequest

from duly.core.tokens.queries import TokenSeen
from duly.primitives.actor import Actor


class LetIn(HttpRequest):
    """Who asks and by which token, put there by the door. `etag` and `location` are headers of the answer, put there by the operation."""

    actor: Actor
    token: TokenSeen
    etag: str
    location: str
