"""The list of submissions, and one to read, review and sign."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.boxes.queries import last_read
from duly.casework.cases import queries as cases
from duly.casework.decisions.rules import CODES
from duly.casework.screens import common
from duly.casework.screens.cases.presenters import state_cell
from duly.casework.screens.submissions import checking, lists, presenters
from duly.casework.screens.submissions.forms import (
    AnswerForm,
    CircumstancesForm,
    EvidenceForm,
    PartyForm,
    ReadyForm,
    RemarkForm,
    ReturnForm,
    RouteForm,
    SignForm,
    WithdrawForm,
)
from duly.casework.screens.submissions.lists import SUBMISSIONS
from duly.casework.submissions import checks, queries
from duly.casework.submissions.rules import KINDS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed as lists_on_page
from duly.ui.asks import asks
from duly.ui.frame import Action, Cell, Link
from duly.ui.pages import say, show

OF_THE_VERDICT = {"return_form", "ready_form", "remark_form", "route_form"}
FORMS = (
    "return_form",
    "ready_form",
    "remark_form",
    "route_form",
    "answer_form",
    "evidence_form",
    "party_form",
    "circumstances_form",
    "withdraw_form",
)


@asks()
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Submissions by state, kind, whom they are with and how often they were returned."""
    if request.GET.get("state") == "all":  # as addresses of this list once had it
        query = request.GET.copy()
        del query["state"]
        return redirect(f"/submissions/?{query.urlencode()}")
    rows = lists.every_row()
    asked = lists_on_page.ask(request, SUBMISSIONS)
    page = SUBMISSIONS.page(rows, asked)
    return lists_on_page.as_file(SUBMISSIONS, rows, asked) or show(
        request,
        "submissions/submissions.html",
        title="Submissions",
        section="Submissions",
        actions=(Action("Principals' boxes", "/submissions/boxes/"), Action("Right first time", "/submissions/first-time/")),
        formats=lists_on_page.formats(asked),
        facets=lists_on_page.facet_groups(page, asked),
        unknown=lists_on_page.unknown(page),
        pager=lists_on_page.pager(page, asked, "submissions"),
        count=f"{page.total:,} submission{'' if page.total == 1 else 's'}",
        table=lists_on_page.table(
            SUBMISSIONS,
            page,
            asked,
            "Submissions",
            cells={
                "ref": lambda row: Cell(row.ref, f"/submissions/{row.ref}/", ref=True),
                "ask": lambda row: Cell(row.ask, strong=True),
                "case_ref": lambda row: Cell(row.case_ref, f"/cases/{row.case_ref}/", ref=True),
                "kind": lambda row: KINDS[row.kind],
                "mp_asked": lambda row: "Yes" if row.mp_asked else "No",
                "state": lambda row: state_cell(row.state),
            },
            wrap=("ask", "about"),
            empty="Nothing is in this state. A submission is drafted from its case.",
            empty_next=Link("Cases", "/cases/"),
        ),
    )


@asks()
@require_GET
def submission(request: HttpRequest, ref: str) -> HttpResponse:
    """One submission: its text, who has it, what the checks found, who may sign it and why not the others."""
    return review_page(request, ref)


@asks("submissions.sign")
@require_POST
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    """Decide on the text that was shown."""
    common.found(queries.submission, ref)
    form = SignForm(request.POST)
    if not form.is_valid():
        return review_page(request, ref, sign_form=form, status=422)
    try:
        decision = flow.sign(ref, by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return review_page(request, ref, sign_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is decided: {decision.ref}, under rule {decision.rule}.")
    return redirect(f"/submissions/{ref}/")


def review_page(
    request: HttpRequest, ref: str, *, verdict: str = "", refusal: Refusal | None = None, status: int = 200, **tried: Any
) -> HttpResponse:
    """The page of one submission, whatever was last tried on it. `tried` are forms by name, as they were filled in."""
    seen = common.found(queries.submission, ref)
    case = common.found(cases.case, seen.case_ref)
    results = flow.right_first_time(seen)
    titles = people.post_titles()
    paper = presenters.shown(
        seen, case, people.names(), titles, results, verdict=verdict, read=last_read(ref, officer_ref=request.actor.ref), by=request.actor
    )
    blank: dict[str, Any] = {"sign_form": SignForm(), "remark_form": RemarkForm()}
    if (
        paper.returnable and not paper.return_refusal
    ) or OF_THE_VERDICT & tried.keys():  # what was typed is shown again, whatever refused it
        blank["return_form"] = ReturnForm(
            people=common.possible_owners(seen.case_ref),
            reasons=queries.returns_on(today()).words,
            points=checking.as_points(results),
            initial=_same_for_all(seen),
        )
        blank["ready_form"] = ReadyForm(items=queries.checklists_on(today()).items(seen.kind))
        blank["route_form"] = RouteForm(posts=[(post, titles.get(post, post)) for post in queries.weights_on(today()).posts])
    if checks.why_not_begin_withdrawing(seen, by=request.actor) is None:
        blank["withdraw_form"] = WithdrawForm(auto_id="withdraw_%s")
    follows = flow.follows_from(seen) if paper.signable else ""
    if follows:
        blank["sign_form"].fields["code"].help_text = f"Left as it is: {CODES[follows].lower()}, if you agree"
    if checks.why_not_say_circumstances(seen, by=request.actor) is None:
        blank["circumstances_form"] = CircumstancesForm(initial=CircumstancesForm.initial_of(seen.circumstances))
    if paper.put_up and paper.revise and not paper.revise.blocked_because:
        blank |= forms_of_the_author(seen, case)
    return show(
        request,
        "submissions/submission.html",
        title=f"{paper.ask}: {paper.remedy}" if seen.text.remedy_pence else paper.ask,
        sub=f"{ref}, version {seen.number}. {_returned(len(seen.returns))}",
        section="Submissions",
        tag=presenters.tag(seen.state),
        crumbs=(Link("Submissions", "/submissions/"), Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
        paper=paper,
        refusal=refusal,
        status=status,
        **(dict.fromkeys(FORMS) | blank | tried),
    )


def _same_for_all(seen: queries.SubmissionSeen) -> dict[str, str]:
    """Who puts things right and by when, where every reason says the same; else nothing, and each point goes by its own reason."""
    said = queries.as_its_reason_says(seen.prepared_by, today()).values()
    who, by = {one for one, _ in said}, {one for _, one in said}
    return ({"who_fixes": who.pop()} if len(who) == 1 else {}) | ({"fix_by": f"{by.pop():%d/%m/%Y}"} if len(by) == 1 else {})


def forms_of_the_author(seen: queries.SubmissionSeen, case: cases.CaseSeen) -> dict[str, Any]:
    """What the author may add while it is with them: answers, evidence and what a party said."""
    return {
        "answer_form": AnswerForm(asked=asked_of_the_author(seen)),
        "evidence_form": EvidenceForm(papers=common.papers_to_cite(cases.papers(case.ref))),
        "party_form": PartyForm(parties=(case.complainant, case.body)),
    }


def asked_of_the_author(seen: queries.SubmissionSeen) -> tuple[Any, ...]:
    """Each point of the last return, and everything anybody said of the draft."""
    return (*(point for point in (seen.returns[-1].points if seen.returns else ()) if point.place), *seen.remarks)


def _returned(times: int) -> str:
    return {0: "Not returned so far.", 1: "Returned once.", 2: "Returned twice."}.get(times, f"Returned {times} times.")
