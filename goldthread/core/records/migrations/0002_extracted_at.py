"""When each version was taken out of its source; and no index twice."""

import django.db.models.deletion
from django.db import migrations, models


# What came before this column was kept is ordered as it was: by its update.
AS_UPDATED = "UPDATE records_sourcerecord SET extracted_at = source_updated_at"


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.AddField("sourcerecord", "extracted_at", models.DateTimeField(null=True)),
        migrations.RunSQL(AS_UPDATED, migrations.RunSQL.noop),
        migrations.AlterField("sourcerecord", "extracted_at", models.DateTimeField()),
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
