"""An ombudsman's office to test in: people in their posts, the example scheme in force, and the calendar loaded."""

from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage

import pytest

from duly.casework.example_scheme import OFFICE, POSTS, SCHEME
from duly.core.calendar.actions import load_holidays
from duly.core.people.actions import add_officer, give_post, make_post
from duly.core.people.queries import actor
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt
from duly.primitives.actor import SYSTEM, Actor

Office = dict[str, Actor]


def people_the_office(starts: date) -> Office:
    """Make the posts, give each to somebody, and adopt the example scheme. Gives the actor in each post."""
    office = {}
    for code, title in POSTS.items():
        make_post(code=code, title=title, office=OFFICE, wing="casework", by=SYSTEM)
        ref = add_officer(username=code, name=f"The {title}", email=f"{code}@pso.example", password=None, by=SYSTEM)
        give_post(ref, post=code, starts=starts, by=SYSTEM)
        office[code] = actor(ref, on=today())
    adopt(office=OFFICE, number=14, title="Scheme of delegation", starts=starts, rules=SCHEME, by=SYSTEM)
    load_holidays(years=range(starts.year, today().year + 2), by=SYSTEM)
    return office


@pytest.fixture
def office(db) -> Office:
    """The office, in a transaction that is rolled back."""
    return people_the_office(today() - timedelta(days=200))


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
