"""Print packs, and letters in other formats: what waits, what was printed, posted, ordered and received."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.casework import flow
from duly.casework.dispatch import actions, checking, checks, queries
from duly.casework.screens import common
from duly.casework.screens.letters import paper_presenters as presenters
from duly.casework.screens.letters.forms import AllTheSame, Posted
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed as lists
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Fact, Link, Row, Table, Tag
from duly.ui.pages import say, show

LETTERS = Link("Letters", "/letters/")
PACKS = Link("Print packs", "/letters/packs/")


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every print pack, and what would go into one made now."""
    return _listed(request)


@asks("letters.send")
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Put every approved letter that goes by post into one pack."""
    try:
        done = flow.make_print_pack(because=request.POST.get("because", "")[:400], by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _listed(request, refusal=stopped.refusal)
    say(request, f"{done.ref} holds {done.letters} letter{'' if done.letters == 1 else 's'}. Print it on both sides.")
    for ref, why in flow.staying_from_pack(by=request.actor):  # type: ignore[attr-defined]  # put there by the site
        say(request, f"{ref} stays: {why}")
    return redirect(f"/letters/packs/{done.ref}/")


@asks()
@require_safe
def pack(request: HttpRequest, ref: str) -> HttpResponse:
    """One pack and its letters."""
    return _one(request, ref)


@asks()
@require_safe
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """The pack as PDF, to be printed."""
    seen = common.found(queries.pack, ref)
    if len(queries.packed(ref)) != seen.letters:
        raise Http404(f"{ref} holds a letter that you may not see.")
    return common.attachment(f"{ref}.pdf", documents.content(seen.document_ref), "application/pdf")


@asks("letters.send")
@require_POST
def printed(request: HttpRequest, ref: str) -> HttpResponse:
    """Note that a pack was printed."""
    common.found(queries.pack, ref)
    try:
        actions.note_printed(ref, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _one(request, ref, refusal=stopped.refusal)
    say(request, f"{ref} is noted as printed.")
    return redirect(f"/letters/packs/{ref}/")


@asks("letters.send")
@require_POST
def posted(request: HttpRequest, ref: str) -> HttpResponse:
    """Note that a pack was posted, in as many envelopes as were counted."""
    common.found(queries.pack, ref)
    form = Posted(request.POST)
    if not form.is_valid():
        return _one(request, ref, form=form, status=422)
    try:
        flow.note_posted(ref, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _one(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"{ref} is posted.")
    return redirect(f"/letters/packs/{ref}/")


@asks()
@require_safe
def formats(request: HttpRequest) -> HttpResponse:
    """Letters had in other formats, those due first."""
    rows = presenters.format_rows(queries.formats())
    asked = lists.ask(request, presenters.FORMATS)
    page = presenters.FORMATS.page(rows, asked)
    late = sum(row.when == "Late" for row in rows)
    return lists.as_file(presenters.FORMATS, rows, asked) or show(
        request,
        "letters/listed.html",
        title="Letters in other formats",
        section="Letters",
        crumbs=(LETTERS,),
        formats=lists.formats(asked),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        count=f"{page.total:,} order{'' if page.total == 1 else 's'}",
        note=f"{late} should have come by now." if late else "",
        table=lists.table(
            presenters.FORMATS, page, asked, "In other formats", cells=presenters.FORMAT_CELLS, empty="No letter was had in another format."
        ),
    )


def _listed(request: HttpRequest, *, refusal: Refusal | None = None) -> HttpResponse:
    rows = queries.packs()
    asked = lists.ask(request, presenters.PACKS)
    page = presenters.PACKS.page(rows, asked)
    waiting = queries.to_pack()
    stopped = checking.why_not_pack(waiting, because="to be said", by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    names = people.names()
    cells = presenters.PACK_CELLS | {"prepared_by": lambda row: names.get(row.prepared_by, row.prepared_by)}
    return lists.as_file(presenters.PACKS, rows, asked) or show(
        request,
        "letters/packs.html",
        title="Print packs",
        section="Letters",
        crumbs=(LETTERS,),
        refusal=refusal,
        formats=lists.formats(asked),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        waiting=_waiting(waiting),
        how_many=len(waiting),
        of_marked=", ".join(one.ref for one in waiting if checks.mark_of_case(one)),
        all_the_same=AllTheSame(auto_id="same_%s"),
        blocked=stopped.because if stopped else "",
        table=lists.table(presenters.PACKS, page, asked, "Print packs", cells=cells, empty="No pack has been made."),
    )


def _waiting(found: tuple[queries.LetterSeen, ...]) -> Table:
    rows = tuple(
        Row((Cell(x.ref, f"/letters/{x.ref}/", ref=True), x.what, ", ".join(x.fields.get("address", "").splitlines()) or x.to_name))
        for x in found
    )
    return Table(
        "Waiting for a pack",
        (Column("Letter"), Column("What", "wrap"), Column("To", "wrap")),
        rows,
        empty="No approved letter waits to go by post.",
    )


def _one(request: HttpRequest, ref: str, *, form: Posted | None = None, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    seen = common.found(queries.pack, ref)
    by, names = request.actor, people.names()  # type: ignore[attr-defined]  # put there by the site
    inside = queries.packed(ref)
    rows = tuple(
        Row(
            (
                Cell(one.letter_ref, f"/letters/{one.letter_ref}/", ref=True),
                str(one.first_page) if one.pages else "–",
                str(one.pages),
                one.content_sha256[:12],
            )
        )
        for one in inside
    )
    verb = {"made": "print", "printed": "post"}.get(seen.state, "")
    stopped = checking.why_not_handle_pack(seen, verb, by=by) if verb else None
    headings = ("letter", "begins on", "pages", "sha256")
    other = common.in_another_form(
        request, ref, headings, [(one.letter_ref, one.first_page, one.pages, one.content_sha256) for one in inside]
    )
    return other or show(
        request,
        "letters/pack.html",
        status=status,
        refusal=refusal,
        title=f"Print pack {ref}",
        section="Letters",
        tag=Tag(seen.state.capitalize(), presenters.PACK_TONES[seen.state]),
        crumbs=(LETTERS, PACKS),
        formats=common.formats(request)[:2],
        facts=(
            Fact("Letters", str(seen.letters)),
            Fact("Pages", str(seen.pages), note="with the cover list"),
            Fact("Made", day(seen.made_on)),
        ),
        pack=seen,
        verb=verb,
        blocked=stopped.because if stopped else "",
        form=form or Posted(),
        known=(
            ("Made by", names.get(seen.prepared_by, seen.prepared_by)),
            ("PDF", Link(f"Download {ref}.pdf", f"/letters/packs/{ref}/pdf/")),
            ("SHA-256", common.in_groups(seen.content_sha256)),
            *((("Posted", day(seen.posted_on)),) if seen.posted_on else ()),
        ),
        table=Table(
            "Letters in it", (Column("Letter"), Column("Begins on page", "number"), Column("Pages", "number"), Column("Digest")), rows
        ),
        timeline=common.happenings(history("print pack", ref)),
    )
