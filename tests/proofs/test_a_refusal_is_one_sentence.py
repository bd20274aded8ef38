"""A refusal is one sentence, the same on the page and from the command line, and leaves every kept table and the record as they were."""

import re
from dataclasses import dataclass, field
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duly.casework.examples.post import MORNING, as_mail
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.rules import Point
from duly.cli import exits
from duly.core.people.models import Officer
from duly.core.record.clock import today
from duly.core.record.queries import how_many, newest
from tests.proofs import ground

pytestmark = pytest.mark.slow
NOUGHT = "0" * 64


@dataclass(frozen=True)
class No:
    """Something that is refused: who asks, where on the pages, how from the command line, and the one sentence. Names in braces are the office's."""

    who: str
    page: str
    says: str
    status: int = 409
    form: dict[str, str] = field(default_factory=dict)
    duly: tuple[str, ...] = ()
    exits: int = exits.CONFLICT
    greyed: str = ""


REFUSALS = {
    "somebody approves the run they prepared": No(
        who="tom",
        page="/runs/{run}/approve/",
        form={"seen_sha256": "{digest}"},
        duly=("run", "approve", "{run}", "--seen", "{digest}"),
        says="You made this run, so someone else must approve it.",
        greyed="/runs/{run}/approve/",
    ),
    "a run is approved as it was before it changed": No(
        who="joan",
        page="/runs/{run}/approve/",
        form={"seen_sha256": NOUGHT},
        duly=("run", "approve", "{run}", "--seen", NOUGHT),
        says="This run has changed since you opened it. Look at it again before you approve it.",
    ),
    "a run is approved by somebody whose post may not": No(
        who="femi",
        page="/runs/{run}/approve/",
        form={"seen_sha256": "{digest}"},
        duly=("run", "approve", "{run}", "--seen", "{digest}"),
        status=403,
        exits=exits.NOT_PERMITTED,
        says="No post you hold may approve a payment run.",
        greyed="/runs/{run}/approve/",
    ),
    "a run is prepared twice": No(
        who="tom",
        page="/runs/{run}/prepare/",
        duly=("run", "prepare", "{run}"),
        says="Can prepare only when draft; this is prepared.",
    ),
    "a run is released before it is approved": No(
        who="femi",
        page="/runs/{run}/file/",
        duly=("run", "issue", "{run}"),
        says="Only an approved run is released; this is prepared.",
        greyed="/runs/{run}/file/",
    ),
    "a run is drafted of what another has taken": No(
        who="tom",
        page="/runs/draft/",
        form={"week": ground.WEEK, "pay_date": "13/11/2026"},
        duly=("run", "draft", "--week", ground.WEEK, "--pays-on", "2026-11-13"),
        says="There is nothing to put in this run: in another run 2, not decided 1.",
    ),
    "an approved run is made void before it was approved": No(
        who="joan",
        page="/runs/{run}/void/",
        form={"because": "A mistake."},
        duly=("run", "void", "{run}", "--because", "A mistake."),
        says="Can void only when approved; this is prepared.",
    ),
    "a week is judged in which nothing is claimed": No(
        who="tom",
        page="/runs/judge/",
        form={"week": "2026-W49"},
        duly=("judge", "--week", "2026-W49"),
        says="Nothing is claimed for the week of 30 November 2026. Take in the invoices first.",
    ),
    "a week is judged by somebody whose post may not": No(
        who="ines",
        page="/runs/judge/",
        form={"week": ground.WEEK},
        duly=("judge", "--week", ground.WEEK),
        status=403,
        exits=exits.NOT_PERMITTED,
        says="No post you hold may judge a week's claims.",
    ),
    "a week is judged that does not exist": No(
        who="tom",
        page="/runs/judge/",
        form={"week": "2026-W99"},
        duly=("judge", "--week", "2026-W99"),
        status=422,
        exits=exits.USAGE,
        says="'2026-W99' is not a week, such as 2026-W45.",
    ),
    "a held line is decided beyond the limit": No(
        who="tom",
        page="/exceptions/?week=2026-W45",
        form={"row": "{held}", "choice": "pay_delivered", "reason": "22", "seen": ""},
        status=403,
        says="You may not decide an exception here: rule 4.3 needs amount over agreed at most £100.00.",
    ),
    "invoices are taken in by somebody whose post may not": No(
        who="femi",
        page="/imports/new/",
        form={"kind": "invoices", "source": "V-1", "file": "@invoices"},
        duly=("import", "invoices", "@invoices"),
        status=403,
        exits=exits.NOT_PERMITTED,
        says="No post you hold may take in a file of invoices.",
    ),
    "a submission is signed by somebody without the power": No(
        who="astrid",
        page="/submissions/{ready}/sign/",
        form={"outcome": "agree", "because": "", "seen_sha256": "{ready_sha256}"},
        status=403,
        says="No post you hold may sign this decision.",
    ),
    "a submission is signed beyond the scheme": No(
        who="dara",
        page="/submissions/{ready}/sign/",
        form={"outcome": "agree", "because": "", "seen_sha256": "{ready_sha256}"},
        status=403,
        says="You may not sign this decision here: rule 5.2 needs remedy at most £1,000.00.",
    ),
    "a submission is signed that was rewritten since": No(
        who="helen",
        page="/submissions/{ready}/sign/",
        form={"outcome": "agree", "because": "", "seen_sha256": NOUGHT},
        says="{ready} is now version 1, which is not the text you were shown. Read it again.",
    ),
    "an unchanged version is put up again": No(
        who="jude",
        page="/submissions/{returned}/put-up/",
        says="and nothing has changed since.",
    ),
    "somebody reviews what they prepared": No(
        who="jude",
        page="/submissions/{put_up}/ready/",
        form={"seen_sha256": "{put_up_sha256}"},
        says="You prepared this submission, so someone else must review it.",
        greyed="/submissions/{put_up}/",
    ),
    "a letter is approved with other bytes": No(
        who="astrid",
        page="/letters/{letter}/approve/",
        form={"seen_sha256": NOUGHT},
        says="{letter} has changed since you were shown it. Read it again.",
    ),
    "a letter is sent before it is approved": No(
        who="maya",
        page="/letters/{letter}/send/",
        says="Can send only when approved or released; this is draft.",
    ),
    "the same post is registered twice": No(
        who="maya",
        page="/post/register/",
        form={"file": "@post", "received_on": "{today}"},
        duly=("post", "register", "@post"),
        says="This file is already registered as {item}",
    ),
    "post is registered by somebody whose post may not": No(
        who="jude",
        page="/post/register/",
        form={"file": "@post", "received_on": "{today}"},
        duly=("post", "register", "@post"),
        status=403,
        exits=exits.NOT_PERMITTED,
        says="No post you hold may register post.",
    ),
}


