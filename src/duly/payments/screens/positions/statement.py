"""The position statement of a provider, or of a person's care: one page that ties out, as at now or at an entry of the record."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from duly.core.log.queries import newest_entry
from duly.core.renditions.papers import paper_pdf
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.screens import listed
from duly.payments.screens.positions import asked, drawn, pages
from duly.payments.statements import checks, on_paper, queries, taking_away, told
from duly.payments.statements.queries import Statement
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Link
from duly.ui.pages import show

FORMATS = ("text", "pdf", "csv", "json")


@asks(READ.code)
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
def of_provider(request: HttpRequest, ref: str) -> HttpResponse:
    """A provider's statement, `?as-known=` an entry or a day; of the newest entry, unless said. Also `?format=text|pdf|csv|json`.

    A form sent to it notes who asks for it, or sends it to somebody.
    """
    try:
        providers.provider(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no provider {ref}.") from None
    said = asked.sent(request, ref) if request.method == "POST" else asked.Sent()
    return said if isinstance(said, HttpResponse) else _statement(request, ref, queries.of_provider, said)


@require_safe
@reads(READ)
def of_person(request: HttpRequest, ref: str) -> HttpResponse:
    """The same of what was claimed for one person's care, by whomever."""
    if ref not in packages.names_of({ref}):
        raise Http404(f"There is no person {ref}.")
    return _statement(request, ref, queries.of_person)


def _statement(request: HttpRequest, ref: str, of: Callable[..., Statement], said: asked.Sent | None = None) -> HttpResponse:
    newest, typed = newest_entry(), request.GET.get("as-known", "").strip()
    day = pages.day_of(typed)
    if day is not None and request.method != "POST":
        return redirect(f"{request.path}{pages.at_end_of(request, day, 'as-known')}")
    why_not, form = pages.why_not_entry(typed, newest), request.GET.get("format", "html")
    statement = of(ref, as_at=-1 if why_not else int(typed or newest))
    if form in FORMATS and not why_not:
        return _taken(request, statement, form)
    return show(
        request,
        "positions/statement.html",
        status=422 if why_not else said.status if said else 200,
        refusal=said.refusal if said else None,
        **(asked.words(request, ref, said) if said and not why_not else {}),
        **_frame(statement, why_not),
        typed=typed,
        why_not=why_not,
        newest=newest,
        form_ignored="" if form in ("html", *FORMATS) else f"There is no form {form!r} of a statement. It was left out.",
        **({} if why_not else drawn.words(statement, blocked=_blocked(request, statement), part=request.GET.get("part", ""))),
    )


def _frame(statement: Statement, why_not: str) -> dict[str, Any]:
    account = statement.account
    title = f"Position statement: {told.called(account)}"
    crumbs = (
        (Link("Providers", "/providers/"), Link(f"{account.name} {account.ref}", f"/providers/{account.ref}/"))
        if account.whose == "provider"
        else (Link("People cared for", "/care/"), Link(f"{account.name} {account.ref}", f"/care/{account.ref}/"))
    )
    if why_not:
        return {"title": title, "section": "Providers", "crumbs": crumbs, "sub": "as at an entry that there is not"}
    to = f"?as-known={account.as_at}&format="
    return {
        "title": title,
        "section": "Providers",
        "crumbs": crumbs,
        "sub": told.as_at(account),
        "formats": tuple(Link(form.upper(), to + form) for form in ("csv", "json")),
        "actions": (Action("PDF", f"{to}pdf", "p"),),
        "as_text": f"{to}text",
    }


def _blocked(request: HttpRequest, statement: Statement) -> str:
    """Why this person may not enter the provider's own figure, in a sentence."""
    refusal = checks.why_not_enter(by=request.actor) if statement.account.whose == "provider" else None  # type: ignore[attr-defined]  # put there by the site
    return refusal.because if refusal else ""


def _taken(request: HttpRequest, statement: Statement, form: str) -> HttpResponse:
    account = statement.account
    name = f"position-{account.ref}-{account.as_at}"
    if form == "json":
        return JsonResponse(taking_away.as_values(statement), json_dumps_params={"ensure_ascii": False, "indent": 1})
    if form == "text":
        return HttpResponse(taking_away.as_text(statement), content_type="text/plain; charset=utf-8")
    if form == "pdf":
        answer = HttpResponse(paper_pdf(on_paper.paper(statement, office=request.frame.office)), content_type="application/pdf")  # type: ignore[attr-defined]
        answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
        return answer
    if request.GET.get("part") == "weeks":
        content = taking_away.WEEKS.as_csv(taking_away.weeks(account), taking_away.WEEKS.ask("sort=week"))
        return listed.attached(_bytes(content), f"{name}-weeks.csv", "text/csv; charset=utf-8")
    content = taking_away.ROWS.as_csv(taking_away.rows(account), taking_away.ROWS.ask(""))
    return listed.attached(_bytes(content), f"{name}.csv", "text/csv; charset=utf-8")


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
