"""One payment request, and one dispute, each by its reference, with what the other wing has of it."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.core.people import queries as people
from duly.core.record.queries import history
from duly.payments.disputes import queries as disputes
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.requests import queries as requests
from duly.payments.screens.asked_for.pages import TONES
from duly.ui.asks import reads
from duly.ui.environment import day, pounds_sign
from duly.ui.frame import Cell, Happening, Link, Tag
from duly.ui.pages import show


@require_safe
@reads(READ)
def request_page(request: HttpRequest, ref: str) -> HttpResponse:
    """One payment that is asked for, and the recommendation it comes of."""
    try:
        seen = requests.request(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no payment request {ref}.") from None
    facts: list[tuple[str, object]] = [
        ("Amount", pounds_sign(seen.amount_pence)),
        ("Pay", seen.payee),
        ("For", seen.purpose),
        ("By", day(seen.due)),
        ("Asked on", day(seen.asked_on)),
        ("Asked by", people.names().get(seen.asked_by, seen.asked_by)),
        ("Comes of", _across(seen.source_ref, f"/compliance/{seen.source_ref}/")),
    ]
    return _page(request, ref, seen.payee, seen.state, facts, "payment request", Link("Payment requests", "/payment-requests/"))


@require_safe
@reads(READ)
def dispute_page(request: HttpRequest, ref: str) -> HttpResponse:
    """One dispute, and the case it became."""
    try:
        seen = disputes.dispute(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no dispute {ref}.") from None
    facts: list[tuple[str, object]] = [
        ("Provider", Cell(provider_names().get(seen.provider, seen.provider), f"/providers/{seen.provider}/")),
        ("Of", seen.about),
        ("Amount disputed", pounds_sign(seen.amount_pence)),
        ("What is said", seen.words),
        ("Raised on", day(seen.raised_on)),
        ("Case", _across(seen.case_ref, f"/cases/{seen.case_ref}/") if seen.case_ref else "None was opened from it"),
    ]
    return _page(request, ref, f"{seen.about}, disputed", seen.state, facts, "dispute", Link("Disputes", "/disputes/"))


def _across(ref: str, url: str) -> Cell:
    """A reference of the other wing, which leads there where that wing is in use."""
    return Cell(ref, url, ref=True) if "casework" in settings.DULY_WINGS else Cell(ref, ref=True)


def _page(
    request: HttpRequest, ref: str, title: str, state: str, facts: list[tuple[str, object]], subject: str, crumb: Link
) -> HttpResponse:
    names = people.names()
    told = tuple(
        Happening(day(entry.at), entry.sentence, names.get(entry.actor_ref, entry.actor_ref)) for entry in reversed(history(subject, ref))
    )
    return show(
        request,
        "asked_for/one.html",
        title=title,
        sub=ref,
        section="Runs" if subject == "payment request" else "Providers",
        tag=Tag(state.capitalize(), TONES.get(state, "")),
        crumbs=(crumb, Link(ref, f"{crumb.url}{ref}/")),
        facts=facts,
        back=crumb,
        timeline=told,
    )
