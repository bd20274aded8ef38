"""What is kept in the practice copy: where a paper file is, a privileged letter, a restricted case and one opening of it to review."""

from collections.abc import Mapping
from datetime import timedelta

from duly.casework.cases import actions as opening
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.files import actions as files
from duly.core.confidentiality import actions as confidentiality
from duly.core.record.clock import today
from duly.primitives.actor import Actor


def fill(desks: Mapping[str, Actor]) -> None:
    """Move the paper of the first case, mark its letter, and restrict a complaint about the office's own service."""
    first = cases.cases()[-1]
    clerk, manager, head = desks["executive-assistant"], desks["casework-manager"], desks["head-of-casework"]
    files.move(first.ref, way="store", where="Room 4, bay 12", moved_on=today() - timedelta(days=9), by=clerk)
    files.move(
        first.ref,
        way="out",
        where="Counsel, 4 Old Court",
        moved_on=today() - timedelta(days=8),
        due_back=today() - timedelta(days=1),
        by=clerk,
    )
    confidentiality.mark(first.ref, paper=first.opened_from, mark="do not disclose", because="It names a third person", by=manager)
    about_us = [one for one in post.items() if one.direct_to == "Service complaints" and not cases.of_item(one.ref)]
    if not about_us:
        return
    kept = opening.open_case(
        title="Complaint about our own service",
        complainant=about_us[0].sender,
        body="This office",
        opened_from=about_us[0].ref,
        owner=manager.ref,
        by=manager,
    ).ref
    confidentiality.restrict(kept, officers=(manager.ref, head.ref), because="It is about a colleague of the casework team", by=manager)
    deputy = desks["deputy-ombudsman"]
    confidentiality.break_glass(
        kept,
        reason="deadline",
        because="A Member of Parliament rang about it and is promised a call back today",
        owner=manager.ref,
        by=deputy,
    )
