"""Contracts: the dated versions of their terms with bands, steps and clauses, when they may be paid under, and embargoes."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, IntegerRangeField, RangeOperators
from django.db import models

from duly.core.record import guards
from duly.payments.contracts.rules import ABOUT, BASES, CAPS, CLOCKS, KINDS, MOST, PART_WEEKS, WAYS

CURRENT = models.Q(superseded_by__isnull=True)
BEGINS_ON_A_DAY = models.Q(during__isempty=False, during__startswith__isnull=False)


@guards.lifecycle("contract")
class Contract(models.Model):
    """An agreement with one provider. Its terms are dated facts of their own. One not `known` was told by a file that was undone."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    provider_ref = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=200)
    known = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


@guards.facts("import.accepted", "import.undone")
class ContractTold(models.Model):
    """What a file told of a contract besides its terms. One that somebody entered by hand has none."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="told")
    provider_ref = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract"], condition=CURRENT, name="a_contract_is_told_by_one_file"),
        ]


@guards.facts("terms.agreed", "import.accepted", "import.undone")
class Terms(models.Model):
    """One version of a contract's terms, in force `during` its dates. Field names are those of the specification of judging.

    `import_ref`, here and on what a version has besides, is the import it was told by; empty for what somebody decided.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveIntegerField()
    during = DateRangeField()
    basis = models.CharField(max_length=20)
    tolerance_minutes = models.PositiveSmallIntegerField()
    floor_minutes = models.PositiveSmallIntegerField()
    match_window_minutes = models.PositiveSmallIntegerField()
    double_up_percent = models.PositiveSmallIntegerField()
    trim_limit_pence = models.PositiveIntegerField()
    trim_limit_bp = models.PositiveIntegerField()
    clause = models.TextField()
    increment_minutes = models.PositiveSmallIntegerField(default=1)
    increment_way = models.CharField(max_length=7, default="nearest")
    minimum_minutes = models.PositiveSmallIntegerField(default=0)
    weekly_cap = models.CharField(max_length=5, default="visit")
    flex_minutes = models.PositiveSmallIntegerField(default=0)
    overlap_minutes = models.PositiveSmallIntegerField(default=5)
    cancel_notice_minutes = models.PositiveSmallIntegerField(default=0)
    cancel_percent = models.PositiveSmallIntegerField(default=0)
    frustrated_percent = models.PositiveSmallIntegerField(default=0)
    under_percent = models.PositiveSmallIntegerField(default=10)
    manual_percent = models.PositiveSmallIntegerField(default=100)
    exact_percent = models.PositiveSmallIntegerField(default=100)
    death_days = models.PositiveSmallIntegerField(default=0)
    part_week = models.CharField(max_length=12, default="SEVENTHS")
    paid_net = models.BooleanField(default=False)
    night_clock = models.CharField(max_length=7, default="elapsed")
    let_minutes = models.PositiveSmallIntegerField(default=0)
    let_pence = models.PositiveIntegerField(default=0)
    let_bp = models.PositiveSmallIntegerField(default=0)
    let_person_minutes = models.PositiveSmallIntegerField(default=0)
    let_run_pence = models.PositiveIntegerField(default=0)
    let_run_bp = models.PositiveSmallIntegerField(default=0)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_version_of_terms_in_force_at_a_time",
                expressions=[("contract", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=CURRENT,
            ),
            models.UniqueConstraint(fields=["contract", "version"], condition=CURRENT, name="terms_are_numbered_once_in_a_contract"),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="terms_begin_on_a_day"),
            models.CheckConstraint(condition=models.Q(basis__in=BASES), name="terms_have_a_known_basis"),
            models.CheckConstraint(condition=models.Q(double_up_percent__lte=100), name="double_up_percent_is_at_most_100"),
            models.CheckConstraint(condition=models.Q(trim_limit_bp__lte=10_000), name="trim_limit_is_at_most_the_whole_claim"),
            models.CheckConstraint(
                condition=models.Q(match_window_minutes__lt=1440, tolerance_minutes__lt=1440, floor_minutes__lt=1440),
                name="terms_are_minutes_of_one_day",
            ),
            models.CheckConstraint(condition=models.Q(increment_minutes__gte=1), name="an_increment_is_a_minute_or_more"),
            models.CheckConstraint(condition=models.Q(increment_way__in=WAYS), name="increments_go_to_the_nearest_up_or_down"),
            models.CheckConstraint(condition=models.Q(weekly_cap__in=CAPS), name="minutes_are_capped_by_visit_or_by_week"),
            models.CheckConstraint(condition=models.Q(part_week__in=PART_WEEKS), name="a_part_of_a_week_is_shared_in_a_known_way"),
            models.CheckConstraint(condition=models.Q(night_clock__in=CLOCKS), name="nights_go_by_time_elapsed_or_by_the_wall"),
            *(
                models.CheckConstraint(condition=models.Q(**{f"{name}__lte": most}), name=f"{name}_of_terms_is_at_most_{most}")
                for name, most in MOST.items()
            ),
        ]


