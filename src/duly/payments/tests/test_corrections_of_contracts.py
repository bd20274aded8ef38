"""Files of providers, contracts and what belongs to terms are replaced and undone as others are, and what is used does not vanish."""

from datetime import date

import pytest

from duly.core.record.queries import history, newest
from duly.payments import flow
from duly.payments.contracts import actions as contracts
from duly.payments.contracts import queries as known
from duly.payments.contracts.models import Contract, Terms
from duly.payments.providers.actions import add_provider
from duly.payments.providers.models import Provider
from duly.payments.providers.queries import provider_at, provider_names
from duly.payments.providers.tests.factories import proposed
from duly.payments.tests.ground import MONDAY, an_officer
from duly.payments.tests.test_corrections_of_the_books import previewed, refused, replaced, sent
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
PROVIDERS = "provider,name\nV-1,Quilbank Care\nV-2,Ostwyn Carers\n"
HEADS = (
    "contract,provider,title,version,from,to,basis,tolerance_minutes,floor_minutes,match_window_minutes,double_up_percent,trim_limit,"
    "trim_limit_percent,clause,contract_from,contract_to\n"
)
V1 = "C-1,V-1,Framework,1,2026-04-01,2026-10-04,BANDED,5,15,90,80,10.00,2.00,7.2,,\n"
V2 = "C-1,V-1,Framework,2,2026-10-05,,ACTUAL_MINUTE,0,0,90,80,10.00,2.00,7.3,,\n"
OTHER = "C-2,V-2,Sitting,1,2026-04-01,,ACTUAL_MINUTE,0,0,90,80,10.00,2.00,7.2,,\n"
BANDS = "contract,version,from_minute,to_minute,pay_minutes\nC-1,1,1,15,15\nC-1,1,16,30,30\n"
STEPS = "contract,version,kind,from_day,to_day,percent\nC-1,1,hospital,1,14,50\nC-1,1,respite,1,7,25\n"
CLAUSES = "contract,version,about,number,words\nC-1,1,cancelling,7.9,Cancelled calls\n"
FILES = {
    "providers": (PROVIDERS + "V-3,Marlow Homes\n", "provider,name\nV-3,Marlowe Homes\n"),
    "contracts": (HEADS + V1 + V2 + OTHER, HEADS + V1.replace("7.2", "7.4") + V2.replace(",V-1,Framework,", ",V-1,Framework 2,")),
    "bands": (BANDS, BANDS.replace("30,30", "45,45")),
    "steps": (STEPS, "contract,version,kind,from_day,to_day,percent\nC-1,1,hospital,1,28,80\n"),
    "clauses": (CLAUSES, CLAUSES.replace("7.9", "7.10")),
}


def everything():
    return (
        provider_names(),
        known.contracts_known() and [(c.ref, c.provider_ref, c.title) for c in known.contracts_known()],
        known.terms_known(),
        known.in_force(),
        known.bands_known(),
        known.steps_known(),
        known.clauses_known(),
    )


@pytest.fixture
def ada():
    return an_officer()


@pytest.fixture
def council(ada):
    """Two providers, each with a contract that files told."""
    sent("providers", PROVIDERS, ada)
    sent("contracts", HEADS + V1 + V2 + OTHER, ada)
    return ada


@pytest.mark.parametrize("kind", FILES)
def test_a_corrected_file_is_looked_at_replaces_and_is_undone_step_by_step(ada, kind):
    for before, content in (("providers", PROVIDERS), ("contracts", HEADS + V1 + V2 + OTHER)):
        if kind in ("bands", "steps", "clauses") or (kind, before) == ("contracts", "providers"):
            sent(before, content, ada)
    nothing = everything()
    first = sent(kind, FILES[kind][0], ada)
    told = everything()

    assert previewed(kind, FILES[kind][0] + "\n", ada).changes.rows == ()
    looked_at = previewed(kind, FILES[kind][1], ada).changes
    assert looked_at.count("changed")
    assert everything() == told
    assert replaced(kind, FILES[kind][1], ada, agreed="0" * 64).refusal.code == "changed-since"
    assert everything() == told

    second = replaced(kind, FILES[kind][1], ada, agreed=looked_at.digest)
    assert second.accepted, second.faults
    assert second.counts["the same"] == looked_at.same
    assert everything() not in (told, nothing)

    assert f"{second.ref} replaced some of what {first.ref} told." in refused(first.ref, ada)
    flow.undo_import(second.ref, because="The wrong year.", by=ada)
    assert everything() == told
    flow.undo_import(first.ref, because="The wrong council.", by=ada)
    assert everything() == nothing
    assert any("The wrong council." in one.sentence for one in newest(limit=8))
    assert sent(kind, FILES[kind][0], ada).accepted  # the same bytes may come again, under the same references
    assert everything() == told


