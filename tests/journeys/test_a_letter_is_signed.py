"""The letter's journey, in a browser: an e-mail registered, a case opened, a submission returned once and signed, its letter sent, the decision
reviewed and superseded."""

import email
import email.policy
import hashlib
import os
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.journeys import looking_again as again
from tests.journeys.counting import counting

pytestmark = pytest.mark.browser

TITLE = "Nothing was repaired for five months"
ASK = "Uphold the complaint"
FIRST = """Mr Quint Ellerby told Rushmere Homes in May that water came through his ceiling. Nobody came until October.

We find that the delay of five months was maladministration."""
SECOND = (
    FIRST
    + """

We recommend £1,200: £240 for each month he could not use the room, as our published scale has it."""
)
POINT = "Say how you come to the amount."


def test_a_letter_is_signed(desk):
    desk.sit("Executive Assistant")
    item = when_an_email_is_registered(desk)
    then_it_is_not_triaged_without_an_owner_and_a_next_action(desk)
    when_it_is_triaged(desk)

    desk.sit("Assistant Casework Manager")
    case = when_a_case_is_opened(desk, item)

    desk.sit("Investigator")
    submission = when_a_submission_is_put_up(desk, case)

    desk.sit("Assistant Casework Manager")
    when_it_is_returned_by_keyboard_with_what_the_checks_found_and_a_point_more(desk, submission)

    desk.sit("Investigator")
    then_it_is_not_put_up_unchanged(desk, submission)
    when_it_is_written_again_and_put_up(desk, submission)

    desk.sit("Assistant Casework Manager")
    when_it_is_passed_as_ready(desk, submission)

    desk.sit("Deputy Ombudsman")
    then_the_deputy_is_shown_why_not_and_by_which_rule(desk, submission)

    desk.sit("Ombudsman")
    when_the_ombudsman_signs_what_was_seen(desk, submission)

    desk.sit("Investigator")
    letter = when_a_letter_is_made(desk, submission)

    desk.sit("Ombudsman's Casework Manager")
    approved = when_it_is_approved(desk, letter)

    desk.sit("Executive Assistant")
    when_it_is_sent(desk, letter)
    then_the_bytes_sent_are_the_bytes_approved(desk, letter, approved)

    item = again.when_a_letter_asks_for_a_review(desk, case)
    desk.sit("Assistant Casework Manager")
    review = again.when_the_review_is_taken_in(desk, item)

    desk.sit("Ombudsman's Casework Manager")
    again.when_it_is_accepted_and_given_to_somebody_independent(desk, review)
    again.when_it_is_found_and_concluded(desk, review)
    desk.sit("Deputy Ombudsman")
    again.when_it_is_carried_out(desk, review)
    desk.sit("Assistant Casework Manager")
    again.when_everybody_is_told(desk, review)
    desk.sit("Ombudsman's Casework Manager")
    again.then_it_is_not_closed_before_another_decision_stands(desk, review)

    desk.sit("Investigator")
    second = when_another_submission_is_put_up(desk, case)
    desk.sit("Assistant Casework Manager")
    when_it_is_passed_as_ready(desk, second)
    desk.sit("Ombudsman")
    when_the_ombudsman_signs_what_was_seen(desk, second)

    desk.sit("Ombudsman's Casework Manager")
    again.when_it_is_closed(desk, review)
    again.then_the_first_decision_stands_as_it_was_made_and_is_superseded(desk, case)


def when_an_email_is_registered(desk) -> str:
    """The item's address."""
    desk.open("/post/register/")
    desk.hand_over("ellerby.eml", _mail())
    desk.press("Register")
    desk.says("Registered as P-", "Nobody has come to repair my ceiling", "Quint Ellerby")
    desk.look("registered")
    return desk.page.url.removeprefix(desk.base)


def then_it_is_not_triaged_without_an_owner_and_a_next_action(desk):
    _way(desk, "2")
    desk.choose("Owner", "Choose a person")
    desk.page.get_by_label("Next action", exact=True).fill("")
    desk.press("Done, next")
    desk.says("There is a problem", "Say who owns it.", "Say what happens next.")
    desk.look("triage without an owner")


