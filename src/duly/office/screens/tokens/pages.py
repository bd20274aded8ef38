"""My tokens, making one, and revoking one."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duly.core.record.clock import LONDON, today
from duly.core.tokens import actions, checks, queries
from duly.core.tokens.queries import TokenSeen
from duly.core.tokens.rules import reads_only
from duly.office.screens.tokens.forms import NewToken
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Action, Cell, Column, Link, Row, Table
from duly.ui.pages import say, show
from duly.ui.proof import proved


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("tokens.make")
@proved(only_when=lambda request: not reads_only(tuple(request.POST.getlist("scopes"))))
def tokens(request: HttpRequest) -> HttpResponse:
    """Every token of mine, and making another. Its secret is on the page that answers, and nowhere ever after.

    One that may change something is made only by whoever showed a second step lately: a program that uses it is never asked for one.
    """
    form, refusal, secret = NewToken(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.make(**form.cleaned_data, by=request.actor)
        except Refused as refused:
            refusal = refused.refusal
        else:
            say(request, f"{made.ref} is made, and works until {say_day(made.ends)}.")
            form = NewToken()
    return _page(request, form, refusal=refusal, secret=secret)


@require_POST
@asks("tokens.revoke")
def revoke(request: HttpRequest) -> HttpResponse:
    """Let a token of mine work no longer."""
    ref = request.POST.get("token", "").replace("\0", "")
    try:
        actions.revoke(ref, by=request.actor)
    except ObjectDoesNotExist:
        raise Http404(f"There is no token {ref}. Choose one of yours.") from None
    except Refused as refused:
        return _page(request, NewToken(), refusal=refused.refusal)
    say(request, f"{ref} is revoked.")
    return _page(request, NewToken())


def _page(request: HttpRequest, form: NewToken, *, refusal: Refusal | None = None, secret: str = "") -> HttpResponse:
    mine = queries.tokens(of=request.actor.ref)
    blocked = checks.why_not_make(name="any", scopes=["read:office"], days=1, by=request.actor)
    return show(
        request,
        "tokens/tokens.html",
        status=422 if form.errors else 200,
        refusal=refusal,
        title="My tokens",
        sub="What a program shows to act for you",
        crumbs=(Link(request.actor.name, "/me/"),),
        actions=(Action("What a program can ask", "/api/v1/"),),
        form=form,
        secret=secret,
        table=_table(mine),
        live=[(one.ref, f"{one.ref}, {one.name}") for one in mine if one.works_on(today())],
        blocked=blocked.because if blocked else "",
    )


def _table(mine: tuple[TokenSeen, ...]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(one.ref, ref=True),
                one.name,
                ", ".join(one.scopes),
                say_day(one.ends),
                f"{one.used_at.astimezone(LONDON):%-d %B %Y, %H:%M}" if one.used_at else "never",
                Cell(_state(one), tone="green" if one.works_on(today()) else "", tag=True),
            )
        )
        for one in mine
    )
    columns = (Column("Token"), Column("For"), Column("May", "wrap"), Column("Works until"), Column("Last used"), Column("State"))
    return Table("Your tokens", columns, rows, empty="You have made no token.")


def _state(one: TokenSeen) -> str:
    return "Works" if one.works_on(today()) else "Revoked" if one.state == "revoked" else "Over"
