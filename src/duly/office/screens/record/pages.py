"""The newest entries, the history of one thing, and one entry as it was written."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from duly.core.confidentiality.queries import kept_names, veiled
from duly.core.log import queries as log
from duly.core.people import queries as people
from duly.core.record import queries
from duly.core.record.clock import LONDON
from duly.core.record.queries import Entry
from duly.office.powers import READ_RECORD
from duly.office.reading import codes_hidden_from
from duly.office.screens.record import sealing
from duly.ui.asks import reads
from duly.ui.frame import Cell, Column, Link, Pager, Row, Table
from duly.ui.pages import show

PAGE = 50
SEALED_AS_IT_IS = "The text that was sealed names a case that is kept from you. It cannot be shown in part, so it is not shown here."


@reads(READ_RECORD)
def entries(request: HttpRequest) -> HttpResponse:
    """The record, newest first; `?about=`, `?kind=` and `?did=` narrow it, `?after=` pages on."""
    about, kind, did = (request.GET.get(name, "").strip() for name in ("about", "kind", "did"))
    hidden = codes_hidden_from(request.actor)
    found = queries.newest(limit=PAGE + 1, before=_after(request), subject=kind, ref=about, action=did, without=hidden)
    shown, more = veiled(found[:PAGE]), len(found) > PAGE
    checkpoint = log.newest_checkpoint()
    query = request.GET.copy()
    query["after"] = str(shown[-1].event_id) if shown else ""
    return show(
        request,
        "record/entries.html",
        title=f"Record of {about}" if about else "The record",
        sub=f"{queries.how_many(without=hidden):,} entries",
        section="Record",
        table=_table(shown, people.names(), log.entry_numbers([one.event_id for one in shown])),
        sealed=sealing.pairs(checkpoint),
        unprotected=sealing.unprotected(checkpoint),
        pager=Pager(f"{len(shown)} entries, newest first", later_url=f"?{query.urlencode()}" if more else ""),
        about=about,
        kind=kind,
        did=did,
    )


@reads(READ_RECORD)
def entry(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    """One entry, with the exact text that was sealed, and what seals it."""
    one, body = _seen(request, event_id)
    names, checkpoint = people.names(), log.cosigned_cover(event_id)
    pairs = [
        ("Entry number", sealing.number(log.entry_number(event_id))),
        ("What", one.sentence),
        ("When", _when(one)),
        ("Who", names.get(one.actor_ref, one.actor_ref)),
        ("In the post of", ", ".join(one.actor_posts) or "none"),
        ("About", f"{one.subject_type} {one.subject_ref}, number {one.version} of its own history"),
        ("Hash", one.leaf_hash),
    ]
    return show(
        request,
        "record/entry.html",
        title=one.sentence,
        section="Record",
        crumbs=(Link("Record", "/record/"), Link(one.subject_ref, f"/record/?about={one.subject_ref}")),
        pairs=pairs,
        body=body,
        proof_url=f"/record/{event_id}/proof/" if log.proof(event_id) else "",
        unprotected=sealing.unprotected(checkpoint),
    )


@reads(READ_RECORD)
def proof(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    """What shows that one entry is in the record, for checking without us: JSON, or with `?as=text` as C2SP tlog-proof writes it."""
    _, body = _seen(request, event_id)
    found = log.proof(event_id)
    if body == SEALED_AS_IT_IS:
        raise Http404(body)
    if found is None:
        raise Http404("This entry is not in a signed checkpoint yet. That takes a second or two.")
    if request.GET.get("as") == "text":
        return HttpResponse(sealing.as_text(found), content_type="text/plain; charset=utf-8")
    return JsonResponse(sealing.as_json(found, body), json_dumps_params={"ensure_ascii": False, "indent": 2})


def _seen(request: HttpRequest, event_id: uuid.UUID) -> tuple[Entry, str]:
    """An entry that whoever asks may read, and its text; otherwise there is none."""
    seen = queries.entry(event_id)
    if seen is None or seen[0].action in codes_hidden_from(request.actor):
        raise Http404("No entry of the record has that number.")
    (one,) = veiled(seen[:1])
    return one, SEALED_AS_IT_IS if kept_names(seen[1]) else seen[1]


def _table(entries: tuple[Entry, ...], names: dict[str, str], numbers: dict[uuid.UUID, int]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(sealing.number(numbers.get(e.event_id)), ref=True),
                _when(e),
                Cell(e.sentence, url=f"/record/{e.event_id}/"),
                names.get(e.actor_ref, e.actor_ref),
                Cell(e.subject_ref, url=f"/record/?about={e.subject_ref}", ref=True),
                Cell(e.leaf_hash[:12], ref=True),
            )
        )
        for e in entries
    )
    columns = (Column("Entry"), Column("When"), Column("What was done", "wrap"), Column("By"), Column("About"), Column("Hash begins"))
    return Table(
        "Entries of the record", columns, rows, empty="Nothing is recorded that fits.", empty_next=Link("Show everything", "/record/")
    )


def _when(entry: Entry) -> str:
    at = entry.at.astimezone(LONDON)
    return f"{at.day} {at:%b %Y, %H:%M:%S}"


def _after(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get("after", ""))
    except ValueError:
        return None
