"""A request as the door lets it in, and what an operation leaves on it for the answer."""

from django.http import HttpRequest

from duly.core.tokens.queries import TokenSeen
from duly.primitives.actor import Actor


class LetIn(HttpRequest):
    """Who asks and by which token, put there by the door: None is a command. `etag` and `location` are headers of the answer, put there by the operation."""

    actor: Actor
    token: TokenSeen | None
    etag: str
    location: str


class Commanded(LetIn):
    """What somebody at the machine asks by command, as the officer they name (ADR 0011). No request from outside is ever one of these."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.actor, self.token = actor, None
