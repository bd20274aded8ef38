"""A kind of record that programs act upon: how one is found and told, made, and moved on from the version that was seen."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import validate_email
from django.http import Http404
from ninja import Field
from ninja.responses import Status

from duly.api.doing import changed, once, version_tag, why_not_as_seen
from duly.api.problems import Overtaken
from duly.api.request import LetIn
from duly.api.shapes import Sent, digest_tag, plain, wrong
from duly.casework.cases import queries as cases
from duly.casework.correspondence.powers import READ
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.money import read_pounds
from duly.primitives.refusal import stop_if

WRITES: dict[str, Any] = {"scope": "write:casework", "sees": READ, "tag": "Casework"}
SIGNS: dict[str, Any] = {"scope": "sign:casework", "sees": READ, "tag": "Casework"}
READS: dict[str, Any] = {"scope": "read:casework", "sees": READ, "tag": "Casework"}
"""How operations are offered. What one's name stands under, a decision or an approved letter, needs a scope of its own."""

MOST_PENCE = 1_000_000_000
Words = Annotated[str, Field(min_length=1, max_length=4000)]
MoreWords = Annotated[str, Field("", max_length=4000)]
Reference = Annotated[str, Field(min_length=1, max_length=20)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="Of exactly what you saw.")]
Amount = Annotated[str, Field(pattern=r"^\d{1,8}\.\d\d$", description="Pounds and pence as text, such as 750.00.")]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 1, 1))]


class WhyInWords(Sent):
    """Why, in words."""

    because: Words


class InWords(Sent):
    """What is said, in words."""

    words: Words


@dataclass(frozen=True)
class Kind:
    """Records of one kind with versions. `find` gives one as this reader may see it, and `tell` its answer."""

    path: str
    find: Callable[[LetIn, str], Any]
    tell: Callable[[LetIn, Any], dict[str, Any]]

    def one(self, request: LetIn, ref: str) -> Any:
        """The record. 404 where there is none, or none that this reader may see."""
        try:
            return self.find(request, ref)
        except ObjectDoesNotExist:
            raise Http404(f"There is no {ref}.") from None

    def read(self, request: LetIn, ref: str) -> dict[str, Any]:
        """It as an answer. Its ETag names its version and all that is told with it."""
        seen = self.one(request, ref)
        told = self.tell(request, seen)
        request.etag = f'"v{seen.version}-{digest_tag(plain(told))[1:]}'
        return told

    def made(self, request: LetIn, key: Any, act: Callable[[], Any]) -> Status[dict[str, Any]]:
        """Make a new one, once for the key."""
        ref = once(request, key, lambda: str(act().ref))
        request.location = f"/api/v1{self.path}{ref}/"
        return Status(201, self.read(request, ref))

    def done(self, request: LetIn, ref: str, key: Any, seen: str, act: Callable[[], Any], *, steps: int = 1) -> dict[str, Any]:
        """Do something to the version that was seen, once for the key. `steps` is how many versions it goes on; 0 where that differs."""

        def do() -> str:
            before = self.one(request, ref).version
            stop_if(why_not_as_seen(seen, version_tag(before)))
            act()
            now = self.one(request, ref).version
            if steps and now != before + steps:
                raise Overtaken(changed(version_tag(before), version_tag(now - steps)))
            return ref

        self.one(request, ref)
        return self.read(request, once(request, key, do))


def known_case(ref: str, where: str = "body.case") -> str:
    """The reference of a case there is, as people type it. 422 for another, or one that this reader may not see."""
    typed = ref.strip().upper()
    if not cases.exists(typed):
        raise wrong(where, f"There is no case {typed}.")
    return typed


def among(value: str, allowed: Collection[str], where: str, says: str) -> str:
    """A value that is one of those. 422 for any other; nothing is let be."""
    if value and value not in allowed:
        raise wrong(where, says)
    return value


def colleague(ref: str, where: str) -> str:
    """Somebody who holds a casework post today, by their reference. 422 for anybody else."""
    return among(ref, {one.officer_ref for one in people.everyone_in_post(on=today()) if one.wing == "casework"}, where, NOBODY)


NOBODY = "This is nobody who holds a casework post today. References of people are at /api/v1/people/."


def mail_address(address: str, where: str) -> str:
    """A mail address, or nothing. 422 for what is none."""
    try:
        if address:
            validate_email(address)
    except DjangoValidationError:
        raise wrong(where, f"{address!r} is not an e-mail address.") from None
    return address


def once_each(named: Sequence[object], where: str, says: str) -> None:
    """422 where something is named twice: nothing is put aside unsaid."""
    if len(set(named)) < len(named):
        raise wrong(where, says)


def pence(amount: str, where: str) -> int:
    """An amount that was sent, in pence. 422 for one that is too large."""
    found = read_pounds(amount)
    if found > MOST_PENCE:
        raise wrong(where, "An amount is at most £10,000,000.")
    return found
