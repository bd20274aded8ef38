"""What a program reads: the lists and records of the pages, as its officer may see them and as its token is for."""

from collections import Counter

import pytest
from ninja import Schema

from duly.api.asking import OFFERED
from duly.core.people.models import Officer
from duly.core.tokens import actions as tokens
from duly.core.tokens.rules import SCOPES
from duly.primitives.power import POWERS
from tests.api.conftest import Program, officer, program

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def detail(answer) -> str:
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code
    assert told["next"]
    return told["detail"]


def test_without_a_token_nothing_is_read(offices):
    answer = Program("", "", officer("tom")).get("/runs/")

    assert (answer.status_code, detail(answer)) == (401, "This asks for a token, and none came with it.")
    assert answer["WWW-Authenticate"] == 'Bearer realm="duly"'


def test_a_cookie_of_somebody_signed_in_is_no_token(offices, client):
    client.force_login(Officer.objects.get(username="tom"), backend=BACKEND)

    assert client.get("/api/v1/runs/").status_code == 401


def test_a_token_nobody_made_a_revoked_one_and_one_whose_officer_left_are_refused(of):
    assert detail(Program("duly_nonsense", "", officer("tom")).get("/me/")).startswith("This token is not one of this office.")

    tom, joan = of("tom"), of("joan")
    tokens.revoke(tom.ref, by=officer("tom"))
    assert detail(tom.get("/me/")) == f"{tom.ref} was revoked. Make another at /me/tokens/."

    Officer.objects.filter(username="joan").update(is_active=False)
    try:
        answer = joan.get("/me/")
    finally:
        Officer.objects.filter(username="joan").update(is_active=True)
    assert (answer.status_code, detail(answer)) == (401, f"Whoever made {joan.ref} may no longer sign in, so it works no more.")


def test_a_token_reads_only_what_it_was_made_for(of):
    answer = of("tom", "read:record").get("/runs/")

    assert answer.status_code == 403
    assert detail(answer).endswith("it needs the scope read:payments, and was made for read:record.")
    assert of("tom", "read:payments").get("/runs/").status_code == 200


def test_a_scope_widens_nothing_its_officer_may_not_see(of):
    """The ombudsman's people have every scope here and read no payments; Corporate Finance reads no record."""
    answer = of("maya").get("/runs/")
    assert (answer.status_code, answer.json()["code"]) == (403, "scheme-no-row")
    assert of("maya").get("/cases/").status_code == 200
    assert of("tom").get("/cases/").status_code == 403
    assert of("femi").get("/record/").status_code == 403
    assert of("ines").get("/record/").status_code == 200


def test_a_token_says_whose_it_is(of):
    told = of("tom", "read:office").get("/me/").json()

    assert (told["name"], [post["code"] for post in told["posts"]], told["scopes"]) == ("Tom Ashby", ["payments-officer"], ["read:office"])


def test_what_has_not_changed_is_not_sent_again(of):
    tom = of("tom")
    number = tom.get("/exceptions/").json()["items"][0]["key"]
    first = tom.get(f"/exceptions/{number}/")

    again = tom.get(f"/exceptions/{number}/", If_None_Match=first["ETag"])

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert tom.get(f"/exceptions/{number}/", If_None_Match='"something else"').status_code == 200


def test_a_line_week_is_explained_as_on_its_page(of, client):
    tom = of("tom")
    number = tom.get("/exceptions/").json()["items"][0]["key"]
    client.force_login(Officer.objects.get(username="tom"), backend=BACKEND)

    told = tom.get(f"/exceptions/{number}/?explain=1").json()

    page = client.get(f"/exceptions/{number}/?format=json").json()
    assert {key: told["explanation"][key] for key in page} == page
    assert [(way["choice"], way["may"]) for way in told["ways"]] == [
        ("pay_entitled", True),
        ("pay_delivered", False),
        ("pay_claimed", False),
        ("hold", True),
        ("pay_other", True),
    ]
    assert "£100" in next(way["because"] for way in told["ways"] if not way["may"])
    assert tom.get(f"/exceptions/{number}/").json()["explanation"] is None
    assert tom.get(f"/exceptions/{number}/?since=JG-1").json()["faults"][0]["where"] == "query.since"


@pytest.mark.parametrize(
    "address", ["/runs/", "/exceptions/", "/providers/", "/contracts/", "/rates/", "/care/", "/imports/", "/tolerance/"]
)
def test_a_list_has_the_rows_of_its_page(of, client, address):
    client.force_login(Officer.objects.get(username="tom"), backend=BACKEND)

    page, told = client.get(f"{address}?format=json").json(), of("tom").get(address).json()

    assert told["total"] == page["total"]
    assert [{key: row[key] for key in page["items"][n]} for n, row in enumerate(told["items"])] == page["items"]


def test_a_list_is_filtered_sorted_and_read_page_by_page(of):
    tom = of("tom")

    first = tom.get("/providers/?sort=-stopped_pence&limit=1").json()
    second = tom.get(first["next"].removeprefix("/api/v1")).json()

    assert [row["ref"] for row in (*first["items"], *second["items"])] == ["V-1", "V-2"]
    assert (first["total"], second["next"]) == (2, None)
    assert tom.get("/exceptions/?provider=V-2").json()["total"] == 0
    assert tom.get("/exceptions/?colour=red").json()["not_understood"] == ["filter not understood: colour"]
    assert tom.get("/exceptions/?week=2027-W53").status_code == 422


