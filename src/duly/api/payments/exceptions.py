"""Exceptions: a week's list, one of them explained, and deciding it; and having a week judged."""

from typing import Annotated, Any, Literal

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Path, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, SeenIfAny, once, why_not_as_seen
from duly.api.lists import Listed, offer_list
from duly.api.office import Job, as_job
from duly.api.request import LetIn
from duly.api.shapes import WEEK, Pounds, Sent, Week, digest_tag, monday, wrong
from duly.core.jobs import queries as jobs
from duly.payments import flow
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.screens.exceptions import presenters, words
from duly.payments.screens.exceptions.detail import detail
from duly.payments.screens.exceptions.explained import as_json
from duly.payments.screens.exceptions.presenters import EXCEPTIONS
from duly.payments.screens.exceptions.since import Compared
from duly.payments.screens.weeks import asked_week
from duly.payments.validation import actions, queries
from duly.primitives.actor import Actor
from duly.primitives.money import plain_pounds
from duly.primitives.period import week_name
from duly.primitives.refusal import stop_if

router = Router()
TAG = "Exceptions"
SCOPE = "read:payments"
Number = Annotated[int, Path(..., ge=1, le=2**63 - 1, description="The number of a line-week as it was judged; `key` of the list.")]
Choice = Literal["pay_entitled", "pay_delivered", "pay_claimed", "hold", "pay_other"]


class Sum(Schema):
    """One row of the sums."""

    what: str
    minutes: int
    nights: int
    pounds: Pounds


class Change(Schema):
    """What made it come to something else."""

    because_of: str
    pounds: Pounds
    facts: list[str]


class Since(Schema):
    """What changed since an earlier judgement, cause by cause; they add up."""

    judgement: str
    entitled_before: Pounds
    entitled: Pounds
    changes: list[Change]


class Explanation(Schema):
    """How it was worked out, as its page and `duly explain` say."""

    judgement: str
    line: str
    person: str
    provider: str
    week: Week
    decision: str
    codes: list[int]
    sentence: str
    table: list[Sum]
    prices: list[Sum]
    nights: list[dict[str, Any]]
    visits: list[str]
    rules: list[dict[str, Any]]
    earlier_judgements: list[str]
    since: Since | None = None


class Way(Schema):
    """One way to decide it, and why not, for whoever asks."""

    choice: str
    may: bool
    because: str


class Decision(Schema):
    """A decision that stands."""

    choice: str
    reason: str
    pounds: Pounds
    by: str
    at: str


class LineWeek(Schema):
    """A line-week that was judged."""

    number: int
    judgement: str
    week: Week
    line: str
    person: str
    person_name: str
    provider: str
    provider_name: str
    service: str
    state: str = Field(description="CLEAN, TRIMMED, HELD, BLOCKED or REFUSED, as it was judged.")
    codes: list[int]
    claimed: Pounds
    payable: Pounds
    delivered: Pounds
    decided: Decision | None
    explanation: Explanation | None = Field(None, description="With explain=1.")
    ways: list[Way] | None = Field(None, description="With explain=1: how you may decide it, and why not.")


class Decide(Sent):
    """How a line-week is to be paid, and why. The note stays out of the sealed entry and can be erased."""

    choice: Choice
    reason: Literal[tuple(words.REASON_WORDS)]  # type: ignore[valid-type]  # the reasons of the desk
    amount: str = Field("", max_length=120, description="For pay_other: pounds, or a sum such as 49.75*21.36, which the record keeps.")
    note: str = Field("", max_length=2000)


class DecideTogether(Sent):
    """Which like line-weeks are to be paid how, and why. Like are those stopped by the same rule as the first."""

    numbers: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] = Field(min_length=1, max_length=100)
    choice: Literal["pay_entitled", "pay_delivered", "pay_claimed", "hold"]
    reason: Literal[tuple(words.REASON_WORDS)]  # type: ignore[valid-type]  # the reasons of the desk
    note: str = Field("", max_length=2000)


