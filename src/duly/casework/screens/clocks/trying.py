"""What if: a rule, a day and stops, and the date they would come to, with its working. Nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from duly.casework.screens.clocks.forms import Try
from duly.casework.screens.clocks.pages import CRUMB
from duly.core.calendar.rules.deadlines import Extension, History, Rule, Stop
from duly.core.calendar.rules.words import in_short, regions_said
from duly.core.clocks import queries
from duly.core.clocks.queries import Worked
from duly.core.record.clock import today
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import show


@asks()
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """What a rule would come to. The question is the address, so that it can be sent to somebody."""
    asked = "rule" in request.GET
    form = Try(request.GET if asked else None, rules=queries.rules(), initial={"rule": request.GET.get("rule", ""), "began": today()})
    worked, rule, refusal = None, None, None
    if asked and form.is_valid():
        try:
            rule, worked = tried(form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
    if request.GET.get("format") == "json":
        if worked is None or rule is None:
            because = refusal.because if refusal else "Say which rule, and the day it began."
            return JsonResponse({"refused": because}, status=422)
        return JsonResponse(told(rule, worked), json_dumps_params={"ensure_ascii": False, "indent": 1})
    query = request.GET.copy()
    query["format"] = "json"
    return show(
        request,
        "clocks/try.html",
        title="What if?",
        section="Clocks",
        crumbs=(CRUMB,),
        sub="When would it be due? Nothing is kept.",
        formats=(Link("JSON", f"?{query.urlencode()}"),) if worked else (),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        worked=worked,
        answer=(say_day(worked.due) if worked.due else "It stands still, and has no date") if worked else "",
        known=(("Rule", f"{rule.code} {rule.number}"), ("Which says", in_short(rule)), ("Bank holidays", regions_said(rule.regions)))
        if rule
        else (),
    )


def tried(given: dict[str, Any]) -> tuple[Rule, Worked]:
    """The version of the rule that governs the day, and what it comes to. Refused: "no-rule", "no-calendar"."""
    rule = queries.rule_for(given["rule"], given["began"])
    if rule is None:
        raise Refused(Refusal("no-rule", f"No version of that rule is in force on {say_day(given['began'])}."))
    stops = tuple(Stop(starts, ends) for starts, ends in given["stops"])
    extensions = (Extension(given["began"], given["added"]),) if given.get("added") else ()
    return rule, queries.reckon(rule, History(given["began"], stops, extensions))


def told(rule: Rule, worked: Worked) -> dict[str, Any]:
    """The answer as machines read it."""
    return {"rule": rule.code, "number": rule.number, "due": worked.due.isoformat() if worked.due else None, "working": list(worked.says)}
