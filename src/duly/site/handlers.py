"""What stands where there is nothing, or where something went wrong: a page for people, a problem for programs."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

from duly.api.problems import problem
from duly.office.screens.home.pages import not_found
from duly.site import faults

API = "/api/"


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer at an address where there is nothing."""
    if request.path_info.startswith(API):
        return problem(404, "not-there", "There is nothing at this address.")
    return not_found(request, exception)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to what could not be read at all."""
    if request.path_info.startswith(API):
        return problem(400, "not-read", "This could not be read.")
    return bad_request(request, exception)


def fault(request: HttpRequest) -> HttpResponse:
    """The answer to an error nobody expected, with the reference by which the log tells of it."""
    if not request.path_info.startswith(API):
        return faults.fault(request)
    request.fault = reference = f"E-{secrets.token_hex(4).upper()}"  # type: ignore[attr-defined]  # read by the log
    return problem(500, "fault", f"{faults.TITLE}. Give this reference to whoever looks after Duly: {reference}")
