"""Puts on every request who is asking, with the posts they hold today, and the beginning of the page's frame."""

from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from duly.core.confidentiality.queries import said_over
from duly.core.people import queries as people
from duly.core.record import sight
from duly.core.record.clock import today
from duly.office.at_a_glance import Glance, afresh, glance
from duly.office.navigation import navigation
from duly.primitives.actor import Actor
from duly.site.at_desk import QUIET, desk, draft_after
from duly.site.reading import note_what_was_read
from duly.ui.frame import Frame

PRACTICE = (
    "Practice copy: everything here is invented, and nothing in it can ever be paid or sent. "
    "Desks are sat at by one click, so approving does not ask for a second step as it does in a real office."
)
NOBODY = Actor("nobody", "Not signed in", ())


class Asking:
    """Middleware: `request.actor` and `request.frame`."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, as far as whoever asks may see."""
        with sight.seen_as(request.user.ref if request.user.is_authenticated else sight.NOBODY):
            return self._ask(request)

    def _ask(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            held = people.posts_held(request.user.ref, on=today())
            actor = Actor(request.user.ref, request.user.name, tuple(post.code for post in held))
        else:
            held, actor = (), NOBODY
        request.actor = actor
        wings = {post.wing for post in held}
        request.frame = Frame(
            title="",
            office=" and ".join(sorted({post.office for post in held})) or "",
            **(_of_ones_own(request, actor, wings) if held else {}),
            call_url="/calls/new/" if "casework" in wings and "casework" in settings.DULY_WINGS else "",
            who=actor.name if held else "",
            post=", ".join(post.title for post in held),
            banner=PRACTICE if settings.DEMO else "",
            marked_as=_marked_as(request, wings),
            **(desk(request) if held else {}),
        )
        if "\0" in request.path_info or any("\0" in word for pair in request.GET.lists() for word in (pair[0], *pair[1])):
            raise Http404("Nothing here has that address.")  # PostgreSQL keeps no such letter, so nothing can be called by it
        answer = self.answer(request)
        note_what_was_read(request, answer)
        if held and request.method == "POST":
            draft_after(request, answer)
            afresh(actor)
        return answer


def _marked_as(request: HttpRequest, wings: Collection[str]) -> Any:
    """How the paper or the case that the address names is marked: asked when the page is drawn, and then of every page alike. Payments marks nothing."""

    def words() -> tuple[str, ...]:
        match = request.resolver_match
        named = [one for one in match.kwargs.values() if isinstance(one, str)] if match else []
        return said_over(named) if named and "casework" in wings else ()

    return SimpleLazyObject(words)


def _of_ones_own(request: HttpRequest, actor: Actor, wings: Collection[str]) -> dict[str, Any]:
    """The navigation with its counts, and how many alerts stand. A page that answers what was sent counts when it is drawn, after what was done."""
    if request.path.startswith(QUIET):
        return {"nav": navigation(wings, actor)}
    if request.method != "POST":
        seen = glance(actor, wings)
        return {"nav": navigation(wings, actor, seen.counts, seen.powers), "alerts": seen.alerts}

    def after() -> Glance:
        afresh(actor)
        return glance(actor, wings)

    late: Any = SimpleLazyObject(after)
    return {
        "nav": SimpleLazyObject(lambda: navigation(wings, actor, late.counts, late.powers)),
        "alerts": SimpleLazyObject(lambda: late.alerts),
    }
