"""How I like my pages: light or dark, density, size of text, and my own keys."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.desk import actions, queries
from duly.core.desk.queries import Liking
from duly.primitives.refusal import Refused
from duly.ui import merging
from duly.ui.asks import asks
from duly.ui.keys import KEYS
from duly.ui.pages import say, show

THEMES = (("machine", "As this machine has it"), ("light", "Light"), ("dark", "Dark"))
DENSITIES = (("compact", "Compact: 30-pixel lines, for all-day work"), ("comfortable", "Comfortable: 42-pixel lines"))
SIZES = (("usual", "Usual"), ("large", "Large"), ("larger", "Larger"))


class Likes(forms.Form):
    """What may be chosen. A key left as it is stays the usual one; emptied, it does nothing."""

    theme = forms.ChoiceField(choices=THEMES, label="Colours", widget=forms.RadioSelect)
    density = forms.ChoiceField(choices=DENSITIES, label="Density", widget=forms.RadioSelect)
    text = forms.ChoiceField(choices=SIZES, label="Size of text", widget=forms.RadioSelect)
    letters = forms.BooleanField(required=False, label="Single letters and numbers do things inside lists and choices")

    def __init__(self, *args: Any, own: Liking, **named: Any):
        kept = {"theme": own.theme or "machine", "density": own.density, "text": own.text or "usual", "letters": own.letters}
        super().__init__(*args, initial=kept, **named)
        for n, (usual, does) in enumerate(KEYS.items()):
            self.fields[f"key-{n}"] = forms.CharField(required=False, label=f"Key: {does}", initial=own.keymap.get(usual, usual))

    def keymap(self) -> dict[str, str]:
        """The keys that are not the usual ones, as typed or as they are."""
        shown = {usual: str(self[f"key-{n}"].value() or "").strip() for n, usual in enumerate(KEYS)}
        return {usual: key for usual, key in shown.items() if key != usual}


@require_http_methods(["GET", "HEAD", "POST"])
@asks()
def preferences(request: HttpRequest) -> HttpResponse:
    """See and change how I like my pages."""
    own = queries.liking(request.actor.ref)
    form = Likes(own=own)
    if request.method != "POST":
        return _page(request, form)
    settled = merging.settle(request, form)
    if settled.clashes:
        return merging.ask(request, settled, who="You kept this yourself, in another window,", back=request.path)
    form = Likes(settled.post, own=own)
    if not form.is_valid():
        return _page(request, form, status=422)
    chosen = form.cleaned_data
    liked = Liking(
        theme="" if chosen["theme"] == "machine" else chosen["theme"],
        density=chosen["density"],
        text="" if chosen["text"] == "usual" else chosen["text"],
        letters=chosen["letters"],
        keymap=form.keymap(),
    )
    try:
        actions.like(liked, officer=request.actor.ref, known=KEYS)
    except Refused as refused:
        return _page(request, form, refusal=refused.refusal)
    merging.keep_beside(request, settled)
    say(request, "Your pages are now as you chose, wherever you sign in.")
    return redirect("me-preferences")


def _page(request: HttpRequest, form: Likes, **words: Any) -> HttpResponse:
    own = form.keymap()
    keys = [(f"key-{n}", usual, does, own.get(usual, usual)) for n, (usual, does) in enumerate(KEYS.items())]
    return show(request, "me/preferences.html", title="How you like your pages", form=form, keys=keys, **words)
