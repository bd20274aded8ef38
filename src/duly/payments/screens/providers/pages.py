"""The list of providers, and one provider: masked account, contracts, this week, what was paid."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.core.record.clock import today
from duly.payments.banking import queries as banking
from duly.payments.contracts import queries as contracts
from duly.payments.ledger import queries as ledger
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries
from duly.payments.rates import queries as rates
from duly.payments.runs import queries as runs
from duly.payments.screens import listed
from duly.payments.screens.payees.presenters import paid_into
from duly.payments.screens.providers import presenters
from duly.payments.screens.providers.presenters import PROVIDERS
from duly.payments.screens.weeks import asked_week, last_whole_week, neighbours, say_week
from duly.payments.validation import queries as validation
from duly.primitives.money import sterling
from duly.primitives.period import week_name
from duly.ui.asks import reads
from duly.ui.frame import Action, Cell, Fact, Link
from duly.ui.pages import show

MOST_RUNS = 26


@require_safe
@reads(READ)
def providers(request: HttpRequest) -> HttpResponse:
    """Every provider, with what is due to it and stopped in a week (`?week=`; the newest judged one unless said)."""
    week = asked_week(request.GET.get("week", "")) or last_whole_week(today())
    rows = presenters.rows(queries.providers_known(), contracts.contracts_known(), validation.due_lines(week), validation.left_out(week))
    asked, own = listed.ask(request, PROVIDERS), {"week": week_name(week)}
    page = PROVIDERS.page(rows, asked)
    return listed.as_file(PROVIDERS, rows, asked) or show(
        request,
        "providers/providers.html",
        title="Providers",
        section="Providers",
        sub=f"Figures for {say_week(week)} ({week_name(week)})",
        formats=listed.formats(asked, **own),
        actions=(
            Action("Contracts", "/contracts/"),
            Action("People cared for", "/care/"),
            Action(f"Changes of account ({len(queries.changes_waiting())})", "/payees/"),
        ),
        facets=(*listed.facet_groups(page, asked, says="due", **own), neighbours(week)),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "providers", **own),
        count=f"{page.total:,} provider{'' if page.total == 1 else 's'}",
        table=listed.table(
            PROVIDERS,
            page,
            asked,
            "Providers",
            cells=presenters.CELLS,
            empty="There are no providers yet.",
            empty_next=Link("Take in a file of them", "/imports/new/?kind=providers"),
            **own,
        ),
    )


@require_safe
@reads(READ)
def provider(request: HttpRequest, ref: str) -> HttpResponse:
    """One provider as it stands."""
    try:
        one = queries.provider(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no provider {ref}.") from None
    week = asked_week(request.GET.get("week", "")) or last_whole_week(today())
    due = [d for d in validation.due_lines(week) if d.provider_ref == ref]
    stopped = [s for s in validation.left_out(week) if s.provider_ref == ref]
    paid = _paid(ref)
    held = [c for c in contracts.contracts_known() if c.provider_ref == ref]
    rate_counts: dict[str, int] = {}
    for rate in rates.rates_known():
        rate_counts[rate.contract_ref] = rate_counts.get(rate.contract_ref, 0) + 1
    terms = {t.contract_ref: t for t in contracts.terms_known() if t.starts <= today() < t.ends}
    waits = queries.waiting_change(ref)
    return show(
        request,
        "providers/provider.html",
        title=one.name,
        section="Providers",
        crumbs=(Link("Providers", "/providers/"),),
        sub=f"{ref}. Figures for {say_week(week)} ({week_name(week)})",
        actions=(
            Action("Evidence pack", f"/evidence/provider/{ref}/"),
            Action("Account", f"/providers/{ref}/account/"),
            Action("Position", f"/providers/{ref}/position/"),
            Action("Exceptions", f"/exceptions/?week={week_name(week)}&provider={ref}&show=all"),
        ),
        facts=(
            Fact("Due for the week", f"{sterling(sum(d.due_pence for d in due))}", f"{len(due):,} lines payable", "green"),
            Fact("Stopped", f"{sterling(sum(s.pence for s in stopped))}", f"{len(stopped):,} lines, claimed", "red" if stopped else ""),
            Fact("Paid so far", f"{sterling(paid)}", "by the ledger, in files issued"),
        ),
        known=[
            ("Reference", Cell(one.ref, ref=True)),
            ("Paid into", paid_into(queries.payee_shown(ref))),
            *((("Change waiting", Link(f"{waits.ref}, {waits.state}", f"/payees/{waits.ref}/")),) if waits else ()),
            ("In the record", Link(f"History of {ref}", f"/record/?about={ref}")),
        ],
        contracts=presenters.contracts(held, terms, rate_counts),
        by_decision=presenters.by_decision(due, stopped),
        stopped=presenters.stopped_lines(stopped, packages.names_of({s.person_ref for s in stopped})),
        payments=presenters.payments(_runs(ref), ref),
    )


def _paid(ref: str) -> int:
    """Net pence the ledger says were paid on this provider's lines."""
    theirs = {line.line_ref for line in packages.lines_of_provider(ref)}
    return sum(pence for reference, pence in ledger.paid_by_reference().items() if reference.rpartition("/")[0] in theirs)


def _runs(ref: str) -> list:
    """The newest runs that pay this provider, with its lines and whether the run's file was issued."""
    issued = {file.run_ref for file in banking.files() if file.state != "voided"}
    found = [(run, runs.lines(run.ref, provider_ref=ref), run.ref in issued) for run in runs.runs()[:MOST_RUNS] if run.state != "void"]
    return [one for one in found if one[1]]
