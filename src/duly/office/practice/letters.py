"""Letters of the practice copy: standard letters owned and put forward, drafts for the Ombudsman, a print pack, one for the pen, other formats."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.dispatch import actions as letters
from duly.casework.wordings import actions as wordings
from duly.casework.wordings import queries as wording_queries
from duly.casework.wordings.rules import Paragraph
from duly.core.record.clock import today
from duly.primitives.actor import Actor

ADDRESS = "Mrs Ruth Hartley\n17 Larch Rise\nStoke Averil"
FIRST = "Thank you for your letter.\n\nI have asked for the board's log."
SECOND = "Thank you for your letter of last week.\n\nI have read the board's log. It shows that nobody looked at your request until November, and I am sorry."
THANKS = "Thank you for sending the letter of 4 January. It is with the papers of your case."
LATER = "You asked when you may expect our decision. It will be with you by the end of the month."


def fill(desks: Mapping[str, Actor]) -> None:
    """A handful of letters at every stage, each through what a person would do."""
    _standard(desks)
    case, author = cases.cases()[-1].ref, desks["investigator"]
    draft = flow.write_letter(
        case, to_address="", channel="post", on_behalf="ombudsman", fields={"address": ADDRESS, "words": FIRST}, by=author
    )
    letters.comment(draft.ref, words="The log is the heart of it: say what it shows.", by=desks["head-of-casework"])
    letters.send_back(draft.ref, words="Say what the log shows, and that we are sorry.", by=desks["head-of-casework"])
    letters.fill_in(draft.ref, fields={"words": SECOND}, by=author)
    letters.print_for_ink(draft.ref, signer=desks["ombudsman"].ref, by=desks["executive-assistant"])
    _on_paper(case, desks)
    flow.write_letter(case, to_address="ruth.hartley@post.example", fields={}, by=author)
    for item in post.items(limit=200):
        if item.sender_address == "f.rahmani@post.example":
            flow.acknowledge(item.ref, by=desks["executive-assistant"])
            break


def _standard(desks: Mapping[str, Actor]) -> None:
    """One version adopted whose time is nearly up, and one put forward that leaves drafts behind."""
    author, head = desks["assistant-casework-manager"], desks["head-of-casework"]
    now = wording_queries.in_use()["decision-not-upheld"].template
    thanks = replace(now, paragraphs=(*now.paragraphs, Paragraph("Thank you for your patience while we looked into this.")))
    mine = wordings.write(thanks, owner=author.ref, expires=today() + timedelta(days=20), by=author)
    wordings.put_forward(mine.ref, by=author)
    flow.adopt_wording(mine.ref, seen_sha256=mine.content_sha256, seen_affected=(), by=head)
    flow.chase_wordings(by=head)
    reply = wording_queries.in_use()["reply"].template
    longer = replace(
        reply, paragraphs=(*reply.paragraphs, Paragraph("If you write again, please quote {{ case_ref }}.", "optional", "our reference"))
    )
    wordings.put_forward(wordings.write(longer, owner=author.ref, expires=today() + timedelta(days=365), by=author).ref, by=author)


def _on_paper(case: str, desks: Mapping[str, Actor]) -> None:
    """One posted and shown to have come, and one that waits for a pack with its audio ordered."""
    sender, approver = desks["executive-assistant"], desks["casework-manager"]
    made = []
    for words in (THANKS, LATER):
        one = flow.write_letter(case, to_address="", channel="post", fields={"address": ADDRESS, "words": words}, by=desks["investigator"])
        letters.have_made(one.ref, format="large print", due=today(), by=sender)
        letters.approve(one.ref, seen_sha256=one.content_sha256, by=approver)
        made.append(one.ref)
        if len(made) == 1:
            pack = flow.make_print_pack(by=sender).ref
            letters.note_printed(pack, by=sender)
            flow.note_posted(pack, count=1, by=sender)
            letters.note_delivery(one.ref, how="tracked", on=today(), words="RM 4471 0902 3GB, left with a neighbour", by=sender)
    letters.have_made(made[1], format="audio", supplier="Clear Voices", due=today() + timedelta(days=2), by=sender)
