"""Submissions, each version of what they say, and what they were returned for."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.submissions.rules import KINDS, PROPOSED, REMARKS
from duly.casework.submissions.rules.laid_down import CODES
from duly.casework.submissions.states import SubmissionState
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards


@guards.lines("submission-rules.adopted")
class LaidDown(models.Model):
    """One set of rules of a kind, as adopted. The highest number of a kind begun by a day governs what is done on it; the first stand in the program."""

    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    starts = models.DateField()
    content = models.JSONField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="rules_of_submissions_have_their_number"),
            models.CheckConstraint(condition=Q(number__gte=2), name="the_first_rules_of_submissions_are_ours"),
            models.CheckConstraint(condition=Q(kind__in=list(CODES)), name="rules_of_submissions_are_of_a_known_kind"),
        ]


@guards.lifecycle("submission")
class Submission(models.Model):
    """One paper, from first draft to decision. `number` is its newest text; `prepared_by` wrote that one."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in SubmissionState])
    case_ref = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    prepared_by = models.CharField(max_length=40)
    reviewed_by = models.CharField(max_length=40, blank=True)
    drafted_on = models.DateField()
    decision_ref = models.CharField(max_length=20, blank=True)

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reviewed_by=F("prepared_by")), name="submission_is_not_reviewed_by_its_author"),
            models.CheckConstraint(
                condition=~Q(state__in=[SubmissionState.READY.value, SubmissionState.DECIDED.value]) | ~Q(reviewed_by=""),
                name="ready_submission_was_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DECIDED.value, decision_ref__gt="")
                | (~Q(state=SubmissionState.DECIDED.value) & Q(decision_ref="")),
                name="decided_submission_names_its_decision",
            ),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="submission_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in SubmissionState]), name="submission_is_in_a_known_state"),
        ]


@guards.lines("submission.drafted", "submission.revised", about="submission")
class SubmissionVersion(models.Model):
    """One text of a submission, never changed. `paragraphs` are in order: the first is number 1. Money in pence.

    `outcome` is what is proposed to become of the complaint; empty where nobody said. `weighed_by` is the number of the weights of its complexity.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    ask = models.TextField()
    outcome = models.CharField(max_length=20, blank=True, default="")
    remedy_pence = models.BigIntegerField()
    mp_interest = models.BooleanField()
    paragraphs = models.JSONField()
    sha256 = models.CharField(max_length=64)
    weighed_by = models.PositiveIntegerField(default=1)
    prepared_by = models.CharField(max_length=40)
    prepared_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number"], name="one_text_of_a_number_in_a_submission"),
            models.CheckConstraint(condition=Q(remedy_pence__gte=0), name="remedy_is_not_negative"),
            models.CheckConstraint(condition=Q(outcome__in=["", *PROPOSED]), name="submission_proposes_a_known_outcome"),
            models.CheckConstraint(condition=~Q(ask=""), name="submission_says_what_it_asks"),
        ]


@guards.lines("submission.returned", "submission.amended", about="submission")
class ReturnNote(models.Model):
    """Why one version was sent back: a reason coded by the `rules` of a number, words, who is to put it right and by when. `paragraph` 0 is the whole."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="returns")
    number = models.PositiveIntegerField()
    rules = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=20)
    words = models.TextField()
    paragraph = models.PositiveIntegerField(default=0)
    who_fixes = models.CharField(max_length=40)
    fix_by = models.DateField()
    returned_by = models.CharField(max_length=40)
    returned_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number"], name="a_version_is_returned_once"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(who_fixes=""), name="return_says_what_and_who"),
            models.CheckConstraint(condition=Q(fix_by__gte=F("returned_on")), name="return_is_not_due_in_the_past"),
        ]


