from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_extracted_at")]

    operations = [
        migrations.AddField("source", "short_since", models.DateTimeField(null=True)),
    ]
