"""Which entries of the record are news, for whom, and where that leads. Work that merely waits is counted in the navigation; it is not news."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of news. Told to everybody a scheme names for one of `powers`, to whoever wrote one of `besides` about the same thing, and to the
    officer whom the entry itself names as its `whom`. `url` is of the entry's reference and facts.

    Whoever did it is not told, but for `doer_too`: they may have gone on to something else before it failed.
    """

    code: str
    title: str
    url: str
    powers: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    urgency: str = "for you"
    doer_too: bool = False
    whom: str = ""


KINDS = {
    kind.code: kind
    for kind in (
        Kind("payment.returned", "A payment came back", "/runs/{ref}/", ("runs.prepare", "files.release"), urgency="now"),
        Kind("import.refused", "A file was refused", "/imports/{ref}/", doer_too=True),
        Kind("import.undone", "An import was undone", "/imports/{ref}/", besides=("import.accepted",)),
        Kind("run.reopened", "A run was sent back", "/runs/{ref}/", besides=("run.drafted", "run.prepared"), urgency="now"),
        Kind("run.voided", "A run was made void", "/runs/{ref}/", besides=("run.drafted", "run.prepared", "run.approved"), urgency="now"),
        Kind("file.void-asked", "A bank file is to be voided", "/runs/", ("files.void",), urgency="now"),
        Kind("file.voided", "A bank file was voided", "/runs/", ("runs.prepare", "files.release")),
        Kind("override.asked", "A file is to go without a witness", "/runs/", ("files.override",), urgency="now"),
        Kind("payments.locked", "Payments are locked", "/payments-lock/", ("runs.prepare", "runs.approve", "files.release"), urgency="now"),
        Kind("payments.unlock-asked", "Payments are to be unlocked", "/payments-lock/", ("payments.unlock",), urgency="now"),
        Kind("missing-file.found", "A bank file is missing", "/payments-lock/", ("missing-files.settle",), urgency="now"),
        Kind("payee-change.refused", "A change of account was refused", "/payees/{ref}/", besides=("payee-change.proposed",)),
        Kind("rates.withdrawn", "Rates put forward were withdrawn", "/rates/batches/{ref}/", besides=("rates.put_forward",)),
        Kind(
            "rates.taken_back", "Adopted rates were taken back", "/rates/batches/{ref}/", ("runs.prepare",), besides=("rates.put_forward",)
        ),
        Kind("contract.embargoed", "A contract was stopped", "/contracts/{ref}/", ("runs.prepare",)),
        Kind("submission.returned", "Your submission was returned", "/submissions/{ref}/", besides=("submission.drafted",)),
        Kind("submission.decided", "Your submission was decided", "/submissions/{ref}/", besides=("submission.drafted",)),
        Kind(
            "statement.sent",
            "A position statement was sent to you",
            "/providers/{ref}/position/?as-known={as_known}",
            whom="officer",
            urgency="now",
        ),
        Kind(
            "post.held-back",
            "A file of post could not be registered",
            "/post/held-back/",
            ("post.held_back",),
            urgency="now",
            doer_too=True,
        ),
        Kind("call.alerted", "A caller was distressed, or somebody may be at risk", "/calls/{ref}/", ("contacts.agree",), urgency="now"),
        Kind(
            "case-access.opened",
            "A restricted case was opened in an emergency",
            "/restricted/",
            ("confidentiality.review",),
            whom="owner",
            urgency="now",
        ),
        Kind("involvement.asked", "You are asked about a case", "/involvement/{ref}/", whom="asked_of", urgency="now"),
        Kind("involvement.answered", "What you asked about a case was answered", "/involvement/{ref}/", whom="asked_by"),
        Kind("involvement.taken-over", "A case was taken over", "/involvement/{ref}/", whom="asked_by", urgency="now"),
        Kind("case.handed-over", "A case was handed over to you", "/cases/{ref}/", whom="owner"),
        Kind("post.reallocated", "Post was given to you", "/post/{ref}/", whom="owner"),
        Kind("post.taken-up", "Post that was done with was taken up again for you", "/post/{ref}/", whom="owner"),
        Kind("work.commissioned", "Work on a case was commissioned from you", "/commissioned/{ref}/", whom="owner", urgency="now"),
        Kind("work.commission-done", "Work you commissioned is done", "/commissioned/{ref}/", whom="set_by"),
        Kind("log.key-changed", "The record's key was changed", "/health/", ("health.read",), urgency="now"),
    )
}

DECIDES = {
    "exception.decided": "",
    "run.prepared": "/runs/{ref}/",
    "run.reopened": "/runs/{ref}/",
    "run.approved": "/runs/{ref}/",
    "run.voided": "/runs/{ref}/",
    "payee-change.confirmed": "/payees/{ref}/",
    "payee-change.refused": "/payees/{ref}/",
    "rates.adopted": "/rates/batches/{ref}/",
    "rates.withdrawn": "/rates/batches/{ref}/",
    "submission.returned": "/submissions/{ref}/",
    "submission.passed": "/submissions/{ref}/",
    "submission.decided": "/submissions/{ref}/",
    "letter.approved": "/letters/{ref}/",
    "letter.sent": "/letters/{ref}/",
    "post.triaged": "/post/{ref}/",
    "post.closed": "/post/{ref}/",
}
"""What decides a thing that somebody else may have put aside, or begun to write about, and the page it has. An exception has a row of a page."""
