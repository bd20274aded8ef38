"""What is in each principal's box, and what a principal answers from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from duly.casework.boxes import actions as boxes
from duly.casework.boxes import queries as box_queries
from duly.casework.boxes.queries import PrincipalSeen
from duly.casework.boxes.rules import Expected, Rates, ToRead, Weekly, forecast, in_order, minutes_to_read, words_in, working_of
from duly.casework.decisions import checks as decision_checks
from duly.casework.decisions import powers
from duly.casework.decisions import queries as decision_queries
from duly.casework.flow.signing import amend, sign
from duly.casework.submissions import queries as submission_queries
from duly.casework.submissions.queries import SubmissionSeen, Trip
from duly.casework.submissions.rules import Point
from duly.core.calendar import queries as calendar
from duly.core.calendar.rules.days import Days
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.scheme import queries as scheme
from duly.core.scheme.rules import Row, rows_for
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if

NOBODY = ""
WITH, GOING, COMING = "with", "going to", "coming from"
WHERE = {"put up": GOING, "ready": WITH, "returned": COMING, "decided": COMING}


@dataclass(frozen=True)
class BoxRow:
    """One paper in, going to or coming from a principal's box. `principal` is a post's code, or nothing where no principal need sign.

    `read_on` is the day it will be read by, `expected` that day in words or that it will miss, and `working` how that was come by.
    """

    ref: str
    principal: str
    box: str
    where: str
    place: int
    placed: int
    ask: str
    case_ref: str
    kind: str
    remedy_pence: int
    mp_asked: bool
    number: int
    went_on: date
    age_days: int
    needed_by: date
    words: int
    pages: int
    minutes: int
    read_on: date | None
    misses: bool
    working: str
    asks: bool
    stand_in: str


@dataclass(frozen=True)
class RoundTrip:
    """One version's way to a principal and back, in days; `days` is None while it is away, `to_receipt` until Operations received it."""

    key: str
    ref: str
    number: int
    principal: str
    box: str
    how: str
    went_on: date
    came_on: date | None
    days: int | None
    received_on: date | None
    to_receipt: int | None


@dataclass(frozen=True)
class SignatoryRow:
    """An open paper and the posts that may sign it now, and under a proposed scheme."""

    ref: str
    ask: str
    case_ref: str
    state: str
    remedy_pence: int
    now: str
    then: str
    changes: bool


def board() -> tuple[BoxRow, ...]:
    """Everything with, going to and coming from each principal: each box in its order, and what is not for a principal at the end."""
    on = today()
    trips = submission_queries.trips()
    received = box_queries.received()
    back = {one.ref for one in trips if one.how != "away" and (one.ref, one.number) not in received}
    open_ones = submission_queries.submissions(states=("put up", "ready"), limit=10_000)
    papers = (*open_ones, *submission_queries.some(back - {one.ref for one in open_ones}))
    if not papers:
        return ()
    principals = box_queries.principals(on=on)
    days = calendar.days((calendar.region(),))
    stand_ins = {one.post: one.officer_ref for one in scheme.stand_ins(since=on) if one.counts}
    names = people.names()
    may = decision_queries.posts_that_may_sign(papers, scheme.in_force(powers.SIGN, on=on))
    placed, asking = box_queries.placings(), box_queries.waiting_for_a_reply()
    last = {one.ref: one for one in trips}
    rows: list[BoxRow] = []
    for principal in (*principals, None):
        mine = [one for one in papers if _box_of(one, principals, may[one.ref], placed) == (principal.post if principal else NOBODY)]
        rates = principal.rates if principal else usual_rates()
        made = [_row(one, principal, rates, last.get(one.ref), placed.get(one.ref), days, one.ref in asking) for one in mine]
        if principal:
            weekly = box_queries.week_of(principal, on=on, calendar=days)
            made = _forecast(made, weekly)
            made = [replace(one, stand_in=names.get(stand_ins.get(principal.post, ""), "")) for one in made]
        rows += sorted(made, key=lambda one: ((WITH, GOING, COMING).index(one.where), one.place or 9_999, one.needed_by, one.ref))
    return tuple(rows)


def usual_rates() -> Rates:
    """How a principal reads of whom nobody said otherwise, as the limits of papers in force say it."""
    limits = submission_queries.limits_on(today())
    return Rates(**{name: getattr(limits, name) for name in Rates.__annotations__})


def round_trips() -> tuple[RoundTrip, ...]:
    """Every version that went up to be signed by a principal, the newest first."""
    titles, posts = people.post_titles(), {one.post for one in box_queries.principals(on=today())}
    received, found = box_queries.received(), []
    trips = submission_queries.trips()
    signed = {one.submission_ref: one for one in decision_queries.decisions(limit=100_000)}
    held = {one.officer_ref: one.code for one in people.everyone_in_post(on=today()) if one.code in posts}
    for one in trips:
        decision = signed.get(one.ref) if one.how == "signed" else None
        post = decision.signed_as if decision else held.get(one.by, "")
        if one.how == "away" or post not in posts:
            continue
        came_on = decision.signed_on if decision else one.came_on
        got = received.get((one.ref, one.number))
        found.append(
            RoundTrip(
                f"{one.ref}-{one.number}",
                one.ref,
                one.number,
                post,
                titles.get(post, post),
                one.how,
                one.went_on,
                came_on,
                (came_on - one.went_on).days if came_on else None,
                got,
                (got - one.went_on).days if got else None,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.went_on, one.key), reverse=True))


