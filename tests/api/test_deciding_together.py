"""Like exceptions decided by a program in one go, each outcome told; and one's own decision taken back."""

import uuid

DECIDED = {"choice": "pay_entitled", "reason": "21"}


def test_several_are_decided_together_once_each_outcome_told_and_one_is_taken_back(of, monkeypatch):
    monkeypatch.setattr("duly.payments.validation.checks.UNDO_SECONDS", 3_600)  # however slow the machine
    tom, key = of("tom"), str(uuid.uuid4())
    held = tom.get("/exceptions/?show=all").json()["items"][0]["key"]  # the one line-week that was held
    body = DECIDED | {"numbers": [int(held), int(held)]}

    first = tom.post("/exceptions/decide/", body, key=key)
    again = tom.post("/exceptions/decide/", body, key=key)
    second = tom.post("/exceptions/decide/", body)

    assert [(one["number"], one["decided"]["choice"], one["because"]) for one in first.json()] == [(int(held), "pay_entitled", "")]
    assert again.json() == first.json()
    assert second.json()[0]["because"].startswith("It is decided already: pay entitled")
    assert tom.post("/exceptions/decide/", body | {"numbers": [int(held), 999_999]}).status_code == 404
    assert of("joan").post(f"/exceptions/{held}/take-back/", {}).json()["code"] == "not-yours"
    assert tom.post(f"/exceptions/{held}/take-back/", {}).json()["decided"] is None
    assert tom.post(f"/exceptions/{held}/decide/", DECIDED | {"choice": "pay_other", "amount": "1/0"}).status_code == 409
