"""The rate book at its desks: the list and its files, asking what is paid, a rate's page, and a batch from one person to another."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duly.core.calendar.actions import load_holidays
from duly.payments import flow
from duly.payments.rates.queries import batch, batches, rate
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

HEAD = "rate_ref,contract,service,from,to,rate,unit,line,day_type,length_from,length_to,carer,zone\n"
FILES = {
    "providers": "provider,name\nPR-1,Quillbank Homecare\n",
    "contracts": (
        "contract,provider,version,from,to,basis,tolerance_minutes,floor_minutes,match_window_minutes,double_up_percent,trim_limit,"
        "trim_limit_percent,clause\nC-1,PR-1,1,2026-04-01,,ACTUAL_MINUTE,0,0,120,90,5.00,1.00,7.2\n"
    ),
    "rates": HEAD
    + "RT-1,C-1,home-care,2026-04-01,,22.47,,,,,,,\n"
    + "RT-2,C-1,home-care,2026-04-01,,24.00,,,saturday,,,,\n"
    + "RT-3,C-1,home-care,2026-04-01,,26.00,,,,15,30,,\n"
    + "RT-4,C-1,sleep-in,2026-04-01,,61.20,night,,,,,,\n",
}
AWARD = HEAD + "RU-1,C-1,home-care,2027-04-01,,23.34,,,,,,,\nRU-2,C-1,home-care,2027-04-01,,25.00,,,saturday,,,,\n"


@pytest.fixture
def book(office):
    """A contract with four rates."""
    for kind, content in FILES.items():
        assert flow.IMPORTS[kind](f"{kind}.csv", content.encode(), "Northmere Council", office["tom"]).accepted
    return office


@pytest.fixture
def tom(book, at_desk):
    return at_desk("tom")


def read(browser, address, status=200, **sent):
    answer = browser.post(address, sent) if sent else browser.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def put_forward(tom, content=AWARD, name="award.csv"):
    file = SimpleUploadedFile(name, content.encode(), content_type="text/csv")
    answer = tom.post("/rates/batches/new/", {"source": "Cabinet, 2 March", "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def test_the_list_is_an_address_with_its_facets_and_the_same_rows_as_files(tom):
    page = read(tom, "/rates/?on=2026-11-09&day_type=saturday")
    assert "RT-2" in page
    assert "RT-1<" not in page
    assert "Saturdays" in page

    told = json.loads(tom.get("/rates/?on=2026-11-09&unit=night&format=json").content)
    assert told["items"] == [
        {
            "ref": "RT-4", "provider": "Quillbank Homecare", "contract": "C-1", "service": "sleep-in", "keys": "any", "starts": "2026-04-01",
            "last": None, "rate_hundredths": "61.20", "unit": "night", "line": "", "day_type": "", "length_from": 0, "length_to": 1440,
            "carer": 0, "zone": "", "adopted": True,
        }
    ]  # fmt: skip
    lines = tom.get("/rates/?on=any&format=csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Rate,Provider,Contract,Service,Narrowed to,From,Last day,£,Per,Line,Kind of day,Shortest call")
    assert len(lines) == 5


def test_asking_what_is_paid_shows_the_answer_and_every_rate_passed_over_with_its_reason(tom):
    page = read(tom, "/rates/find/?contract=C-1&service=home-care&on=7/11/2026&minutes=30")

    assert "£24.00 an hour: rate RT-2 (Saturdays), from 1 April 2026." in page
    assert page.count("It is less particular than RT-2.") == 2
    assert "It is for sleep-in." in page
    assert "It is for Saturdays." in read(tom, "/rates/find/?contract=C-1&service=home-care&on=9/11/2026&minutes=60")
    nothing = read(tom, "/rates/find/?contract=C-1&service=sleep-in&on=9/11/2026")
    assert "Contract C-1 has no rate for sleep-in on 9 November 2026." in nothing
    assert "It is for a night, not an hour." in nothing
    assert "This is not a number of minutes, such as 30." in read(
        tom, "/rates/find/?contract=C-1&service=home-care&on=9/11/2026&minutes=x", 422
    )


def test_a_rates_page_says_where_it_is_used_its_history_and_what_it_is_chosen_over(tom):
    page = read(tom, "/rates/RT-3/")

    assert "home-care, £26.00 an hour, 15 to 30 minutes, from 1 April 2026" in page
    assert "No line in force in the week of" in page
    assert "No week has been judged with it." in page
    assert "Tom Example" in page
    assert "£26.00 an hour: rate RT-3 (15 to 30 minutes), from 1 April 2026." in page
    assert "It is less particular than RT-3." in page
    assert tom.get("/rates/RT-99/").status_code == 404


def test_rates_are_put_forward_by_one_person_and_adopted_by_another_on_their_pages(tom, at_desk, book):
    where = put_forward(tom)
    ref = batches()[0].ref

    mine = read(tom, where)
    assert "You put these rates forward, so someone else must adopt them." in mine
    assert "22.47" in mine
    assert "23.34" in mine
    assert "2 rates have been put forward and price nothing" in read(tom, "/rates/")
    assert "RU-1" in read(tom, "/rates/?on=any&adopted=no")
    refused = read(tom, f"{where}adopt/", 409, sent="1")
    assert "someone else must adopt them" in refused
    assert batch(ref).state == "put forward"

    joan = at_desk("joan")
    assert joan.post(f"{where}adopt/").url == where
    page = read(joan, where)
    assert "The 2 rates of" in page
    assert "Adopted" in page
    assert "22.47" in page, "what was in force the day before stays beside it"
    assert rate("RU-1").approved
    assert "23.34 an hour: rate RU-1" in read(tom, "/rates/find/?contract=C-1&service=home-care&on=1/4/2027")
    story = read(tom, "/rates/RT-1/")
    assert "was adopted: 2 rates, in the place of 2 for their days" in story
    assert ref in read(joan, "/rates/batches/?state=adopted")


def test_a_batch_that_would_be_ambiguous_says_so_where_it_would_be_adopted(tom, at_desk):
    where = put_forward(tom, HEAD + "RU-1,C-1,home-care,2027-04-01,,23.34,,,,30,60,,\n")

    page = read(at_desk("joan"), where)

    assert (
        "RU-1 and RT-3 are equally particular: both are for home-care by the hour under C-1, calls of 30 minutes, from 1 April 2027" in page
    )
    assert "equally particular" in read(at_desk("joan"), f"{where}adopt/", 409, sent="1")


def test_a_batch_is_withdrawn_with_a_reason(tom):
    where = put_forward(tom)
    assert "Say why these rates are withdrawn." in read(tom, f"{where}withdraw/", 422, because="")

    assert tom.post(f"{where}withdraw/", {"because": "The award was wrong."}).url == where

    assert "Withdrawn" in read(tom, where)
    assert "The award was wrong." in read(tom, "/rates/RU-1/")


def test_a_file_with_faults_is_shown_as_any_import_and_a_reader_may_put_nothing_forward(tom, at_desk, book):
    file = SimpleUploadedFile("bad.csv", (HEAD + "RU-1,C-9,home-care,2027-04-01,,23.34,,,,,,,\n").encode())
    answer = tom.post("/rates/batches/new/", {"source": "x", "file": file})
    assert answer.url.startswith("/imports/IM-")
    assert '"C-9" is not known.' in read(tom, answer.url)

    ines = at_desk("ines")
    assert "No post you hold may put rates forward" in read(ines, "/rates/batches/new/")
    with pytest.raises(Refused, match="No post you hold may put rates forward"):
        flow.put_rates_forward("x.csv", AWARD.encode(), "x", book["ines"])


def test_an_adopted_batch_is_taken_back_on_its_page_by_whoever_may_adopt(tom, at_desk):
    address, manager = put_forward(tom), at_desk("rhona")
    manager.post(f"{address}adopt/")
    assert "Take these rates back" in read(manager, address)

    assert manager.post(f"{address}take-back/", {"because": ""}).status_code == 422
    assert at_desk("femi").post(f"{address}take-back/", {"because": "Wrong year."}).status_code == 403
    assert manager.post(f"{address}take-back/", {"because": "Wrong year."}).status_code == 302

    page = read(manager, address)
    assert "is taken back: what its rates replaced is known again." in page
    assert "Take these rates back" not in page
    assert rate("RU-1") is None
    assert manager.post(f"{address}take-back/", {"because": "Again."}).status_code == 409


def test_bank_holidays_are_shown_with_whose_they_are(tom, settings):
    assert "None of England and Wales is known yet" in read(tom, "/rates/holidays/")

    load_holidays(years=[2026], by=SYSTEM)
    settings.DULY_BANK_HOLIDAYS = "scotland"

    assert "/rates/holidays/" in read(tom, "/rates/")
    page = read(tom, "/rates/holidays/?year=2026")
    assert "Bank holidays of Scotland" in page
    assert "Saint Andrew's Day" in page
    assert tom.get("/rates/holidays/?format=csv").content.startswith(b"\xef\xbb\xbfDay,Weekday,Bank holiday,From")
