"""Approving, releasing, confirming an account and overriding ask for a second step, when none was shown lately; what was sent is then done."""

import html
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import include, path

from duly.core.desk.queries import drafts
from duly.core.record.clock import now
from duly.office.tests.test_signin import code_now
from duly.payments.screens.tests.conftest import at_desk, begun, office, rolled_back, shared, stages, steps  # noqa: F401  (fixtures)
from duly.payments.screens.tests.test_payees_on_screen import AGAIN, asked, called  # noqa: F401  (a fixture)
from duly.ui.asks import asks
from duly.ui.proof import proved

SECRET_NUMBER = AGAIN["account_number"]


@asks()
@proved(private=("number",))
def pressed(request):
    """A page that says what it was sent."""
    return HttpResponse(f"{request.method} {sorted((k, v) for k, v in request.POST.items() if k != 'csrfmiddlewaretoken')}")


urlpatterns = [path("pressed/", pressed), path("", include("duly.site.urls"))]


@pytest.fixture(autouse=True)
def a_real_office(settings):
    settings.STEP_UP_MINUTES = 15
    cache.clear()


class WithAnApp:
    """Somebody at a desk with an authenticator app."""

    def __init__(self, client):
        self.client, self.step = client, 0
        self.secret = client.get("/me/second-step/app/").context_data["form"].secret
        assert client.post("/me/second-step/app/", {"code": self.code()}).status_code == 302

    def code(self) -> str:
        """The next code nobody has used."""
        self.step += 1
        return code_now(self.secret, step=self.step - 1)

    def post(self, address: str, body: dict | None = None):
        return self.client.post(address, body or {})

    def prove(self):
        """Give the code that was asked for. Gives the answer."""
        asked_at = self.client.get("/sign-in/again/").headers["Location"]
        assert asked_at.startswith("/me/second-step/again/"), asked_at
        return self.client.post(asked_at, {"code": self.code()})


@pytest.fixture
def joan(at_desk) -> WithAnApp:  # noqa: F811
    return WithAnApp(at_desk("joan"))


@pytest.mark.urls(__name__)
def test_what_was_sent_is_done_once_the_second_step_is_shown(joan):
    answer = joan.post("/pressed/?week=2026-W45", {"because": "It is right.", "number": "12345678"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/again/")
    assert "12345678" not in str(dict(joan.client.session))

    back = joan.prove()

    assert back.headers["Location"] == "/pressed/?week=2026-W45"
    assert joan.client.get(back.headers["Location"]).content.decode() == "POST [('because', 'It is right.')]"
    assert joan.client.get(back.headers["Location"]).content.decode() == "GET []", "it is done once"
    assert joan.post("/pressed/", {"again": "yes"}).content.decode() == "POST [('again', 'yes')]", "and is not asked for again at once"


@pytest.mark.urls(__name__)
def test_a_draft_is_kept_by_whoever_is_asked_and_goes_away(joan, office):  # noqa: F811
    body = {"because": "It is right.", "draft_page": "/pressed/", "draft_form": "press", "draft_names": "because"}

    assert joan.post("/pressed/", body).status_code == 302

    assert [one.fields for one in drafts(office["joan"].ref, "/pressed/")] == [{"because": ["It is right."]}]


@pytest.mark.urls(__name__)
def test_a_wrong_code_does_nothing(joan):
    joan.post("/pressed/", {"because": "It is right."})
    wrong = joan.client.post("/me/second-step/again/", {"code": "000000"})

    assert wrong.status_code == 200
    assert "That was not accepted." in wrong.content.decode()
    assert joan.client.get("/pressed/").content.decode() == "GET []"
    assert joan.post("/pressed/").status_code == 302


@pytest.mark.urls(__name__)
def test_a_proof_is_old_after_fifteen_minutes_and_what_waited_then_is_not_done(joan, monkeypatch):
    joan.post("/pressed/", {"because": "It is right."})
    back = joan.prove()
    later = now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr("duly.ui.proof.now", lambda: later)

    assert joan.client.get(back.headers["Location"]).content.decode() == "GET []"
    assert joan.post("/pressed/").headers["Location"] == "/sign-in/again/"


@pytest.mark.urls(__name__)
def test_whoever_has_no_second_step_is_told_where_to_get_one(at_desk):  # noqa: F811
    answer = at_desk("joan").post("/pressed/")

    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "This asks for a passkey or a code" in page
    assert "/me/passkeys/add/" in page


@pytest.mark.urls(__name__)
def test_a_practice_copy_asks_nobody_and_says_so(at_desk, settings):  # noqa: F811
    settings.DEMO = True

    assert at_desk("joan").post("/pressed/").content.decode() == "POST []"
    assert "approving does not ask for a second step as it does in a real office" in at_desk("joan").get("/").content.decode()


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/runs/HC-2026-W45/approve/", {"seen_sha256": "0"}),
        ("/runs/HC-2026-W45/file/", {}),
        ("/payees/PC-000001/confirm/", AGAIN),
        ("/exceptions/?week=2026-W45", {"choice": "pay_delivered", "row": "1", "reason": "10"}),
    ],
)
def test_every_page_that_cannot_be_taken_back_asks(joan, address, body):
    assert joan.post(address, body).headers["Location"] == "/sign-in/again/"


@pytest.mark.parametrize("choice", ["pay_entitled", "hold"])
def test_a_decision_that_overrides_nothing_does_not(joan, choice):
    assert joan.post("/exceptions/?week=2026-W45", {"choice": choice, "row": "1", "reason": "10"}).status_code == 200


def test_an_account_is_confirmed_once_it_is_typed_again_and_was_never_kept(asked, at_desk, joan):  # noqa: F811
    at_desk("tom").post(f"/payees/{asked}/call/", called())
    joan.post(f"/payees/{asked}/confirm/", AGAIN)
    assert SECRET_NUMBER not in str(dict(joan.client.session))
    back = joan.prove()

    page = html.unescape(joan.client.get(back.headers["Location"]).content.decode())

    assert "Account numbers are not kept while you show who you are." in page
    assert "Give the account number again." in page
    assert joan.post(f"/payees/{asked}/confirm/", AGAIN).headers["Location"] == f"/payees/{asked}/"