def test_a_provider_keeps_its_address_through_other_names_and_the_record_tells_them(ada):
    sent("providers", PROVIDERS, ada)

    replaced("providers", "provider,name\nV-1,Quillbank Care\n", ada)

    assert provider_at("quilbank-care").name == "Quillbank Care"
    assert provider_names()["V-2"] == "Ostwyn Carers"  # a file reaches to whom it names
    assert "Provider V-1 is Quillbank Care; a file had it as Quilbank Care." in [e.sentence for e in history("provider", "V-1")]


def test_what_somebody_added_agreed_or_decided_is_not_a_files_to_replace(council):
    add_provider(name="By Hand", ref="V-9", by=council)
    contracts.end_contract("C-2", ends=MONDAY, because="Notice was given.", by=council)
    contracts.agree_terms(
        "C-1",
        starts=MONDAY,
        basis="ACTUAL_MINUTE",
        match_window_minutes=90,
        double_up_percent=80,
        trim_limit_pence=0,
        trim_limit_bp=0,
        clause="8",
        by=council,
    )
    before = everything()

    of_provider = replaced("providers", "provider,name\nV-9,By File\n", council)
    of_agreed = replaced("contracts", HEADS + V2.replace(",2,", ",3,", 1), council)
    of_cut = replaced("contracts", HEADS + V2, council)
    of_days = replaced("contracts", HEADS + OTHER.replace(",,\n", ",2026-04-01,2027-03-31\n"), council)

    assert of_provider.faults[0].says == "Provider V-9 was added by somebody, and is not a file's to replace."
    assert "Version 3 of C-1 was agreed by somebody, and is not a file's to replace." in [f.says for f in of_agreed.faults]
    assert "Version 2 of C-1 was agreed by somebody, and is not a file's to replace." in [f.says for f in of_cut.faults]
    assert "Somebody decided that, and it is not a file's to replace." in of_days.faults[0].says
    assert everything() == before
    assert replaced("contracts", HEADS + OTHER.replace("7.2", "7.5"), council).accepted  # its terms are still a file's
    assert [s.ends for s in known.in_force("C-2")] == [MONDAY]


def test_a_version_out_of_which_another_is_cut_keeps_its_days_before_and_is_asked_about_those_after(council):
    spring = V1.replace(",1,2026-04-01,2026-10-04,BANDED", ",7,2026-06-01,2026-10-04,ACTUAL_MINUTE")
    cut = replaced("contracts", HEADS + V1.replace(",1,2026-04-01,2026-10-04,BANDED", ",7,2026-06-01,2026-06-30,ACTUAL_MINUTE"), council)
    assert "C-1 version 1 would be in force both before these terms and after." in cut.faults[0].says

    assert replaced("contracts", HEADS + spring, council).accepted

    assert [(t.version, t.starts, t.ends) for t in known.terms_of("C-1")] == [
        (1, date(2026, 4, 1), date(2026, 6, 1)),
        (7, date(2026, 6, 1), date(2026, 10, 5)),
        (2, date(2026, 10, 5), date.max),
    ]
    assert Terms.objects.filter(superseded_by__isnull=False).count() == 1  # nothing is deleted


def test_what_belongs_to_a_version_goes_with_it_and_comes_back_with_it(council):
    for kind, content in (("bands", BANDS), ("steps", STEPS), ("clauses", CLAUSES)):
        sent(kind, content, council)
    before = everything()
    whole = HEADS + V2.replace(",2,2026-10-05", ",2,2026-04-01")

    seen = previewed("contracts", whole, council).changes
    assert [row.called for row in seen.rows if row.what == "gone"][:3] == [
        "C-1 version 1, from 1 April 2026",
        "band of C-1 version 1, from 1 minutes",
        "band of C-1 version 1, from 16 minutes",
    ]
    outcome = replaced("contracts", whole, council, agreed=seen.digest)
    assert (known.bands_known(), known.steps_known(), known.clauses_known()) == ((), (), ())

    flow.undo_import(outcome.ref, because="Version 1 was right.", by=council)
    assert everything() == before


