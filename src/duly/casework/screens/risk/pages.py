"""The register of risk, one case's assessments, and a month's agenda."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from duly.casework.cases import queries as cases
from duly.casework.risk import checks, queries
from duly.casework.risk.queries import CURRENT, NEVER, SAME, AssessmentSeen
from duly.casework.screens import common
from duly.casework.screens.risk import presenters
from duly.casework.screens.risk.forms import AssessForm, ConfirmForm
from duly.casework.screens.risk.lists import AGENDA, CELLS, REGISTER, agenda_rows, register_rows
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.environment import stamp
from duly.ui.frame import Action, Fact, Link
from duly.ui.pages import show

CRUMB = Link("Risk", "/risk/")


@asks()
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Cases whose risk was assessed or must be: which have no current assessment, and what changed since the reader's last look."""
    me = request.actor.ref  # type: ignore[attr-defined]  # put there by the site
    found = queries.register(me)
    rows = register_rows(found, people.names())
    asked = listed.ask(request, REGISTER)
    page = REGISTER.page(rows, asked)
    looked = queries.last_look(me)
    bare = sum(one.high and one.standing != CURRENT for one in found)
    never = sum(one.standing == NEVER for one in found)
    new = sum(one.since != SAME for one in found)
    return listed.as_file(REGISTER, rows, asked) or show(
        request,
        "risk/register.html",
        title="Risk",
        sub=queries.rules_in_force(on=today()).says,
        section="Cases",
        crumbs=(Link("Cases", "/cases/"),),
        actions=(
            Action("The month's agenda", "/risk/agenda/"),
            Action("Its rules", "/rules/risk/"),
            Action("Who was brought in", "/involvement/"),
            Action("Commissioned work", "/commissioned/"),
        ),
        formats=listed.formats(asked),
        strip=(
            Fact("High or high-profile", str(sum(one.high for one in found))),
            Fact("Of these without a current assessment", str(bare), tone="red" if bare else ""),
            Fact("Never assessed, and due", str(never), tone="red" if never else ""),
            Fact("Changed since your last look", str(new), note=stamp(looked) if looked else "you have not looked yet"),
        ),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "cases"),
        table=listed.table(REGISTER, page, asked, "Register of risk", cells=CELLS, empty="There is no such case.", wrap=("title", "why")),
    )


@asks()
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """What a month's meeting should have before it, each with why. `?month=2026-12`; the next month where it is left out."""
    month, refusal = _month(request.GET.get("month", ""))
    rows = agenda_rows(queries.for_agenda(month), people.names())
    asked = listed.ask(request, AGENDA)
    page = AGENDA.page(rows, asked)
    own = {"month": f"{month:%Y-%m}"}
    earlier, later = (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=32)).replace(day=1)
    return listed.as_file(AGENDA, rows, asked) or show(
        request,
        "risk/agenda.html",
        title=f"Risk: the agenda of {month:%B %Y}",
        sub="Nobody types it: each case says why it is here",
        section="Cases",
        crumbs=(CRUMB,),
        actions=(
            Action(f"{earlier:%B %Y}", f"/risk/agenda/?month={earlier:%Y-%m}"),
            Action(f"{later:%B %Y}", f"/risk/agenda/?month={later:%Y-%m}"),
        ),
        formats=listed.formats(asked, **own),
        refusal=refusal,
        status=422 if refusal else 200,
        facets=listed.facet_groups(page, asked, **own),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "cases"),
        table=listed.table(
            AGENDA, page, asked, "Cases on the agenda", cells=CELLS, empty="Nothing asks to be on it.", wrap=("title", "why")
        ),
    )


def _month(typed: str) -> tuple[date, Refusal | None]:
    following = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
    try:
        return (date.fromisoformat(f"{typed}-01") if typed else following), None
    except ValueError:
        return following, Refusal("month", "Say a month such as 2026-12.")


@asks()
@require_safe
def one_case(request: HttpRequest, ref: str) -> HttpResponse:
    """One case's assessments: the one that stands, what changed, what made it due, and the forms."""
    if request.GET.get("format") == "json":
        common.found(cases.case, ref)
        return JsonResponse({"items": [as_json(one) for one in queries.of_case(ref)]}, json_dumps_params={"ensure_ascii": False})
    return show_risk(request, ref)


def as_json(seen: AssessmentSeen) -> dict[str, Any]:
    """One assessment as machines read it."""
    told = {name: getattr(seen, name) for name in AssessmentSeen.__annotations__ if name not in ("scores", "rules")}
    plain = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in told.items()}
    return plain | {"because": list(seen.working.because), "scores": [vars(one) for one in seen.scores]}


def show_risk(request: HttpRequest, ref: str, *, refusal: Refusal | None = None, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a case's risk, with a form as it was sent where it could not be done."""
    case, names = common.found(cases.case, ref), people.names()
    found = queries.of_case(ref)
    stands = next((one for one in found if one.stands), None)
    due = queries.dues(ref, stand=False)
    waiting = [one for one in due if one.stands]
    why_not = checks.why_not_begin(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "risk/case.html",
        title=f"Risk: {case.title}",
        sub=ref,
        section="Cases",
        tag=presenters.level_tag(stands),
        crumbs=(CRUMB, Link(ref, f"/cases/{ref}/")),
        formats=(Link("JSON", "?format=json"),),
        warn="; ".join(one.says for one in waiting),
        never=queries.rules_in_force(on=today()).says if stands is None else "",
        facts=presenters.facts(stands, names) if stands else (),
        scores=presenters.scores(stands) if stands else None,
        changed=presenters.changed(queries.since_before(ref)) if len(found) > 1 else None,
        past=presenters.history(found, names),
        due=presenters.why_due(due),
        assess=forms.get("assess") or AssessForm(owners=common.colleagues(), before=stands, owner=case.owner, auto_id="assess_%s"),
        confirm=(forms.get("confirm") or ConfirmForm(auto_id="confirm_%s")) if stands else None,
        blocked=why_not.because if why_not else "",
        ref=ref,
        timeline=common.happenings(history("case risk", ref)),
        refusal=refusal,
        status=status,
    )
