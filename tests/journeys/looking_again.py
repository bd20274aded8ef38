"""The second half of a letter's journey: a review is asked for by letter, looked into by somebody independent, and another decision supersedes the first."""

from email.message import EmailMessage

ONLY = "Mr Ellerby sent photographs in June, and the decision does not mention them."
AGAIN = """Mr Quint Ellerby told Rushmere Homes in May that water came through his ceiling, and sent photographs in June. Nobody came until October.

We find that the delay of five months was maladministration, and that nobody looked at what he sent.

We recommend £1,440: £240 for each month he could not use the room, and £240 for what was overlooked, as our published scale has it at level 4."""


def a_letter() -> bytes:
    """What he wrote when he had our decision."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Mr Quint Ellerby <quint.ellerby@post.example>", "ombudsman@pso.example"
    mail["Subject"], mail["Message-ID"] = "Your decision about my ceiling", "<ceiling-2@post.example>"
    mail.set_content(
        "Dear Ombudsman\n\nI sent you photographs in June. Your decision does not mention them. Please look at it again.\n\nQuint Ellerby"
    )
    return mail.as_bytes()


def when_a_letter_asks_for_a_review(desk, case) -> str:
    """The item's address; it is put on the case it is of, by keys alone."""
    desk.open("/post/register/")
    desk.hand_over("again.eml", a_letter())
    desk.press("Register")
    desk.page.locator("input[name=way]:checked").press("2")
    desk.type("Where to", "Casework team")
    desk.choose("Owner", "Priya Nair, Assistant Casework Manager")
    desk.type("Next action", "See whether a review is asked for")
    desk.type("Case", case.split("/")[2])
    address = desk.page.url.removeprefix(desk.base)
    desk.press("Done, next")
    desk.says("is allocated.")
    return address


def when_the_review_is_taken_in(desk, item) -> str:
    """The review's address."""
    desk.open(item)
    desk.follow("A review was asked for")
    desk.look("taking in a review")
    desk.type("It overlooked or misunderstood parts of the complaint or the evidence (optional)", ONLY)
    desk.press("Take it in")
    desk.says("is taken in, and its clocks run.", ONLY, "Quint Ellerby")
    desk.look("a review asked for")
    return desk.page.url.removeprefix(desk.base)


def when_it_is_accepted_and_given_to_somebody_independent(desk, review):
    desk.open(review)
    for so in ("It is about a decision of ours", "It says what is wrong with the decision", "It raises something that no earlier review"):
        desk.page.get_by_role("checkbox", name=so).press("Space")
    desk.type("Why it is looked at again", "He says what was not looked at.")
    desk.press("Accept it")
    desk.says("is accepted.")
    desk.choose("Reviewer", "Jude Whitcombe, Investigator: not independent")
    desk.press("Give it to somebody")
    desk.says("Jude Whitcombe wrote S-", "so somebody else must look at it again.")
    desk.choose("Reviewer", "Astrid Lindqvist, Ombudsman's Casework Manager")
    desk.press("Give it to somebody")
    desk.says("Under way")
    desk.look("a review under way")


def when_it_is_found_and_concluded(desk, review):
    desk.open(review)
    desk.choose("What was found", "Both were wrong")
    desk.type("Reasons", "The photographs are on the file, at page 4, and nothing was said of them.")
    desk.press("Find on ground 1")
    desk.says("Both were wrong")
    desk.page.locator("summary", has_text="Conclude it").press("Enter")
    desk.choose("How it is resolved", "Amend it: another decision supersedes it, under the scheme")
    desk.type("Why, so that somebody else could follow it", "What he sent bears on the remedy.")
    desk.press("Conclude it")
    desk.says("is concluded.", "Resolved Amend it", "Outcome of the review Upheld")
    desk.look("a review concluded")


def when_it_is_carried_out(desk, review):
    desk.open(review)
    desk.type("In words", "Put up another submission.")
    desk.press("Carry it out")
    desk.says("Carried out")


def when_everybody_is_told(desk, review):
    desk.open(review)
    while desk.page.get_by_role("button", name="Somebody was told", exact=True).count():
        desk.page.get_by_label("Who was told", exact=True).select_option(index=1)
        desk.type("How", "By letter")
        desk.press("Somebody was told")


def then_it_is_not_closed_before_another_decision_stands(desk, review):
    desk.open(review)
    desk.refused("It is to be amended, and nothing has superseded DN-")


def when_it_is_closed(desk, review):
    desk.open(review)
    desk.press("Close it")
    desk.says("Closed", "Outcome of the review Upheld")
    desk.look("a review closed")


def then_the_first_decision_stands_as_it_was_made_and_is_superseded(desk, case):
    desk.open(case)
    desk.look("a case decided again")
    with desk.page.expect_navigation():
        desk.page.locator("main a[href^='/decisions/DN-']").last.press("Enter")
    desk.says("Superseded", "£1,200.00", "£1,440.00", "Upheld")
    desk.look("a decision superseded")
