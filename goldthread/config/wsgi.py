"""The web process's entry point."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from goldthread.core.collecting import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - reading them loads every page
settle()
