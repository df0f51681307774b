"""Mail that came in: fetched, kept as it came, taken in or put before a person."""

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    name = "goldthread.core.mailbox"
    label = "mailbox"
