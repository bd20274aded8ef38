"""The bank file of a run: released by a third person, handed over once a witness has seen it, and the same bytes every time."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.banking import queries
from duly.payments.banking.queries import FileSummary
from duly.payments.packages.powers import READ
from duly.payments.runs.queries import RunSummary
from duly.payments.screens.asked import as_asked
from duly.payments.screens.listed import attached
from duly.payments.screens.once import form_key, once
from duly.payments.screens.runs import presenters, with_the_bank
from duly.payments.screens.runs.pages import blocked, find
from duly.payments.screens.weeks import say_week, steps
from duly.primitives.money import sterling
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Cell, Check, Fact, Link, Tag
from duly.ui.pages import say, show
from duly.ui.proof import proved

NEVER = Refusal(
    "practice", "This is a practice copy: its file can never be issued to a bank, so it is shown here and cannot be taken away."
)


@asks(READ.code, "files.release")
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
@once
def file(request: HttpRequest, ref: str) -> HttpResponse:
    """The file of a run, or the button that releases it."""
    one = find(ref)
    if request.method != "POST":
        return show_file(request, one)
    try:
        made = flow.issue_run(ref, by=request.actor)
    except Refused as refused:
        return show_file(request, one, refusal=refused.refusal)
    say(request, f"{made.ref} was made for run {ref}: {made.payment_count:,} payments, {sterling(made.total_pence)}.")
    return redirect("run-file", ref)


@require_POST
@asks("files.download")
def download(request: HttpRequest, ref: str) -> HttpResponse:
    """The file's exact bytes, to take to the bank; each time is recorded. A practice copy shows them and gives nothing away."""
    one = find(ref)
    standing = queries.unvoided_file(ref)
    if standing is None:
        return show_file(request, one, refusal=Refusal("no-file", f"Run {ref} has no bank file yet."))
    if settings.DEMO and "show" not in request.POST:
        return show_file(request, one, refusal=NEVER)
    try:
        content = banking.hand_over(standing.ref, by=request.actor)
    except Refused as refused:
        return show_file(request, one, refusal=refused.refusal)
    if settings.DEMO:
        return show_file(request, one, xml=content.decode())
    return attached(content, f"{standing.ref}.xml", "application/xml")


def show_file(
    request: HttpRequest, one: RunSummary, *, refusal: Refusal | None = None, xml: str = "", typed=None, status: int = 200
) -> HttpResponse:
    """The page of a run's file, with a refusal at its top when something was not done, and what was typed still there."""
    made, names = queries.unvoided_file(one.ref), people.names()
    by = request.actor
    override = queries.override_of(made.ref) if made else None
    word, tone = with_the_bank.STATES[made.state] if made else ("Not issued", "amber")
    return show(
        request,
        "runs/file.html",
        form_key=form_key(),
        status=status,
        refusal=refusal,
        title=f"Bank file of run {one.ref}",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"), Link(one.ref, f"/runs/{one.ref}/")),
        sub=f"Care, {say_week(one.week)}",
        tag=Tag("PRACTICE", "violet") if settings.DEMO else Tag(word, tone),
        steps=steps(presenters.steps_done(one, undecided=0, file=made)),
        actions=(Action("Certificate", f"/runs/{one.ref}/certificate/"),) if made else (),
        run=one,
        file=made,
        override=override,
        facts=(
            Fact("Total", f"{sterling(one.total_pence)}", f"{one.payment_count:,} payments, {one.line_count:,} lines", "green"),
            Fact("To be paid on", f"{one.pay_date.day} {one.pay_date:%b %Y}"),
        ),
        known=_known(made, names) if made else presenters.people(one, names),
        checks=_controls(made) if made else (),
        witness=(with_the_bank.witness_check(made, with_the_bank.seen_by(made), override, names),) if made else (),
        hand_overs=with_the_bank.hand_overs(queries.hand_overs(made.ref), names) if made else None,
        answers=with_the_bank.answers(queries.answers_to(made.ref)) if made else None,
        earlier=with_the_bank.earlier(queries.files(one.ref), names),
        may=with_the_bank.may(made, override, by=by) if made else {},
        asked_by=names.get(made.void_asked_by, made.void_asked_by) if made else "",
        asked=as_asked("file", made.ref, "file.void-asked") if made and made.state == "void asked" else "",
        override_asked_by=names.get(override.asked_by, override.asked_by) if override else "",
        override_asked=as_asked("override", override.file_ref, "override.asked") if override and override.state == "asked" else "",
        typed=typed or {},
        xml=xml,
        practice=settings.DEMO,
        never=NEVER.because,
        blocked_because=blocked(one, by=by, steps=("release",))["release"],
    )


def _known(made: FileSummary, names: dict[str, str]) -> list[tuple]:
    at = made.issued_at
    evidence = [("Evidence to void it", Cell(made.void_document, ref=True))] if made.void_document else []
    return [
        ("File", Cell(made.ref, ref=True)),
        ("Prepared, approved, released by", ", ".join(names.get(ref, ref) for ref in (made.preparer, made.approver, made.releaser))),
        ("Made", f"{at.day} {at:%B %Y, %H:%M} UTC"),
        ("Size", f"{made.byte_count:,} bytes"),
        ("SHA-256", Cell(made.sha256, ref=True)),
        *evidence,
        ("In the record", Link(f"History of {made.ref}", f"/record/?about={made.ref}")),
    ]


def _controls(made: FileSummary) -> tuple[Check, ...]:
    """The same sum told by the file, the run and the ledger."""
    told = queries.controls(made.ref)
    state = "passed" if told.agree else "failed"
    return (
        Check(f"{told.file[0]:,} payments, {sterling(told.file[1])}", state, "The file, read back:"),
        Check(f"{told.run[0]:,} payments, {sterling(told.run[1])}", state, "The run, as approved:"),
        Check(f"{sterling(told.journal)} left the bank" if told.agree else told.why_not, state, "The ledger:"),
    )
