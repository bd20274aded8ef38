"""The post that belongs to a case."""

from duly.casework.cases import powers, queries
from duly.casework.correspondence import queries as post
from duly.casework.screens.cases import presenters
from duly.casework.screens.cases.forms import LinkForm
from duly.casework.screens.cases.sections import Asked, Part
from duly.core.scheme.queries import why_not

PLACE = 80


def part(asked: Asked) -> Part:
    """Its post, with the form to put more with it."""
    refusal = why_not(powers.LINK, {}, actor=asked.by, on=asked.on)
    holds = {
        "table": presenters.post(post.some(queries.papers(asked.case.ref))),
        "form": asked.forms.get("link") or LinkForm(),
        "refusal": refusal.because if refusal else "",
        "url": f"/cases/{asked.case.ref}/",
    }
    return Part("post", holds)
