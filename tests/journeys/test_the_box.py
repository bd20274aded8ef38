"""The command box, by keyboard: a position statement by five letters, and never a name from the other wing."""

from tests.journeys.test_nothing_typed_is_lost import at_an_exception


def first_provider(desk) -> str:
    """The name of a provider of the practice copy."""
    desk.open("/providers/")
    return desk.page.locator("tbody [data-row] a, tbody th a, tbody a").first.inner_text()


def test_a_position_statement_is_control_k_five_letters_and_enter(desk):
    desk.sit("Payments Officer")
    name = first_provider(desk)
    desk.open("/runs/")
    desk.page.keyboard.press("Control+k")
    desk.page.keyboard.type(name[:5])
    desk.page.get_by_role("option", name=f"Position statement for {name}").wait_for()
    desk.look("command-box")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    assert desk.page.url.endswith("/position/")
    desk.says(name)


def test_a_name_of_one_wing_is_nothing_in_the_other(desk):
    desk.sit("Payments Officer")
    name = first_provider(desk)
    desk.sit("Executive Assistant")
    desk.open(f"/box/?q={name}")
    assert name not in desk.page.content()


def test_a_sum_is_worked_out_where_it_is_typed(desk):
    at_an_exception(desk)
    desk.page.keyboard.press("Control+k")
    desk.page.keyboard.type("=49.75*21.36")
    desk.page.get_by_role("option", name="£1,062.66").wait_for()
    desk.page.keyboard.press("Escape")
    assert desk.page.evaluate("document.activeElement.name") == "note", "the focus goes back to where it was"


def test_a_key_of_ones_own_does_what_the_usual_one_did(desk):
    desk.sit("Payments Officer")
    desk.open("/me/preferences/")
    desk.type("Your key: Next line of a list", "n")
    desk.press("Keep")
    try:
        desk.open("/exceptions/?show=all")
        rows = desk.page.locator("[data-list] [data-row] a")
        rows.first.focus()
        desk.page.keyboard.press("j")
        assert rows.first.evaluate("row => row === document.activeElement")
        desk.page.keyboard.press("n")
        assert not rows.first.evaluate("row => row === document.activeElement")
    finally:
        desk.open("/me/preferences/")
        desk.type("Your key: Next line of a list", "j")
        desk.press("Keep")
