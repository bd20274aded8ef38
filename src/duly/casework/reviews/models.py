"""Reviews, their grounds, findings and plans; who is to be told what; referrals; and the rules of reviews as adopted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.reviews.rules.findings import FINDINGS, OUTCOMES, ROUTES
from duly.casework.reviews.rules.referring import KINDS
from duly.casework.reviews.rules.ruleset import ASKERS
from duly.casework.reviews.rules.telling import TOLD_OF
from duly.casework.reviews.states import OPEN, ReferralState, ReviewState
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards

CONCLUDED = [s.value for s in (ReviewState.CONCLUDED, ReviewState.REFERRED_BACK, ReviewState.CARRIED_OUT)]


@guards.lines("review-rules.adopted")
class AdoptedRules(models.Model):
    """One set of rules of reviews, as adopted. The highest number begun by a day governs what is asked for on it."""

    number = models.PositiveIntegerField(unique=True)
    starts = models.DateField()
    content = models.JSONField()
    because = models.TextField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=2), name="the_first_rules_of_reviews_are_ours")]


@guards.lifecycle("review")
class Review(models.Model):
    """One look again at one decision, pinned as it then was. The outcome here is of the review; what the complaint counts as is the decision's own fact."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ReviewState])
    case_ref = models.CharField(max_length=20, db_index=True)
    number = models.PositiveIntegerField()
    decision_ref = models.CharField(max_length=20, db_index=True)
    decision_version = models.PositiveIntegerField()
    decision_event = models.UUIDField()
    decision_sha256 = models.CharField(max_length=64)
    stood_as = models.CharField(max_length=60)
    asker = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=200)
    asked_ref = models.CharField(max_length=40, blank=True)  # who asked, in the directory; nothing where they have no entry
    source = models.CharField(max_length=20, blank=True)
    received_on = models.DateField()
    last_day = models.DateField(null=True)  # null where nobody laid down a time to ask in
    in_time = models.BooleanField()
    rules_number = models.PositiveIntegerField()
    reason = models.CharField(max_length=40, blank=True)
    because = models.TextField(blank=True)
    why_late = models.TextField(blank=True)
    reviewer = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    route = models.CharField(max_length=20, blank=True)
    conclusion = models.TextField(blank=True)
    done = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)  # null unless whoever asked took it back
    withdrawn_because = models.TextField(blank=True)
    withdrawn_in = models.CharField(max_length=20, blank=True)  # the letter or call in which they did
    tell_from = models.PositiveIntegerField(default=1)  # what was planned to be told before it, and was not, fell away

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision_ref"], condition=Q(state__in=[s.value for s in OPEN]), name="a_decision_is_under_one_review_at_a_time"
            ),
            models.UniqueConstraint(fields=["case_ref", "number"], name="reviews_of_a_case_are_numbered"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ReviewState]), name="a_review_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(asker__in=ASKERS) & ~Q(asked_by=""), name="a_review_says_who_asked"),
            models.CheckConstraint(
                condition=Q(in_time=True) | ~Q(why_late="") | Q(state__in=["asked", "refused", "withdrawn", "closed"]),
                name="a_review_accepted_late_says_why",
            ),
            models.CheckConstraint(condition=Q(reason="") | ~Q(because=""), name="a_refused_review_says_why"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="a_refused_review_gives_a_reason"),
            models.CheckConstraint(
                condition=~Q(reviewer="") | Q(state__in=["asked", "accepted", "refused", "withdrawn", "closed"]),
                name="a_review_under_way_has_a_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", route="") | (Q(outcome__in=list(OUTCOMES), route__in=list(ROUTES)) & ~Q(conclusion="")),
                name="a_concluded_review_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=CONCLUDED) | ~Q(outcome=""), name="a_review_is_concluded_before_it_is_carried_out"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="", tell_from=1) & ~Q(state="withdrawn")
                | Q(
                    withdrawn_on__isnull=False, withdrawn_on__gte=F("received_on"), state__in=["withdrawn", "closed"], outcome="", reason=""
                )
                & ~Q(withdrawn_because="")
                & (~Q(withdrawn_in="") | Q(asker="ourselves")),
                name="a_withdrawn_review_says_when_why_and_where",
            ),
        ]


@guards.lines("review.asked", about="review")
class Ground(models.Model):
    """One ground of a request, coded by the rules of its day, with what they say."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="grounds")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    words = models.TextField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "place"], name="grounds_of_a_review_are_numbered"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(words=""), name="a_ground_says_which_and_what"),
        ]


@guards.facts("review.found", about="review")
class Finding(models.Model):
    """What was found on one ground: on the decision, on the method, on both or on neither. Another finding supersedes it while the review is under way."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    place = models.PositiveIntegerField()
    finding = models.CharField(max_length=10)
    reasons = models.TextField()
    evidence = models.JSONField(default=list)
    found_by = models.CharField(max_length=40)
    found_on = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["review", "place"], condition=Q(superseded_by__isnull=True), name="a_ground_has_one_finding_at_a_time"
            ),
            models.CheckConstraint(condition=Q(finding__in=list(FINDINGS)) & ~Q(reasons=""), name="a_finding_says_which_and_why"),
        ]


@guards.facts("review.planned", about="review")
class Plan(models.Model):
    """What is to be looked at, and by when. `issues` are questions in order."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="plans")
    words = models.TextField()
    issues = models.JSONField()
    target_on = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review"], condition=Q(superseded_by__isnull=True), name="a_review_has_one_plan_at_a_time")
        ]


@guards.lines("review.asked", "review.refused", "review.withdrawn", "review.concluded", "review.to-tell", about="review")
class Telling(models.Model):
    """Who is to be told what, and by when."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="tellings")
    place = models.PositiveIntegerField()
    party = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    what = models.TextField()
    by_when = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "place"], name="tellings_of_a_review_are_numbered"),
            models.CheckConstraint(condition=~Q(party="") & ~Q(what="") & Q(kind__in=list(TOLD_OF)), name="a_telling_says_whom_and_what"),
        ]


@guards.lines("review.told", about="review")
class Told(models.Model):
    """That somebody was told, when, how, and by which letter or call. It is done once."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="told")
    place = models.PositiveIntegerField()
    on = models.DateField()
    how = models.TextField()
    proof = models.CharField(max_length=20, blank=True)
    told_by = models.CharField(max_length=40)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "place"], name="somebody_is_told_once"),
            models.CheckConstraint(condition=~Q(how=""), name="telling_somebody_says_how"),
        ]


@guards.lifecycle("referral")
class Referral(models.Model):
    """A question put to lawyers or to somebody outside. While it is open a hold stands on its case; `hold_is_ours` where it placed the hold."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ReferralState])
    kind = models.CharField(max_length=20)
    case_ref = models.CharField(max_length=20, db_index=True)
    about = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=20, blank=True)
    to_whom = models.CharField(max_length=200)
    question = models.TextField()
    privileged = models.BooleanField()
    opened_by = models.CharField(max_length=40)
    opened_on = models.DateField()
    due_on = models.DateField()
    clock_ref = models.CharField(max_length=20, blank=True)
    hold_ref = models.CharField(max_length=20, blank=True)
    hold_is_ours = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    with_what = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True)  # null until it is answered

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ReferralState]), name="a_referral_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS)) & ~Q(question="") & ~Q(to_whom=""), name="a_referral_says_what_is_asked_of_whom"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_on__isnull=False) & ~Q(answer="")), name="an_answered_referral_has_its_answer"
            ),
            models.UniqueConstraint(fields=["source", "kind"], condition=~Q(source=""), name="a_letter_opens_one_referral_of_a_kind"),
        ]
