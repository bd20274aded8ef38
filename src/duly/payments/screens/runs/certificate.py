"""The certificate of a payment run, to be printed, signed and filed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.payments import flow
from duly.payments.packages.powers import READ
from duly.payments.screens.runs.file import show_file
from duly.payments.screens.runs.pages import find
from duly.payments.screens.weeks import say_week
from duly.primitives.refusal import Refused
from duly.ui.asks import reads
from duly.ui.frame import Cell, Link, Tag
from duly.ui.pages import show


@require_safe
@reads(READ)
def certificate(request: HttpRequest, ref: str) -> HttpResponse:
    """Who prepared, approved and released a run, its totals, its file, and the checkpoint that seals it; as a page or as text."""
    one = find(ref)
    try:
        found = flow.certificate(ref)
    except Refused as refused:
        return show_file(request, one, refusal=refused.refusal)
    if request.GET.get("format") == "text":
        return HttpResponse(flow.as_text(found), content_type="text/plain; charset=utf-8")
    seen = found.checkpoint
    return show(
        request,
        "runs/certificate.html",
        title=f"Certificate of run {ref}",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"), Link(ref, f"/runs/{ref}/"), Link(found.file.ref, f"/runs/{ref}/file/")),
        sub=f"Care, {say_week(one.week)}",
        tag=Tag("UNWITNESSED", "red") if found.unwitnessed else Tag("Sealed", "green") if seen else Tag("Not sealed yet", "amber"),
        formats=(Link("Text", f"/runs/{ref}/certificate/?format=text"),),
        unwitnessed=found.unwitnessed,
        unprotected=found.unprotected,
        text=flow.as_text(found),
        sealed=[
            ("Record entry", f"{found.entry:,}"),
            ("Checkpoint", f"{seen.size:,} entries"),
            ("Root", Cell(seen.root, ref=True)),
            ("Cosigned by", ", ".join(seen.cosigned_by)),
        ]
        if seen and found.entry is not None
        else [],
    )