def when_it_is_triaged(desk):
    _way(desk, "2")
    desk.type("Where to", "Casework team")
    desk.choose("Owner", "Priya Nair, Assistant Casework Manager")
    desk.type("Next action", "Open a case and ask the landlord for its file")
    desk.press("Done, next")
    desk.says("is allocated. Next: Open a case and ask the landlord for its file")
    desk.look("triaged")


def when_a_case_is_opened(desk, item) -> str:
    """The case's address."""
    desk.open(item)
    desk.follow("Open a case from this")
    desk.look("opening a case")
    desk.type("What it is about", TITLE)
    desk.type("Complainant", "Mr Quint Ellerby")
    desk.type("Body complained about", "Rushmere Homes")
    desk.choose("Owner", "Jude Whitcombe, Investigator")
    desk.press("Open the case")
    desk.says(TITLE, "is opened from", "Rushmere Homes")
    desk.look("case")
    return desk.page.url.removeprefix(desk.base)


def when_a_submission_is_put_up(desk, case) -> str:
    """The submission's address."""
    desk.open(case)
    desk.press("Begin the investigation")
    desk.follow("Draft a submission")
    desk.look("drafting a submission")
    desk.choose("Kind", "Decision on a complaint")
    _write(desk, FIRST)
    desk.press("Keep the draft")
    desk.press("Put it up")
    desk.says("Version 1 of S-", "is put up.")
    desk.look("put up")
    return desk.page.url.removeprefix(desk.base)


def when_another_submission_is_put_up(desk, case) -> str:
    """The address of the submission for the decision that supersedes."""
    desk.open(case)
    desk.follow("Draft a submission")
    desk.choose("Kind", "Decision on a complaint")
    _write(desk, again.AGAIN, remedy="1,440.00")
    desk.press("Keep the draft")
    desk.press("Put it up")
    desk.says("Version 1 of S-", "is put up.")
    return desk.page.url.removeprefix(desk.base)


def when_it_is_returned_by_keyboard_with_what_the_checks_found_and_a_point_more(desk, submission):
    desk.open(submission)
    desk.look("reviewing")
    desk.says("The remedy is £1,200, and no paragraph recommends it.", "No level of the scale of financial remedy is cited.")
    with counting(desk.page) as spent:
        for key in ("r", "2", "Tab", "t", "Tab"):  # return; at paragraph 2; the remedy is not explained
            desk.page.keyboard.press(key)
        desk.page.keyboard.type(POINT)
        with desk.page.expect_navigation():
            desk.page.keyboard.press("Control+Enter")
    desk.says("is returned with 3 points.")
    assert spent.clicks == []
    assert len(spent.keys) - len(POINT) <= 6
    desk.says(POINT, "the remedy is not explained; Jude Whitcombe")
    desk.look("returned")


def then_it_is_not_put_up_unchanged(desk, submission):
    desk.open(submission)
    desk.refused("Version 1 was returned (the remedy is not explained) and nothing has changed since.")
    desk.press_though_refused("Put it up", answers=409)
    desk.says("Version 1 was returned (the remedy is not explained) and nothing has changed since.", "Returned")
    desk.look("put up unchanged")


def when_it_is_written_again_and_put_up(desk, submission):
    desk.open(submission)
    desk.follow("Write the next version")
    _write(desk, SECOND)
    desk.press("Keep version 2")
    desk.says("Marked: what changed since version 1")
    desk.refused(
        "this misses point 1: not answered; point 2: not answered; point 3 (paragraph 2): not answered. Answer each, then put it up."
    )
    for place, answer in enumerate(("At 3 now.", "Level 4, at 3.", "By the month, at 3."), start=1):
        desk.type(f"Answer to point {place} (optional)", answer)
    desk.press("Keep the answers")
    desk.says("3 answers kept", "By the month, at 3.")
    desk.press("Put it up")
    desk.says("Version 2 of S-", "is put up.")
    desk.look("put up again")


def when_it_is_passed_as_ready(desk, submission):
    desk.open(submission)
    for key in ("a", "Space", "Tab", "Space", "Tab", "Space"):  # ready to sign, and each thing looked at
        desk.page.keyboard.press(key)
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type("The published scale is cited by the month; the date stands in the letter.")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Control+Enter")
    desk.says("is ready to sign.")


