"""Events and their erasable payloads. Both tables live in the schema `audit` and are written once."""

from django.db import models


class StoredEvent(models.Model):
    """One entry. `body` is canonical JSON and the only truth; the other columns are read from it by a trigger."""

    event_id = models.UUIDField(primary_key=True)
    recorded_at = models.DateTimeField(editable=False)
    action = models.TextField(editable=False)
    subject_type = models.TextField(editable=False)
    subject_ref = models.TextField(editable=False)
    subject_version = models.IntegerField(editable=False)
    body = models.BinaryField()
    leaf_hash = models.BinaryField(editable=False)

    class Meta:
        managed = False
        db_table = 'audit"."event'


class Payload(models.Model):
    """The private words of an event, under a salt. Removing both is how an event forgets."""

    event = models.OneToOneField(StoredEvent, primary_key=True, on_delete=models.DO_NOTHING, related_name="payload")
    salt = models.BinaryField()
    content = models.BinaryField()

    class Meta:
        managed = False
        db_table = 'audit"."payload'
