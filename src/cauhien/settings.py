"""Settings of the product, read from the environment. Importing them starts and opens nothing."""

import hashlib
import os
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]


def state_directory():
    """Return where everything that must outlive a restart lies: database, files, match index."""
    if given := os.environ.get("CAUHIEN_STATE"):
        return Path(given).resolve()
    closed = any(not folder.stat().st_mode & 0o001 for folder in [ROOT, *ROOT.parents])
    if closed and os.name == "posix" and os.geteuid() == 0:
        # Root's PostgreSQL runs as another user, who could not reach a folder in here.
        return Path("/var/lib") / f"cauhien-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"
    return ROOT / "var"


STATE = state_directory()
DATA = Path(os.environ.get("CAUHIEN_DATA", ROOT / "data"))
CITY = tomllib.loads(
    Path(os.environ.get("CAUHIEN_CITY", ROOT / "cities" / "hanoi.toml")).read_text("utf-8")
)
DEMONSTRATION = os.environ.get("CAUHIEN_DEMONSTRATION", "1") == "1"


def secret_key():
    """Return the key of the environment, or the one `up` has put in the state directory."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    kept = STATE / "secret-key"
    # Without either (a type checker, collectstatic) a key derived from the place is enough.
    return kept.read_text() if kept.is_file() else hashlib.sha256(str(STATE).encode()).hexdigest()


def database(url):
    """Return Django's settings for a postgresql:// address; a host in the query is a socket."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "cauhien",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,  # PostgreSQL may have been started again since
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}, **query},
    }


SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("CAUHIEN_HOSTS", "127.0.0.1,localhost").split(",")
DATABASES = {
    "default": database(
        os.environ.get("DATABASE_URL", f"postgresql://cauhien@/cauhien?host={STATE}/socket")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "cauhien.front",
    "cauhien.demonstration",
    "cauhien.trail",
    "cauhien.exchange",
    "cauhien.ingest",
    "cauhien.resolution",
    "cauhien.observatory",
    "cauhien.pilots",
    "cauhien.review",
    "cauhien.meetings",
    "cauhien.members",
    "cauhien.matching",
    "cauhien.challenges",
    "cauhien.policies",
    "cauhien.park",
    "cauhien.facilities",
    "cauhien.ecosystem",
    "cauhien.enterprises",
    "cauhien.network",
    "cauhien.documents",
    "cauhien.notices",
    "cauhien.accounts",
    "cauhien.organisations",
    "cauhien.ui",
    "cauhien.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.orcid",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_filters",
    "procrastinate.contrib.django",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cauhien.accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cauhien.exchange.middleware.NegotiationMiddleware",
    "cauhien.trail.middleware.AuditMiddleware",
]
ROOT_URLCONF = "cauhien.urls"
WSGI_APPLICATION = "cauhien.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cauhien.ui.context.site",
            ],
        },
    }
]

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "cauhien.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's password or second factor changes is told
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Counted in the cache below, which all processes share. Five wrong passwords or codes for an
# account close it to signing in for a quarter of an hour, from wherever they came.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/15m/key",
    "reset_password": "20/m/ip,5/h/key",
    "signup": "20/h/ip",
}
# A provider of OpenID Connect, where the environment names one: docs/how-to/openid-connect.md.
_OIDC = {
    "provider_id": "provider",
    "name": os.environ.get("CAUHIEN_OIDC_NAME", "OpenID Connect"),
    "client_id": os.environ.get("CAUHIEN_OIDC_CLIENT_ID", ""),
    "secret": os.environ.get("CAUHIEN_OIDC_SECRET", ""),
    "settings": {"server_url": os.environ.get("CAUHIEN_OIDC_URL", "")},
}
# ORCID, where the environment names what it gave for this site (the sandbox has its own domain).
_ORCID = {
    "client_id": os.environ.get("CAUHIEN_ORCID_CLIENT_ID", ""),
    "secret": os.environ.get("CAUHIEN_ORCID_SECRET", ""),
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [_OIDC] if os.environ.get("CAUHIEN_OIDC_URL") else [],
        "provider_class": "cauhien.accounts.adapters.OpenIDConnect",
    },
    "orcid": {
        "provider_class": "cauhien.accounts.adapters.Orcid",
        "APPS": [_ORCID] if _ORCID["client_id"] else [],
        "BASE_DOMAIN": os.environ.get("CAUHIEN_ORCID_DOMAIN", "orcid.org"),
    },
}
SOCIALACCOUNT_ADAPTER = "cauhien.accounts.adapters.ProviderAdapter"
MFA_ADAPTER = "cauhien.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Cầu Hiền"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Languages and time
LANGUAGE_CODE = CITY["languages"][0]
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).parent / "accounts/allauth/locale"]  # allauth speaks no Vietnamese
TIME_ZONE = CITY["time_zone"]
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = STATE / "files"
# The master key of sealed files, 32 bytes in base64; without it the state directory has a file.
SEALING_KEY = os.environ.get("CAUHIEN_SEALING_KEY", "")
# A command that gets a file on its standard input and ends with 0 where it is clean.
MALWARE_SCANNER = os.environ.get("CAUHIEN_MALWARE_SCANNER", "")

# Hosts inside the network that a repository may be harvested from, by their names.
HARVEST_HOSTS = [one for one in os.environ.get("CAUHIEN_HARVEST_HOSTS", "").split(",") if one]
# OpenAlex gives lists of works only to who sends a key, which is free there.
OPENALEX_KEY = os.environ.get("CAUHIEN_OPENALEX_KEY", "").strip()
OPENALEX_URL = os.environ.get("CAUHIEN_OPENALEX_URL", "https://api.openalex.org")

# Protection. A page takes everything from its own site and runs no script of its own text.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "cauhien.ui.errors.forbidden"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
# Set where the site is served over https; `up` serves plain http on this machine alone.
HTTPS = os.environ.get("CAUHIEN_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# How many servers of ours stand in front; the address that the API counts is read behind them.
NINJA_NUM_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("CAUHIEN_PROXIES", "0"))
# A passkey is bound to the name of the site; without https a browser makes one for localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
CACHES = {
    "default": {
        "BACKEND": "cauhien.core.cache.PostgresCache",
        "LOCATION": "core_cache",
    }
}

# Mail: smtp://user:password@host:587 (with STARTTLS) or smtps://user:password@host
SITE_URL = os.environ.get("CAUHIEN_URL", "http://127.0.0.1:8000").rstrip("/")  # as mails name it
_smtp = urlsplit(os.environ.get("CAUHIEN_SMTP_URL", ""))
EMAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND",
    f"django.core.mail.backends.{'smtp' if _smtp.hostname else 'console'}.EmailBackend",
)
EMAIL_HOST, EMAIL_PORT = (
    _smtp.hostname or "localhost",
    _smtp.port or (465 if _smtp.scheme == "smtps" else 587),
)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_USE_TLS = bool(_smtp.hostname) and not EMAIL_USE_SSL and "plain" not in _smtp.query
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get(
    "CAUHIEN_MAIL_FROM", f"Cầu Hiền <no-reply@{urlsplit(SITE_URL).hostname}>"
)