def then_the_deputy_is_shown_why_not_and_by_which_rule(desk, submission):
    desk.open(submission)
    desk.look("the deputy may not")
    desk.says("The Ombudsman signs. You may not sign it.", "5.2 Deputy Ombudsman your post", "£1,200.00 not met")
    assert desk.page.locator("[data-refused]", has_text="Sign this decision").count() == 1
    desk.refused("remedy")


def when_the_ombudsman_signs_what_was_seen(desk, submission):
    desk.open(submission)
    desk.look("signing")
    seen = desk.page.locator("form[action$='sign/'] input[name=seen_sha256]").get_attribute("value")
    assert seen in _together(desk.page.get_by_text("SHA-256 of this version").inner_text())
    desk.says(f"You sign the text above, whose digest begins {seen[:12]}")
    desk.page.get_by_role("radio", name="Agree").press("Space")
    desk.press("Sign this decision")
    desk.says("is decided: DN-", "under rule 5.3")
    desk.look("signed")


def when_a_letter_is_made(desk, submission) -> str:
    """The letter's address."""
    desk.open(submission)
    desk.follow("Make the letter")
    desk.look("making a letter")
    desk.type("Send to (optional)", "quint.ellerby@post.example")
    desk.press("Make the letter")
    desk.says("is made. Fill in what is missing.")
    desk.look("letter with gaps")
    desk.type("Address", "Mr Quint Ellerby\n4 Tanyard Row\nStoke Averil")
    desk.type("Our reasons", "Nobody came for five months, and nobody told you why.")
    desk.press("Keep, and make the PDF again")
    desk.says("is made again.", "Nobody came for five months", "£1,200.00")
    return desk.page.url.removeprefix(desk.base)


def when_it_is_approved(desk, letter) -> str:
    """The digest of the bytes that were approved."""
    desk.open(letter)
    desk.look("approving a letter")
    shown = _digest_shown(desk)
    assert hashlib.sha256(_pdf(desk, letter)).hexdigest() == shown
    desk.press("Approve these bytes")
    desk.says("is approved.")
    desk.look("approved")
    return shown


def when_it_is_sent(desk, letter):
    desk.open(letter)
    desk.press("Send it")
    desk.says("is sent.", "the bytes that were approved.")
    desk.look("sent")


def then_the_bytes_sent_are_the_bytes_approved(desk, letter, approved):
    assert _digest_shown(desk) == approved
    assert hashlib.sha256(_pdf(desk, letter)).hexdigest() == approved
    mails = list((Path(os.environ["DULY_HOME"]) / "outbox").glob(f"{letter.split('/')[2]}.*.eml"))
    sent = [part.get_content() for mail in mails for part in _read(mail).iter_attachments()]
    assert [hashlib.sha256(content).hexdigest() for content in sent] == [approved]


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Mr Quint Ellerby <quint.ellerby@post.example>", "ombudsman@pso.example"
    mail["Subject"], mail["Message-ID"] = "Nobody has come to repair my ceiling", "<ceiling@post.example>"
    mail.set_content("Dear Ombudsman\n\nI told Rushmere Homes in May. It is October and the water still comes in.\n\nQuint Ellerby")
    return mail.as_bytes()


def _way(desk, key: str) -> None:
    """Choose a way of triage by its key."""
    desk.page.locator("input[name=way]:checked").press(key)


def _write(desk, text: str, *, remedy: str = "1,200.00") -> None:
    desk.type("What the decision should be", ASK)
    desk.type("Remedy (optional)", remedy)
    desk.type("Text", text)


def _digest_shown(desk) -> str:
    return _together(desk.page.get_by_text("SHA-256 of the PDF").inner_text()).rpartition(":")[2]


def _together(words: str) -> str:
    return "".join(words.split())


def _pdf(desk, letter: str) -> bytes:
    return desk.page.context.request.get(f"{desk.base}{letter}pdf/").body()


def _read(mail: Path) -> EmailMessage:
    return email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)  # type: ignore[return-value]  # the policy makes it one