class Outcome(Schema):
    """What became of one of them: the decision that stands on it, or why it was not decided."""

    number: int
    decided: Decision | None
    because: str = Field(description="Why it was not decided; empty where it was.")


class Judge(Sent):
    """Which week is to be judged."""

    week: Annotated[str, Field(pattern=WEEK, description="A week, such as 2026-W45.")]


def _rows(request: LetIn, asked: Any) -> Listed:
    week = monday(asked.week, "query.week") if asked.week else asked_week("")
    found = queries.exceptions(week) if week else ()
    people, called = packages.names_of({one.person_ref for one in found}), providers.provider_names()
    every = [presenters.row(one, people, called) for one in found]
    of_code = presenters.of_code(every, asked.why)
    return Listed(presenters.with_names(called), [row for row in of_code if asked.show in ("all", row.state)])


offer_list(
    router,
    "/exceptions/",
    EXCEPTIONS,
    _rows,
    name="list_exceptions",
    says="A week's exceptions: those to decide, unless `show` says otherwise.",
    tag=TAG,
    scope=SCOPE,
    sees=READ,
    record=lambda row: f"/api/v1/exceptions/{row.assessed_id}/",
    own={
        "week": (Annotated[str, Field(pattern=f"{WEEK}|^$")], Field("", description="A week; the newest judged one unless said.")),
        "show": (Literal[tuple(words.STATES)], Field("to-decide", description="Whose move it is.")),
        "why": (Annotated[int, Field(ge=0, le=999)] | None, Field(None, description="Only those with this code.")),
    },
)


@offer(  # before the address with a number in it, which would be taken for this one
    router,
    "POST",
    "/exceptions/decide/",
    gives=list[Outcome],
    scope="write:payments",
    sees=READ,
    asks=("exceptions.decide",),
    tag=TAG,
)
def decide_exceptions_together(request: LetIn, body: DecideTogether, key: Key) -> list[dict[str, Any]]:
    """Decide like line-weeks in one go. Each is decided or refused by itself, and each outcome is told; sent again with its key, as they were told."""
    if body.reason == "90" and not body.note.strip():
        raise wrong("body.note", "Say in the note what the reason is.")
    for number in body.numbers:
        as_line_week(number)  # 404 where there is none

    refused = dict.fromkeys(body.numbers, "")

    def act() -> str:
        for one in actions.decide_together(
            body.numbers,
            choice=body.choice,
            reason_code=body.reason,
            note=body.note,
            by=request.actor,
        ):
            refused[one.assessed_id] = one.refusal.because if one.refusal else ""
        return "exceptions"

    once(request, key, act)
    return [_outcome(number, because) for number, because in refused.items()]


@offer(router, "GET", "/exceptions/{number}/", gives=LineWeek, scope=SCOPE, sees=READ, tag=TAG)
def get_exception(request: LetIn, number: Number, explain: bool = False, since: str = "") -> dict[str, Any]:
    """One line-week; with explain=1 how it was worked out and how you may decide it; with since what changed since an earlier judgement."""
    told = as_line_week(number)
    request.etag = digest_tag(told) if not (explain or since) else ""
    return told | (_explained(request, number, by=request.actor) if explain or since else {})


@offer(
    router,
    "POST",
    "/exceptions/{number}/decide/",
    gives=LineWeek,
    scope="write:payments",
    sees=READ,
    asks=("exceptions.decide",),
    tag=TAG,
)
def decide_exception(request: LetIn, number: Number, body: Decide, key: Key, seen: SeenIfAny = "", explain: bool = False) -> dict[str, Any]:
    """Decide how a line-week is paid. If-Match, where it is sent, is what you saw: a decision made since is then not put aside unseen."""
    if body.reason == "90" and not body.note.strip():
        raise wrong("body.note", "Say in the note what the reason is.")
    week = as_line_week(number)["week"]

    def act() -> str:
        queries.keep_still([monday(week, "path.number")])
        stop_if(why_not_as_seen(seen, digest_tag(as_line_week(number))) if seen else None)
        actions.decide(
            number,
            choice=body.choice,
            reason_code=body.reason,
            amount=body.amount,
            note=body.note,
            by=request.actor,
        )
        return str(number)

    once(request, key, act)
    return as_line_week(number) | (_explained(request, number, by=request.actor) if explain else {})


