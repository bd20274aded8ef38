"""The list of imports, handing a file over, and what became of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from duly.core.documents import queries as documents
from duly.core.intake import queries
from duly.core.intake.giving_back import error_workbook, name_of_error_workbook
from duly.core.intake.reading import error_file, name_of_error_file
from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.packages.powers import READ
from duly.payments.screens import listed
from duly.payments.screens.imports import correcting, presenters
from duly.payments.screens.imports.forms import Because, NewImport
from duly.payments.screens.imports.presenters import IMPORTS
from duly.payments.screens.imports.showing import find, show_one
from duly.payments.screens.listed import attached
from duly.primitives.refusal import Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

MOST_LISTED = 2000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@reads(READ)
def imports(request: HttpRequest) -> HttpResponse:
    """Every file handed over, newest first."""
    names = people.names()
    rows = [presenters.row(one, names) for one in queries.imports(limit=MOST_LISTED)]
    asked = listed.ask(request, IMPORTS)
    page = IMPORTS.page(rows, asked)
    return listed.as_file(IMPORTS, rows, asked) or show(
        request,
        "imports/imports.html",
        title="Imports",
        section="Imports",
        sub="Each file is taken in whole, or not at all",
        formats=listed.formats(asked),
        actions=(Action("Who has not sent", "/imports/missing/"), Action("Take in a file", "/imports/new/", tone="go")),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        count=f"{page.total:,} file{'' if page.total == 1 else 's'}",
        pager=listed.pager(page, asked, "files"),
        table=listed.table(
            IMPORTS,
            page,
            asked,
            "Imports",
            cells=presenters.CELLS,
            wrap=("came_of_it",),
            empty="No file has been handed over that fits." if rows else "No file has been handed over yet.",
            empty_next=Link("Take in a file", "/imports/new/"),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks(
    "providers.take_in",
    "contracts.take_in",
    "rates.take_in",
    "packages.take_in",
    "evidence.take_in",
    "invoices.take_in",
    "answers.take_in",
)
def new(request: HttpRequest) -> HttpResponse:
    """Hand a file over. A small one is taken in at once; a large one in the background."""
    form = NewImport(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind", "")})
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, status=422 if request.method == "POST" else 200)
    kind, source, file = form.cleaned_data["kind"], form.cleaned_data["source"], form.cleaned_data["file"]
    content = file.read()
    try:
        if form.cleaned_data["how"] == "replaces":
            return correcting.ask(request, kind=kind, name=file.name, content=content, source=source)
        if flow.is_large(content):
            return redirect("job", flow.ask_to_import(kind, name=file.name, content=content, source=source, by=request.actor))
        outcome = flow.IMPORTS[kind](file.name, content, source, request.actor)
    except Refused as refused:
        return _form(request, form, refusal=refused.refusal)
    if outcome.accepted:
        say(request, f"{outcome.ref}: {file.name} was taken in whole.")
    return redirect("import", outcome.ref)


@require_safe
@reads(READ)
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """What became of one file: its counts, or every fault."""
    return show_one(request, ref, form=Because())


@require_safe
@reads(READ)
def original(request: HttpRequest, ref: str) -> HttpResponse:
    """The file as it was handed over, byte for byte."""
    seen = find(ref)
    if not seen.document:
        raise Http404("The file was not kept.")
    return attached(documents.content(seen.document), _safe(seen.name), documents.document(seen.document).media_type)


@require_safe
@reads(READ)
def faults_csv(request: HttpRequest, ref: str) -> HttpResponse:
    """The file as it was handed over, with what to mend beside each row."""
    seen = find(ref)
    faults = queries.faults_of(ref)
    if not faults or not seen.document:
        raise Http404("There are no faults to give back.")
    return attached(
        error_file(documents.content(seen.document), seen.name, faults), _safe(name_of_error_file(seen.name)), "text/csv; charset=utf-8"
    )


@require_safe
@reads(READ)
def faults_xlsx(request: HttpRequest, ref: str) -> HttpResponse:
    """The same as a workbook, each faulty cell marked; as CSV where it is no table, or a very long one."""
    seen = find(ref)
    faults = queries.faults_of(ref)
    if not faults or not seen.document:
        raise Http404("There are no faults to give back.")
    book = error_workbook(documents.content(seen.document), seen.name, faults)
    if book is None:
        return redirect("import-faults", ref)
    return attached(book, _safe(name_of_error_workbook(seen.name)), WORKBOOK)


def _form(request: HttpRequest, form: NewImport, **more) -> HttpResponse:
    return show(
        request,
        "imports/new.html",
        title="Take in a file",
        section="Imports",
        crumbs=(Link("Imports", "/imports/"),),
        form=form,
        **more,
    )


def _safe(name: str) -> str:
    """A file's name that can stand in a header."""
    return "".join(c if c.isascii() and (c.isalnum() or c in " ._-") else "-" for c in name)
