"""Every component in every state, with invented people and figures: in a practice copy alone, for whoever designs, tests or is shown Duly."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duly.ui import gallery
from duly.ui.asks import asks
from duly.ui.charts import as_csv
from duly.ui.listed import attached


@require_safe
@asks()
def components(request: HttpRequest, name: str = "components") -> HttpResponse:
    """One page of the gallery: `components`, or one of those drawn whole. `?theme=dark` and `?density=comfortable` show it so; `?chart=` is a chart's figures."""
    if not settings.DEMO:
        raise Http404("The components are shown in a practice copy only.")
    if name == "progress":
        return render(request, "ui/progress.html", {"job": gallery.DONE}, using="jinja2")
    own = request.frame  # type: ignore[attr-defined]  # begun by the site
    theme = request.GET.get("theme", own.theme)
    density = request.GET.get("density", own.density)
    pages = gallery.pages(theme if theme in ("light", "dark") else "", density if density == "comfortable" else "compact")
    if name not in pages:
        raise Http404(f"There is no page of components called {name}.")
    template, words = pages[name]
    chart = next((one for one in words.get("charts", ()) if one.name == request.GET.get("chart")), None)
    if chart is not None:
        return attached(as_csv(chart), f"{chart.name}.csv", "text/csv; charset=utf-8")
    frame = words["frame"]
    request.frame = replace(  # type: ignore[attr-defined]
        frame,
        banner=own.banner,
        text_size=own.text_size,
        single_keys=own.single_keys,
        keymap=own.keymap,
        own_address=request.get_full_path(),
    )
    return render(request, template, {**words, "refusal": None}, using="jinja2")
