"""How I like my pages: light or dark, density, size of text, and my own keys."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.desk import actions, queries
from duly.core.desk.queries import Liking
from duly.primitives.refusal import Refused
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


@require_http_methods(["GET", "HEAD", "POST"])
@asks()
def preferences(request: HttpRequest) -> HttpResponse:
    """See and change how I like my pages."""
    own = queries.liking(request.actor.ref)
    if request.method != "POST":
        form = Likes(initial={"theme": own.theme or "machine", "density": own.density, "text": own.text or "usual", "letters": own.letters})
        return _page(request, form, own.keymap)
    form = Likes(request.POST)
    pressed = {usual: request.POST.get(f"key-{n}", usual).strip() for n, usual in enumerate(KEYS)}
    keymap = {usual: key for usual, key in pressed.items() if key != usual}
    if not form.is_valid():
        return _page(request, form, keymap, status=422)
    chosen = form.cleaned_data
    liked = Liking(
        theme="" if chosen["theme"] == "machine" else chosen["theme"],
        density=chosen["density"],
        text="" if chosen["text"] == "usual" else chosen["text"],
        letters=chosen["letters"],
        keymap=keymap,
    )
    try:
        actions.like(liked, officer=request.actor.ref, known=KEYS)
    except Refused as refused:
        return _page(request, form, keymap, refusal=refused.refusal)
    say(request, "Your pages are now as you chose, wherever you sign in.")
    return redirect("me-preferences")


def _page(request: HttpRequest, form: Likes, keymap: dict[str, str], **words) -> HttpResponse:
    keys = [(f"key-{n}", usual, does, keymap.get(usual, usual)) for n, (usual, does) in enumerate(KEYS.items())]
    return show(request, "me/preferences.html", title="How you like your pages", form=form, keys=keys, **words)
