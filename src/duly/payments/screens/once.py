"""Pages that move money do each form once: sent twice the same, the answer is the same; sent again otherwise, it is refused."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from duly.core.once.actions import once as done_once
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refused
from duly.ui.pages import say, show

FIELD = "form_key"


def form_key() -> str:
    """A key for the forms of one page as it is shown: the page sends it back with whichever is pressed."""
    return str(uuid.uuid4())


def once(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Do a page's form once for the key it carries: 409 while it is being done, 422 when the key comes back with another body.

    A form without a key is done as it is: what it asks for is refused the second time by the state of things.
    """

    @wraps(page)
    def sent(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        given = request.POST.get(FIELD, "")
        if request.method != "POST" or not given:
            return page(request, *args, **named)
        try:
            key = uuid.UUID(given)
        except ValueError:
            return HttpResponse("This is not the key of a form.", status=422, content_type="text/plain; charset=utf-8")

        def act() -> tuple[str, HttpResponse]:
            answer = page(request, *args, **named)
            return (answer.url if isinstance(answer, HttpResponseRedirect) else ""), answer

        try:
            leads, answer = done_once(key, path=request.path, body_sha256=_body(request), act=act, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
        except Refused as refused:
            status = 422 if refused.refusal.code == "another-body" else 409
            shown = show(request, "ui/refused.html", title="Not done", refusal=refused.refusal)
            shown.status_code = status
            return shown
        if isinstance(answer, HttpResponse):
            return answer
        say(request, "This was done when you sent it first; it was not done again.")
        return HttpResponseRedirect(leads)

    return sent


def _body(request: HttpRequest) -> str:
    """The digest of everything sent but the form's own furniture."""
    words = {name: request.POST.getlist(name) for name in sorted(request.POST) if name not in (FIELD, "csrfmiddlewaretoken")}
    files = {}
    for name, file in sorted(request.FILES.items()):
        files[name] = sha256_hex(file.read())
        file.seek(0)
    return sha256_hex(canonical({"words": words, "files": files}))
