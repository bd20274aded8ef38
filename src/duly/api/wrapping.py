"""What is round every operation: no sign-in by cookie, ETags and 304s, and no answer that is not as described."""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.views.decorators.csrf import csrf_exempt

from duly.api.problems import CONTENT_TYPE, problem

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def wrapped(patterns: Sequence[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """These addresses, each answering as the description says. A token is no cookie, so no other site can send it unasked."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            wrapped(pattern.url_patterns)
        else:
            pattern.callback = login_not_required(csrf_exempt(_answering(pattern.callback)))
    return list(patterns)


def _answering(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        answer: HttpResponse = view(request, *args, **named)
        answer["Cache-Control"] = "private, no-cache"
        answer["Vary"] = "Authorization"
        if answer.status_code >= 400:
            return answer if answer["Content-Type"] == CONTENT_TYPE else _as_problem(request, answer)
        for header in ("Location", "ETag"):
            if told := getattr(request, header.lower(), ""):  # put there by what was done
                answer[header] = told
        if request.method == "GET" and answer.status_code == 200:
            return _tagged(request, answer)
        return answer

    return answered


def _as_problem(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    says = f"{request.method} is not done here." if answer.status_code == 405 else "This could not be done."
    return problem(answer.status_code, "not-done-here", says, allow=answer.headers.get("Allow", ""))


def _tagged(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """With its ETag: the record's version where it has one, else the digest of what is said. 304 for whoever has it already."""
    digest = hashlib.sha256(answer.content).hexdigest()[:32]
    answer["ETag"] = getattr(request, "etag", "") or f'"{digest}"'
    had = request.headers.get("If-None-Match", "")
    if had.strip() == "*" or answer["ETag"] in _TAG.findall(had):
        same = HttpResponse(status=304)
        same["ETag"] = answer["ETag"]
        del same["Content-Type"]
        return same
    return answer
