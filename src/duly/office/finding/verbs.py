"""What can be done by name, with other words people have for it. Whether this person may is said by the page itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """Something to do: its wing ("" for both), where, and other words it goes by."""

    label: str
    url: str
    wing: str = ""
    also: str = ""


DO = (
    Verb("Decide exceptions", "/exceptions/", "payments", "workbench stopped variance"),
    Verb("Import a file", "/imports/new/", "payments", "upload visits invoices rota csv xlsx"),
    Verb("See who has not sent", "/imports/missing/", "payments", "late deadline chase"),
    Verb("Judge a week", "/runs/", "payments", "validate check draft run"),
    Verb("Approve or release a run", "/runs/", "payments", "pay bank file"),
    Verb("Find a rate", "/rates/find/", "payments", "price unit cost look up"),
    Verb("Put rates forward", "/rates/batches/new/", "payments", "uplift"),
    Verb("Put a line of care forward", "/care/put-forward/", "payments", "package commission"),
    Verb("Look at what was let through", "/tolerance/", "payments", "sample"),
    Verb("Changes of bank details", "/payees/", "payments", "payee account"),
    Verb("Answers of the bank", "/bank-answers/", "payments", "returns rejected camt pain"),
    Verb("Register a letter or a call", "/post/register/", "casework", "post mail telephone"),
    Verb("Triage the post", "/post/", "casework", "inbox letters"),
    Verb("Enter a person or body", "/directory/new/", "casework", "directory complainant council mp"),
    Verb("Log a call", "/calls/new/", "casework", "telephone rang caller contact"),
    Verb("Take an enquiry", "/enquiries/new/", "casework", "first contact question desk"),
    Verb("My work", "/tasks/", "casework", "tasks promises due waiting"),
    Verb("Open a case", "/cases/new/", "casework"),
    Verb("Open a restricted case in an emergency", "/restricted/", "casework", "break glass confidential wall"),
    Verb("Begin a submission", "/submissions/new/", "casework", "sign off decision"),
    Verb("Draft a letter", "/letters/new/", "casework", "reply answer"),
    Verb("Who may decide something", "/delegation/try/", "", "delegation scheme sign authority what if"),
    Verb("Change how your pages look", "/me/preferences/", "", "dark theme density keys text size"),
    Verb("Your alerts", "/alerts/", "", "bell news acknowledge"),
    Verb("Your views", "/views/", "", "saved lists filters columns rename"),
    Verb("What you have put aside", "/me/", "", "parked drafts views sign out tokens sessions passkeys"),
)
