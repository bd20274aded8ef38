"""Notes that somebody read something of a restricted case, by page or by program: once a person, case and quarter of an hour."""

from django.http import HttpRequest, HttpResponse

from duly.core.confidentiality import actions, queries

PARTS = ("ref", "case_ref", "item", "number")
"""What addresses call the reference of the thing they are about."""


def note_what_was_read(request: HttpRequest, answer: HttpResponse) -> None:
    """Note it, where the address named a restricted case or a paper of one and the answer told of it."""
    found = request.resolver_match
    if answer.status_code != 200 or found is None or request.actor.ref == "nobody":  # type: ignore[attr-defined]  # put there by the site
        return
    for ref in dict.fromkeys(str(found.kwargs[part]) for part in PARTS if part in found.kwargs):
        for case_ref in queries.restricted_of(ref):
            actions.note_reading(case_ref, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
