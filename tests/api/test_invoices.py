"""Invoices by program: the page's list, where each line of one went, and one that is keyed, once for a key and refused in the words of a file."""

import uuid

LINE = {"person": "P-1", "service": "home-care", "week_starting": "16/11/2026", "minutes": "1:00", "rate": "21.36", "amount": "1*21.36"}
PAPER = {"provider": "V-1", "invoice": "PAPER/1", "total": "21.36", "lines": [LINE]}


def test_the_list_and_an_invoice_say_what_became_of_each_line(of):
    tom = of("tom")

    told = tom.get("/invoices/?week=2026-W45").json()
    one = tom.get(f"/invoices/one/?provider=V-1&invoice={told['items'][0]['ref']}").json()

    assert told["items"][0]["pence"] == told["pounds"] if told["total"] == 1 else told["total"] > 1
    assert {line["state"] for line in one["lines"]} <= {"To decide", "Stopped", "Payable", "Paid", "Held", "Refused", "Nothing to pay"}
    assert tom.get("/invoices/one/?provider=V-1&invoice=NONE").status_code == 404
    assert of("helen").get("/invoices/").status_code == 403
    lines = tom.get("/packages/?sort=-weekly_pence").json()
    assert {one["person"] for one in lines["items"]} >= {line["person"] for line in one["lines"]}


def test_an_invoice_is_looked_at_keyed_once_for_a_key_and_told_every_fault(of):
    tom, key = of("tom"), str(uuid.uuid4())

    looked = tom.post("/invoices/look/", PAPER).json()
    wrong = tom.post("/invoices/", PAPER | {"lines": [LINE, LINE | {"minutes": "many", "rate": "21,36"}]})
    refused = of("ines").post("/invoices/", PAPER)
    first = tom.post("/invoices/", PAPER, key=key)
    again = tom.post("/invoices/", PAPER, key=key)
    other = tom.post("/invoices/", PAPER)

    assert looked["would_be_taken_in"], looked
    assert looked["sums"] == ["line 1, amount: 1*21.36 = 21.36"]
    assert wrong.status_code == 422
    assert [one["where"] for one in wrong.json()["faults"]] == ["body.lines.2.minutes", "body.lines.2.rate"]
    assert refused.status_code == 403
    assert first.status_code == 201, first.content
    assert again.json() == first.json()
    assert first.json()["state"] == "Not judged"
    assert (other.status_code, other.json()["detail"]) == (
        409,
        "Every invoice of this file was taken in before. Nothing was kept a second time.",
    )
