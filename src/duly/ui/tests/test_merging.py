"""Two at one form: a field is theirs who changed it; one that both changed is asked about; nothing of either goes away."""

from types import SimpleNamespace

import pytest
from django import forms
from django.http import QueryDict

from duly.ui import merging


class Paper(forms.Form):
    ask = forms.CharField(label="Ask")
    remedy = forms.CharField(label="Remedy", required=False)
    urgent = forms.BooleanField(label="Urgent", required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea)


WAS = {"ask": "Uphold", "remedy": "£100", "urgent": False, "text": "One.\n\nTwo."}


def sent(was=WAS, **yours) -> SimpleNamespace:
    """What somebody sends who was shown `was`."""
    post = QueryDict(mutable=True)
    post.update({**{name: value for name, value in WAS.items() if value}, "as_was": merging.as_was(Paper(initial=was)), **yours})
    return SimpleNamespace(POST=post)


def now(**theirs) -> Paper:
    return Paper(initial=WAS | theirs)


def test_a_field_only_one_of_them_changed_is_theirs_who_changed_it():
    settled = merging.settle(sent(ask="Refuse"), now(remedy="£250", urgent=True))

    assert settled.clashes == ()
    assert [part.label for part in settled.taken_over] == ["Remedy", "Urgent"]
    assert (settled.post["ask"], settled.post["remedy"], settled.post["urgent"]) == ("Refuse", "£250", "on")


def test_a_field_both_changed_is_asked_about_and_the_same_change_is_not():
    settled = merging.settle(sent(ask="Refuse", remedy="£250"), now(ask="Uphold in part", remedy="£250"))

    assert [(part.was, part.theirs, part.yours) for part in settled.clashes] == [(("Uphold",), ("Uphold in part",), ("Refuse",))]


@pytest.mark.parametrize(
    ("pick", "kept", "beside"),
    [
        ("theirs", "Theirs.", {"Text, yours": ("Mine.",)}),
        ("yours", "Mine.", {"Text, theirs": ("Theirs.",)}),
        ("both", "Theirs.\n\nMine.", {}),
    ],
)
def test_what_is_picked_is_kept_and_what_is_not_is_kept_beside(pick, kept, beside):
    settled = merging.settle(sent(was=WAS | {"text": "Theirs."}, text="Mine.", **{"pick-text": pick}), now(text="Theirs."))

    assert settled.clashes == ()
    assert settled.post["text"] == kept
    assert settled.beside == beside


def test_a_pick_is_asked_again_when_a_third_changed_it_meanwhile():
    settled = merging.settle(sent(was=WAS | {"text": "Theirs."}, text="Mine.", **{"pick-text": "yours"}), now(text="A third's."))

    assert [part.theirs for part in settled.clashes] == [("A third's.",)]


def test_a_browsers_line_ends_are_no_change():
    assert merging.settle(sent(text="One.\r\n\r\nTwo.\r\n"), now(text="Theirs.")).taken_over[0].name == "text"


@pytest.mark.parametrize("told", ["", "nonsense", "[]", "{", '{"ask": 1}', "[" * 9000])
def test_a_form_that_does_not_say_what_it_was_drawn_with_is_taken_as_it_is(told):
    settled = merging.settle(sent(ask="Refuse", as_was=told), now())

    assert settled.clashes == ()
    assert settled.post["ask"] == "Refuse"
