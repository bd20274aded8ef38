"""Somebody who writes again and again, a case of theirs, and an instruction about it."""

from datetime import timedelta
from email.message import EmailMessage
from itertools import count

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.correspondence import actions as post
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.queries import item as item_seen
from duly.casework.flow.reading import Compared
from duly.casework.instructions import actions
from duly.casework.instructions.queries import InstructionSeen
from duly.casework.instructions.rules.reading import PointSaid
from duly.core.directory import actions as directory
from duly.core.directory import queries as entries
from duly.core.record.clock import today
from tests.casework.office import Office

ADA = "Mrs Ada Example <ada@post.example>"
FIRST = "My mother fell on 3 March 2026 in the bathroom. The rail was never put back. Nobody from the board answered me."
AGAIN = "It was on 3 March 2026 that my mother fell in the bathroom. The rail was never put back. A nurse saw it on 4 May 2026."
DANGER = "The rail was never put back. I feel suicidal. Nobody from the board answered me."
_NUMBER = count(1)


def a_letter(office: Office, text: str, *, case: str = "", sender: str = ADA) -> ItemSeen:
    """An e-mail that came today, with a case where one is named."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "ombudsman@pso.example", "Again"
    message["Message-ID"] = f"<again-{next(_NUMBER)}@post.example>"
    message.set_content(text)
    seen = flow.register_post("again.eml", message.as_bytes(), received_on=today(), by=office["executive-assistant"])
    if case:
        cases.link_item(case, item_ref=seen.ref, by=office["executive-assistant"])
    return item_seen(seen.ref)


def a_case(office: Office, title: str = "The fall") -> str:
    """A case of Ada's, opened from a letter of hers that says nothing else."""
    opening = a_letter(office, f"Please look into {title}.")
    by = office["casework-manager"]
    post.triage(opening.ref, way="allocate", direct_to="Casework team", next_action="Open a case", owner=by.ref, by=by)
    case = flow.open_case_from(opening.ref, title=title, complainant="Mrs Ada Example", body="The Board", owner=by.ref, by=by)
    return case.ref


def ada(office: Office) -> str:
    """Her entry in the directory."""
    known = entries.named("Ada Example", limit=1)
    if known:
        return known[0][0]
    return directory.enter(kind="person", name="Mrs Ada Example", email="ada@post.example", by=office["casework-manager"]).ref


def proposed(office: Office, case: str, **said: object) -> InstructionSeen:
    """An instruction to put what she writes of a case on file, proposed by an assistant."""
    told = {
        "about": ada(office),
        "kind": "on file",
        "case_refs": (case,),
        "channels": ("e-mail", "letter"),
        "reader": office["assistant-casework-manager"].ref,
        "reasons": "Forty letters since March, each the same.",
        "adjustments": "She was asked, and needs none.",
        "warning": "By letter of 1 October.",
        "must_read": "Anything of her mother's health.",
        "review_on": today() + timedelta(days=28),
        "expires_on": today() + timedelta(days=300),
    }
    return actions.propose(**told | said, by=office["assistant-casework-manager"])  # type: ignore[arg-type]  # as each test says


def in_force(office: Office, case: str, **said: object) -> InstructionSeen:
    """The same, authorised and told to her."""
    ref = proposed(office, case, **said).ref
    actions.authorise(ref, by=office["head-of-casework"])
    return actions.put_in_force(ref, notified_on=today(), starts=today(), how="Letter of today.", by=office["casework-manager"])


def said_of(beside: Compared, kind: str) -> list[PointSaid]:
    """Every sentence of a letter as one point of a kind."""
    new = any(one.is_new for one in beside.sentences)
    return [PointSaid(1, len(beside.sentences), kind, marked_new=new)]
