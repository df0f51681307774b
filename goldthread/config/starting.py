"""Loading Django, wherever a program comes from: the command line, a worker, a step of its own."""

import os


def load_django() -> None:
    """Make models and settings usable; does nothing the second time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
    import django

    django.setup()
