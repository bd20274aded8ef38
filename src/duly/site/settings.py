"""Django's settings. What differs between installations comes from the environment and from what set-up wrote down."""

import os
from pathlib import Path

from duly.site.database import database
from duly.site.organisation import organisation
from duly.site.practice import practice_copy
from duly.site.secrets import secret_key

BASE = Path(__file__).resolve().parent.parent
DEMO = practice_copy()
TESTING = os.environ.get("DULY_TESTING") == "1"

DULY_BANK_HOLIDAYS = os.environ.get("DULY_BANK_HOLIDAYS", "england-and-wales")  # or scotland, or northern-ireland: whose are kept here
DULY_WINGS = tuple(w for w in os.environ.get("DULY_WINGS", "casework,payments").split(",") if w)

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DULY_HOSTS", "localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("DULY_ORIGINS", "").split(",") if o]

CORE = [
    "record",
    "refusals",
    "once",
    "log",
    "vault",
    "calendar",
    "people",
    "scheme",
    "confidentiality",
    "tokens",
    "documents",
    "retention",
    "intake",
    "jobs",
    "desk",
    "alerts",
    "directory",
    "work",
    "contacts",
    "clocks",
    "chases",
]
CASEWORK = [
    "correspondence",
    "cases",
    "instructions",
    "investigation",
    "adjudication",
    "submissions",
    "decisions",
    "wordings",
    "dispatch",
    "reviews",
    "compliance",
    "advice",
    "finding",
    "boxes",
    "learning",
    "files",
    "risk",
]
PAYMENTS = ["providers", "contracts", "rates", "packages", "evidence", "invoices", "ledger", "validation", "runs", "banking", "remittances"]
PAYMENTS += ["disputes", "requests", "statements"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "duly.ui",
    *(f"duly.core.{room}" for room in CORE if (BASE / "core" / room / "apps.py").exists()),
    *(f"duly.casework.{room}" for room in CASEWORK if (BASE / "casework" / room / "apps.py").exists() and "casework" in DULY_WINGS),
    *(f"duly.payments.{room}" for room in PAYMENTS if (BASE / "payments" / room / "apps.py").exists() and "payments" in DULY_WINGS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "duly.site.signin.LastSeen",
    "duly.site.asking.Asking",
    "duly.site.faults.Refusing",
    "duly.site.handlers.SayingWhy",
]

ROOT_URLCONF = "duly.site.urls"
WSGI_APPLICATION = "duly.site.wsgi.application"
APPEND_SLASH = True

DATABASES = {"default": database()}
COUNT_REFUSALS = not TESTING  # tests have the database refuse thousands of things
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(BASE.glob("*/screens/*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {"environment": "duly.ui.environment.environment", "context_processors": ["duly.site.pages.furniture"]},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

AUTH_USER_MODEL = "people.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers." + ("MD5PasswordHasher" if TESTING else "Argon2PasswordHasher")]  # tests hash quickly
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "duly.site.signin.ClosedToSignUp"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "login": "300/m/ip"}  # five failures lock an officer, never a whole building
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DULY_PROXIES", "0"))  # how many of our own proxies stand before us
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_ADAPTER = "duly.site.second_steps.SecondSteps"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "duly.office.screens.signin.forms.AddPasskey",
    "edit_webauthn": "duly.office.screens.signin.forms.NamePasskey",
    "authenticate": "duly.office.screens.signin.forms.Code",
    "reauthenticate": "duly.office.screens.signin.forms.CodeAgain",
}
MFA_TOTP_ISSUER = "Duly"
MFA_TOTP_TOLERANCE = 1  # an app whose clock is half a minute out still signs in

ORGANISATION = organisation(os.environ)  # its own sign-in, where DULY_OIDC_ISSUER names one
SOCIALACCOUNT_ADAPTER = "duly.site.signin.OnlyOfficers"
SOCIALACCOUNT_PROVIDERS = ORGANISATION.providers
STEP_UP_MINUTES = max(1, int(os.environ.get("DULY_STEP_UP_MINUTES", "15")))  # how lately a second step must have been shown, to approve

ENCRYPTED = bool(CSRF_TRUSTED_ORIGINS) and all(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENCRYPTED  # where pages come encrypted, what proves who one is never goes otherwise
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the second step's square code is drawn as data
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": [
            "'self'",
            *ORGANISATION.origins,
        ],  # a browser follows our form to the organisation's own sign-in only if it is named
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "duly_cache"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without data": {"()": "duly.site.faults.WithoutData"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without data"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING"}},  # neither its mail to administrators nor a second line of its own
}
