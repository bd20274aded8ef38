"""An interruption, a lost connection, a session that ended, and two people at one line: nothing typed is lost, by keyboard alone."""

import re

TYPED = "The practitioner is to confirm the longer Tuesday call; I rang at ten."
NOTE = "textarea[name=note]"


def at_an_exception(desk) -> None:
    """Sit as the payments officer at the workbench, and begin a note."""
    desk.sit("Payments Officer")
    desk.open("/exceptions/")
    to_the_note(desk)
    desk.page.keyboard.insert_text(TYPED)


def to_the_note(desk) -> None:
    """To the end of the note, by Tab from the top of the page."""
    desk.page.evaluate("document.activeElement.blur()")
    for _ in range(150):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate("document.activeElement.name") == "note":
            return desk.page.keyboard.press("End")
    raise AssertionError("the note cannot be reached by Tab")


def to_the_button(desk, name: str) -> None:
    """To a button further down, by Tab."""
    for _ in range(12):
        desk.page.keyboard.press("Tab")
        if name in (desk.page.evaluate("document.activeElement.innerText") or ""):
            return
    raise AssertionError(f"{name} cannot be reached by Tab from the note")


def test_an_interruption_is_parked_and_taken_up_again_at_the_same_word(desk):
    at_an_exception(desk)
    line = desk.page.locator("form.pane h2").first.inner_text()
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Alt+p")
    desk.says("is put aside, with what you had typed")
    desk.go("/me/")
    desk.says("Put aside", "Typed and not yet sent")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Alt+r")
    assert desk.page.url.endswith("/exceptions/")
    assert desk.page.locator(NOTE).input_value() == TYPED
    assert desk.page.locator("form.pane h2").first.inner_text() == line
    assert desk.page.evaluate("document.activeElement.name") == "note"
    assert desk.page.locator("[data-resume]").count() == 0
    desk.look("taken-up-again")


def test_with_no_connection_what_is_typed_stays_is_said_and_is_kept_later(desk):
    at_an_exception(desk)
    desk.page.context.set_offline(True)
    desk.page.keyboard.insert_text(" And again.")
    desk.page.get_by_role("alert").filter(has_text="Not saved").wait_for()
    to_the_button(desk, "Decide, next")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_timeout(300)
    assert desk.page.locator(NOTE).input_value().endswith("And again."), "a form that cannot be kept is not sent"
    assert desk.page.evaluate("document.activeElement.innerText").startswith("Decide, next"), "and whoever pressed stays where they were"
    desk.page.context.set_offline(False)
    desk.complaints.clear()  # what could not be fetched meanwhile was meant
    desk.page.locator(".unsaved").wait_for(state="detached", timeout=8000)
    desk.page.reload()
    assert desk.page.locator(NOTE).input_value().endswith("And again.")
    to_the_note(desk)
    desk.page.keyboard.insert_text(" Sent at last.")
    to_the_button(desk, "Decide, next")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    assert desk.page.locator(NOTE).input_value() in ("", TYPED + " And again. Sent at last."), (
        "it is decided, or refused with all that was typed"
    )


def test_a_session_that_ended_loses_nothing(desk):
    at_an_exception(desk)
    cookies = desk.page.context.cookies()
    desk.page.context.clear_cookies(name="sessionid")
    desk.page.keyboard.insert_text(" After the session.")
    alert = desk.page.get_by_role("alert").filter(has_text="You have been signed out")
    alert.wait_for()
    assert alert.get_by_role("link").get_attribute("target") == "_blank"
    desk.page.context.add_cookies([one for one in cookies if one["name"] == "sessionid"])  # signed in again beside
    desk.page.locator(".unsaved").wait_for(state="detached", timeout=8000)
    desk.page.reload()
    assert desk.page.locator(NOTE).input_value().endswith("After the session.")
    desk.complaints.clear()


def test_starting_afresh_is_one_press_and_the_draft_is_gone(desk):
    at_an_exception(desk)
    desk.page.locator(".saved").filter(has_text=re.compile(r"Saved \d\d:\d\d:\d\d")).wait_for()
    desk.page.reload()
    afresh = desk.page.get_by_role("button", name="Start afresh")
    afresh.press("Enter")
    assert desk.page.locator(NOTE).input_value() == ""
    desk.page.wait_for_load_state("networkidle")
    desk.page.reload()
    assert afresh.count() == 0


def test_two_people_at_one_line_see_each_other(desk, chromium, site):
    at_an_exception(desk)
    other = chromium.new_context().new_page()
    try:
        other.goto(site + "/desks/")
        other.get_by_role("button", name="Senior Officer", exact=True).press("Enter")
        other.wait_for_url(site + "/")
        desk.page.locator(".saved").filter(has_text="Saved").wait_for()
        desk.page.reload()
        desk.page.keyboard.press("Tab")
        other.goto(site + "/exceptions/")
        other.locator("[data-others]").filter(has_text="Tom Ashby").wait_for()
    finally:
        other.context.close()
