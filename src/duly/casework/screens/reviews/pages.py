"""Reviews in the order they press, and one review with what may be done next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.casework.decisions import queries as decisions
from duly.casework.reviews import checks, powers, queries
from duly.casework.reviews.queries import ReviewSeen
from duly.casework.reviews.states import OPEN
from duly.casework.screens import common
from duly.casework.screens.reviews import forms, lists, presenters
from duly.casework.submissions import queries as submissions
from duly.core.clocks import queries as clocks
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal
from duly.ui import listed as listing
from duly.ui.asks import asks
from duly.ui.frame import Action, Cell, Fact, Link
from duly.ui.pages import show

CRUMB = Link("Reviews", "/reviews/")
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/reviews/{row.ref}/", ref=True),
    "case": lambda row: Cell(row.case, f"/cases/{row.case}/", ref=True, note=row.decision),
    "asked_by": lambda row: Cell(row.asked_by, strong=True, note=row.asker),
    "state": lambda row: Cell(row.state.capitalize(), tone=presenters.TONES[row.state], tag=True),
    "left": lambda row: Cell(
        "" if row.left is None else str(row.left), tone=row.tone if row.tone in ("red", "amber") else "", tag=row.tone in ("red", "amber")
    ),
}


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every review, the first to be answered first."""
    found = queries.reviews()
    rows = lists.review_rows(found, people.names(), on=today())
    asked = listing.ask(request, lists.REVIEWS)
    page = lists.REVIEWS.page(rows, asked)
    return listing.as_file(lists.REVIEWS, rows, asked) or show(
        request,
        "reviews/reviews.html",
        title="Reviews",
        section="Clocks",
        sub="In the order in which an answer must leave 28 days",
        formats=listing.formats(asked),
        actions=(
            Action("Decisions by outcome", url="/decisions/figures/"),
            Action("Referrals", url="/referrals/"),
            Action("A review was asked for", url="/reviews/new/"),
        ),
        facts=(
            Fact("Open", str(sum(one.state in OPEN for one in found))),
            Fact("Late", str(sum(row.tone == "red" for row in rows)), tone="red" if any(row.tone == "red" for row in rows) else ""),
            Fact("Still to tell", str(sum(row.to_tell for row in rows))),
        ),
        facets=listing.facet_groups(page, asked),
        unknown=listing.unknown(page),
        pager=listing.pager(page, asked, "reviews"),
        table=listing.table(
            lists.REVIEWS,
            page,
            asked,
            "Reviews",
            cells=CELLS,
            wrap=("asked_by", "route"),
            empty="No review fits these filters.",
            empty_next=Link("A review was asked for", "/reviews/new/"),
        ),
    )


@asks()
@require_safe
def review(request: HttpRequest, ref: str) -> HttpResponse:
    """One review: the decision as it stood, each ground with what was found, and what may be done next."""
    return one(request, ref)


