"""Cases taken over from the system used before: a file checked and handed over, and what became of it, every row to mend with what to do."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from duly.casework.cases import actions
from duly.casework.cases.columns import COLUMNS, TAKEN_OVER
from duly.casework.cases.powers import TAKE_OVER
from duly.core.documents import queries as documents
from duly.core.intake import queries
from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import error_file, name_of_error_file
from duly.core.people import queries as people
from duly.core.record.clock import LONDON
from duly.primitives.refusal import Refused
from duly.ui.asks import reads
from duly.ui.environment import day
from duly.ui.frame import Action, Cell, Column, Link, Row, Table
from duly.ui.listed import attached
from duly.ui.pages import say, show

ADDRESS = "/cases/take-over/"
LARGEST = 5 * 1024 * 1024
"""Bytes of a file that is taken over while somebody waits: some 20,000 cases. A larger one goes by `duly cases take-over`."""
TOO_LARGE = f"The file is larger than {LARGEST // 1024 // 1024} MB: hand it over in parts, or with the command duly cases take-over."
MOST_SHOWN = 500


class TakeOverForm(forms.Form):
    """A file of cases, and what it was exported from."""

    file = forms.FileField(label="The file", help_text="CSV or a workbook, with a heading for each column below.")
    source = forms.CharField(label="What it was exported from", max_length=80, required=False)

    def clean_file(self) -> Any:
        """No larger than somebody waits for."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


@reads(TAKE_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest) -> HttpResponse:
    """Check a file and write nothing, or take its cases over, whole or not at all; and the files handed over before."""
    if request.method != "POST":
        return _form(request, TakeOverForm())
    form = TakeOverForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    file, by = form.cleaned_data["file"], request.actor  # type: ignore[attr-defined]  # put there by the site
    content = file.read()
    try:
        if "check" in request.POST:
            rows, faults = actions.look_at_cases(file.name, content, by=by)
            return _form(request, form, checked=_checked(rows, faults), faults=faults_table(faults) if faults else None)
        outcome = actions.take_over(file.name, content, source=form.cleaned_data["source"], by=by)
    except Refused as stopped:
        return _form(request, form, refusal=stopped.refusal)
    if outcome.accepted:
        say(request, f"{outcome.ref}: {outcome.rows:,} case{'' if outcome.rows == 1 else 's'} taken over from {file.name}.")
    return redirect(f"{ADDRESS}{outcome.ref}/")


@reads(TAKE_OVER)
@require_safe
def taken(request: HttpRequest, ref: str) -> HttpResponse:
    """What became of one file: how many cases came of it, or every fault by its row and what to do."""
    seen = find(ref)
    faults = () if seen.accepted else queries.faults_of(ref)
    return show(
        request,
        "cases/taken_over.html",
        title=f"Cases of {seen.name}",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), Link("Take cases over", ADDRESS)),
        actions=(Action("The file back with what to mend", f"{ADDRESS}{ref}/faults.csv"),) if faults and seen.document else (),
        seen=seen,
        facts=(
            ("File", seen.name),
            ("From", seen.source or "not said"),
            ("Handed over", f"{day(seen.at.astimezone(LONDON).date())} by {people.names().get(seen.by, seen.by)}"),
            *((name.capitalize(), f"{count:,}") for name, count in seen.counts.items()),
            ("In the record", Link("The entry in the record", f"/record/{queries.event_of(ref)}/")),
        ),
        faults=faults_table(faults) if faults else None,
    )


@reads(TAKE_OVER)
@require_safe
def faults_csv(request: HttpRequest, ref: str) -> HttpResponse:
    """The file as it was handed over, with what to mend beside each row: mended, it can be sent again as it is."""
    seen = find(ref)
    faults = queries.faults_of(ref)
    if not faults or not seen.document:
        raise Http404("There are no faults to give back.")
    name = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in name_of_error_file(seen.name))
    return attached(error_file(documents.content(seen.document), seen.name, faults), name, "text/csv; charset=utf-8")


def find(ref: str) -> ImportSeen:
    """One file of cases, or a page that says there is none."""
    try:
        seen = queries.import_seen(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no file {ref}.") from None
    if seen.kind != TAKEN_OVER:
        raise Http404(f"{ref} is no file of cases.")
    return seen


def faults_table(faults: Sequence[Fault]) -> Table:
    """Every fault by its row, with what was read and what to do; of very many the first."""
    rows = tuple(
        Row((str(one.row or ""), one.column, one.found, Cell(f"{one.says} Did you mean {one.nearest}?" if one.nearest else one.says)))
        for one in faults[:MOST_SHOWN]
    )
    columns = (Column("Row", "number"), Column("Column"), Column("What was read", "wrap"), Column("What to do", "wrap"))
    return Table(f"What is wrong, {len(faults):,} in all", columns, rows)


def _checked(rows: int, faults: Sequence[Fault]) -> str:
    if faults:
        return "Nothing was taken over. Mend these in the file, then check it or hand it over again."
    return f"Nothing is wrong with it: {rows:,} case{'' if rows == 1 else 's'} would be taken over. Nothing is written yet: choose the file again to hand it over."


def _form(request: HttpRequest, form: TakeOverForm, *, checked: str = "", faults: Table | None = None, **more: Any) -> HttpResponse:
    before = tuple(
        Row(
            (
                Cell(one.ref, f"{ADDRESS}{one.ref}/", ref=True),
                one.name,
                one.source,
                f"{one.rows:,}" if one.accepted else "",
                Cell("Taken over" if one.accepted else "Refused", tone="green" if one.accepted else "red", tag=True),
            )
        )
        for one in queries.imports(kind=TAKEN_OVER, limit=50)
    )
    heads = (Column("File", "wrap"), Column("Name", "wrap"), Column("From", "wrap"), Column("Cases", "number"), Column("What came of it"))
    return show(
        request,
        "cases/take_over.html",
        title="Take cases over",
        section="Cases",
        sub="From the system used before: the whole file, or nothing",
        crumbs=(Link("Cases", "/cases/"),),
        form=form,
        checked=checked,
        faults=faults,
        columns=Table(
            "Columns of the file",
            (Column("Heading"), Column("Must it be there")),
            tuple(Row((one.heading, "Yes" if one.required else "Where there is something to say")) for one in COLUMNS),
        ),
        before=Table("Files handed over before", heads, before, empty="None was handed over yet."),
        **more,
    )
