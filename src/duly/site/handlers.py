"""What stands where there is nothing, or where something went wrong: a page for people, a problem for programs."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

from duly.api.problems import problem
from duly.office.screens.home.pages import not_found
from duly.primitives.refusal import Refusal
from duly.site import faults
from duly.ui.pages import show

API = "/api/"
NOT_LIKE_THAT = Refusal(
    "not-like-that",
    "This address only takes what a form sends, or only shows a page. Go back to the page you came from, and do it there.",
)
NOT_FOR_YOU = Refusal("not-for-you", "This cannot be asked of you as you are signed in. Go back, and choose another way.")


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


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer where the sign-in library, or Django, refuses without a word."""
    if request.path_info.startswith(API):
        return problem(403, "not-for-you", "This may not be asked.")
    return refused(request, NOT_FOR_YOU, status=403)


def refused(request: HttpRequest, refusal: Refusal, *, status: int) -> HttpResponse:
    """A page of one sentence, with the status that fits it."""
    answer = show(request, "ui/refused.html", title="This cannot be done", refusal=refusal)
    answer.status_code = status
    return answer


class SayingWhy:
    """Middleware: an address asked in a way it does not know says so on a page, as anything refused does."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answer(request)
        if answer.status_code != 405 or answer.content or not hasattr(request, "frame"):
            return answer
        said = refused(request, NOT_LIKE_THAT, status=405)
        said["Allow"] = answer.headers.get("Allow", "")
        return said
