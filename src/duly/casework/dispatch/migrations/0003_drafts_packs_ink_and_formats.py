"""Every draft kept, what was said of it, print packs, copies to sign in ink, other formats, proof of delivery; what was returned is written again."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"
SEQUENCES = ("dispatch_pack_number", "dispatch_ink_number", "dispatch_format_number")


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0002_format"),
    ]

    operations = [
        *(migrations.RunSQL(f"CREATE SEQUENCE {name}", reverse_sql=f"DROP SEQUENCE {name}") for name in SEQUENCES),
        migrations.RunSQL((SQL / "letter_bytes_returned.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter_ref", models.CharField(db_index=True, max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("paragraph", models.PositiveIntegerField(default=0)),
                ("returned", models.BooleanField(default=False)),
                ("by_ref", models.CharField(max_length=40)),
                ("said_on", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="DeliveryProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter_ref", models.CharField(db_index=True, max_length=20)),
                ("how", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("document_ref", models.CharField(blank=True, max_length=20)),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="FormatCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(choices=[("ordered", "ordered"), ("received", "received"), ("cancelled", "cancelled")], max_length=10),
                ),
                ("letter_ref", models.CharField(db_index=True, max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("format", models.CharField(max_length=20)),
                ("supplier", models.CharField(blank=True, max_length=120)),
                ("ordered_on", models.DateField()),
                ("due", models.DateField()),
                ("received_on", models.DateField(null=True)),
                ("document_ref", models.CharField(blank=True, max_length=20)),
                ("document_sha256", models.CharField(blank=True, max_length=64)),
                ("in_hand", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="InkCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(choices=[("printed", "printed"), ("signed", "signed")], max_length=10)),
                ("letter_ref", models.CharField(db_index=True, max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("mark", models.CharField(max_length=60)),
                ("signer", models.CharField(max_length=40)),
                ("document_ref", models.CharField(max_length=20)),
                ("scan_ref", models.CharField(blank=True, max_length=20)),
                ("scan_sha256", models.CharField(blank=True, max_length=64)),
                ("read_how", models.CharField(blank=True, max_length=10)),
                ("signed_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LetterVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter_ref", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("template", models.CharField(max_length=60)),
                ("template_version", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("document_ref", models.CharField(blank=True, max_length=20)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("prepared_by", models.CharField(max_length=40)),
                ("made_on", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="PackedLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack_ref", models.CharField(db_index=True, max_length=20)),
                ("letter_ref", models.CharField(max_length=20)),
                ("content_sha256", models.CharField(max_length=64)),
                ("first_page", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="PrintPack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(choices=[("made", "made"), ("printed", "printed"), ("posted", "posted")], max_length=10)),
                ("made_on", models.DateField()),
                ("letters", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("document_ref", models.CharField(max_length=20)),
                ("content_sha256", models.CharField(max_length=64)),
                ("prepared_by", models.CharField(max_length=40)),
                ("posted_on", models.DateField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_is_approved_as_its_bytes",
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_is_sent_as_approved",
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_is_in_a_known_state",
        ),
        migrations.AddField(
            model_name="letter",
            name="channel",
            field=models.CharField(default="e-mail", max_length=10),
        ),
        migrations.AddField(
            model_name="letter",
            name="ink_ref",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="letter",
            name="item_ref",
            field=models.CharField(blank=True, db_index=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="letter",
            name="left_out",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="letter",
            name="on_behalf",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="letter",
            name="title",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("returned", "returned"),
                    ("approved", "approved"),
                    ("released", "released"),
                    ("sent", "sent"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_sha256", ""), ("state__in", ["draft", "returned"])),
                    models.Q(("approved_sha256", models.F("content_sha256")), ("approved_sha256__gt", "")),
                    _connector="OR",
                ),
                name="letter_is_approved_as_its_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_sha256", ""), ("state__in", ["draft", "returned", "approved"])),
                    models.Q(("state__in", ["released", "sent"]), ("sent_sha256", models.F("approved_sha256"))),
                    _connector="OR",
                ),
                name="letter_is_sent_as_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "returned", "approved", "released", "sent"])), name="letter_is_in_a_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("channel", "e-mail"), _negated=True), ("to_address__gt", ""), _connector="OR"),
                name="a_letter_by_mail_has_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ("e-mail", "post"))), name="a_letter_goes_by_a_known_channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("case_ref", ""), _negated=True), models.Q(("item_ref", ""), _negated=True), _connector="OR"),
                name="a_letter_is_about_a_case_or_an_item_of_post",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("ink_ref", ""), models.Q(("state__in", ["draft", "returned"]), _negated=True), _connector="OR"),
                name="a_letter_signed_in_ink_is_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryproof",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["signed for", "tracked", "handed over", "receipt", "returned"])),
                name="a_delivery_is_shown_in_a_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="formatcopy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("letter_ref", "number", "format"),
                name="a_version_is_had_in_a_format_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="formatcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ("large print", "audio", "easy read", "braille", "Welsh", "another language"))),
                name="a_copy_is_in_a_known_format",
            ),
        ),
        migrations.AddConstraint(
            model_name="formatcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["ordered", "received", "cancelled"])), name="a_copy_in_a_format_is_in_a_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="formatcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("received_on__isnull", False),
                        ("state", "received"),
                        models.Q(models.Q(("document_ref__gt", ""), ("document_sha256__gt", "")), ("in_hand__gt", ""), _connector="OR"),
                    ),
                    models.Q(
                        models.Q(("state", "received"), _negated=True), ("document_ref", ""), ("in_hand", ""), ("received_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="a_received_copy_has_its_file_or_is_in_hand",
            ),
        ),
        migrations.AddConstraint(
            model_name="formatcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("due__gte", models.F("ordered_on"))), name="a_copy_is_due_after_it_was_ordered"
            ),
        ),
        migrations.AddConstraint(
            model_name="inkcopy",
            constraint=models.UniqueConstraint(fields=("letter_ref", "number"), name="a_version_is_printed_for_ink_once"),
        ),
        migrations.AddConstraint(
            model_name="inkcopy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "signed")), fields=("letter_ref",), name="a_letter_is_signed_in_ink_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="inkcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["printed", "signed"])), name="an_ink_copy_is_in_a_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="inkcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("read_how__in", ["text", "ocr", "typed"]),
                        ("scan_ref__gt", ""),
                        ("scan_sha256__gt", ""),
                        ("signed_on__isnull", False),
                        ("state", "signed"),
                    ),
                    models.Q(
                        models.Q(("state", "signed"), _negated=True),
                        ("read_how", ""),
                        ("scan_ref", ""),
                        ("scan_sha256", ""),
                        ("signed_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_signed_copy_has_its_scan",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterversion",
            constraint=models.UniqueConstraint(fields=("letter_ref", "number"), name="a_draft_of_a_letter_has_its_number"),
        ),
        migrations.AddConstraint(
            model_name="packedletter",
            constraint=models.UniqueConstraint(fields=("letter_ref",), name="a_letter_is_packed_once"),
        ),
        migrations.AddConstraint(
            model_name="printpack",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["made", "printed", "posted"])), name="a_print_pack_is_in_a_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="printpack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("posted_on__isnull", False), ("state", "posted")),
                    models.Q(models.Q(("state", "posted"), _negated=True), ("posted_on__isnull", True)),
                    _connector="OR",
                ),
                name="a_posted_pack_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="printpack",
            constraint=models.CheckConstraint(condition=models.Q(("letters__gt", 0), ("pages__gt", 0)), name="a_print_pack_holds_letters"),
        ),
    ]
