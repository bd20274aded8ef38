"""Cases that end, for programs: closed with how, opened again with why, what stands open on one, and closed cases by how and when they ended."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.cases.queries import CaseSeen
from duly.casework.correspondence.powers import READ
from duly.casework.screens.cases.ended import ENDED, MONTHS, EndedRow, ended_page, month_rows
from duly.casework.screens.cases.ownerless import NEEDING
from duly.casework.screens.cases.ownerless import rows_of as needing
from duly.casework.screens.common import found
from duly.core.confidentiality.queries import staying_in
from duly.core.lists.listing import Asked, ListOf, Page

router = Router()
READS: dict[str, Any] = {"scope": "read:casework", "sees": READ, "tag": "Casework"}
WRITES: dict[str, Any] = {"scope": "write:casework", "sees": READ, "tag": "Casework"}


def _page(of: ListOf, asked: Asked) -> Page[EndedRow]:
    return ended_page(of, asked, but=staying_in())


says = "Every closed case with how it ended, the last closed first."
offer_list(router, "/cases/closed/", ENDED, lambda request, asked: _page, name="list_closed_cases", says=says, **READS)
says = "How many cases ended in each way, month by month."
offer_list(
    router,
    "/cases/closed/months/",
    MONTHS,
    lambda request, asked: month_rows(but=staying_in()),
    name="list_closed_by_month",
    says=says,
    **READS,
)


says = "Open cases that need an owner: whoever has one may not see it, or holds no post any more."
offer_list(
    router,
    "/cases/needs-owner/",
    NEEDING,
    lambda request, asked: needing(but=staying_in()),
    name="list_cases_needing_an_owner",
    says=says,
    **READS,
)


class OpenOnCase(Schema):
    """Something that stands open on a case: it ends with the case, or is in the way of closing it."""

    kind: str
    ref: str
    words: str
    ends: bool


class MayClose(Schema):
    """Posts, by their codes, whose rule lets somebody close the case with any of these outcomes; and whether one of them is the asker's."""

    outcomes: list[str]
    posts: list[str]
    you: bool


class CaseEnding(Schema):
    """How a case ended, or what stands open on it and who may close it. The outcome is empty of an open case; `rules` is nought of one closed in the system
    used before. `rule` of `scheme` let somebody close it as `closed_as`; `why_not_you` says why the asker may not close it, or is empty."""

    ref: str
    stage: str
    outcome: str
    closed_on: date | None
    principles: list[str]
    rules: int | None
    because: str
    ended: list[str] = Field(description="References of what ended with it.")
    closed_as: str
    rule: str
    scheme: str
    open: list[OpenOnCase]
    may_close: list[MayClose]
    why_not_you: str


class Close(Sent):
    """How a case ended, by its code; the principles that bore on it; and why."""

    outcome: str = Field(min_length=1, max_length=30)
    principles: list[str] = Field(min_length=1, max_length=20)
    because: str = Field(min_length=1, max_length=1000)


class Reopen(Sent):
    """Why a closed case is opened again."""

    because: str = Field(min_length=1, max_length=1000)


@offer(router, "GET", "/cases/{ref}/ending/", gives=CaseEnding, **READS)
def get_ending(request: LetIn, ref: Ref) -> Any:
    """How a case ended; of an open one, what is in the way of closing it and what would end with it."""
    return _told(request, found(cases.case, ref))


@offer(router, "POST", "/cases/{ref}/close/", gives=CaseEnding, asks=("cases.close",), **WRITES)
def close_case(request: LetIn, ref: Ref, body: Close, key: Key) -> Any:
    """Close a case, with what ends with it."""
    said = {"outcome": body.outcome, "principles": body.principles, "because": body.because}
    return _done(request, ref, key, lambda: flow.close_case(ref, **said, by=request.actor))  # type: ignore[arg-type]  # as the names say


@offer(router, "POST", "/cases/{ref}/reopen/", gives=CaseEnding, asks=("cases.move",), **WRITES)
def reopen_case(request: LetIn, ref: Ref, body: Reopen, key: Key) -> Any:
    """Open a closed case again. What ended with it stays ended."""
    return _done(request, ref, key, lambda: flow.reopen_case(ref, because=body.because, by=request.actor))


def _done(request: LetIn, ref: str, key: Any, act: Callable[[], CaseSeen]) -> dict[str, Any]:
    found(cases.case, ref)
    return _told(request, cases.case(once(request, key, lambda: act().ref)))


def _told(request: LetIn, case: CaseSeen) -> dict[str, Any]:
    seen = cases.closing(case.ref)
    standing = () if case.outcome else flow.open_on_case(case.ref, by=request.actor)
    closes = None if case.outcome else flow.who_may_close(case, by=request.actor)
    return {
        "ref": case.ref,
        "stage": case.stage,
        "outcome": case.outcome,
        "closed_on": case.closed_on,
        "principles": list(seen.principles) if seen else [],
        "rules": seen.rules if seen else None,
        "because": seen.because if seen else "",
        "ended": list(seen.ended) if seen else [],
        "closed_as": seen.closed_as if seen else "",
        "rule": seen.rule if seen else "",
        "scheme": seen.scheme if seen else "",
        "may_close": [{"outcomes": list(one.outcomes), "posts": list(one.posts), "you": one.you} for one in closes.ways] if closes else [],
        "why_not_you": closes.refusal.because if closes and closes.refusal else "",
        "open": [{"kind": one.kind, "ref": one.ref, "words": one.words, "ends": one.ends} for one in standing],
    }
