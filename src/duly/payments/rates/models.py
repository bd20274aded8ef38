"""The rate book: dated facts, of which no two current ones are equally particular for one cell; and the batches they are put forward in."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from duly.core.record import guards
from duly.payments.rates.rules import DAY_TYPES, LONGEST, UNITS
from duly.payments.rates.states import BatchState

CURRENT = Q(superseded_by__isnull=True)
BAND = Func(F("band_from"), F("band_to"), Value("[]"), function="int4range", output_field=IntegerRangeField())
PUT_FORWARD, ADOPTED, WITHDRAWN, TAKEN_BACK = (str(state) for state in BatchState)
NARROWED = Case(When(band_from=0, band_to=LONGEST, then=Value(0)), default=Value(1), output_field=models.IntegerField())


@guards.lifecycle("rate-batch")
class RateBatch(models.Model):
    """Rates put forward together, which somebody else adopts or anybody who may withdraws: whole or not at all.

    One taken back was adopted: `settled_by` says by whom, and the record who took it back and why.
    """

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=11)
    rates = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    import_ref = models.CharField(max_length=20, blank=True)
    put_forward_by = models.CharField(max_length=20)
    put_forward_at = models.DateTimeField()
    settled_by = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[PUT_FORWARD, ADOPTED, WITHDRAWN, TAKEN_BACK]),
                name="a_batch_is_put_forward_adopted_withdrawn_or_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(state=PUT_FORWARD, settled_by="", settled_at__isnull=True)
                | (~Q(state=PUT_FORWARD) & ~Q(settled_by="") & Q(settled_at__isnull=False)),
                name="a_settled_batch_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ADOPTED, TAKEN_BACK]) | ~Q(settled_by=F("put_forward_by")),
                name="nobody_adopts_rates_they_put_forward",
            ),
            models.CheckConstraint(condition=Q(rates__gt=0), name="a_batch_has_a_rate"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="a_batchs_digest_is_a_sha256"),
        ]

    def __str__(self) -> str:
        return self.ref


@guards.facts(
    "rate.set",
    "rate.set_for",
    "import.accepted",
    "import.undone",
    "rates.put_forward",
    "rates.adopted",
    "rates.withdrawn",
    "rates.taken_back",
)
class Rate(models.Model):
    """What a contract pays for an hour, a night or a week of a service, in hundredths of a penny; `rules.Rate` says what each key means.

    `during` says when it is true; `made_by` and `superseded_by` say from which event, and until which, it was known. One that is not `approved`
    sits in its batch; adopting it supersedes it by itself, approved. `import_ref` is what a rate came of: the import of a file
    of rates in force as they came, or the batch whose adoption made it; empty for one that was set.
    """

    rate_ref = models.CharField(max_length=30)
    contract_ref = models.CharField(max_length=20)
    service = models.CharField(max_length=40)
    rate_hundredths = models.PositiveIntegerField()
    during = DateRangeField()
    unit = models.CharField(max_length=5, default="hour")
    line_ref = models.CharField(max_length=30, blank=True, default="")
    day_type = models.CharField(max_length=12, blank=True, default="")
    band_from = models.PositiveSmallIntegerField(default=0)
    band_to = models.PositiveSmallIntegerField(default=LONGEST)
    carer = models.PositiveSmallIntegerField(default=0)
    zone = models.CharField(max_length=40, blank=True, default="")
    approved = models.BooleanField(default=True)
    batch = models.ForeignKey(RateBatch, on_delete=models.PROTECT, null=True, related_name="of_batch")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contract_ref"], name="rates_by_contract"),
            models.Index(fields=["rate_ref"], name="rates_by_reference"),
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="no_two_rates_are_equally_particular_for_one_cell",
                expressions=[
                    ("contract_ref", RangeOperators.EQUAL),
                    ("service", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("line_ref", RangeOperators.EQUAL),
                    ("day_type", RangeOperators.EQUAL),
                    ("carer", RangeOperators.EQUAL),
                    ("zone", RangeOperators.EQUAL),
                    (NARROWED, RangeOperators.EQUAL),
                    (BAND, RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=CURRENT & Q(approved=True),
            ),
            models.UniqueConstraint(fields=["rate_ref"], condition=CURRENT, name="a_rate_reference_is_used_once"),
            models.CheckConstraint(condition=Q(rate_hundredths__gt=0), name="a_rate_is_above_nothing"),
            models.CheckConstraint(condition=Q(during__isempty=False, during__startswith__isnull=False), name="a_rate_begins_on_a_day"),
            models.CheckConstraint(condition=Q(unit__in=UNITS), name="a_rate_is_for_an_hour_a_night_or_a_week"),
            models.CheckConstraint(condition=Q(day_type__in=list(DAY_TYPES)), name="a_rate_is_for_a_known_kind_of_day"),
            models.CheckConstraint(
                condition=Q(band_from__gte=0, band_from__lte=F("band_to"), band_to__lte=LONGEST), name="a_band_lies_within_a_day"
            ),
            models.CheckConstraint(condition=Q(carer__in=[0, 1, 2]), name="a_rate_is_for_any_carer_or_one_of_two"),
            models.CheckConstraint(condition=Q(approved=True) | Q(batch__isnull=False), name="a_rate_not_adopted_is_in_a_batch"),
        ]
