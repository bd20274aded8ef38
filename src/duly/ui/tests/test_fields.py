"""A Django form drawn by our own macros."""

import re

from django import forms

from duly.ui.environment import environment


class Reason(forms.Form):
    amount = forms.CharField(label="Amount", error_messages={"required": "Enter an amount."})
    reason = forms.ChoiceField(label="Reason", choices=(("21", "Over"), ("22", "Two carers")), widget=forms.RadioSelect)
    on = forms.DateField(label="Asked on", required=False, input_formats=["%d/%m/%Y"])
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    read = forms.BooleanField(label="Read", required=False)
    ref = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        self.add_error(None, "The run is locked.")


def draw(form):
    page = environment().from_string("{{ ui.error_summary(form) }}{{ ui.field(form['amount'], 'money') }}{{ ui.form_fields(form) }}")
    return page.render(form=form)


def test_what_was_typed_is_still_there_beside_its_error():
    html = draw(Reason({"amount": "", "reason": "22", "on": "9/11/2026", "note": "Paid", "read": "on", "ref": "R1"}))

    assert '<a href="#id_amount">Enter an amount.</a>' in html
    assert "The run is locked." in html
    assert 'value="22" checked' in html
    assert 'value="9/11/2026"' in html
    assert "Paid</textarea>" in html
    assert 'type="hidden" name="ref" value="R1"' in html
    assert 'aria-describedby="id_amount-error" aria-invalid="true"' in html


def test_every_link_of_the_summary_leads_somewhere():
    html = environment().from_string("{{ ui.form_fields(form) }}").render(form=Reason({}))

    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html