def test_a_position_is_told_as_at_an_entry(of):
    tom = of("tom")

    now = tom.get("/positions/V-1/").json()

    assert {(row["line_ref"], row["claimed"], row["as_at"]) for row in now["items"]} >= {("L-1", "24.00", now["items"][0]["as_at"])}
    assert tom.get(f"/positions/V-1/?as-at={now['items'][0]['as_at']}").json() == now
    assert tom.get("/positions/V-1/?as-at=0").json()["total"] == 0
    assert tom.get("/positions/V-1/?as-at=99999").json()["faults"][0]["where"] == "query.as-at"
    assert tom.get("/positions/V-9/").status_code == 404


def test_a_statement_is_that_of_its_page_and_a_remittance_needs_a_payment(of):
    tom = of("tom")

    told = tom.get("/providers/V-1/position/").json()

    assert (told["ties_out"], told["kind"], told["theirs"]) == (True, "provider", None)
    assert tom.get(f"/providers/V-1/position/?as-known={told['as_known']}").json() == told
    assert tom.get("/providers/V-1/position/?as-known=99999").json()["faults"][0]["where"] == "query.as-known"
    assert (tom.get("/providers/V-9/position/").status_code, tom.get("/care/P-9/position/").status_code) == (404, 404)
    assert tom.get("/remittances/").json()["total"] == 0


def test_money_is_pounds_in_text_wherever_it_stands(of):
    tom = of("tom")

    contract = tom.get("/contracts/C-1/").json()

    assert contract["terms"][0]["trim_limit_pounds"] == "10.00"
    assert contract["may_be_paid_under"][0]["ends"] is None
    assert tom.get("/exceptions/").json()["pounds"] == "160.00"


def test_what_is_not_there_is_a_problem_and_no_page(of):
    tom = of("tom")

    assert detail(tom.get("/runs/HC-1999-W01/")) == "There is no run HC-1999-W01."
    assert detail(tom.get("/nothing/")) == "There is nothing at this address."
    assert detail(tom.get("/runs/?q=%00")) == "There is nothing at this address."


def test_what_does_not_read_is_said_where(of):
    answer = of("tom").get("/runs/?sort=colour&limit=0")

    assert answer.status_code == 422
    assert {fault["where"] for fault in answer.json()["faults"]} == {"query.sort", "query.limit"}


def test_another_way_of_asking_is_refused_with_those_there_are(of):
    answer = of("tom").post("/runs/HC-2026-W45/payments/")

    assert (answer.status_code, answer["Allow"], detail(answer)) == (405, "GET", "POST is not done here.")


def test_the_record_is_read_page_by_page(of):
    ines = of("ines")
    first = ines.get("/record/?limit=2").json()
    second = ines.get(first["next"].removeprefix("/api/v1")).json()

    assert len({one["event"] for one in (*first["items"], *second["items"])}) == 4
    whole = ines.get(f"/record/{first['items'][0]['event']}/").json()
    assert first["items"][0]["event"] in whole["sealed"]


@pytest.mark.parametrize("username", ["tom", "maya"])
def test_everybody_reads_who_holds_which_post(offices, username):
    told = program(username, "read:office")

    assert {one["name"] for one in told.get("/people/").json()} >= {"Tom Ashby", "Maya Okafor"}
    assert {one["office"] for one in told.get("/delegation/").json()} == {"Northmere Council", "Public Services Ombudsman"}


def test_people_read_what_programs_can_ask_and_find_every_operation(offices, client):
    client.force_login(Officer.objects.get(username="tom"), backend=BACKEND)

    page = client.get("/api/v1/").content.decode()

    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert len(described["paths"]) > 30
    assert [path for path in described["paths"] if f">{path}<" not in page] == []
    assert all(scope in page for scope in SCOPES)


def test_no_two_shapes_share_a_name_since_the_description_keeps_only_one_of_them():
    names = Counter(one.__name__ for one in _shapes(Schema) if one.__module__.startswith("duly.api"))

    assert [name for name, times in names.items() if times > 1] == []


def _shapes(of: type[Schema]) -> set[type[Schema]]:
    return {one for below in of.__subclasses__() for one in (below, *_shapes(below))}


OWN_DESK = ("read:desk", "write:desk")
"""What lies on one's own desk: the scheme has no power over it, and nobody sees another's."""
OF_CASEWORK = ("read:casework", "write:casework", "sign:casework")


def test_every_operation_says_its_scope_and_the_power_that_lets_somebody_see_it():
    for one in OFFERED:
        assert one.scope or one.path in ("/me/", "/jobs/{ref}/")
        assert all(code in POWERS for code in (one.sees, *one.asks) if code)
        assert one.sees == "payments.read" or one.scope in ("read:record", "read:office", *OF_CASEWORK, "", *OWN_DESK)
        if one.method == "POST":
            assert one.asks or one.scope in OWN_DESK
            assert not one.scope.startswith("read:")
