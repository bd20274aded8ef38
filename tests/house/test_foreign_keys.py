"""Foreign keys stay inside their room or point back along the corridor, as imports do. Import-linter cannot see them."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from duly.core.people.models import Officer
from duly.core.scheme.models import Instrument
from tests.house.plan import place, rank


def faults(found: Iterable[type[models.Model]]) -> list[str]:
    """Every relation that points forward, as a sentence."""
    return sorted(
        f"{model._meta.label}.{field.name} points forward, to {field.related_model._meta.label}."
        for model in found
        if room_of(model)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and not points_back(model, field.related_model)
    )


def points_back(here: type[models.Model], there: type[models.Model]) -> bool:
    """Whether a relation between two models is inside one room, or towards a room behind. Other people's tables are behind."""
    return not room_of(there) or room_of(here) == room_of(there) or rank(room_of(there)) < rank(room_of(here))


def room_of(model: type[models.Model]) -> str:
    """The room a model stands in, or "" for other people's models."""
    return place(model.__module__).room


def test_every_foreign_key_stays_inside_or_points_back():
    assert faults(apps.get_models(include_auto_created=True)) == []


@isolate_apps("duly.core.people", "duly.core.scheme")
def test_a_foreign_key_that_points_forward_is_a_fault():
    class Desk(models.Model):
        instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "people"

    Desk.__module__ = "duly.core.people.models"

    assert faults([Desk]) == ["people.Desk.instrument points forward, to scheme.Instrument."]


@isolate_apps("duly.core.people", "duly.core.scheme")
def test_a_foreign_key_that_points_back_is_not():
    class Signature(models.Model):
        officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "scheme"

    Signature.__module__ = "duly.core.scheme.models"

    assert faults([Signature]) == []
