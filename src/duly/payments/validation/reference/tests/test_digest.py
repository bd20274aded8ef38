"""A judgement as text."""

from hashlib import sha256

from duly.payments.validation.digest import canonical_rows, digest
from duly.payments.validation.facts import Judgement
from duly.payments.validation.reference.tests.builders import (
    a_call,
    a_claim,
    a_line,
    a_visit,
    judged,
)

ROWS = (a_line(provider="Gwynedd â"), a_call(), a_visit(provider="Gwynedd â"), a_claim(31, provider="Gwynedd â"))


def test_a_row_is_a_json_array_of_its_fields():
    assert list(canonical_rows(judged(*ROWS))) == [
        '["visit","visit","matched","line","call",1,30,30,false]',
        '["line-week","line","Gwynedd â","person","care","2026-03-02",31,620,30,30,30,120000,600,600,0,600,'
        '"TRIMMED","",[411],[["rate",30,120000,600,0]],[["411",1,20,0]],0,0,0,0,0]',
    ]


def test_the_digest_is_of_the_rows_with_a_line_feed_between():
    judgement = judged(*ROWS)

    assert digest(judgement) == sha256("\n".join(canonical_rows(judgement)).encode("utf-8")).hexdigest()


def test_the_digest_of_nothing_is_that_of_no_bytes():
    assert digest(Judgement()) == sha256(b"").hexdigest()


def test_another_penny_is_another_digest():
    assert digest(judged(*ROWS)) != digest(judged(*ROWS[:3], a_claim(31, pence=621, provider="Gwynedd â")))
