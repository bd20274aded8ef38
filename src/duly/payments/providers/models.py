"""Providers, the accounts they are paid into, and the changes by which those came to be."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.record import guards
from duly.core.vault.declared import keeps_sealed
from duly.payments.providers.rules import why_not_as_shown

FOUR_DIGITS, BLIND = r"^[0-9]{4}$", r"^[0-9a-f]{64}$"
SEALED = ("sort_code", "account_number")


@guards.lifecycle("provider")
class Provider(models.Model):
    """A body that gives care under contract. `slug` is its name in addresses of pages. One not `known` was told by a file that was undone."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    known = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(name=""), name="provider_has_a_name")]

    def __str__(self) -> str:
        return self.name


@guards.facts("import.accepted", "import.undone")
class ProviderTold(models.Model):
    """What a file told of a provider. One that somebody added by hand has none."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="told")
    name = models.CharField(max_length=120)
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider"], condition=Q(superseded_by__isnull=True), name="a_provider_is_told_by_one_file"),
        ]


@guards.lifecycle("payee change")
@keeps_sealed(*SEALED, row=lambda change: change.ref, also=why_not_as_shown)
class PayeeChange(models.Model):
    """New account details for a provider, who asked for them, how they were proved, and by whom they were settled.

    Only `payee.py` reads or writes `sort_code`, `account_number` and `blind`; nothing prints them.
    """

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="payee_changes")
    state = models.CharField(max_length=12)
    sort_code = models.BinaryField()
    account_number = models.BinaryField()
    account_name = models.CharField(max_length=18)
    ending = models.CharField(max_length=4)
    blind = models.CharField(max_length=64)
    came_by = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=120)
    received_on = models.DateField()
    proposed_by = models.CharField(max_length=20)
    proposed_at = models.DateTimeField()
    number_called = models.CharField(max_length=30, null=True)
    number_from = models.CharField(max_length=200, null=True)
    number_known_since = models.DateField(null=True)
    spoke_to = models.CharField(max_length=120, null=True)
    called_on = models.DateField(null=True)
    called_by = models.CharField(max_length=20, null=True)
    settled_by = models.CharField(max_length=20, null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "called back", "confirmed", "refused", "withdrawn"]), name="change_state_is_known"
            ),
            models.CheckConstraint(condition=Q(ending__regex=FOUR_DIGITS), name="change_ends_in_four_digits"),
            models.CheckConstraint(condition=Q(blind__regex=BLIND), name="change_has_a_blind_index"),
            models.CheckConstraint(condition=~Q(account_name="") & ~Q(asked_by=""), name="change_says_whose_and_who_asked"),
            models.CheckConstraint(
                condition=Q(
                    number_called__isnull=True,
                    number_from__isnull=True,
                    number_known_since__isnull=True,
                    spoke_to__isnull=True,
                    called_on__isnull=True,
                    called_by__isnull=True,
                )
                | Q(
                    number_called__isnull=False,
                    number_from__isnull=False,
                    number_known_since__isnull=False,
                    spoke_to__isnull=False,
                    called_on__isnull=False,
                    called_by__isnull=False,
                ),
                name="call_back_is_told_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["called back", "confirmed"]) | Q(called_on__isnull=False), name="confirmed_only_after_a_call_back"
            ),
            models.CheckConstraint(
                condition=Q(number_known_since__isnull=True) | Q(number_known_since__lt=F("received_on")),
                name="number_was_known_before_the_request",
            ),
            models.CheckConstraint(
                condition=Q(called_on__isnull=True) | Q(called_on__gte=F("received_on")), name="called_back_after_the_request"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "called back"], settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(state__in=["proposed", "called back"]) & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="who_settles_goes_with_the_state",
            ),
            models.CheckConstraint(condition=~Q(state="confirmed") | ~Q(settled_by=F("proposed_by")), name="two_people_change_an_account"),
            models.UniqueConstraint(
                fields=["provider"],
                condition=Q(state__in=["proposed", "called back"]),
                name="one_change_of_account_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["blind"], name="payee_change_by_blind")]

    def __str__(self) -> str:
        return self.ref


@guards.facts("provider.payee_set", about="provider")
@keeps_sealed(*SEALED, row=lambda account: f"{account.provider.ref} {account.made_by}", also=why_not_as_shown, with_related=("provider",))
class PayeeAccount(models.Model):
    """Where a provider is paid. Only `payee.py` reads or writes these columns; nothing prints them.

    `change` is what brought it; accounts set before changes took two people have none.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="payee_accounts")
    change = models.OneToOneField(PayeeChange, on_delete=models.PROTECT, null=True, related_name="account")
    sort_code = models.BinaryField()
    account_number = models.BinaryField()
    account_name = models.CharField(max_length=18)
    ending = models.CharField(max_length=4)
    blind = models.CharField(max_length=64)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(superseded_by__isnull=True),
                name="one_account_in_use_for_each_provider",
            ),
            models.CheckConstraint(condition=models.Q(ending__regex=FOUR_DIGITS), name="account_ends_in_four_digits"),
            models.CheckConstraint(condition=models.Q(blind__regex=BLIND), name="account_has_a_blind_index"),
            models.CheckConstraint(condition=~models.Q(account_name=""), name="account_has_a_name"),
        ]
        indexes: ClassVar = [models.Index(fields=["blind"], name="payee_account_by_blind")]

    def __str__(self) -> str:
        return "an account (not shown)"


@guards.facts("cooling-off.set")
class CoolingOff(models.Model):
    """How many days a newly confirmed account waits before it may be paid. Until the first of these, none."""

    days = models.PositiveSmallIntegerField()
    use = models.CharField(max_length=20, default="payees")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["use"], condition=Q(superseded_by__isnull=True), name="one_cooling_off_at_a_time"),
            models.CheckConstraint(condition=Q(days__lte=60), name="cooling_off_is_two_months_at_most"),
        ]
