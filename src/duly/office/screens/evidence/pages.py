"""What an evidence pack about a case, a provider or a run would hold, and the pack itself to take away."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from duly.core.log import queries as log
from duly.core.log.witnessing import unprotected
from duly.core.record.clock import LONDON
from duly.core.scheme.queries import why_not
from duly.office import evidence as office
from duly.office.evidence import Hanging
from duly.primitives.note import Checkpoint
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import show

HOMES = {"case": ("Cases", "/cases/"), "provider": ("Providers", "/providers/"), "run": ("Runs", "/runs/")}


@require_safe
@asks("evidence.take")
def evidence(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """What the pack would hold, and the button that makes it."""
    return _page(request, kind, ref, _hanging(request, kind, ref))


@require_POST
@asks("evidence.take")
def pack(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """The pack, as a file to keep. That it was taken is recorded."""
    hanging = _hanging(request, kind, ref)
    try:
        kept = Checkpoint.read(text.strip() + "\n") if (text := request.POST.get("kept", "").replace("\r\n", "\n")).strip() else None
        made = office.take(kind, ref, by=request.actor, kept=kept)
    except Refused as refused:
        return _page(request, kind, ref, hanging, refusal=refused.refusal)
    except ValueError as wrong:
        return _page(request, kind, ref, hanging, refusal=Refusal("checkpoint", f"The checkpoint could not be used. {wrong}"))
    answer = HttpResponse(made.content, content_type="application/zip")
    name = "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in f"evidence-{kind}-{ref}")
    answer["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode().replace("?", "-")}.zip"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _hanging(request: HttpRequest, kind: str, ref: str) -> Hanging:
    """What the pack is about. A wing somebody may not read answers as if there were no such thing."""
    reading = POWERS.get(f"{office.KINDS.get(kind, '')}.read")
    from duly.core.record.clock import today

    closed = reading is None or why_not(reading, {}, actor=request.actor, on=today()) is not None
    found = None if closed or "\0" in ref else office.what_hangs_on(kind, ref)
    if found is None:
        raise Http404(f"There is no {ref}.")
    return found


def _page(request: HttpRequest, kind: str, ref: str, hanging: Hanging, *, refusal: Refusal | None = None) -> HttpResponse:
    hanging, stay = office.what_leaves(hanging, by=request.actor)
    blocked, checkpoint = office.why_not_take(kind, ref, by=request.actor), log.newest_checkpoint()
    section, home = HOMES[kind]
    counted = Counter(one for one, _ in hanging.subjects)
    first_of = dict(reversed(hanging.subjects))
    rows = tuple(
        Row((one.capitalize(), f"{count:,}", Cell(first_of[one] + (" …" if count > 1 else ""), ref=True))) for one, count in counted.items()
    )
    return show(
        request,
        "evidence/evidence.html",
        title=f"Evidence about {hanging.about}",
        section=section,
        crumbs=(Link(section, home), Link(ref, f"{home}{ref}/")),
        refusal=refusal,
        holds=Table("What the pack holds the entries of", (Column("Kind"), Column("How many", "number"), Column("Which")), rows),
        stay=stay,
        sealed=_sealed(checkpoint),
        address=f"/evidence/{kind}/{ref}/pack/",
        blocked=blocked.because if blocked else "",
    )


def _sealed(checkpoint: log.CheckpointSeen | None) -> str:
    """How much is sealed, and by whom signed, in a sentence."""
    if checkpoint is None:
        return "Nothing is sealed yet."
    by = ", ".join(checkpoint.cosigned_by)
    at = checkpoint.at.astimezone(LONDON)
    return f"{checkpoint.size:,} entries were sealed on {at.day} {at:%B %Y at %H:%M}" + (
        f", signed by the witness {by}. {unprotected(checkpoint.cosigned_by)}".rstrip() if by else ", signed by no witness."
    )