def one(
    request: HttpRequest, ref: str, *, typed: dict[str, Any] | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The page of a review, with a form as it was sent where it could not be done."""
    seen = common.found(queries.review, ref)
    decision = decisions.decision(seen.decision_ref)
    names, by = people.names(), request.actor  # type: ignore[attr-defined]  # put there by the site
    rules = queries.rules_numbered(seen.rules_number)
    return show(
        request,
        "reviews/review.html",
        status=status,
        refusal=refusal,
        title=f"Review {seen.number} of {seen.case_ref}",
        section="Clocks",
        sub=f"{seen.ref}, of {seen.decision_ref}",
        tag=presenters.tag(seen.state),
        crumbs=(Link(seen.case_ref, f"/cases/{seen.case_ref}/"), CRUMB),
        review=presenters.shown(
            seen,
            decision,
            submissions.submission(decision.submission_ref),
            queries.in_time(decision, asker=seen.asker, received_on=seen.received_on),
            rules,
            decisions.code_of(decision.ref),
            clocks.clocks(kind="decision", about=decision.ref),
            names,
        ),
        acts=acts(seen, typed or {}, by),
        timeline=common.happenings([*history("review", ref), *history("decision standing", decision.ref)]),
    )


def acts(seen: ReviewSeen, typed: dict[str, Any], by: Actor) -> list[dict[str, Any]]:
    """What may be done from here: each with its form, and the sentence that says why not."""
    decision, on = decisions.decision(seen.decision_ref), today()
    rules, untold = (
        queries.rules_numbered(seen.rules_number),
        [(str(one.place), f"{one.party.capitalize()}: {one.what}") for one in seen.untold],
    )
    next_find = next((one.place for one in seen.grounds if not one.finding), 1)
    may_close, may_tell = (why_not(power, {}, actor=by, on=on) for power in (powers.CLOSE, powers.TELL))
    conduct = checks.why_not_conduct(seen, step="find", by=by) if seen.state == "under way" else None
    amended = bool(decisions.superseded_by(seen.decision_ref))
    offered = (
        ("accept", ("asked",), "Accept it", forms.Accept(rules=rules, late=not seen.in_time, auto_id="accept_%s"), None),
        ("refuse", ("asked",), "Refuse it", forms.Refuse(rules=rules, auto_id="refuse_%s"), None),
        ("assign", ("accepted", "under way"), "Give it to somebody", forms.Assign(people=independent(seen), auto_id="assign_%s"), None),
        ("find", ("under way",), f"Find on ground {next_find}", forms.Find(initial={"place": next_find}, auto_id="find_%s"), conduct),
        ("conclude", ("under way",), "Conclude it", forms.Conclude(auto_id="conclude_%s"), conduct),
        ("plan", ("under way",), "Plan it", forms.Plan(initial=_planned(seen), auto_id="plan_%s"), conduct),
        ("carry-out", ("concluded",) if seen.route != "refer back" else (), "Carry it out", forms.Because(auto_id="carry_%s"), may_close),
        (
            "refer-back",
            ("concluded",) if seen.route == "refer back" else (),
            "Refer it back",
            forms.ReferBack(teams=_teams(), auto_id="back_%s"),
            may_close,
        ),
        ("take-back", ("referred back",), "Take it back", forms.Because(auto_id="take_%s"), None),
        ("send-back", ("referred back",), "It is not ours", forms.Because(auto_id="send_%s"), None),
        (
            "tell",
            tuple(TELLING) if untold else (),
            "Somebody was told",
            forms.Tell(untold=untold, initial={"on": on}, auto_id="tell_%s"),
            may_tell,
        ),
        ("to-tell", tuple(TELLING), "Somebody else is to be told", forms.ToTell(initial={"by_when": on}, auto_id="totell_%s"), may_tell),
        (
            "withdraw",
            ("asked", "accepted", "under way"),
            "It was withdrawn",
            forms.TakenBack(initial={"on": on}, auto_id="withdraw_%s"),
            None,
        ),
        (
            "close",
            ENDING,
            "Close it",
            None,
            checks.why_not_close(seen, amended=amended, by=by) if seen.state in ENDING else None,
        ),
    )
    own = {
        "accept": lambda: checks.why_not_admit(seen, decision, step="accept", by=by),
        "refuse": lambda: checks.why_not_admit(seen, decision, step="refuse", by=by),
        "withdraw": lambda: checks.why_not_begin_withdrawing(seen, decision, by=by),
        "assign": lambda: checks.why_not_step(seen, "assign", power=powers.ASSIGN, by=by),
        "take-back": lambda: checks.why_not_take_back(seen, step="take back", because="x", by=by),
        "send-back": lambda: checks.why_not_take_back(seen, step="send back", because="x", by=by),
    }
    found = []
    for verb, states, label, form, stopped in offered:
        if seen.state in states:
            refusal = own[verb]() if verb in own else stopped
            found.append(
                {
                    "url": f"/reviews/{seen.ref}/{verb}/",
                    "label": label,
                    "form": typed.get(verb) or form,
                    "blocked": refusal.because if refusal else "",
                    "open": verb in typed or verb in FIRST or (verb, seen.state) == ("assign", "accepted"),
                }
            )
    return sorted(found, key=lambda act: not act["open"])


FIRST = ("accept", "find", "carry-out", "refer-back", "take-back", "tell", "close")
"""What is likeliest to be done next stands open; the rest is folded away."""
TELLING = ("asked", "accepted", "refused", "under way", "concluded", "referred back", "carried out", "withdrawn")
ENDING = ("carried out", "refused", "withdrawn")


def independent(seen: ReviewSeen) -> list[tuple[str, str]]:
    """Everybody in a casework post, those who are not independent with why: chosen all the same, they are refused."""
    decision = decisions.decision(seen.decision_ref)
    told = []
    for ref, words in common.possible_owners(decision.case_ref):
        refusal = queries.independence(decision, ref)
        told.append((ref, f"{words}: not independent" if refusal and common.NOT_FOR_IT not in words else words))
    return sorted(told, key=lambda pair: ("not independent" in pair[1] or common.NOT_FOR_IT in pair[1], pair[1]))


def _planned(seen: ReviewSeen) -> dict[str, Any]:
    if seen.plan is None:
        return {"target_on": today()}
    return {"issues": "\n".join(seen.plan.issues), "words": seen.plan.words, "target_on": seen.plan.target_on}


def _teams() -> list[tuple[str, str]]:
    held = {one.code: one.title for one in people.everyone_in_post(on=today()) if one.wing == "casework"}
    return sorted(held.items(), key=lambda pair: pair[1])
