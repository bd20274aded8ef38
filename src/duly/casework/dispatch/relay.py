"""Handing a letter to the mail relay, or to a folder where there is none.

`DULY_MAIL_RELAY` names the relay, as smtp://host:port or smtps://user:password@host:port. Without it every mail becomes a file in the
folder `DULY_OUTBOX` (`outbox` under Duly's home when that is not said). A practice copy writes files whatever is named: it never sends.
"""

import os
from collections.abc import Sequence
from email import message_from_bytes
from pathlib import Path
from smtplib import SMTP, SMTP_SSL, SMTPException
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from duly.casework.dispatch.queries import LetterSeen
from duly.machine.home import Home

COULD_NOT_SEND = (OSError, SMTPException)
"""What a relay that is away or unwilling raises."""


def hand_over(letter: LetterSeen, content: bytes, *, beside: Sequence[tuple[str, bytes, str]] = ()) -> str:
    """Send a letter's bytes as the PDF attached to one mail, and return its Message-ID, the same however often it is sent.

    `beside` are the same letter in other formats: name, bytes and media type of each, attached after it.
    """
    sender = os.environ.get("DULY_MAIL_FROM", "casework@localhost")
    message_id = f"<{letter.ref}.{letter.sent_sha256[:24]}@{sender.partition('@')[2]}>"
    mail = EmailMessage(
        subject=f"{letter.case_ref}: a letter from us",
        body=f"{letter.text}\n\nThe same letter is attached as a PDF.\n",
        from_email=sender,
        to=[letter.to_address],
        headers={"Message-ID": message_id},
        connection=_connection(),
    )
    mail.attach(f"{letter.ref}.pdf", content, "application/pdf")
    for name, other, media_type in beside:
        mail.attach(name, other, media_type)
    mail.send()
    return message_id


def hand_on(content: bytes, *, to_address: str) -> None:
    """Send a message whose bytes are made, exactly as they are, to one address: to the relay, or as a file where there is none."""
    made = message_from_bytes(content)
    relay = urlsplit(os.environ.get("DULY_MAIL_RELAY", ""))
    if settings.DEMO or not relay.hostname:
        folder = Path(os.environ.get("DULY_OUTBOX") or str(Home.find().root / "outbox"))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{str(made['message-id']).strip('<>').replace('/', '-')}.eml").write_bytes(content)
        return
    with (SMTP_SSL if relay.scheme == "smtps" else SMTP)(relay.hostname, relay.port or 25, timeout=30) as server:
        if relay.username:
            server.login(unquote(relay.username), unquote(relay.password or ""))
        server.sendmail(str(made["from"]), [to_address], content)


class Outbox(BaseEmailBackend):
    """Writes each mail as one .eml file, named by its Message-ID."""

    def __init__(self, folder: str = "", **options: object):
        super().__init__()
        self.folder = Path(folder)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; returns how many."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            name = mail.extra_headers["Message-ID"].strip("<>").replace("/", "-")
            (self.folder / f"{name}.eml").write_bytes(mail.message().as_bytes(linesep="\r\n"))
        return len(email_messages)


def _connection() -> BaseEmailBackend:
    relay = urlsplit(os.environ.get("DULY_MAIL_RELAY", ""))
    if settings.DEMO or not relay.hostname:
        return get_connection(
            "duly.casework.dispatch.relay.Outbox", folder=os.environ.get("DULY_OUTBOX") or str(Home.find().root / "outbox")
        )
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=relay.hostname,
        port=relay.port or 25,
        username=unquote(relay.username or ""),
        password=unquote(relay.password or ""),
        use_ssl=relay.scheme == "smtps",
        timeout=30,
    )
