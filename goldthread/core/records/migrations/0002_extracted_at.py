"""When each version was taken out of its source; and no index twice."""

import django.db.models.deletion
from django.db import migrations, models


# What came before this column was kept is ordered as it was: by its update.
AS_UPDATED = "UPDATE records_sourcerecord SET extracted_at = source_updated_at, content_hash = raw_hash"


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.AddField("sourcerecord", "extracted_at", models.DateTimeField(null=True)),
        migrations.AddField("sourcerecord", "content_hash", models.CharField(max_length=64, default="")),
        migrations.RunSQL(AS_UPDATED, migrations.RunSQL.noop),
        migrations.AlterField("sourcerecord", "extracted_at", models.DateTimeField()),
        migrations.AddField("recordcontent", "noted", models.JSONField(default=list)),
        migrations.AlterField("sourcerecord", "content_hash", models.CharField(max_length=64)),
        migrations.RemoveConstraint("sourcerecord", "one_row_per_version"),
        migrations.AddConstraint(
            "sourcerecord",
            models.UniqueConstraint(
                fields=["source", "source_record_id", "source_updated_at", "content_hash"], name="one_row_per_version"
            ),
        ),
        migrations.AlterField(
            "sourcerecord",
            "source",
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="records.source"),
        ),
        migrations.AlterField(
            "mention",
            "source",
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="records.source"),
        ),
        migrations.AlterField(
            "assertion",
            "mention",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assertions",
                to="records.mention",
            ),
        ),
    ]
