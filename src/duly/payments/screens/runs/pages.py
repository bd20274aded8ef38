"""The list of runs, and one run with what may be done to it."""

from collections.abc import Callable, Collection, Mapping
from functools import cache

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.queries import why_not
from duly.payments import flow
from duly.payments.banking import checks as releasing
from duly.payments.banking import queries as banking
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.runs import checks, queries
from duly.payments.runs.queries import RunSummary
from duly.payments.screens import listed
from duly.payments.screens.once import form_key
from duly.payments.screens.runs import presenters
from duly.payments.screens.runs.forms import offered
from duly.payments.screens.runs.presenters import RUNS
from duly.payments.screens.weeks import asked_week, last_whole_week, say_week, steps
from duly.payments.validation import queries as validation
from duly.payments.validation.powers import JUDGE
from duly.primitives.actor import Actor
from duly.primitives.period import week_name
from duly.primitives.refusal import Refusal
from duly.ui.asks import reads
from duly.ui.frame import Action, Link, Tag
from duly.ui.pages import show

STEPS = ("prepare", "reopen", "approve", "release", "void")


@require_safe
@reads(READ)
def runs(request: HttpRequest) -> HttpResponse:
    """Every run, and the two ways to begin: judge a week, draft a run."""
    return show_runs(request)


@require_safe
@reads(READ)
def run(request: HttpRequest, ref: str) -> HttpResponse:
    """One run: its control totals, what was left out and why, what each provider is paid, and what may be done now."""
    return show_run(request, find(ref))


def show_runs(request: HttpRequest, *, refusal: Refusal | None = None, judge=None, draft=None, status: int = 200) -> HttpResponse:
    """The list, with what was typed in its two forms still there when one was refused."""
    files = {file.run_ref: file for file in reversed(banking.files()) if file.state != "voided"}
    rows = [presenters.row(one, files.get(one.ref)) for one in queries.runs()]
    asked = listed.ask(request, RUNS)
    page = RUNS.page(rows, asked)
    week, pay_date = offered(asked_week(""))
    by: Actor = request.actor
    typed = {
        "judge_week": judge.data.get("week", "") if judge else week,
        "draft_week": draft.data.get("week", "") if draft else week,
        "pay_date": draft.data.get("pay_date", "") if draft else pay_date,
    }
    return listed.as_file(RUNS, rows, asked) or show(
        request,
        "runs/runs.html",
        status=status,
        refusal=refusal,
        title="Runs",
        section="Runs",
        sub="A week's payments: prepared by one person, approved by another, released by a third",
        formats=listed.formats(asked),
        actions=(Action("The bank's answers", "/bank-answers/"), Action("Lock on payments", "/payments-lock/")),
        locked=_because(releasing.why_not_while_locked()),
        unmatched=len(banking.unmatched()),
        facets=listed.facet_groups(page, asked, says="payable"),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "runs"),
        count=f"{page.total:,} run{'' if page.total == 1 else 's'}",
        table=listed.table(
            RUNS,
            page,
            asked,
            "Runs",
            cells=presenters.CELLS,
            empty="No run fits these filters."
            if rows
            else "No run has been drafted yet. Judge a week, decide its exceptions, then draft its run.",
        ),
        typed=typed,
        judge=judge,
        draft=draft,
        judge_blocked=_because(why_not(JUDGE, {}, actor=by, on=today())),
        draft_blocked=_because(checks.why_not_draft(last_whole_week(today()), by=by)),
    )


def show_run(request: HttpRequest, one: RunSummary, *, refusal: Refusal | None = None, typed=None, status: int = 200) -> HttpResponse:
    """One run, with a refusal at its top when something was not done, and what was typed still there."""
    by: Actor = request.actor
    judged_ref = validation.current_judgement_ref(one.week)
    judged = validation.summary(judged_ref) if judged_ref else None
    undecided = sum(bool(e.line_ref) for e in validation.exceptions(one.week, only_undecided=True)) if judged else 0
    file, names, providers = banking.unvoided_file(one.ref), people.names(), provider_names()
    left = queries.left_out(one.ref)
    return show(
        request,
        "runs/run.html",
        form_key=form_key(),
        status=status,
        refusal=refusal,
        title=f"Run {one.ref}",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"),),
        sub=f"Care, {say_week(one.week)}",
        tag=Tag(one.state.capitalize(), presenters.TONES.get(one.state, "")),
        steps=() if one.state == "void" else steps(presenters.steps_done(one, undecided=undecided, file=file)),
        run=one,
        file=file,
        undecided=undecided,
        too_late="" if file else presenters.too_late(one),
        sent_back=_sent_back(one, names) if one.state == "draft" else "",
        exceptions_url=f"/exceptions/?week={week_name(one.week)}",
        totals=presenters.control_totals(one, judged),
        facts=presenters.people(one, names),
        by_code=presenters.left_out_by_code(left),
        left=presenters.left_out(left, providers),
        providers=presenters.by_provider(one, queries.lines(one.ref), queries.payments(one.ref), providers, issued=file is not None),
        blocked=blocked(one, by=by),
        typed=typed or {},
    )


def _sent_back(one: RunSummary, names: Mapping[str, str]) -> str:
    """Who made a draft of a prepared run last, and why; empty where nothing of the run has been written since but that it was drafted."""
    last = history("run", one.ref)[-1]
    return f"{last.sentence} ({names.get(last.actor_ref, last.actor_ref)})" if last.action == "run.reopened" else ""


def blocked(one: RunSummary, *, by: Actor, steps: Collection[str] = STEPS) -> dict[str, str]:
    """Why each of these steps may not be taken now by this person, in the checks' own words; empty where it may. Only what is asked is looked up."""
    held = cache(lambda: flow.why_not_as_drafted(one.ref))
    ask: dict[str, Callable[[], Refusal | None]] = {
        "prepare": lambda: checks.why_not_prepare(one, by=by) or held() or flow.why_not_cooled(one.ref),  # type: ignore[arg-type]  # a summary has what the checks look at
        "reopen": lambda: checks.why_not_reopen(one, by=by),  # type: ignore[arg-type]
        "approve": lambda: checks.why_not_approve(one, seen_sha256=one.content_sha256, by=by) or held(),  # type: ignore[arg-type]
        "release": lambda: releasing.why_not_issue(queries.to_issue(one.ref), by=by) or held(),
        "void": lambda: flow.why_not_void_run(one.ref) or checks.why_not_void(one, by=by),  # type: ignore[arg-type]
    }
    return {step: _because(ask[step]()) for step in steps}


def find(ref: str) -> RunSummary:
    """A run by its reference, or a page that says there is none."""
    try:
        return queries.run(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no run {ref}.") from None


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""
