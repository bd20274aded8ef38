"""A morning's e-mails for the demonstration: invented people, belonging to nobody, writing about invented bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage

TO = "The Ombudsman <ombudsman@pso.example>"


@dataclass(frozen=True)
class Arrival:
    """One e-mail and what is done with it. `days_ago` counts back from the day it is logged; `way` is a way of triage."""

    name: str
    sender: str
    subject: str
    paragraphs: tuple[str, ...]
    way: str
    direct_to: str
    next_action: str
    owner: str
    days_ago: int = 0
    why_late: str = ""
    attachment: tuple[str, str] | tuple[()] = ()
    """A name and its text, or nothing."""


THE_COMPLAINT = Arrival(
    "hartley.eml",
    "Mrs Ruth Hartley <ruth.hartley@post.example>",
    "Nine months without a decision on my mother's care",
    (
        "Dear Ombudsman",
        "In March last year I asked Marlbrook Integrated Care Board to decide whether my mother is entitled to continuing healthcare. "
        "Its own standard is 28 days. I waited nine months, and nobody told me why.",
        "I have shown its letters to our MP, Delyth Hallam MP, who has asked to be told the outcome.",
        "I would like the board to say that it was wrong, and to make sure that it does not happen to anybody else.",
        "Yours faithfully\nRuth Hartley",
    ),
    "allocate",
    "Casework team",
    "Open a case and ask the board for its file",
    "casework-manager",
)

MORNING: tuple[Arrival, ...] = (
    THE_COMPLAINT,
    Arrival(
        "thorley.eml",
        "Mrs Agnes Thorley <agnes.thorley@post.example>",
        "You have not answered my brother's question",
        (
            "Dear Ombudsman",
            "Your office closed our complaint about Wexcombe Hospitals in August. The letter does not say which guidance was in force.",
            "I have not slept properly since. I do not know how much longer I can go on with this.",
            "A solicitor tells me the time for judicial review is short, so I should be grateful for a reply.",
            "Yours sincerely\nAgnes Thorley",
        ),
        "allocate",
        "Casework team",
        "Telephone Mrs Thorley today; ask Legal about the time limit",
        "casework-manager",
    ),
    Arrival(
        "pell.eml",
        "Gareth Pell MP <pell@members.example>",
        "My constituent Mr O Banjo",
        (
            "Dear Ombudsman",
            "My constituent waits for an answer from Northmere Council about his housing. May I have a note of where it stands?",
        ),
        "direct",
        "Customer care",
        "Note of the position to the MP's office",
        "assistant-casework-manager",
    ),
    Arrival(
        "echo.eml",
        "Lena Fitch <newsdesk@wexcombe-echo.example>",
        "Request for comment before publication",
        ("We are running a story on waiting times at Wexcombe Hospitals on Thursday. Do you have a view?",),
        "direct",
        "Press office",
        "Agree a line with the Head of Casework",
        "head-of-casework",
    ),
    Arrival(
        "rahmani.eml",
        "Ms Farida Rahmani <f.rahmani@post.example>",
        "Thank you, and my photographs",
        ("Thank you for what you did. Could the original photographs be sent back to me?",),
        "direct",
        "Records",
        "Return the originals by tracked post",
        "executive-assistant",
    ),
    Arrival(
        "osei.eml",
        "Mr Peter Osei <peter.osei@post.example>",
        "Documents about Northmere Council",
        ("I attach the list of dates you asked me for when I rang. I have the letters too.",),
        "allocate",
        "Casework team",
        "Check the dates against the council's own",
        "investigator",
        attachment=("dates.txt", "3 March 2026: asked for a visit\n17 April 2026: asked again\n2 June 2026: told the file was lost\n"),
    ),
    Arrival(
        "icb.eml",
        "Chief Executive <chief.executive@marlbrook-icb.example>",
        "Your draft report",
        ("We accept the findings in your draft and will write again about the remedy.",),
        "direct",
        "Investigation team",
        "Put with the case; chase the remedy in ten days",
        "investigator",
    ),
    Arrival(
        "clerk.eml",
        "Committee clerk <clerk@committee.example>",
        "Evidence session on 24 November",
        ("The committee would be grateful for a note on the number of complaints about continuing healthcare.",),
        "direct",
        "Head of Casework",
        "Draft the note for clearance",
        "head-of-casework",
    ),
    Arrival(
        "venkat.eml",
        "Dr S Venkat <s.venkat@clinic.example>",
        "Consent for clinical records",
        ("My patient has withdrawn her consent for the records sent to you in May.",),
        "hold",
        "",
        "Ask the records adviser before anybody opens the file",
        "assistant-casework-manager",
    ),
    Arrival(
        "llewellyn.eml",
        "Mr and Mrs Llewellyn <llewellyn@post.example>",
        "Complaint about your office",
        ("We are complaining about your office and the time it has taken, not about the council.",),
        "direct",
        "Service complaints",
        "Acknowledge within two working days",
        "assistant-casework-manager",
    ),
    Arrival(
        "zielinski.eml",
        "Mr Tomasz Zielinski <t.zielinski@post.example>",
        "Second complaint about Northmere Council",
        ("I wrote on the first of the month and have had no answer.",),
        "no reply",
        "",
        "None: his first letter was answered on the day this came",
        "executive-assistant",
        days_ago=12,
        why_late="It was in the shared mailbox of a team that has closed",
    ),
)


def about_the_case(case_ref: str) -> Arrival:
    """The twelfth: a letter about the case the first one opened."""
    return Arrival(
        "hartley-again.eml",
        "Mrs Ruth Hartley <ruth.hartley@post.example>",
        f"Re: {case_ref}",
        (f"Thank you for opening {case_ref}. I have found the board's letter of 4 January and can send it.",),
        "direct",
        "Casework team",
        "Ask for the letter of 4 January",
        "casework-manager",
    )


def as_mail(arrival: Arrival, *, sent_on: date) -> bytes:
    """The bytes of the e-mail, the same for the same day."""
    mail = EmailMessage()
    mail["From"] = arrival.sender
    mail["To"] = TO
    mail["Subject"] = arrival.subject
    mail["Date"] = f"{sent_on:%a}, {sent_on.day} {sent_on:%b %Y} 08:40:00 +0000"
    mail["Message-ID"] = f"<{sent_on:%Y%m%d}.{arrival.name.removesuffix('.eml')}@post.example>"
    mail.set_content(_lines(arrival.paragraphs))
    if arrival.attachment:
        name, text = arrival.attachment
        mail.add_attachment(text, filename=name)
        mail.set_boundary("=_duly_example")
    return mail.as_bytes()


def _lines(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"
