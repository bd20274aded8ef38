"""What a standard letter may hold, what keeps it back, and how plainly it is written."""

from dataclasses import replace

import pytest

from duly.casework.wordings.plain import measure
from duly.casework.wordings.queries import digest_of
from duly.casework.wordings.rules import Paragraph, Template, fields_of, merged, names_in, said, template_of, unfilled, wrong_with
from duly.casework.wordings.shipped import SHIPPED

PINNED = {
    "decision-upheld/1": "28c88039cdb6a44f",
    "decision-not-upheld/1": "bd21d63f4af2fc32",
    "decision-upheld/2": "250bec6dd5699cb9",
    "decision-not-upheld/2": "116477d44cb5b0a2",
    "decision-upheld-no-payment/1": "ba9b8ecc3fd61d5e",
    "decision-partly-upheld/1": "4f6776a95be498c7",
    "decision-discontinued/1": "3e9835463cedf3f9",
    "reply/1": "ff6a4e694c1c4541",
    "acknowledgement/1": "2109edd2070191f6",
    "decision-copy/1": "ee61fdc8a82d6082",
    "provisional-view/1": "42d672d3ceffd642",
    "enquiry/1": "598ad4a81e193350",
    "request-for-evidence/1": "335940c5860a5b08",
    "recommendation/1": "2184d79fd5693af3",
    "holding/1": "182783f237ee6547",
    "review-accepted/1": "9c63092cb36bae37",
    "review-refused/1": "bf3c11976edb96fb",
    "review-answered/1": "24117cc79af46ad1",
    "instruction-notice/1": "74b0a7c8187b99da",
    "forwarding/1": "240cc75942478365",
    "closed-not-in-jurisdiction/1": "91edd8ed76df75bd",
    "closed-not-properly-made/1": "7de2da519c6cf78f",
    "closed-premature/1": "73a9850c51117524",
    "closed-out-of-time/1": "36b7f0ca6e05cbfe",
    "closed-another-remedy/1": "20014363eeb817de",
    "closed-discretion/1": "ff34c2a41cdd7796",
    "closed-withdrawn/1": "f6f86831f97868d3",
    "closed-resolved/1": "1b864190f2ea5c45",
}
UPHELD = next(one for one in SHIPPED if (one.code, one.version) == ("decision-upheld", 2))
REPLY = next(one for one in SHIPPED if one.code == "reply")


@pytest.mark.parametrize(
    "words",
    ["{{ body.x }}", "{% if body %}x{% endif %}", "{{ body|upper }}", "{{ 7*7 }}", "{{ nope }}", "{{ body", "{# x #}{% set a = 1 %}"],
)
def test_a_standard_letter_holds_words_and_merge_fields_and_nothing_else(words):
    with pytest.raises(ValueError, match="merge field"):
        names_in(words)


def test_what_is_filled_in_is_never_read_as_a_field():
    assert said("Dear {{ complainant }}", {"complainant": "{{ remedy }}"}) == "Dear {{ remedy }}"


def test_mandatory_paragraphs_cannot_be_left_out_and_optional_ones_can():
    out = replace(UPHELD, paragraphs=tuple(one for one in UPHELD.paragraphs if one.name != "judicial review"))
    silent = replace(
        UPHELD, paragraphs=tuple(replace(one, words="Ask a court.") if one.name == "judicial review" else one for one in UPHELD.paragraphs)
    )

    assert wrong_with(UPHELD) == ()
    assert "must hold the mandatory paragraph on judicial review" in wrong_with(out)[0]
    assert wrong_with(silent) == ("Paragraph 5, on judicial review, must say {{ court_by }}.",)
    assert "court_by" in fields_of(UPHELD, ["judicial review", "offer of help"])
    assert len(merged(UPHELD, dict.fromkeys(fields_of(UPHELD), "x"), ["offer of help"])["paragraphs"]) == len(UPHELD.paragraphs) - 1


def test_two_paragraphs_of_one_name_an_optional_one_with_none_and_an_empty_one_are_each_said():
    wrong = replace(
        REPLY,
        subject=" ",
        paragraphs=(Paragraph("a", "optional"), Paragraph(" "), Paragraph("b", "optional", "x"), Paragraph("c", "optional", "x")),
    )

    assert wrong_with(wrong) == (
        "The subject is empty.",
        "Paragraph 1 may be left out, so it needs a name to be chosen by.",
        "Paragraph 2 is empty.",
        "Two paragraphs are called x.",
    )
    assert wrong_with(replace(REPLY, paragraphs=())) == ("It has no paragraph.",)


def test_our_own_words_are_paragraphs_as_they_were_typed():
    fields = dict.fromkeys(fields_of(REPLY), "x") | {"words": "One.\n\nTwo,\nstill two."}

    assert merged(REPLY, fields)["paragraphs"] == ["One.", "Two, still two."]
    assert unfilled(REPLY, fields | {"words": " "}) == ("words",)


def test_what_has_gone_out_in_letters_is_never_changed():
    digests = {f"{one.code}/{one.version}": digest_of(one)[:16] for one in SHIPPED}

    assert digests == PINNED
    assert all(template_of(one.as_values()) == one for one in SHIPPED)


def test_how_plainly_something_is_written_is_counted():
    found = measure(["It rained. Now " + "word " * 24 + "end.", "We write pursuant to {{ body }} prior to Monday."])

    assert (found.sentences, found.long[0][1], found.heavy) == (3, 26, (("prior to", "before"), ("pursuant to", "under")))
    assert measure([]).words == 0
    assert isinstance(UPHELD, Template)
