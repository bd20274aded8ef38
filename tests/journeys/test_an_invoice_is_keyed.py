"""An invoice of twenty lines is keyed with no mouse, and a fault in a provider's file is found: the keys and clicks of both are counted."""

from collections import Counter
from datetime import timedelta

from duly.primitives.money import plain_pounds, price, rate_in_pounds
from tests.journeys.counting import counting
from tests.journeys.the_week import council

LINES = 20
KEYS_A_LINE = 20
"""Four seconds, at a fifth of a second a key."""


def claims():
    """Twenty claims of one provider for one service at one rate, as they might be written for the week after."""
    here = council()
    theirs = [one for one in here.claims if one.week == here.weeks[-1] and one.provider_ref == here.providers[0].ref and one.minutes]
    usual, _ = Counter((one.service, one.rate_hundredths) for one in theirs).most_common(1)[0]
    found = [one for one in theirs if (one.service, one.rate_hundredths) == usual][:LINES]
    assert len(found) == LINES
    return found


def test_twenty_lines_are_keyed_without_a_mouse_and_nothing_typed_is_lost(desk):
    lines, page = claims(), desk.page
    week, keyboard = lines[0].week + timedelta(days=7), page.keyboard
    total = plain_pounds(sum(price(one.minutes, one.rate_hundredths) for one in lines))
    desk.sit("Payments Officer")
    for address in ("/invoices/", "/packages/", "/packages/?state=To+approve"):
        desk.go(address)
    desk.open("/invoices/new/")

    def enter(words: str) -> None:
        keyboard.type(words)
        keyboard.press("Enter")

    with counting(page) as heading:
        enter(council().providers[0].ref)
        enter("PAPER 14")
        enter(total)
    with counting(page) as spent:
        for n, one in enumerate(lines):
            enter(one.person_ref.removeprefix("P-"))
            if not n:
                enter(one.service)
                enter(f"{week.day}/{week.month}")
            enter(str(one.minutes))
            if not n:
                enter(rate_in_pounds(one.rate_hundredths))
            amount = plain_pounds(price(one.minutes, one.rate_hundredths))
            enter(f"{amount}*1" if n == 4 else amount)
        page.locator("[data-totals]").get_by_text("They agree").wait_for()
    assert heading.clicks == spent.clicks == []
    assert len(heading.keys) <= 30
    assert len(spent.keys) <= LINES * KEYS_A_LINE, f"{len(spent.keys)} keys for {LINES} lines"

    the_grid_has_its_other_keys(desk, lines)
    desk.look("keying-an-invoice")
    page.locator(".saved").filter(has_text="Saved").wait_for()
    page.wait_for_load_state("networkidle")
    page.reload()
    assert page.locator("#cell-20-amount").input_value() == plain_pounds(price(lines[-1].minutes, lines[-1].rate_hundredths))
    page.locator("[data-tape]").get_by_text("line 5, amount").wait_for()
    page.locator("#cell-20-amount").focus()
    with page.expect_navigation():
        keyboard.press("Control+Enter")
    desk.says("is taken in as IM-", "Not judged", "Sums typed", "was keyed by hand", total[-6:])
    desk.look("a-keyed-invoice")


def the_grid_has_its_other_keys(desk, lines) -> None:
    """Tab into the grid, Ctrl D, Esc, t, the nearest value, rows pasted from a spreadsheet: each tried on a line that is emptied again."""
    page, keyboard = desk.page, desk.page.keyboard
    cell = lambda name, line=21: page.locator(f"#cell-{line}-{name}")  # noqa: E731  # a name for a place
    page.locator("[name=total]").focus()
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "cell-1-person", "nothing but boxes stands between the total and the first line"
    cell("person").focus()
    keyboard.press("Control+d")
    assert cell("person").input_value() == lines[-1].person_ref
    keyboard.press("Escape")
    assert cell("person").input_value() == ""
    cell("week_starting").focus()
    keyboard.type("t")
    keyboard.press("Tab")
    assert cell("week_starting").input_value() == page.locator("[data-grid]").get_attribute("data-today")
    page.evaluate(
        """words => { const sent = new DataTransfer(); sent.setData("text", words);
        document.querySelector("#cell-21-person").dispatchEvent(new ClipboardEvent("paste", {clipboardData: sent, bubbles: true, cancelable: true})); }""",
        f"{lines[0].person_ref}\t{lines[0].service}\t10/11/2026\t60\n{lines[1].person_ref}\t{lines[1].service}",
    )
    assert cell("person", 22).input_value() == lines[1].person_ref
    cell("week_starting").focus()
    page.locator("[data-this-line]").get_by_text("A week begins on a Monday.").wait_for()
    keyboard.press("Alt+n")
    assert cell("week_starting").input_value() == "9/11/2026"
    for line in (21, 22):
        for name in ("person", "service", "week_starting", "minutes"):
            cell(name, line).fill("")
    cell("person").focus()
    page.locator("[data-totals]").get_by_text("They agree").wait_for()


def test_a_fault_in_a_providers_file_is_found_in_two_clicks(desk):
    one = claims()[0]
    head = "invoice,line,provider,person,service,week_starting,minutes,rate,amount\r\n"
    row = "LC-9,{n},{provider},{person},{service},{week},{minutes},{rate},{amount}\r\n"
    as_told = vars(one) | {"provider": one.provider_ref, "person": one.person_ref, "amount": "21.00", "rate": "21.00", "week": "09/11/2026"}
    bad = head + "".join(row.format(n=n, **as_told | ({"rate": "21.O0"} if n == 7 else {})) for n in range(1, 30))
    desk.sit("Payments Officer")
    desk.open("/imports/new/?kind=invoices")
    desk.type("Who sent it", one.provider_ref)
    desk.hand_over("late.csv", bad.encode())
    desk.press("Take in this file")
    address = desk.page.url

    desk.open("/imports/")
    with counting(desk.page) as spent, desk.page.expect_navigation():
        desk.page.locator(f'a[href="{address.removeprefix(desk.base)}"]').click()
    assert len(spent.clicks) <= 2
    desk.says("1 thing to mend", "Row 8, rate", "21.O0", "nearest valid: 21.00")
    desk.look("a-fault")
    with desk.page.expect_download() as back:
        desk.page.get_by_role("link", name="The file back as a workbook").press("Enter")
    assert back.value.suggested_filename == "late-to-mend.xlsx"
