"""The letter that something owes somebody: where it stands, and a page to draft it from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.casework import flow
from duly.casework.dispatch.checks import why_not_begin_making
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Cell, Link
from duly.ui.pages import say, show

PAGES = {"ER-": "/requests/{}/", "CP-": "/compliance/{}/", "RV-": "/reviews/{}/", "SI-": "/instructions/{}/", "PSO-": "/cases/{}/"}
OWES = {
    "ER-": "asks for what the request is for, by its day",
    "CP-": "tells the body of everything that is recommended to it on the case, and by when",
    "RV-": "tells them what the review's plan says they are told",
    "SI-": "tells its person what the instruction says, why, until when, and that they may object",
    "PSO-": "tells whoever complained how the case ended, why, and what they can do",
}


WAYS = (
    Link("Evidence asked for", "/requests/"),
    Link("Recommendations", "/compliance/"),
    Link("Reviews", "/reviews/"),
    Link("Standing instructions", "/instructions/"),
    Link("Cases", "/cases/?state=closed"),
)
"""Where what owes a letter is found, for whoever comes here from none of it."""


def where(concern: str) -> str:
    """The page of what a letter tells of, by the form of its reference; nothing where it has none."""
    ref = concern.partition("/")[0]
    return next((page.format(ref) for start, page in PAGES.items() if ref.startswith(start)), "")


def cell(concern: str) -> Cell:
    """Where the letter that something owes stands: a link to it with its state, or to drafting it."""
    made = flow.letter_of(concern)
    if made is None:
        return Cell("Not written: draft it", f"/letters/owed/?concerns={concern}")
    said = f"sent {day(made.sent_on)}" if made.sent_on else made.state
    return Cell(made.ref, f"/letters/{made.ref}/", ref=True, note=said)


@asks("letters.make")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Draft the letter that something owes: everything that is known is filled in already."""
    concern = (request.POST if request.method == "POST" else request.GET).get("concerns", "").strip()[:30]
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            made = flow.draft_owed(concern, by=by)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            says = f"Still to be filled in: {len(made.unfilled)}." if made.unfilled else "Nothing is missing: have it approved."
            say(request, f"{made.ref} is drafted. {says}")
            return redirect(f"/letters/{made.ref}/")
    stopped_by = why_not_begin_making("", by=by)
    page = where(concern)
    return show(
        request,
        "letters/owed.html",
        title="Draft the letter",
        sub=concern,
        section="Letters",
        crumbs=(Link("Letters", "/letters/"), *((Link(concern.partition("/")[0], page),) if page else ())),
        concern=concern,
        ways=() if page else WAYS,
        says=next((f"The letter {owes}." for start, owes in OWES.items() if concern.startswith(start)), ""),
        blocked=stopped_by.because
        if stopped_by
        else ""
        if page
        else "Begin from a request, a recommendation, a review, an instruction or a closed case: its page has the way here.",
        refusal=refusal,
    )
