"""What becomes of an error nobody expected: a page with a reference, and a log that says where it was and nothing of what it was about.

An error's own words often repeat what somebody typed or what a row holds, so they are in neither.
"""

import logging
import secrets
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import TracebackType

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render

from duly.primitives.refusal import Refused
from duly.ui.frame import Frame
from duly.ui.pages import show

TITLE = "Something went wrong here"
_MOST_CAUSES, _DEEPEST = 12, 40


class Refusing:
    """Middleware: a refusal that a page did not expect is a page of its own, and not an error."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The refusal's sentence, in the frame."""
        if not isinstance(exception, Refused):
            return None
        return show(request, "ui/refused.html", title="This cannot be done", refusal=exception.refusal)


def fault(request: HttpRequest) -> HttpResponse:
    """The page of an error: what to do next, and the reference by which the log tells of it. It asks the database nothing."""
    request.fault = reference = f"E-{secrets.token_hex(4).upper()}"  # type: ignore[attr-defined]  # read by the log
    try:
        frame = replace(getattr(request, "frame", None) or Frame(title="", office=""), title=TITLE, messages=(), marked_as=())
        request.frame = frame  # type: ignore[attr-defined]  # begun by the site
        return render(request, "ui/fault.html", {"reference": reference}, status=500, using="jinja2")
    except Exception:  # the page itself may be what is broken
        return HttpResponseServerError(f"{TITLE}. Give this reference to whoever looks after Duly: {reference}", content_type="text/plain")


class WithoutData(logging.Formatter):
    """A log line, and of an error its kinds and the places it passed through. Never its words."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        reference = getattr(getattr(record, "request", None), "fault", "")
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {reference + ' ' if reference else ''}{record.getMessage()}"
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        return "\n".join([line, *_told(error)])


def _told(error: BaseException | None) -> Iterator[str]:
    """An error and those that led to it."""
    for _ in range(_MOST_CAUSES):
        if error is None:
            return
        yield f"  {type(error).__module__}.{type(error).__qualname__}"
        yield from _places(error.__traceback__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _places(passed: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(passed)[-_DEEPEST:]:
        yield f"    {frame.filename}:{frame.lineno} in {frame.name}"
