"""Django's settings. What differs between installations is in `installation.py`; this file holds what never does."""

import os
from datetime import timedelta

from goldthread.config import areas, installation
from goldthread.config.areas import MAIL_TAKERS as MAIL_TAKERS
from goldthread.config.areas import TRIPWIRES as TRIPWIRES
from goldthread.config.paths import PROJECT, inside

DEMONSTRATION = installation.is_demonstration()
SECRET_KEY = installation.secret("GOLDTHREAD_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = installation.value("GOLDTHREAD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = installation.value("GOLDTHREAD_HTTPS", "0" if DEMONSTRATION else "1") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "procrastinate.contrib.django",
    "goldthread.core.db",
    "goldthread.core.organisation",
    "goldthread.core.access",
    "goldthread.core.sealing",
    "goldthread.core.journal",
    "goldthread.core.records",
    "goldthread.core.places",
    "goldthread.core.people",
    "goldthread.core.cases",
    "goldthread.core.clocks",
    "goldthread.core.alerts",
    "goldthread.core.flags",
    "goldthread.core.mailbox",
    "goldthread.link.feeds",
    "goldthread.link.quality",
    "goldthread.link.review",
    "goldthread.audit.reviews",
    "goldthread.audit.desk",
    "goldthread.improve.recommendations",
    "goldthread.improve.reporting",
    "goldthread.improve.governance",
    "goldthread.improve.plans",
    "goldthread.improve.effect",
    "goldthread.improve.borough_briefing",
    "goldthread.web",
    "goldthread.respond.sharing",
    "goldthread.respond.placements",
    "goldthread.respond.missing.partners",
    *areas.packages(),
]

MIDDLEWARE = [
    "goldthread.web.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "goldthread.web.middleware.OneTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldthread.web.signin.middleware.SessionsInUse",
    "goldthread.web.signin.middleware.SignedInOnly",
    "goldthread.web.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "goldthread.config.urls"
WSGI_APPLICATION = "goldthread.config.wsgi.application"
STATIC_URL = "/static/"
STATIC_ROOT = inside("static", "")
STATICFILES_DIRS = [PROJECT / "goldthread" / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PROJECT / "goldthread" / "web" / "templates", *areas.templates()],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "goldthread.web.templating.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# The connection of ordinary work is the app's; a process is given the others only where it needs them.
DATABASES = {
    alias: installation.database(installation.value(name))
    for alias, name in (
        ("default", installation.APP),
        ("owner", installation.OWNER),
        ("service", installation.SERVICE),
    )
    if installation.value(name)
} or {"default": {"ENGINE": "django.db.backends.dummy"}}
if os.environ.get("GOLDTHREAD_PROCESS") == "web":
    # A page that takes this long helps nobody at a door, and must not hold the next one up; 20 and 60 seconds are ours.
    limits = "-c statement_timeout=20s -c idle_in_transaction_session_timeout=60s"
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = limits
# The worker takes its jobs as the service; everybody else hands them in as the app, in their own transaction.
PROCRASTINATE_DATABASE_ALIAS = "service" if os.environ.get("GOLDTHREAD_PROCESS") == "worker" else "default"
PROCRASTINATE_IMPORT_PATHS = ["goldthread.jobs.tasks"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "no_such_module_we_list_ours"
DATABASE_ROUTERS = ["goldthread.core.db.routing.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ANCHOR_FILE = installation.value("GOLDTHREAD_ANCHOR", str(inside("anchors", "seals.ndjson")))

AUTH_USER_MODEL = "organisation.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "signin"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "goldthread.web.signin.adapter.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = str
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # lock-out is django-axes's, counted in the database
MFA_ADAPTER = "goldthread.web.signin.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Goldthread"
MFA_TOTP_TOLERANCE = 1
USERSESSIONS_TRACK_ACTIVITY = True

# Lock-out: ASVS 5.0.0 6.3.1 asks for one and leaves the numbers to the owner; five tries and 15 minutes are ours.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # a shared police address must not lock a whole station out
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "goldthread.web.signin.views.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # six for each recommendation of a long report
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "goldthread.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SESSION_IDLE = timedelta(minutes=int(installation.value("GOLDTHREAD_SESSION_IDLE_MINUTES", "30")))
SESSION_LONGEST = timedelta(hours=int(installation.value("GOLDTHREAD_SESSION_HOURS", "12")))
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("GOLDTHREAD_LOG", "WARNING")},
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
