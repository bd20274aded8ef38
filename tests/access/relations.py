"""How somebody stands to a case, and what each address about it, and about what hangs on it, answers them: a table, as the policy table is for posts.

The same person asks throughout, the Casework Manager, so that only how they stand to the case makes a difference.
"""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from duly.casework.cases import actions as cases
from duly.casework.cases.models import Case
from duly.core.confidentiality import actions as confidentiality
from tests.access.office import GIVEN, Office

READER, HEAD = "casework-manager", "head-of-casework"
TABLE = Path(__file__).with_name("relations.txt")
SECTIONS = [
    "cases",
    "post",
    "submissions",
    "letters",
    "reviews",
    "decisions",
    "clocks",
    "requests",
    "referrals",
    "advice",
    "risk",
    "involvement",
    "commissioned",
    "compliance",
    "chasing",
    "calls",
    "tasks",
    "breaches",
]
SENT = ("cases", "post", "submissions", "letters", "reviews", "breaches")
"""Where forms are sent too. Of programs it is asked what they are told: what they send is refused by the same actions."""
NOT_OF_A_CASE = (
    "/post/held-back/",
    "/post/watch/",
    "/cases/new/",
    "/letters/packs/",
    "/letters/standard/",
    "/letters/acknowledge/",
    "/submissions/boxes/",
    "/calls/",
    "/tasks/",
)
ANSWERS = {200: "shown", 201: "done", 202: "done", 302: "done", 403: "refused", 404: "nothing", 409: "in the way", 412: "in the way"}


def _each(does: Callable[[Office, str], object]) -> Callable[[Office], None]:
    def to_all(office: Office) -> None:
        for ref in list(Case.objects.order_by("ref").values_list("ref", flat=True)):
            does(office, ref)

    return to_all


def _handed_to(post: str) -> Callable[[Office, str], object]:
    def hand_over(o: Office, ref: str) -> object:
        by = o[HEAD] if post == READER else o[READER]
        case = Case.objects.get(ref=ref)
        if case.owner == o[post].ref or case.stage == "closed":
            return None
        return cases.hand_over({ref: "It is yours from now on."}, owner=o[post].ref, by=by)

    return hand_over


def _restricted(*named: str) -> Callable[[Office, str], object]:
    return lambda o, ref: confidentiality.restrict(ref, officers=tuple(o[one].ref for one in named), because="It is about us.", by=o[HEAD])


RELATIONS: dict[str, Callable[[Office], None]] = {
    "own": _each(_handed_to(READER)),
    "of the team": lambda office: None,
    "another's": _each(_handed_to(HEAD)),
    "restricted, named": _each(_restricted(HEAD, READER)),
    "restricted": _each(_restricted(HEAD)),
    "walled off": _each(lambda o, ref: confidentiality.wall(ref, officer=o[READER].ref, because="It is about them.", by=o[HEAD])),
    "marked": _each(lambda o, ref: confidentiality.mark(ref, paper=ref, mark="privileged", because="It is advice.", by=o["investigator"])),
}
"""How the reader stands to every case of the office. As it stands, the cases are an Investigator's, who answers to the reader."""


def addresses(lines: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every way and address about one case or what hangs on it that the reader's post may ask in that way."""
    for address, line in lines.items():
        path = address.removeprefix("/api/v1")
        if "<" not in path or path.split("/")[1] not in SECTIONS or path.startswith(NOT_OF_A_CASE):
            continue
        if READER in line.look:
            yield "GET", address
        if READER in line.send and address in GIVEN and path == address and path.split("/")[1] in SENT and "/access/" not in path:
            yield "POST", address


def answers(door: Any, asked: Collection[tuple[str, str]], relation: str) -> Iterator[tuple[tuple[str, str], str]]:
    """What the reader is answered at each, in a word, when they stand so to the case; and everything is as it was."""
    office = door.office
    with transaction.atomic():
        _with_post(office, relation)
        for way, address in asked:
            if way == "GET":
                yield (way, address), _word(door.ask(READER, way, office.address(address)))
        transaction.set_rollback(True)
    for way, address in asked:
        if way == "POST":
            with transaction.atomic():
                words, form = GIVEN[address](office)  # done before, by whoever may
                _with_post(office, relation)
                yield (way, address), _word(door.ask(READER, way, office.address(address, words), form, rightly=True), sent=True)
                transaction.set_rollback(True)


def _with_post(office: Office, relation: str) -> None:
    """The reader stands so to every case; the office's item of post is of one."""
    cases.link_item(office.case, item_ref=office.item, by=office["executive-assistant"])
    RELATIONS[relation](office)


def _word(answer: Any, *, sent: bool = False) -> str:
    status = int(answer.status_code)
    return "done" if sent and status == 200 else ANSWERS.get(status, str(status))


def written(found: dict[tuple[str, str], dict[str, str]]) -> str:
    """The table, as it stands in its file."""
    return "".join(f"{way} {address} | {' | '.join(told[one] for one in RELATIONS)}\n" for (way, address), told in found.items())


def read() -> dict[tuple[str, str], dict[str, str]]:
    """The table, from its file: by way and address, what is answered to whoever stands so to the case."""
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            asked, *told = (part.strip() for part in line.split(" | "))
            way, _, address = asked.partition(" ")
            found[way, address] = dict(zip(RELATIONS, told, strict=True))
    return found
