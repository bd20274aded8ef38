"""The ombudsman's forms about letters: drafts, the pen, other formats, print packs, standard letters."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from duly.casework import flow as casework
from duly.casework.dispatch import actions as letters
from duly.casework.wordings import actions as wordings
from duly.casework.wordings import queries as wording_queries
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from tests.access.office import BECAUSE, Form, Office, Sent, given, typed

NEXT = {"code": "reply", "number": "2"}


def _written(o: Office) -> None:
    """The next version of the reply, as a draft of an Assistant Casework Manager."""
    template = wording_queries.in_use()["reply"].template
    by = o["assistant-casework-manager"]
    wordings.write(template, owner=by.ref, expires=today() + timedelta(days=300), by=by)


def _forward(o: Office) -> str:
    _written(o)
    return wordings.put_forward("reply/2", by=o["assistant-casework-manager"]).content_sha256


def _adopted(o: Office) -> None:
    sha256 = _forward(o)
    casework.adopt_wording("reply/2", seen_sha256=sha256, seen_affected=(), by=o["head-of-casework"])


def _by_post(o: Office) -> str:
    """A reply by post that is approved."""
    fields = {"address": "1 Example Row", "words": "Thank you."}
    made = casework.write_letter(o.case, to_address="", fields=fields, channel="post", by=o["investigator"])
    return letters.approve(made.ref, seen_sha256=made.content_sha256, by=o["casework-manager"]).ref


def _pack(o: Office, *, printed: bool = False) -> str:
    _by_post(o)
    ref = casework.make_print_pack(by=o["executive-assistant"]).ref
    return letters.note_printed(ref, by=o["executive-assistant"]).ref if printed else ref


def _form(o: Office) -> Form:
    words = {
        "title": "A reply",
        "purpose": "reply",
        "subject": "{{ about }}",
        "greeting": "Dear {{ to_whom }}",
        "paragraphs": "{{ words }}",
    }
    return words | {"closing": "Yours sincerely", "owner": o["casework-manager"].ref, "expires": typed(today() + timedelta(days=300))}


@given("/letters/owed/")
def _(o: Office) -> Sent:
    return {}, {"concerns": o.followed}


@given("/letters/<str:ref>/comment/")
def _(o: Office) -> Sent:
    return {}, {"words": "Well said."}


@given("/letters/<str:ref>/drop/")
def _(o: Office) -> Sent:
    return {}, {"because": "It names the wrong person."}


@given("/letters/<str:ref>/return/")
def _(o: Office) -> Sent:
    return {}, {"words": "Say what you found."}


@given("/letters/<str:ref>/take-up/")
def _(o: Office) -> Sent:
    fields = {"address": "1 Example Row", "words": "Thank you."}
    made = casework.write_letter(o.case, to_address="a@b.example", fields=fields, by=o["investigator"])
    sha256 = _forward(o)
    casework.adopt_wording("reply/2", seen_sha256=sha256, seen_affected=[made.ref], by=o["head-of-casework"])
    return {"ref": made.ref}, {}


@given("/letters/<str:ref>/ink/")
def _(o: Office) -> Sent:
    return {}, {"signer": o["ombudsman"].ref}


@given("/letters/<str:ref>/ink/<str:copy>/")
def _(o: Office) -> Sent:
    copy = letters.print_for_ink(o.letter, signer=o["ombudsman"].ref, by=o["executive-assistant"])
    scan = documents.content(copy.document_ref)
    return {"copy": copy.ref}, {"scan": lambda: SimpleUploadedFile("scan.pdf", scan), "signed_on": typed(today())}


def _ordered(o: Office) -> str:
    return letters.have_made(o.letter, format="Welsh", supplier="Geiriau", due=today(), by=o["executive-assistant"]).ref


@given("/letters/<str:ref>/formats/")
def _(o: Office) -> Sent:
    return {}, {"format": "Welsh", "supplier": "Geiriau", "due": typed(today())}


@given("/letters/<str:ref>/formats/<str:copy>/")
def _(o: Office) -> Sent:
    return {"copy": _ordered(o)}, {"in_hand": "In the post room"}


@given("/letters/<str:ref>/formats/<str:copy>/cancel/")
def _(o: Office) -> Sent:
    return {"copy": _ordered(o)}, BECAUSE


@given("/letters/<str:ref>/delivered/")
def _(o: Office) -> Sent:
    ref = _by_post(o)
    pack = casework.make_print_pack(by=o["executive-assistant"]).ref
    letters.note_printed(pack, by=o["executive-assistant"])
    letters.note_posted(pack, count=1, by=o["executive-assistant"])
    return {"ref": ref}, {"how": "tracked", "on": typed(today()), "words": "RM 1"}


@given("/letters/packs/make/")
def _(o: Office) -> Sent:
    _by_post(o)
    return {}, {}


@given("/letters/packs/<str:ref>/printed/")
def _(o: Office) -> Sent:
    return {"ref": _pack(o)}, {}


@given("/letters/packs/<str:ref>/posted/")
def _(o: Office) -> Sent:
    return {"ref": _pack(o, printed=True)}, {"count": "1"}


@given("/letters/standard/new/")
def _(o: Office) -> Sent:
    return {}, _form(o) | {"code": "holding-reply"}


@given("/letters/standard/<slug:code>/<int:number>/write/")
def _(o: Office) -> Sent:
    return {"code": "reply", "number": "1"}, _form(o)


@given("/letters/standard/<slug:code>/<int:number>/put-forward/")
def _(o: Office) -> Sent:
    _written(o)
    return NEXT, {}


@given("/letters/standard/<slug:code>/<int:number>/send-back/")
def _(o: Office) -> Sent:
    _forward(o)
    return NEXT, BECAUSE


@given("/letters/standard/<slug:code>/<int:number>/adopt/")
def _(o: Office) -> Sent:
    return NEXT, {"seen_sha256": _forward(o)}


@given("/letters/standard/<slug:code>/<int:number>/renew/")
def _(o: Office) -> Sent:
    _adopted(o)
    return NEXT, {"owner": o["casework-manager"].ref, "expires": typed(today() + timedelta(days=400))} | BECAUSE
