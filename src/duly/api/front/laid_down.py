"""The rules an office may replace by its own, for programs: what is in force, whose it is, and adopting the next."""

from datetime import date
from typing import Any, Literal

from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.request import LetIn
from duly.api.shapes import Sent
from duly.api.signing.kinds import READS, WRITES, Day
from duly.casework import flow
from duly.casework.flow import EVERY_DEFAULT, RULE_SETS
from duly.core.record.clock import today

router = Router()
Code = Literal[tuple(RULE_SETS)]  # type: ignore[valid-type]  # the codes are the flow's
ADOPTS = tuple(dict.fromkeys(one.power.code for one in RULE_SETS.values()))


class RulesInForce(Schema):
    """A set of rules as it is in force. `starts` is nothing where it came with the program, and nobody laid it down."""

    code: str
    title: str
    governs: str
    number: int
    starts: date | None
    whose: str


class RulesWhole(RulesInForce):
    """The same, with what it says: a file of it, changed, is what may be adopted."""

    content: dict[str, Any]


class DefaultTold(Schema):
    """What no source lays down: the code of the rules, or the address of the page, that hold it; or why it is fixed in the program."""

    what: str
    held_by: str
    because: str


class AllRules(Schema):
    """Every set there is, and every default with what holds it."""

    items: list[RulesInForce]
    defaults: list[DefaultTold]


class AdoptRules(Sent):
    """The rules whole, the day they begin, and why."""

    content: dict[str, Any]
    starts: Day
    because: str = Field(min_length=1, max_length=1000)


@offer(router, "GET", "/rules/", gives=AllRules, **READS)
def list_rules(request: LetIn) -> dict[str, Any]:
    """Every set of rules that the office may replace: its number, since when, and whether it came with the program."""
    return {
        "items": [_told(code) for code in RULE_SETS],
        "defaults": [{"what": one.what, "held_by": one.held_by, "because": one.because} for one in EVERY_DEFAULT],
    }


@offer(router, "GET", "/rules/{rules}/", gives=RulesWhole, **READS)
def get_rules(request: LetIn, rules: Code) -> dict[str, Any]:  # type: ignore[valid-type]  # the flow's
    """Say one set of rules whole, as it is in force today."""
    return _whole(rules)


@offer(router, "POST", "/rules/{rules}/", gives=RulesWhole, asks=ADOPTS, **WRITES)
def adopt_rules(request: LetIn, rules: Code, body: AdoptRules, key: Key) -> dict[str, Any]:  # type: ignore[valid-type]  # the flow's
    """Adopt the next set of these rules for what is done from a day on. What was done under others keeps them."""
    said = {"starts": body.starts, "because": body.because, "by": request.actor}
    once(request, key, lambda: str(flow.adopt_rule_set(rules, body.content, **said)))  # type: ignore[arg-type]  # as the names say
    return _whole(rules)


def _told(code: str) -> dict[str, Any]:
    one, now = RULE_SETS[code], RULE_SETS[code].in_force(today())
    return {"code": code, "title": one.title, "governs": one.governs, "number": now.number, "starts": now.starts, "whose": now.whose}


def _whole(code: str) -> dict[str, Any]:
    return _told(code) | {"content": dict(flow.rule_set_today(code).content)}
