"""Boroughs, teams, posts and the officers in them."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "goldthread.core.organisation"
    label = "organisation"