@guards.lines("submission.returned", "submission.amended", about="submission")
class ReturnPoint(models.Model):
    """One thing to put right in a version that was sent back. `place` counts from 1; `paragraph` 0 is the whole paper."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    rules = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=20)
    words = models.TextField()
    paragraph = models.PositiveIntegerField(default=0)
    who_fixes = models.CharField(max_length=40)
    fix_by = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number", "place"], name="one_point_at_a_place_of_a_return"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(who_fixes=""), name="point_says_what_and_who"),
        ]


@guards.lines("submission.remarked", about="submission")
class Remark(models.Model):
    """What somebody said of the draft: a party ("party", whose name is `from_whom`) or a colleague ("colleague", an officer's reference)."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    paragraph = models.PositiveIntegerField(default=0)
    from_whom = models.CharField(max_length=200)
    words = models.TextField()
    said_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "place"], name="one_remark_at_a_place"),
            models.CheckConstraint(condition=Q(kind__in=list(REMARKS)), name="remark_is_of_a_party_or_a_colleague"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(from_whom=""), name="remark_says_what_and_whose"),
        ]


@guards.lines("submission.answered", about="submission")
class Answer(models.Model):
    """The author's answer to a point of return `number`, or to a remark (`number` 0). `paragraph` is where it was dealt with; 0 is nowhere in particular.

    A later answer to the same thing stands in place of an earlier one.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField(default=0)
    words = models.TextField()
    answered_by = models.CharField(max_length=40)
    answered_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words="") & ~Q(answered_by=""), name="answer_says_what_and_whose")]


@guards.lines("submission.evidence-listed", about="submission")
class EvidenceItem(models.Model):
    """One line of the evidence list: `source` is a reference of post on the case, `part` the number of its attachment or 0; pages count from 1."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="evidence")
    label = models.CharField(max_length=5)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=20)
    page = models.PositiveIntegerField()
    part = models.PositiveIntegerField(default=0)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "label"], name="one_evidence_of_a_label"),
            models.CheckConstraint(condition=Q(label__regex=r"^E[1-9]\d{0,2}$"), name="evidence_label_is_e_and_a_number"),
            models.CheckConstraint(condition=Q(page__gte=1) & ~Q(title="") & ~Q(source=""), name="evidence_says_what_and_where"),
        ]


@guards.lines("submission.passed", "submission.passed-despite", about="submission")
class ReadySheet(models.Model):
    """The checklist a reviewer ticked when one version was passed as ready. `checklist` is the day it starts, `rules` the number of its rules; `read_by` is that of the
    limits the checks read it by.

    `failing` are codes of the right-first-time checks that failed, and `despite` says why it was passed all the same.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    checklist = models.DateField()
    rules = models.PositiveIntegerField(default=1)
    read_by = models.PositiveIntegerField(default=1)
    ticked = models.JSONField()
    failing = models.JSONField(default=list)
    despite = models.TextField(default="", blank=True)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number"], name="a_version_is_passed_once"),
            models.CheckConstraint(condition=Q(failing=[]) | ~Q(despite=""), name="paper_passed_despite_a_check_says_why"),
        ]


@guards.lines("submission.routed", about="submission")
class Route(models.Model):
    """That somebody chose another post to review it than its complexity suggests, and why. The latest stands."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="routes")
    post = models.CharField(max_length=40)
    because = models.TextField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(post="") & ~Q(because=""), name="route_says_where_and_why")]


@guards.lines("submission.circumstances-said", about="submission")
class Circumstances(models.Model):
    """What of the case the scheme may ask that the text does not say. The latest stands; what is null or empty nobody has said."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="circumstances")
    office = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=60, blank=True)
    formal_interviews = models.PositiveIntegerField(null=True)
    public_interest = models.BooleanField(null=True)
    settled_guidance = models.BooleanField(null=True)
    concerns_members = models.BooleanField(null=True)
    doubt_about_stopping = models.BooleanField(null=True)
    fault_without_injustice = models.BooleanField(null=True)
    said_by = models.CharField(max_length=40)
    said_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(said_by=""), name="circumstances_say_whose_word_they_are")]
