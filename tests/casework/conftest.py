"""An ombudsman's office to test in: people in their posts, the example scheme in force, and the calendar loaded."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest

from duly.casework import flow
from duly.casework.correspondence import actions as post
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.rules import codes
from duly.core.people.models import Officer
from duly.core.record.clock import today
from duly.core.record.queries import how_many
from duly.primitives.refusal import Refusal, Refused
from tests.casework.office import Office, everybody, people_the_office
from tests.stages import Steps, begun, rolled_back, shared, stages

__all__ = ["begun", "rolled_back", "shared", "stages"]


@pytest.fixture(scope="session")
def steps() -> Steps:
    """The office, peopled once."""
    return {"office": ("", lambda: people_the_office(today() - timedelta(days=200)))}


@pytest.fixture
def office(db) -> Office:
    """The office, in a transaction that is rolled back."""
    return everybody()


@pytest.fixture
def outbox(tmp_path, monkeypatch):
    """A folder that stands for the mail relay."""
    monkeypatch.setenv("DULY_OUTBOX", str(tmp_path / "outbox"))
    monkeypatch.delenv("DULY_MAIL_RELAY", raising=False)
    return tmp_path / "outbox"


@pytest.fixture
def mail() -> Callable[..., bytes]:
    """Makes an e-mail's bytes."""

    def make(subject: str = "My complaint", text: str = "Dear Ombudsman\n\nPlease look at this.", message_id: str = "") -> bytes:
        message = EmailMessage()
        message["From"] = "Mrs Ada Example <ada@post.example>"
        message["To"] = "ombudsman@pso.example"
        message["Subject"] = subject
        if message_id:
            message["Message-ID"] = message_id
        message.set_content(text)
        return message.as_bytes()

    return make


@pytest.fixture
def at_desk(client, office):
    """Sign in whoever holds a post, and give the client."""

    def sit(post: str):
        client.force_login(Officer.objects.get(username=post), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sit


@pytest.fixture
def item(office, mail):
    """An e-mail that has been registered and allocated."""
    seen = flow.register_post("complaint.eml", mail(), received_on=today(), by=office["executive-assistant"])
    return post.triage(
        seen.ref,
        way="allocate",
        direct_to="Casework team",
        next_action="Open a case",
        owner=office["casework-manager"].ref,
        by=office["executive-assistant"],
    )


@pytest.fixture
def case(office, item):
    """A case opened from it."""
    return flow.open_case_from(
        item.ref,
        title="Delay",
        complainant="Mrs Ada Example",
        body="Northmere Council",
        owner=office["investigator"].ref,
        by=office["casework-manager"],
    )


@pytest.fixture
def drafted(office, case):
    """Makes a draft by the investigator, with a remedy in pence."""

    def draft(remedy_pence: int = 50_000, *, mp_interest: bool = False, kind: str = "decision", outcome: str = ""):
        return submissions.draft(
            case.ref,
            kind=kind,
            ask="Uphold the complaint",
            remedy_pence=remedy_pence,
            mp_interest=mp_interest,
            outcome=outcome,
            paragraphs=("What happened.", "What we recommend."),
            by=office["investigator"],
        )

    return draft


@pytest.fixture
def ready(office, drafted):
    """Makes a submission that has been put up and passed as ready."""

    def put_through(remedy_pence: int = 50_000, **said):
        seen = submissions.put_up(drafted(remedy_pence, **said).ref, by=office["investigator"])
        return flow.pass_as_ready(
            seen.ref,
            seen_sha256=seen.text.sha256,
            ticked=codes(seen.kind),
            despite="It is short.",
            by=office["assistant-casework-manager"],
        )

    return put_through


@pytest.fixture
def decision(office, ready):
    """A decision signed by the Head of Casework."""
    seen = ready()
    return flow.sign(seen.ref, outcome="agree", seen_sha256=seen.text.sha256, by=office["head-of-casework"])


@pytest.fixture
def letter(office, decision):
    """The letter that tells of it, made by the investigator and filled in."""
    return flow.make_letter(
        decision.ref,
        template=flow.template_for(decision),
        to_address="ada@post.example",
        fields={"address": "Mrs Ada Example\n1 Example Row", "reasons": "It took too long."},
        by=office["investigator"],
    )


@pytest.fixture
def refused():
    """Runs an action that must be refused and write nothing, and gives the refusal."""

    def run(action: Callable[[], object]) -> Refusal:
        before = how_many()
        with pytest.raises(Refused) as stopped:
            action()
        assert how_many() == before
        return stopped.value.refusal

    return run
