"""Deciding a week's exceptions one after the other, and taking the last decision back."""

from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from duly.payments.packages.powers import READ
from duly.payments.screens.exceptions import words
from duly.payments.screens.exceptions.bench import Bench
from duly.payments.screens.exceptions.forms import Decision, TakingBack
from duly.payments.screens.weeks import asked_week
from duly.payments.validation import actions as validation
from duly.payments.validation import queries
from duly.primitives.money import sterling
from duly.primitives.refusal import Refused, stop_if
from duly.ui.asks import asks, reads
from duly.ui.frame import Link
from duly.ui.pages import say, show
from duly.ui.proof import proved


@asks(READ.code, "exceptions.decide")
@proved(only_when=lambda request: request.POST.get("choice") in words.ABOVE_AGREED)  # perhaps over what was agreed: an override
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
def exceptions(request: HttpRequest) -> HttpResponse:
    """A week's exceptions; `?row=` opens one, and a decision posted here goes to it and opens the next."""
    week = asked_week(request.GET.get("week", ""))
    if week is None or not queries.current_judgement_ref(week):
        return _no_week(request, week)
    bench = Bench(request, week)
    form = Decision(request.POST) if request.method == "POST" else None
    if form is None:
        return bench.file() or bench.show()
    if not form.is_valid():
        return bench.show(form=form)
    given = form.cleaned_data
    following = bench.after(given["row"])
    try:
        stop_if(bench.why_not_still(given["row"], given["seen"]))
        decided = validation.decide(
            given["row"], choice=given["choice"], reason_code=given["reason"], amount=given["amount"], note=given["note"], by=request.actor
        )
    except Refused as refused:
        return bench.show(form=form, refusal=refused.refusal)
    except ObjectDoesNotExist:
        raise Http404("There is no such line-week.") from None
    tape = f", worked out as {decided.tape}" if decided.tape else ""
    say(request, f"{bench.name_of(given['row'])}: {words.LABELS[decided.choice].lower()}, {sterling(decided.pence)}{tape}.")
    return redirect(bench.to(row=str(following or "")))


@asks(READ.code, "exceptions.decide")
@require_POST
@reads(READ)
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what this person decided a moment ago: one line, or those decided together; each that is not is said."""
    week = asked_week(request.GET.get("week", ""))
    if week is None or not queries.current_judgement_ref(week):
        return _no_week(request, week)
    bench, form = Bench(request, week), TakingBack(request.POST)
    if not form.is_valid():
        return redirect(bench.to())
    done, refused = [], []
    for row in form.cleaned_data["line"]:
        try:
            done.append(validation.take_back(row, by=request.actor).assessed_id)
        except Refused as no:
            refused.append((row, no.refusal))
        except ObjectDoesNotExist:
            raise Http404("There is no such line-week.") from None
    if refused and not done:
        return bench.show(refusal=refused[0][1])
    say(
        request,
        f"Taken back: {', '.join(bench.name_of(row) for row in done)}. {'It waits' if len(done) == 1 else 'They wait'} for a decision again.",
    )
    for row, refusal in refused:
        say(request, f"{bench.name_of(row)} was not taken back. {refusal.because}")
    return redirect(bench.to(row=str(done[0])))


def _no_week(request: HttpRequest, week: date | None) -> HttpResponse:
    """What stands instead of the list: the week does not read, or has not been judged."""
    asked = request.GET.get("week", "")
    why = "No week has been judged yet, so nothing has been stopped."
    if asked:
        why = (
            f"{asked} has not been judged yet, so nothing in it has been stopped."
            if week
            else f"{asked!r} is not a week, such as 2026-W45."
        )
    return show(
        request,
        "exceptions/none.html",
        status=404 if asked and week is None else 200,
        title="Exceptions",
        section="Exceptions",
        why=why,
        next=Link("Judge a week", "/runs/"),
    )
