"""The tables of the log, in the schema `audit`. The sequencer writes them, as a role of its own; the application reads, and writes marks."""

from django.db import models

from duly.core.record import guards


@guards.sealed(app="SELECT", seq="SELECT, DELETE", audit_ro="SELECT")
class Pending(models.Model):
    """A committed event that has no entry number yet."""

    event_id = models.UUIDField(primary_key=True)
    recorded_at = models.DateTimeField()
    leaf_hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = 'audit"."pending'


@guards.sealed(app="SELECT", seq="SELECT, INSERT", audit_ro="SELECT")
class Leaf(models.Model):
    """An event's entry number, from 0, and its hash as it was then."""

    leaf_index = models.BigIntegerField(primary_key=True)
    event_id = models.UUIDField(unique=True)
    leaf_hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = 'audit"."leaf'


@guards.sealed(app="SELECT", seq="SELECT, INSERT, UPDATE (hashes)", audit_ro="SELECT")
class Tile(models.Model):
    """Up to 256 nodes of the tree side by side; 32 bytes each. Its key is level and idx together."""

    level = models.IntegerField(primary_key=True)
    idx = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        managed = False
        db_table = 'audit"."tile'


@guards.sealed(app="SELECT", seq="SELECT, UPDATE (size, stack)", audit_ro="SELECT")
class TreeState(models.Model):
    """One row: how large the tree is, and its right edge."""

    one = models.BooleanField(primary_key=True)
    size = models.BigIntegerField()
    stack = models.BinaryField()

    class Meta:
        managed = False
        db_table = 'audit"."tree_state'


@guards.sealed(app="SELECT", seq="SELECT, INSERT (size, root, note)", audit_ro="SELECT")
class SignedCheckpoint(models.Model):
    """What the log signed of itself at a size."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = 'audit"."checkpoint'


@guards.sealed(app="SELECT", seq="SELECT, INSERT", audit_ro="SELECT")
class Cosignature(models.Model):
    """A witness's signature line under a checkpoint. Its key is size and witness together."""

    size = models.BigIntegerField(primary_key=True)
    witness = models.TextField()
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = 'audit"."cosignature'


@guards.sealed(app="SELECT, INSERT", seq="SELECT", audit_ro="SELECT")
class Mark(models.Model):
    """A numbered thing that a witness is to remember, written with its event. Its key is name and number together."""

    event_id = models.UUIDField(primary_key=True)
    name = models.TextField()
    number = models.BigIntegerField()
    sha256 = models.TextField()
    pence = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = 'audit"."mark'


@guards.sealed(app="SELECT", seq="SELECT, INSERT (name, number, witness)", audit_ro="SELECT")
class MarkKept(models.Model):
    """A witness has answered that it keeps a mark. Its key is name, number and witness together."""

    name = models.TextField(primary_key=True)
    number = models.BigIntegerField()
    witness = models.TextField()
    at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = 'audit"."mark_kept'


@guards.sealed(app="SELECT", seq="SELECT, INSERT (says)", audit_ro="SELECT")
class LogAlarm(models.Model):
    """What the sequencer found that should never be so."""

    at = models.DateTimeField(primary_key=True)
    says = models.TextField()

    class Meta:
        managed = False
        db_table = 'audit"."alarm'
