"""Officers, posts, and who holds which post between which dates."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from duly.core.record import guards

DOINGS = ("signed in", "refused", "locked", "unlocked")


class OfficerManager(BaseUserManager):
    """Finds officers by the name they sign in with."""


@guards.exempt("sign-in: passwords and the time of the last sign-in change without a decision; posts held are recorded")
class Officer(AbstractBaseUser):
    """A person who signs in. What they may do comes only from the posts they hold."""

    ref = models.CharField(max_length=20, unique=True)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = OfficerManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "email"]

    def __str__(self) -> str:
        return self.name


@guards.lines("post.made", about="code")
class Post(models.Model):
    """A post of an office, such as Payments Officer. People come and go; the post is what the scheme names."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    office = models.CharField(max_length=120)
    wing = models.CharField(max_length=20)
    made_by = models.UUIDField()

    def __str__(self) -> str:
        return self.title


@guards.facts("post.given", "post.ended", about="officer")
class Holding(models.Model):
    """One person in one post, between two dates."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_holding_of_a_post_at_a_time_for_one_person",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(superseded_by__isnull=True),
            ),
        ]


@guards.facts("post.line-drawn", about="post")
class Line(models.Model):
    """Which post another answers to, between two dates. A post whose line ends answers to nobody here."""

    post = models.CharField(max_length=40)
    answers_to = models.CharField(max_length=40)
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="a_post_answers_to_one_other_at_a_time",
                expressions=[("post", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(superseded_by__isnull=True),
            ),
            models.CheckConstraint(name="no_post_answers_to_itself", condition=~models.Q(post=models.F("answers_to"))),
        ]


@guards.facts("absence.noted", "absence.ended", about="officer")
class Absence(models.Model):
    """Somebody away, between two dates. Why is nobody's business here."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="absences")
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_absence_at_a_time_for_one_person",
                expressions=[("officer", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(superseded_by__isnull=True),
            ),
            models.CheckConstraint(
                name="absence_has_a_first_and_a_last_day",
                condition=models.Q(during__isempty=False, during__lower_inf=False, during__upper_inf=False),
            ),
        ]


@guards.exempt(
    "the sign-in log: only ever added to, by a trigger of its own; a try at signing in decides nothing, and an unlocking is recorded"
)
class SignIn(models.Model):
    """One thing that happened at the door: somebody signed in, was refused, was locked out or was let in again.

    A name nobody signs in by is not kept: it is too often a password typed into the wrong box.
    """

    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="sign_ins")
    what = models.CharField(max_length=12)
    how = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    device = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="sign_in_is_of_a_kind", condition=models.Q(what__in=DOINGS)),
            models.CheckConstraint(
                name="only_a_refusal_is_of_nobody", condition=models.Q(officer__isnull=False) | models.Q(what="refused")
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["officer", "-id"], name="people_signin_of_officer")]
