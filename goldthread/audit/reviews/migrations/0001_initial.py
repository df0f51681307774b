import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0007_alter_case_opened_by"),
        ("organisation", "0003_ranks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=12, unique=True)),
                ("programme", models.CharField(max_length=30)),
                ("first_role", models.CharField(max_length=40)),
                ("second_role", models.CharField(max_length=40)),
                ("area", models.CharField(blank=True, default="", max_length=30)),
                ("since", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("states", models.JSONField(default=list)),
                ("case_types", models.JSONField(default=list)),
                ("sets", models.JSONField()),
                ("short", models.BooleanField()),
                ("proof", models.JSONField()),
                ("listed", models.JSONField()),
                ("drawn_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("drawn_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "of_borough",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="organisation.borough"),
                ),
                (
                    "readers_borough",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="organisation.borough"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SampledCase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("place", models.IntegerField()),
                ("reference", models.CharField(max_length=60)),
                ("borough", models.CharField(blank=True, default="", max_length=40)),
                ("strata", models.JSONField(default=list)),
                ("stratum_cases", models.IntegerField()),
                ("is_again", models.BooleanField()),
                ("case", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="cases.case")),
                ("sample", models.ForeignKey(on_delete=PROTECT, related_name="cases", to="audit.sample")),
            ],
            options={
                "indexes": [models.Index(fields=["reference"], name="audit_case_by_reference")],
                "constraints": [models.UniqueConstraint(fields=("sample", "place"), name="audit_place_once")],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("which", models.CharField(choices=[("first", "First"), ("second", "Second")], max_length=6)),
                ("version", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("answers", models.JSONField()),
                ("proposed", models.JSONField()),
                ("grade", models.CharField(max_length=30)),
                ("is_departure", models.BooleanField()),
                ("risk_is_live", models.BooleanField()),
                ("event_id", models.BigIntegerField()),
                ("officer", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("sample", models.ForeignKey(on_delete=PROTECT, related_name="+", to="audit.sample")),
                ("sampled", models.ForeignKey(on_delete=PROTECT, related_name="reviews", to="audit.sampledcase")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sampled", "which", "version"), name="audit_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("questions", models.JSONField(default=list)),
                ("raised_at", models.DateTimeField()),
                ("case", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="cases.case")),
                ("raised_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("sample", models.ForeignKey(on_delete=PROTECT, related_name="+", to="audit.sample")),
                ("sampled", models.ForeignKey(on_delete=PROTECT, related_name="referrals", to="audit.sampledcase")),
            ],
        ),
    ]
