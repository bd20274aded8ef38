"""The main control: querysets that hold only what whoever looks may see. Row-level security stands behind (policies.py) and is written apart.

class Case(models.Model):
    objects = Scoped("ref")               # the field that holds the case's reference
class Item(models.Model):
    objects = ScopedPapers("ref")         # the field that holds the paper's own, which may be of several cases
class Question(models.Model):
    objects = ScopedBy("submission_ref", paper="submissions.Submission")     # lines of a paper: seen where the paper is
class Instruction(models.Model):
    objects = ScopedNaming("case_refs", wider="by_matter")                   # what names cases in a list, and may be of more than these
"""

from typing import Any

from django.apps import apps
from django.contrib.postgres.aggregates import JSONBAgg
from django.db import models
from django.db.models import Exists, Func, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import now

from duly.core.record.sight import EVERYTHING, NOBODY, who_looks


class Scoped(models.Manager[Any]):
    """Rows that say of which case they are."""

    def __init__(self, field: str = "case_ref"):
        super().__init__()
        self.field = field

    def get_queryset(self) -> models.QuerySet[Any]:
        """Every row for the office itself, none for nobody, else what this officer may see."""
        found, who = super().get_queryset(), who_looks()
        if who == EVERYTHING:
            return found
        return found.none() if who == NOBODY else found.filter(self.may_see(who))

    def may_see(self, officer: str) -> Q:
        """Not walled off; and either not restricted, or named, or the glass is broken."""
        from duly.core.confidentiality.models import Named, Opening, Restriction, Wall

        of = {"case_ref": OuterRef(self.field)}
        walled = Wall.objects.filter(**of, officer=officer, superseded_by__isnull=True)
        restricted = Restriction.objects.filter(**of, superseded_by__isnull=True)
        named = Named.objects.filter(**of, officer=officer, superseded_by__isnull=True)
        opened = Opening.objects.filter(**of, officer=officer, until__gt=now())
        return Q(~Exists(walled)) & (Q(~Exists(restricted)) | Q(Exists(named)) | Q(Exists(opened)))


class ScopedPapers(Scoped):
    """Papers that may be of several cases, or of none: seen unless one of those cases may not be."""

    def may_see(self, officer: str) -> Q:
        """No case it is of is kept from this officer."""
        from duly.core.confidentiality.models import Paper

        return Q(~Exists(Paper.objects.filter(ref=OuterRef(self.field)).exclude(Scoped("case_ref").may_see(officer))))


class ScopedBy(Scoped):
    """Lines of a paper of one kind, by its reference: seen where the paper itself is."""

    def __init__(self, field: str, *, paper: str):
        super().__init__(field)
        self.paper = paper

    def may_see(self, officer: str) -> Q:
        """The paper is among those that whoever looks may see."""
        papers: Any = apps.get_model(self.paper)
        return Q(Exists(papers.objects.filter(ref=OuterRef(self.field))))


class ScopedNaming(Scoped):
    """Rows that name cases in a list: seen unless every case in it is kept and they are of nothing `wider` (a field that says so)."""

    def __init__(self, field: str = "case_refs", *, wider: str):
        super().__init__(field)
        self.wider = wider

    def may_see(self, officer: str) -> Q:
        """A case in the list may be seen, or it is of more than cases. Asked within the question itself: a page asks this often."""
        return Q(**{self.wider: True}) | ~Q(**{f"{self.field}__contained_by": _every_case_kept_from(officer)})


def _every_case_kept_from(officer: str) -> Func:
    """The cases kept from an officer, as one JSON list."""
    from duly.core.confidentiality.models import Named, Opening, Restriction, Wall

    of = {"case_ref": OuterRef("case_ref"), "officer": officer}
    let_in = Exists(Named.objects.filter(**of, superseded_by__isnull=True)), Exists(Opening.objects.filter(**of, until__gt=now()))
    standing = Restriction.objects.filter(~let_in[0], ~let_in[1], superseded_by__isnull=True)
    walled = Wall.objects.filter(officer=officer, superseded_by__isnull=True)
    told = (one.order_by().values("superseded_by").annotate(cases=JSONBAgg("case_ref")).values("cases") for one in (walled, standing))
    lists = (Coalesce(Subquery(one), Value([], JSONField()), output_field=JSONField()) for one in told)
    return Func(*lists, template="(%(expressions)s)", arg_joiner=" || ", output_field=JSONField())
