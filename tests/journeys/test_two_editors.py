"""Two people at one paper, by keyboard alone: field by field, and nothing of either is lost. And one person at two screens, which stay in step."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.journeys.conftest import Desk

ASK, TEXT, REMEDY = "What the decision should be", "Text", "Remedy (optional)"


@pytest.fixture
def other(chromium, site):
    """A second browser window, for the other person."""
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield Desk(page, site, [])
    context.close()


def a_paper_of(desk: Desk) -> str:
    """A submission drafted at a desk, by keyboard: its address."""
    desk.open("/cases/?state=investigation")
    case = desk.page.locator("tbody a[href^='/cases/PSO-']").first.get_attribute("href").strip("/").split("/")[1]
    desk.open(f"/submissions/new/?case={case}")
    desk.type(ASK, "Uphold the complaint")
    desk.type(REMEDY, "100.00")
    desk.type(TEXT, "The council did not answer.\n\nIt says so itself.")
    desk.press("Keep the draft")
    return desk.page.url.removeprefix(desk.base)


def test_two_people_who_end_one_contract_find_each_other_out(desk, other):
    # Given a contract that two people have open to end
    desk.sit("Senior Officer")
    other.sit("Group Manager")
    desk.open("/contracts/?state=In+force")
    contract = desk.page.locator("tbody a[href^='/contracts/']").first.get_attribute("href")
    for at in (desk, other):
        at.open(contract)

    # When one ends it, and then the other ends it on another day
    for at, day, why in ((other, "31/12/2026", "They gave notice."), (desk, "30/11/2026", "The home closes.")):
        form = at.page.locator("form[action$='/end/']")
        form.get_by_label("Last day").press("ControlOrMeta+a")
        at.page.keyboard.insert_text(day)
        form.get_by_label("Why").press("End")
        at.page.keyboard.insert_text(why)
        with at.page.expect_navigation():
            form.get_by_role("button", name="End it").press("Enter")

    # Then the second is shown who was first, and what each says, and nothing is done yet
    other.says("ends there")
    desk.says("Rhona Ellwood changed this contract at", "30/11/2026", "31/12/2026")
    desk.look("two-who-end-a-contract")

    # and what they pick is done, the why they typed still theirs
    desk.page.get_by_role("radio", name="Yours").focus()
    desk.press("Keep what I picked")
    desk.says("The home closes.", "What you did not pick is kept beside")


def test_a_clash_of_two_editors_loses_nothing_of_either(desk, other):
    # Given one paper, open to be written at two desks of its investigator's, as one did before lunch
    for at in (desk, other):
        at.sit("Investigator")
    paper = a_paper_of(desk)
    for at in (desk, other):
        at.open(f"{paper}revise/")

    # When one keeps another ask and another remedy, and the other then keeps another ask and another text
    other.type(ASK, "Uphold in part")
    other.type(REMEDY, "250.00")
    other.press("Keep version 2")
    desk.type(ASK, "Refuse the complaint")
    desk.type(TEXT, "The council answered late.")
    with desk.page.expect_navigation() as sent:
        desk.page.get_by_role("button", name="Keep version 2", exact=True).press("Enter")

    # Then neither is kept over the other: the ask is asked about, theirs beside ours and what was there
    assert sent.value.status == 409
    desk.says("kept version 2 of this", "Uphold the complaint", "Uphold in part", "Refuse the complaint", "250.00")
    desk.look("two-editors")
    ours = desk.page.get_by_role("radio", name="Yours")
    assert ours.count() == 1, "what only one of them changed is not asked about"

    # and when theirs is picked, by its key
    ours.focus()
    desk.page.keyboard.press("1")
    desk.press("Keep what I picked")

    # then the paper has their ask and remedy and our text, and what was not picked is kept beside
    desk.says("Version 3", "Uphold in part", "£250.00", "kept beside")
    desk.open(f"{paper}revise/")
    assert desk.page.get_by_label(TEXT, exact=True).input_value() == "The council answered late."
    desk.open("/me/")
    desk.says("Kept beside", "Refuse the complaint")
    assert desk.page.get_by_text("Typed and not yet sent").count() == 0, "what was kept is a draft no more"
    desk.complaints[:] = [one for one in desk.complaints if "409" not in one]


def test_a_pane_on_the_other_screen_stays_in_step_and_lists_are_addresses(desk):
    # Given the officer at the workbench, with the decision on the other screen
    desk.sit("Payments Officer")
    desk.open("/exceptions/?show=all")
    with desk.page.expect_popup() as opened:
        desk.page.get_by_role("button", name="Send to the other screen: Decide this line").press("Enter")
    beside = opened.value
    beside.wait_for_load_state()
    assert beside.locator(".pane:visible").count() == 1
    assert beside.locator("header nav").is_hidden()

    # When another line is opened in the list, then the pane beside shows it
    second = desk.page.locator("tbody tr").nth(1).get_by_role("link").first
    person = second.inner_text()
    with beside.expect_navigation():
        second.press("Enter")
    beside.locator(".pane:visible h2", has_text=person).wait_for()
    beside.get_by_role("button", name="Close this window: Decide this line").focus()
    with beside.expect_event("close"), suppress(PlaywrightError):  # the window may be gone before the key is said to be down
        beside.keyboard.down("Enter")

    # Given the list with a column hidden and another moved, then the address holds them, and a view of that name leads back to it
    desk.page.locator("summary", has_text="Columns").press("Enter")
    desk.follow("Hide %")
    desk.page.locator("#columns[open], #columns").first.wait_for()
    assert "columns=" in desk.page.url
    heads = desk.page.locator("thead th").all_inner_texts()
    assert "%" not in heads
    desk.follow("Save view")
    desk.type("Name of the view", "Without shares")
    desk.press("Save view")
    assert desk.page.locator("thead th").all_inner_texts() == heads
    desk.open("/")
    desk.follow("Without shares")
    assert desk.page.locator("thead th").all_inner_texts() == heads
    desk.open("/exceptions/?show=all&nonsense=1&columns=person,nothing")
    desk.says("Filter not understood: nonsense", "column not understood: nothing")
