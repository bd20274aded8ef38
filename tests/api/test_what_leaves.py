"""A marked paper does not go out in the evidence pack, nor is a program told of it."""

import zipfile
from io import BytesIO

import pytest

from duly.casework.cases import actions as acts
from duly.casework.cases import queries as cases
from duly.core.confidentiality import actions
from duly.core.log.tests.sealing import seal_now
from duly.core.people.models import Officer
from duly.core.record import sight
from duly.core.record.queries import newest
from duly.office import evidence
from duly.primitives.refusal import Refused
from tests.api.conftest import officer
from tests.proofs import ground


def test_neither_the_pack_nor_the_program_has_what_is_marked(offices, of):
    everybody = {post: one for name in Officer.objects.values_list("username", flat=True) for one in (officer(name),) for post in one.posts}
    case = ground.a_case(everybody)
    letter = ground.a_letter(everybody, case)
    item, head = cases.case(case).opened_from, everybody["head-of-casework"]
    actions.mark(case, paper=letter, mark="privileged", by=everybody["casework-manager"])
    head_name = next(name for name in Officer.objects.values_list("username", flat=True) if officer(name).ref == head.ref)
    seal_now()

    told = of(head_name).get(f"/cases/{case}/file/").json()
    made = evidence.take("case", case, by=head)

    assert letter not in {one["ref"] for one in (*told["papers"], *told["came_later"])}
    assert item in {one["ref"] for one in told["papers"]}
    assert told["kept_in"] == 1
    assert letter not in _refs(of(head_name), "/letters/")
    assert case in _refs(of(head_name), "/cases/")
    files = {
        name: zipfile.ZipFile(BytesIO(made.content)).read(name).decode() for name in ("what-happened.txt", "evidence.txt", "README.txt")
    }
    assert letter not in files["what-happened.txt"]
    assert letter not in files["evidence.txt"]
    assert "The entries of 1 paper are not here: it is marked" in files["README.txt"]
    assert made.kept_in == 1
    assert newest(limit=1, subject="evidence")[0].sentence.endswith("Papers that stayed in the office: 1.")

    kept = ground.a_case(everybody, 1)
    manager = everybody["casework-manager"]
    acts.plan(case, next_action=f"Read it beside {kept}", by=manager)
    actions.wall(kept, officer=head.ref, because="His sister", by=manager)
    seal_now()
    words_stay = evidence.take("case", case, by=head)
    assert words_stay.withheld == made.withheld + 1
    assert kept not in zipfile.ZipFile(BytesIO(words_stay.content)).read("what-happened.txt").decode()
    acts.tie(case, other=kept, kind="linked with", because="They are alike.", by=manager)
    seal_now()
    with pytest.raises(Refused, match="name a case that is kept from you") as stopped:
        evidence.take("case", case, by=head)
    assert (stopped.value.refusal.code, kept in stopped.value.refusal.because) == ("names-kept", False)

    actions.mark(case, paper=case, mark="do not disclose", by=everybody["casework-manager"])
    assert case not in _refs(of(head_name), "/cases/")
    with pytest.raises(Refused, match="stays in the office"), sight.seen_as(head.ref):
        evidence.take("case", case, by=head)


def _refs(who, address: str) -> set[str]:
    return {one["ref"] for one in who.get(f"{address}?limit=500").json()["items"]}
