"""Standard letters: which are in use and until when, each version, writing one, and adopting it after seeing the drafts it leaves behind."""

from dataclasses import dataclass
from datetime import date

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from duly.casework.dispatch import queries as letters
from duly.casework.dispatch.rules import compared
from duly.casework.screens import common
from duly.casework.screens.letters.standard_forms import RenewForm, SendBackForm, as_typed
from duly.casework.wordings import checks, queries
from duly.casework.wordings.queries import WordingSeen
from duly.casework.wordings.rules import FIELDS, PURPOSES
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal
from duly.ui import listed as lists
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Action, Cell, Fact, Link, Tag
from duly.ui.pages import show

TONES = {"in use": "green", "to check": "amber", "expires soon": "amber", "expired": "red", "put forward": "blue", "draft": "blue"}
CRUMBS = (Link("Letters", "/letters/"), Link("Standard letters", "/letters/standard/"))


@dataclass(frozen=True)
class WordingRow:
    """One version as the list shows it."""

    ref: str
    code: str
    number: int
    title: str
    purpose: str
    stands: str
    owner: str
    expires: date | None
    drafts: int
    plain: str


STANDARD = ListOf(
    name="standard-letters",
    key="ref",
    columns=(
        *(Shown("ref", "Version"), Shown("title", "Standard letter"), Shown("stands", "Stands"), Shown("owner", "Owner")),
        *(Shown("expires", "Until", "day"), Shown("drafts", "Drafts now", "number"), Shown("plain", "Plain English")),
    ),
    facets=(Facet("stands", "Stands", label=str.capitalize), Facet("purpose", "For", label=str.capitalize), Facet("code", "Letter")),
    sorts=("expires", "title"),
)
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/letters/standard/{row.ref}/", ref=True),
    "title": lambda row: Cell(row.title, strong=True),
    "stands": lambda row: Cell(row.stands.capitalize(), tone=TONES.get(row.stands, ""), tag=True),
}


def rows() -> list[WordingRow]:
    """Every version of every standard letter."""
    names, on = people.names(), today()
    drafts: dict[tuple[str, int], int] = {}
    for one in letters.letters(states=("draft", "returned"), limit=5_000):
        drafts[one.template, one.template_version] = drafts.get((one.template, one.template_version), 0) + 1
    return [
        WordingRow(
            *(one.ref, one.code, one.number, one.title, one.purpose, one.stands(on)),
            owner=names.get(one.owner, one.owner) or "Came with Duly",
            expires=one.expires,
            drafts=drafts.get((one.code, one.number), 0),
            plain=one.plain.says,
        )
        for one in queries.versions()
    ]


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every version of every standard letter."""
    found = rows()
    asked = lists.ask(request, STANDARD)
    page = STANDARD.page(found, asked)
    out = sum(one.stands in ("expired", "expires soon") for one in found)
    return lists.as_file(STANDARD, found, asked) or show(
        request,
        "letters/listed.html",
        title="Standard letters",
        section="Letters",
        crumbs=CRUMBS[:1],
        formats=lists.formats(asked),
        actions=(Action("Write a new one", url="/letters/standard/new/"),),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        count=f"{page.total:,} versions",
        note=f"{out} in use must be looked at: their time is up, or nearly." if out else "",
        table=lists.table(
            STANDARD, page, asked, "Standard letters", cells=CELLS, wrap=("title", "plain"), empty="No version fits these filters."
        ),
    )


@asks()
@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version: its words, what changed, how plain it is, and the drafts it would leave behind."""
    return one(request, code, number)


def as_json(seen: WordingSeen) -> dict[str, object]:
    """One version, as machines read it."""
    told = {name: getattr(seen, name) for name in ("ref", "code", "number", "title", "purpose", "owner", "content_sha256", "adopted_by")}
    days = {
        "expires": seen.expires.isoformat() if seen.expires else None,
        "adopted_on": seen.adopted_on.isoformat() if seen.adopted_on else None,
    }
    words = {"subject": seen.template.subject, "greeting": seen.template.greeting, "closing": seen.template.closing}
    paragraphs = [{"kind": one.kind, "name": one.name, "words": one.words} for one in seen.template.paragraphs]
    return told | days | words | {"stands": seen.stands(today()), "paragraphs": paragraphs, "wrong": list(seen.wrong)}


def one(
    request: HttpRequest,
    code: str,
    number: int,
    *,
    typed: dict[str, django_forms.Form] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one version, with what was typed in the form that was not taken."""
    seen = common.found(queries.wording, f"{code}/{number}")
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(seen), json_dumps_params={"ensure_ascii": False, "indent": 1})
    by, names, on = request.actor, people.names(), today()  # type: ignore[attr-defined]  # put there by the site
    others = queries.versions(code)
    before = next((one for one in others if one.number < number), None)
    affected = letters.affected_by(code) if seen.state == "put forward" else ()
    stopped = {
        "forward": checks.why_not_put_forward(seen, by=by),
        "adopt": checks.why_not_begin_adopting(seen, by=by),
        "write": checks.why_not_rewrite(seen, by=by) if seen.state == "draft" else checks.why_not_begin_writing(code, by=by),
        "renew": checks.why_not_begin_renewing(seen, by=by),
    }
    forms = {
        "back": SendBackForm(auto_id="back_%s"),
        "renew": RenewForm(auto_id="renew_%s", initial={"owner": seen.owner, "expires": seen.expires}),
    }
    return show(
        request,
        "letters/standard.html",
        status=status,
        refusal=refusal,
        title=seen.title,
        sub=f"{seen.ref}: {PURPOSES[seen.purpose].lower()}",
        section="Letters",
        tag=Tag(seen.stands(on).capitalize(), TONES.get(seen.stands(on), "")),
        crumbs=CRUMBS,
        formats=(Link("JSON", "?format=json"),),
        facts=(
            Fact("Owner", names.get(seen.owner, "") or "Came with Duly"),
            Fact(
                "May be used until",
                day(seen.expires) if seen.expires else "No day yet",
                tone={"expired": "red", "expires soon": "amber"}.get(seen.stands(on), ""),
            ),
            Fact(
                "Words in a sentence", str(seen.plain.mean), note=f"longest {max((n for _, n in seen.plain.long), default=0) or 'under 26'}"
            ),
        ),
        seen=seen,
        url=f"/letters/standard/{seen.ref}/",
        fields=[(f"{{{{ {name} }}}}", f"{FIELDS[name][0]}, {FIELDS[name][1]}") for name in queries.fields_of(seen.template)],
        changed=compared(as_typed(before.template.paragraphs), as_typed(seen.template.paragraphs)) if before else (),
        before=before,
        affected=[(one.ref, one.to_name, names.get(one.prepared_by, one.prepared_by), one.template_version) for one in affected],
        blocked={name: refused.because if refused else "" for name, refused in stopped.items()},
        forms=forms | (typed or {}),
        opened=tuple(typed or ()),
        others=[(one.ref, one.stands(on)) for one in others],
        timeline=common.happenings(history("wording", seen.ref)),
    )