def test_a_contract_moves_to_another_provider_only_while_nobody_is_cared_for_under_it(council):
    moved = HEADS + OTHER.replace("V-2", "V-1")
    assert replaced("contracts", moved, council).accepted
    assert known.contract("C-2").provider_ref == "V-1"
    a_line_under("C-2", "V-1", council)

    again = replaced("contracts", HEADS + OTHER, council)

    assert again.faults[0].says == "Contract C-2 is with V-1, and has package line L-9: end it, and enter another contract."


def a_line_under(contract: str, provider: str, by) -> None:
    sent("people", "person,name\nP-9,Fenna Wrenfold\n", by)
    sent("packages", f"line,person,provider,service,contract,from,to\nL-9,P-9,{provider},home-care,{contract},2026-04-01,\n", by)


def in_use(ref: str, by) -> str:
    with pytest.raises(Refused) as caught:
        flow.undo_import(ref, because="A mistake.", by=by)
    assert caught.value.refusal.code == "in-use"
    return caught.value.refusal.because


def test_a_contract_in_use_does_not_vanish_and_loses_no_day(ada):
    of_providers = sent("providers", PROVIDERS, ada)
    first = sent("contracts", HEADS + V1 + OTHER, ada)
    second = sent("contracts", HEADS + V2, ada)
    a_line_under("C-1", "V-1", ada)
    before = everything()

    says = in_use(second.ref, ada)
    assert says.startswith("Contract C-1 has package line L-9, and would have no terms in force from 5 October 2026.")
    assert says.endswith(f"Take in a corrected file that replaces what {second.ref} told: then no day is without.")
    assert f"The terms of contract C-1, which {first.ref} told, was told since by {second.ref}. Undo that first." in refused(first.ref, ada)
    assert "Provider V-1, whom " in in_use(of_providers.ref, ada)
    assert everything() == before

    assert replaced("contracts", HEADS + V2.replace("7.3", "7.9"), ada).accepted  # what it says to do instead


def test_rates_and_embargoes_keep_a_contract_too(council, ada):
    of_contract = sent("contracts", HEADS + OTHER.replace("C-2", "C-3"), ada)
    of_rates = sent("rates", "rate_ref,contract,service,from,to,rate\nR-1,C-3,home-care,2026-04-01,,20.00\n", ada)

    assert f"Contract C-3, which {of_contract.ref} entered, has rate R-1, so it stays known." in in_use(of_contract.ref, ada)
    flow.undo_import(of_rates.ref, because="Wrong.", by=ada)
    contracts.place_embargo("C-3", starts=MONDAY, because="Under enquiry.", by=ada)
    assert "An embargo of contract C-3" in refused(of_contract.ref, ada)

    contracts.lift_embargo("C-3", lifted=MONDAY, because="A mistake.", by=ada)
    flow.undo_import(of_contract.ref, because="Wrong.", by=ada)
    assert "C-3" not in known.providers_of_contracts()
    assert Contract.objects.get(ref="C-3").known is False  # nothing is deleted
    with pytest.raises(Refused, match="There is no contract C-3"):
        contracts.place_embargo("C-3", starts=MONDAY, because="Again.", by=ada)
    assert contracts.make_contract(provider_ref="V-2", title="Anew", ref="C-3", by=ada).title == "Anew"


def test_bands_that_were_told_of_a_version_are_undone_before_it(council, ada):
    first = flow.IMPORTS["contracts"]("c.csv", (HEADS + V1.replace("C-1", "C-5")).encode(), "council", ada)
    bands = sent("bands", BANDS.replace("C-1", "C-5"), ada)

    assert f"told, was told since by {bands.ref}. Undo that first." in refused(first.ref, ada)
    flow.undo_import(bands.ref, because="Wrong.", by=ada)
    assert flow.undo_import(first.ref, because="Wrong.", by=ada).taken_back == 3


def test_a_provider_with_an_account_stays_known_and_one_without_may_be_added_anew(ada):
    outcome = sent("providers", PROVIDERS, ada)
    other = sent("providers", "provider,name\nV-7,Marlow Homes\n", ada)
    proposed("V-1", by=ada)

    assert "Provider V-1, whom" in in_use(outcome.ref, ada)
    assert "an account to be paid into, so it stays known." in in_use(outcome.ref, ada)
    flow.undo_import(other.ref, because="Nobody of ours.", by=ada)
    assert "V-7" not in provider_names()
    assert provider_at("marlow-homes") is None
    with pytest.raises(Refused, match="There is no provider V-7"):
        proposed("V-7", by=ada)

    assert add_provider(name="Marlowe Homes", ref="V-7", by=ada).version == 3
    assert Provider.objects.get(ref="V-7").slug == "marlow-homes"
