"""Having something done: once for a key, to what was seen, and with the token that asked it in the record."""

import re
import uuid
from collections.abc import Callable
from typing import Annotated, Any

from ninja import Header

from duly.api.request import LetIn
from duly.core.once.actions import once as done_once
from duly.core.record.actions import unit_of_work
from duly.core.tokens import actions as tokens
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal, Refused

Key = Annotated[
    uuid.UUID,
    Header(
        ...,
        alias="Idempotency-Key",
        description="Any new UUID. Sent again with the same body, what was done is told again and not done twice.",
    ),
]
Seen = Annotated[
    str, Header(..., alias="If-Match", max_length=200, description="The ETag of the record as you saw it, or * for however it stands.")
]
SeenIfAny = Annotated[
    str, Header("", alias="If-Match", max_length=200, description="The ETag of the record as you saw it; left out, however it stands.")
]
_VERSION = re.compile(r'^"v(\d{1,9})(?:-[0-9a-f]+)?"$')
SAYS = {
    "in-flight": "This was sent a moment ago with the same key, and is still being done. Ask again in a second or two.",
    "another-body": "This key was sent before with something else. Nothing was done; send what you mean with a new key.",
}


def version_tag(version: int) -> str:
    """The ETag of a record that has versions."""
    return f'"v{version}"'


def why_not_as_seen(seen: str, now: str) -> Refusal | None:
    """The refusal, "changed-since", of whoever saw something else than what stands now. Both are ETags; "*" is seen by everybody."""
    version = _VERSION.match(seen)
    if seen.strip() in ("*", now) or (version and f'"v{version[1]}"' == now):
        return None
    return changed(seen, now)


def changed(seen: str, now: str) -> Refusal:
    """The refusal of what was done to something else than what was seen."""
    return Refusal("changed-since", f"It has changed since you read it: it is {now} now, and you saw {seen}.")


def once(request: LetIn, key: uuid.UUID, act: Callable[[], str]) -> str:
    """Do what a program asks, unless it was done for this key. Gives the reference of what it was done to, as `act` does.

    That a token was used for it stands in the record beside what was done. Refused: "in-flight", "another-body", and what `act` refuses.
    """
    asked = f"{request.method} {request.path}"

    def do() -> tuple[str, Refusal | None]:
        if request.token is not None:
            tokens.hold_still(request.token)
        try:
            ref = act()
        except Refused as refused:  # not raised through: a lock that the refused step put on payments stays
            return "", refused.refusal
        if request.token is not None:
            with unit_of_work():
                tokens.use(request.token, asked=asked, by=request.actor)
        return ref, None

    try:
        ref, refusal = done_once(key, path=request.path, body_sha256=_sent(request), act=do, by=request.actor)
    except Refused as refused:
        code = refused.refusal.code
        raise Refused(Refusal(code, SAYS.get(code, refused.refusal.because), refused.refusal.rule)) from None
    if isinstance(refusal, Refusal):
        raise Refused(refusal)
    return ref


def _sent(request: LetIn) -> str:
    """The digest of everything that was sent to be done."""
    if request.content_type != "multipart/form-data":
        return sha256_hex(request.body)
    files: dict[str, Any] = {}
    for name, file in sorted(request.FILES.items()):
        files[name] = sha256_hex(file.read())
        file.seek(0)
    return sha256_hex(canonical({"words": {name: request.POST.getlist(name) for name in sorted(request.POST)}, "files": files}))