def _outcome(number: int, because: str) -> dict[str, Any]:
    """As it stands, also where the same was sent before: then of what was not decided only that is known."""
    decided = as_line_week(number)["decided"] if not because else None
    return {"number": number, "decided": decided, "because": because or ("" if decided else "It was not decided when this was sent first.")}


@offer(
    router,
    "POST",
    "/exceptions/{number}/take-back/",
    gives=LineWeek,
    scope="write:payments",
    sees=READ,
    asks=("exceptions.decide",),
    tag=TAG,
)
def take_exception_back(request: LetIn, number: Number, key: Key) -> dict[str, Any]:
    """Take back your own decision of the last half minute. The line waits for a decision again; both stay in the record."""
    as_line_week(number)
    once(request, key, lambda: str(actions.take_back(number, by=request.actor).assessed_id))
    return as_line_week(number)


@offer(
    router,
    "POST",
    "/runs/judge/",
    gives=Job,
    status=202,
    scope="write:payments",
    sees=READ,
    asks=("validation.judge",),
    tag="Background work",
)
def judge_week(request: LetIn, body: Judge, key: Key) -> Status[dict[str, Any]]:
    """Have a week judged in the background. Answers with the job; Location says where to ask how far it has come."""
    week = monday(body.week, "body.week")
    ref = once(request, key, lambda: flow.ask_to_judge(week, by=request.actor))
    return accepted(request, ref)


def accepted(request: LetIn, ref: str) -> Status[dict[str, Any]]:
    """202, with the job to poll."""
    request.location = f"/api/v1/jobs/{ref}/"
    return Status(202, as_job(jobs.job(ref)))


def as_line_week(number: int) -> dict[str, Any]:
    """A line-week as it stands. 404 where there is none."""
    try:
        one, judgement = queries.assessed_line(number)
    except ObjectDoesNotExist:
        raise Http404("There is no such line-week.") from None
    decided = queries.decision_on(one.line_ref, one.week)
    return {
        "number": number,
        "judgement": judgement,
        "week": week_name(one.week),
        "line": one.line_ref,
        "person": one.person_ref,
        "person_name": packages.names_of({one.person_ref}).get(one.person_ref, one.person_ref),
        "provider": one.provider_ref,
        "provider_name": providers.provider_names().get(one.provider_ref, one.provider_ref),
        "service": one.service,
        "state": one.decision,
        "codes": list(one.codes),
        "claimed": plain_pounds(one.claimed_pence),
        "payable": plain_pounds(one.entitled_pence),
        "delivered": plain_pounds(one.delivered_pence),
        "decided": _decided(decided) if decided else None,
    }


def _decided(one: queries.DecisionSeen) -> dict[str, str]:
    return {
        "choice": one.choice,
        "reason": one.reason_code,
        "pounds": plain_pounds(one.pence),
        "by": one.decided_by,
        "at": one.decided_at.isoformat(),
    }


def _explained(request: LetIn, number: int, *, by: Actor) -> dict[str, Any]:
    one, judgement = queries.assessed_line(number)
    compared = Compared.asked(request, number, one.week, judgement)
    if compared.why_not:
        raise wrong("query.since", compared.why_not)
    told = as_json(one, judgement, queries.explanation(number)) | compared.as_json()
    ways = [{"choice": way.value, "may": not way.blocked_because, "because": way.blocked_because} for way in _ways(number, by)]
    return {"explanation": told, "ways": ways}


def _ways(number: int, by: Actor) -> Any:
    return detail(number, chosen="", by=by).choices