@pytest.fixture(scope="module")
def office(database_of_its_own, tmp_path_factory):
    """An afternoon in both offices: what the refusals are about, by name."""
    with database_of_its_own():
        people = ground.desks()
        ground.facts_in(people)
        ground.judged_week(people)
        run = ground.a_prepared_run(people)
        signable = ground.ready(people, ground.a_case(people), remedy_pence=150_000, mp_interest=True)
        waiting = ground.put_up(people, ground.a_case(people, 1))
        sent_back = submissions.send_back(
            ground.put_up(people, ground.a_case(people, 2)).ref,
            points=[Point("remedy", "Why that much?", people["investigator"].ref, today(), 1)],
            by=people["assistant-casework-manager"],
        )
        files = tmp_path_factory.mktemp("files")
        (files / "invoices.csv").write_text(ground.INVOICES.replace("I-V", "J-V"))
        (files / "again.csv").write_bytes(ground.VISITS.encode())
        (files / MORNING[4].name).write_bytes(as_mail(MORNING[4], sent_on=today()))
        yield {
            "run": run,
            "digest": _digest(run),
            "held": str(ground.the_held_line()),
            "ready": signable.ref,
            "ready_sha256": signable.text.sha256,
            "put_up": waiting.ref,
            "put_up_sha256": waiting.text.sha256,
            "returned": sent_back.ref,
            "letter": ground.a_letter(people, ground.a_case(people, 3)),
            "item": ground.an_item(people, 4),
            "today": f"{today():%d/%m/%Y}",
            "@invoices": files / "invoices.csv",
            "@again": files / "again.csv",
            "@post": files / MORNING[4].name,
        }


def _digest(run: str) -> str:
    from duly.payments.runs import queries

    return queries.run(run).content_sha256


def at_desk(username: str) -> Client:
    """Somebody signed in."""
    client = Client()
    client.force_login(Officer.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def filled(office: dict, text: str):
    """A word of a form or a command with the office's names in it; "@file" as its path."""
    return office[text] if text.startswith("@") else text.format(**{k: v for k, v in office.items() if not k.startswith("@")})


def words_of(answer) -> str:
    """What a page says between its tags."""
    shown = answer.content.decode().split("<main", 1)[-1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


@pytest.mark.parametrize("what", REFUSALS)
def test_it_is_the_same_sentence_everywhere_and_nothing_is_written(office, duly, what):
    no = REFUSALS[what]
    says, client = filled(office, no.says), at_desk(no.who)
    form = {k: filled(office, v) for k, v in no.form.items()}
    before, events = ground.everything_kept(), how_many()
    greyed = words_of(client.get(filled(office, no.greyed))) if no.greyed else says

    for name, value in form.items():
        if name == "file":
            form[name] = SimpleUploadedFile(value.name, value.read_bytes())
    answer = client.post(filled(office, no.page), form)
    page = words_of(answer)
    if no.duly:
        code, _, said = duly(*(filled(office, word) for word in no.duly), "--as", no.who)
        assert (code, says in said) == (no.exits, True), said
        assert len(said.strip().splitlines()) == 1

    assert says in greyed
    assert says in page, page[:3000]
    assert answer.status_code == no.status
    assert how_many() == events
    assert ground.everything_kept() == before


def test_a_file_sent_twice_is_refused_in_one_sentence_and_the_refusal_is_all_that_is_recorded(office, duly):
    """A refused file is itself an entry: who sent what, and that nothing was kept. Only the list of imports grows by it."""
    path, before = office["@again"], ground.everything_kept()

    answer = at_desk("tom").post(
        "/imports/new/", {"kind": "visits", "source": "V-1", "file": SimpleUploadedFile("a.csv", path.read_bytes())}, follow=True
    )
    on_page = newest(limit=1)[0]
    code, _, said = duly("import", "visits", path, "--as", "tom")

    after = ground.everything_kept()
    changed = {table for table in after if after[table] != before[table]}
    assert on_page.action == newest(limit=1)[0].action == "import.refused"
    assert on_page.facts["reason"] == "101"
    sentence = said.split(": ", 1)[1].strip()
    assert sentence.startswith("This file was already taken in, as IM-")
    assert sentence in words_of(answer)
    assert code == exits.CONFLICT
    assert {table for table in changed if not table.startswith(("audit.", "intake_", "documents_"))} == set()
