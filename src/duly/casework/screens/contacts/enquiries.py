"""The first-contact desk: what is asked, what is proposed, who agreed, what was answered, and what was answered before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework.screens import common
from duly.casework.screens.contacts import presenters
from duly.casework.screens.contacts.forms import EnquiryForm, WordsForm
from duly.casework.screens.contacts.presenters import ENQUIRIES, ENQUIRY_CELLS
from duly.core.contacts import actions, checks, queries
from duly.core.contacts.queries import EnquirySeen
from duly.core.people import queries as people
from duly.core.record.queries import history
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Cell, Link, Tag
from duly.ui.pages import say, show


@asks()
@require_GET
def listed_(request: HttpRequest) -> HttpResponse:
    """Enquiries, those needed first at the head; `?q=` finds answers given before."""
    asked = listed.ask(request, ENQUIRIES)
    rows = queries.answered_before(asked.words, limit=100) if asked.words.strip() else queries.enquiries()
    page, names = ENQUIRIES.page(rows, asked), people.names()
    cells = ENQUIRY_CELLS | {"owner": lambda one: names.get(one.owner, one.owner), "asker": lambda one: Cell(one.asker, strong=True)}
    return listed.as_file(ENQUIRIES, rows, asked) or show(
        request,
        "contacts/list.html",
        title="Enquiries",
        section="Calls",
        sub=f"Answered before, like “{asked.words}”" if asked.words else "",
        crumbs=(Link("Calls", "/calls/"),),
        actions=(Action("Take an enquiry", "/enquiries/new/", tone="go"),),
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "enquiries"),
        find=("Find an answer given before", asked.words),
        table=listed.table(
            ENQUIRIES, page, asked, "Enquiries", cells=cells, empty="Nothing is asked.", wrap=("question", "expected", "asker", "answer")
        ),
    )


@asks("contacts.propose")
def new(request: HttpRequest) -> HttpResponse:
    """Take an enquiry."""
    form = EnquiryForm(request.POST or None, initial={"about": request.GET.get("about", "")})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.ask(**form.cleaned_data, by=request.actor)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is taken. Propose an answer, or use one given before.")
            return redirect(f"/enquiries/{done.ref}/")
    return show(
        request,
        "contacts/form.html",
        title="Take an enquiry",
        section="Calls",
        crumbs=(Link("Calls", "/calls/"), Link("Enquiries", "/enquiries/")),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        button="Take it",
    )


@asks()
@require_GET
def enquiry(request: HttpRequest, ref: str) -> HttpResponse:
    """One enquiry, and answers given before to the like."""
    return _enquiry(request, ref)


@asks("contacts.propose", "contacts.agree")
@require_POST
def step(request: HttpRequest, ref: str) -> HttpResponse:
    """Propose, agree, amend, refuse or answer: the button pressed says which."""
    common.found(queries.enquiry, ref)
    form, way = WordsForm(request.POST), request.POST.get("way", "")
    if not form.is_valid():
        return _enquiry(request, ref, form=form, status=422)
    words = form.cleaned_data["words"]
    try:
        if way == "propose":
            actions.propose(ref, proposal=words, by=request.actor)
        elif way == "answer":
            actions.answer(ref, answer=words, by=request.actor)
        else:
            actions.settle(ref, how=way, words=words, by=request.actor)
    except Refused as stopped:
        return _enquiry(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"{ref} is {queries.enquiry(ref).state}.")
    return redirect(f"/enquiries/{ref}/")


def _enquiry(
    request: HttpRequest, ref: str, *, form: WordsForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    seen, names = common.found(queries.enquiry, ref), people.names()
    facts: list[tuple[str, object]] = [
        ("Asked by", Link(seen.asker, f"/directory/{seen.about}/") if seen.about else seen.asker),
        ("Expects", seen.expected),
        ("Needed by", Cell(say_day(seen.needed_by), tone="red" if seen.late else "")),
        ("Owner", names.get(seen.owner, seen.owner)),
    ]
    if seen.settled_how:
        facts.append((seen.settled_how.capitalize() + " by", names.get(seen.settled_by, seen.settled_by)))
    before = tuple(one for one in queries.answered_before(seen.question, limit=6) if one.ref != ref)
    return show(
        request,
        "contacts/enquiry.html",
        title=f"Enquiry of {seen.asker}",
        sub=ref,
        section="Calls",
        tag=Tag(seen.state.capitalize(), "red" if seen.late else "blue"),
        crumbs=(Link("Calls", "/calls/"), Link("Enquiries", "/enquiries/"), Link(ref, f"/enquiries/{ref}/")),
        enquiry=seen,
        facts=facts,
        ways=_steps(seen, request.actor),
        form=form or WordsForm(initial={"words": _words(seen)}),
        before=presenters.answers(before),
        timeline=common.happenings(history("enquiry", ref)),
        refusal=refusal,
        status=status,
    )


def _words(seen: EnquirySeen) -> str:
    """What stands in the box to begin with: what was settled, to be answered."""
    if seen.state != "agreed":
        return ""
    return seen.settled_words if seen.settled_how == "amended" else seen.proposal


def _steps(seen: EnquirySeen, by: Actor) -> tuple[Action, ...]:
    ways = {
        "asked": (("propose", "Propose this answer"),),
        "refused": (("propose", "Propose this answer"),),
        "proposed": (("agree", "Agree"), ("amend", "Agree, amended as above"), ("refuse", "Refuse")),
        "agreed": (("answer", "This was answered"),),
    }.get(seen.state, ())

    def refusal(way: str) -> Refusal | None:
        if way == "propose":
            return checks.why_not_propose(seen, proposal="?", by=by)
        if way == "answer":
            return checks.why_not_answer(seen, answer="?", by=by)
        return checks.why_not_settle(seen, how=way, words="?", by=by)

    return tuple(Action(label, name="way", value=way, tone="warn" if way == "refuse" else "", blocked_because=no.because if (no := refusal(way)) else "") for way, label in ways)  # fmt: skip
