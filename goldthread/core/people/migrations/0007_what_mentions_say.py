from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_link_by_model'),
        ('records', '0003_short_since'),
    ]

    operations = [
        migrations.AddField(model_name='matchkey', name='says', field=models.BigIntegerField(null=True)),
        # Until `goldthread link again` each mention says something of its own, as if nobody said it again.
        migrations.RunSQL(
            "UPDATE people_matchkey SET says = hashtextextended(mention_id::text, 0)", migrations.RunSQL.noop
        ),
        migrations.AlterField(model_name='matchkey', name='says', field=models.BigIntegerField()),
        migrations.RemoveIndex(model_name='matchkey', name='match_by_key'),
        migrations.AddIndex(
            model_name='matchkey',
            index=models.Index(fields=['key', 'says'], include=('mention',), name='match_by_key_says'),
        ),
    ]
