"""Audit in the database."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "goldthread.audit.reviews"
    label = "audit"
