"""The bodies that answer for improvement, who sits on them, when they meet and what they decide."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "goldthread.improve.governance"
    label = "governance"