@guards.facts("terms.agreed", "import.accepted", "import.undone")
class Band(models.Model):
    """Under a version of BANDED terms: a visit as long as `lengths` counts as so many minutes. Lengths are half-open: [1, 16) is 1 to 15."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="bands")
    version = models.PositiveIntegerField()
    lengths = IntegerRangeField()
    pay_minutes = models.PositiveSmallIntegerField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="bands_of_one_version_do_not_overlap",
                expressions=[("contract", RangeOperators.EQUAL), ("version", RangeOperators.EQUAL), ("lengths", RangeOperators.OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(
                condition=models.Q(lengths__isempty=False, lengths__startswith__gte=0, lengths__endswith__lte=1441),
                name="a_band_is_of_minutes_of_one_day",
            ),
            models.CheckConstraint(condition=models.Q(pay_minutes__lte=1440), name="a_band_pays_at_most_a_day"),
        ]


@guards.facts("terms.agreed", "import.accepted", "import.undone")
class Step(models.Model):
    """What a version of terms pays for a planned call on some days of an interruption. Days count from 1 and are half-open: [1, 15) is 1 to 14."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    day_numbers = IntegerRangeField()
    percent = models.PositiveSmallIntegerField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="steps_of_one_version_and_kind_do_not_overlap",
                expressions=[
                    ("contract", RangeOperators.EQUAL),
                    ("version", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("day_numbers", RangeOperators.OVERLAPS),
                ],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="a_step_is_of_a_known_interruption"),
            models.CheckConstraint(
                condition=models.Q(day_numbers__isempty=False, day_numbers__startswith__gte=1, day_numbers__endswith__lte=10_000),
                name="a_step_counts_its_days_from_1",
            ),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="a_step_pays_at_most_the_whole_call"),
        ]


@guards.facts("terms.agreed", "import.accepted", "import.undone")
class Clause(models.Model):
    """The numbered clause that one thing in a version of terms rests on; what a decision cites."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="clauses")
    version = models.PositiveIntegerField()
    about = models.CharField(max_length=14)
    number = models.CharField(max_length=20)
    words = models.CharField(max_length=200)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "version", "about"], condition=CURRENT, name="one_clause_for_one_thing_in_a_version"
            ),
            models.CheckConstraint(condition=models.Q(about__in=list(ABOUT)), name="a_clause_is_about_something_known"),
            models.CheckConstraint(condition=~models.Q(number=""), name="a_clause_has_a_number"),
        ]


@guards.facts("terms.agreed", "import.accepted", "import.undone", "contract.put_in_force", "contract.ended")
class InForce(models.Model):
    """Dates on which a contract was agreed to be paid under, embargoes apart."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="spans")
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="a_contract_is_in_force_once_on_a_day",
                expressions=[("contract", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="a_contract_comes_into_force_on_a_day"),
        ]


@guards.facts("contract.embargoed", "contract.embargo_lifted", about="contract")
class Embargo(models.Model):
    """Dates on which nothing is paid under a contract, whatever it says. Why is in the record alone."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="embargoes")
    during = DateRangeField()
    placed_by = models.CharField(max_length=20)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_embargo_on_a_contract_on_a_day",
                expressions=[("contract", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="an_embargo_begins_on_a_day"),
            models.CheckConstraint(condition=~models.Q(placed_by=""), name="an_embargo_is_placed_by_somebody"),
        ]