def signatories(rules: Sequence[tuple[str, Row]] | None = None, *, office: str = "") -> tuple[SignatoryRow, ...]:
    """Every open submission and who may sign it now; and under the rules of a proposed scheme of an office, in place of that office's own."""
    papers = submission_queries.submissions(states=("draft", "put up", "returned", "ready"), limit=10_000)
    now_rows = scheme.in_force(powers.SIGN, on=today())
    theirs = {one.ref for one in scheme.instruments(on=today()) if one.office == office}
    now = decision_queries.posts_that_may_sign(papers, now_rows)
    then = now
    if rules is not None:
        kept = [row for row in now_rows if row.scheme not in theirs]
        then = decision_queries.posts_that_may_sign(papers, [*kept, *rows_for(rules, powers.SIGN)])
    titles = people.post_titles()
    return tuple(
        SignatoryRow(
            one.ref,
            one.text.ask,
            one.case_ref,
            one.state,
            one.text.remedy_pence,
            _titles(now[one.ref], titles),
            _titles(then[one.ref], titles),
            set(now[one.ref]) != set(then[one.ref]),
        )
        for one in papers
    )


def answer_from_box(
    ref: str,
    *,
    answer: str,
    seen_sha256: str,
    because: str = "",
    code: str = "",
    paragraph: int = 0,
    reason: str = "",
    fix_by: date | None = None,
    by: Actor,
) -> SubmissionSeen:
    """Sign ("agree"), refuse, send back to be amended ("amend") or ask about exactly what was shown. Whoever does has then read that version.

    `code` is what becomes of the complaint where that does not follow from the paper, as `sign` takes it. `because` is why it is refused, what is to be amended (at `paragraph`, coded `reason`, by `fix_by`), or what is asked.
    """
    with unit_of_work():
        seen = submission_queries.submission_held(ref)
        if answer in ("agree", "refuse"):
            sign(ref, outcome=answer, code=code, seen_sha256=seen_sha256, because=because, by=by)
        elif answer == "amend":
            _not_another_text(seen, seen_sha256)
            amend(
                ref,
                points=[Point(reason or submission_queries.returns_on(today()).where_none_is_chosen, because, "", fix_by, paragraph)],
                by=by,
            )
        elif answer == "ask":
            _not_another_text(seen, seen_sha256)
            stop_if(decision_checks.why_not_begin_deciding(seen, by=by))
            boxes.ask(ref, words=because, by=by)
        else:
            raise Refused(Refusal("no-answer", "Choose to sign it, amend it, refuse it or ask."))
        if box_queries.last_read(ref, officer_ref=by.ref) < seen.number:
            boxes.mark_read(ref, number=seen.number, by=by)
    return submission_queries.submission(ref)


def _not_another_text(seen: SubmissionSeen, seen_sha256: str) -> None:
    if seen_sha256 != seen.text.sha256:
        words = f"{seen.ref} is now version {seen.number}, which is not the text you were shown. Read it again."
        raise Refused(Refusal("not-what-you-saw", words))


def _box_of(
    seen: SubmissionSeen, principals: Sequence[PrincipalSeen], may: Sequence[str], placed: dict[str, box_queries.PlacingSeen]
) -> str:
    """Whose box a paper is for: where somebody put it, or the last principal in their order who may sign it, unless another post may."""
    known = [one.post for one in principals]
    if seen.ref in placed and placed[seen.ref].post in known:
        return placed[seen.ref].post
    if any(post not in known for post in may):
        return NOBODY
    return next((post for post in reversed(known) if post in may), NOBODY)


def _row(
    seen: SubmissionSeen,
    principal: PrincipalSeen | None,
    rates: Rates,
    trip: Trip | None,
    placed: box_queries.PlacingSeen | None,
    days: Days,
    asks: bool,
) -> BoxRow:
    went_on = trip.went_on if trip and WHERE.get(seen.state) != GOING else seen.text.prepared_on
    words, pages = words_in((seen.text.ask, *seen.text.paragraphs)), len(seen.evidence)
    usual = days.nth_after(went_on, rates.needed_in_working_days) if rates.needed_in_working_days else went_on
    return BoxRow(
        ref=seen.ref,
        principal=principal.post if principal else NOBODY,
        box=principal.title if principal else "Not for a principal",
        where=WHERE.get(seen.state, COMING),
        place=0,
        placed=placed.place if placed else 0,
        ask=seen.text.ask,
        case_ref=seen.case_ref,
        kind=seen.kind,
        remedy_pence=seen.text.remedy_pence,
        mp_asked=seen.text.mp_interest,
        number=seen.number,
        went_on=went_on,
        age_days=(today() - went_on).days,
        needed_by=(placed.needed_by if placed else None) or usual,
        words=words,
        pages=pages,
        minutes=minutes_to_read(words, pages, rates),
        read_on=None,
        misses=False,
        working="",
        asks=asks,
        stand_in="",
    )


def _forecast(rows: Sequence[BoxRow], weekly: Weekly) -> list[BoxRow]:
    """What is with a principal, in the order of the box, with the day each will be read by; and the rest as it was."""
    waiting = in_order([(one.placed, ToRead(one.ref, one.minutes, one.needed_by)) for one in rows if one.where == WITH])
    told: dict[str, tuple[int, Expected]] = {one.ref: (n, one) for n, one in enumerate(forecast(waiting, weekly), start=1)}
    return [
        replace(
            one,
            place=told[one.ref][0],
            read_on=told[one.ref][1].read_on,
            misses=told[one.ref][1].misses,
            working=working_of(told[one.ref][1], weekly),
        )
        if one.ref in told
        else one
        for one in rows
    ]


def _titles(posts: Sequence[str], titles: dict[str, str]) -> str:
    return " or ".join(titles.get(one, one) for one in posts) or "Nobody"
