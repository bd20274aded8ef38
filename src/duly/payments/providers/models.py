"""Providers, and the accounts they are paid into."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards


@guards.lifecycle("provider")
class Provider(models.Model):
    """A body that gives care under contract. `slug` is its name in addresses of pages."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(name=""), name="provider_has_a_name")]

    def __str__(self) -> str:
        return self.name


@guards.facts("provider.payee_set", about="provider")
class PayeeAccount(models.Model):
    """Where a provider is paid. Only `payee.py` reads or writes these columns; nothing prints them."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="payee_accounts")
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)
    account_name = models.CharField(max_length=18)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(superseded_by__isnull=True),
                name="one_account_in_use_for_each_provider",
            ),
            models.CheckConstraint(condition=models.Q(sort_code__regex=r"^[0-9]{6}$"), name="sort_code_is_six_digits"),
            models.CheckConstraint(condition=models.Q(account_number__regex=r"^[0-9]{8}$"), name="account_number_is_eight_digits"),
            models.CheckConstraint(condition=~models.Q(account_name=""), name="account_has_a_name"),
        ]

    def __str__(self) -> str:
        return "an account (not shown)"
