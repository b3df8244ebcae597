"""Django's settings. What an operator may change is in `ground/environment.py`; the rest is decided here."""

from csp.constants import NONE, SELF

from fortnight.web.accounts.bodies import FORM_BYTES
from fortnight.web.ground import environment
from fortnight.web.ground.databases import cache, database
from fortnight.web.ground.limits import MAIL_BY, MAIL_BY_A_DAY, MAIL_TO, MAIL_TO_A_DAY
from fortnight.web.ground.mail import mail, mailbox
from fortnight.wording.load import LANGUAGE_NAMES

DATA = environment.data_folder()
DEBUG = environment.value("FORTNIGHT_DEBUG") == "1"
SECRET_KEY = environment.secret(DATA)
SECRET_KEY_FALLBACKS = [*environment.secrets_before(DATA)]
ADDRESS = environment.address()
SECURE = ADDRESS.startswith("https://")
HOST = environment.host()
ALLOWED_HOSTS = [HOST, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
PROXIES = environment.proxies()
HINTS = environment.value("FORTNIGHT_HINTS") != "0"
PRODUCT_SERVICE = environment.value("FORTNIGHT_PRODUCT_SERVICE").rstrip("/")

ROOT_URLCONF = "fortnight.web.project.urls"
WSGI_APPLICATION = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "fortnight.web.accounts",
    # Before the sign-in library, whose texts it says in our words (sign_in/locale).
    "fortnight.web.sign_in",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "fortnight.web.shell",
    "fortnight.web.pages",
    "fortnight.web.me",
    "fortnight.web.journal",
    "fortnight.web.shelf",
    "fortnight.web.activities",
    "fortnight.web.catalogue",
    "fortnight.web.routine",
    "fortnight.web.screening",
    "fortnight.web.photos",
    "fortnight.web.healing",
    "fortnight.web.chat",
    "fortnight.web.checkins",
    "fortnight.web.course_photos",
    "fortnight.web.mail",
    "fortnight.web.exports",
    "fortnight.web.reminders",
    "fortnight.web.course",
    "fortnight.web.desk",
    "fortnight.web.clinic",
    "fortnight.web.clients",
    "fortnight.web.guides",
    "fortnight.web.offline",
]
MIDDLEWARE = [
    "fortnight.web.project.hosts.ours_only",
    "django.middleware.security.SecurityMiddleware",
    "fortnight.web.project.static_folders.Static",
    "fortnight.web.ground.request_log.logged",
    # Pages are squeezed; the length of each answer is blurred by padding, so that it tells nothing of a secret in it.
    "django.middleware.gzip.GZipMiddleware",
    "fortnight.web.shell.middleware.own_sources_only",
    "fortnight.web.shell.middleware.private_by_default",
    "fortnight.web.shell.middleware.nothing_stays",
    "fortnight.web.accounts.entrance.renamed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fortnight.web.shell.middleware.whole_only",
    "fortnight.web.shell.middleware.nul_is_a_blank",
    "fortnight.web.accounts.using.noted",
    "allauth.account.middleware.AccountMiddleware",
    "fortnight.web.sign_in.second_factor.SecondFactorFirst",
    "fortnight.web.accounts.forms_sent.FormsCounted",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [environment.WEB / app / "templates" for app in environment.OUR_APPS],
        "OPTIONS": {"environment": "fortnight.web.shell.jinja.environment", "trim_blocks": True, "lstrip_blocks": True},
    },
    {
        # The sign-in pages of allauth, in Django's own language; ours extend its layout and stand before it.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [environment.WEB / "sign_in" / "library"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {"default": database(environment.value("FORTNIGHT_DATABASE"), DATA)}
CACHES = {"default": cache(environment.value("FORTNIGHT_DATABASE"))}
globals().update(mail(environment.value("FORTNIGHT_SMTP")))
# Without a server to hand it to, mail goes to the log, and nobody is told that it is on its way.
MAIL_LEAVES = bool(environment.value("FORTNIGHT_SMTP"))
MAIL_REPLY = environment.mail_reply()
MAIL_BOX = mailbox(environment.value("FORTNIGHT_IMAP"))
MAIL_TRUSTS = environment.value("FORTNIGHT_MAIL_TRUSTS")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.value("FORTNIGHT_MAIL_FROM")

# Push messages go to public hosts over https alone; the tests have a push service of their own.
PUSH_ANYWHERE = False

STATIC_URL = "/static/"
# Where the files of this version lie is set when they are gathered: a folder of their own below this one.
STATIC_ROOT = DATA / environment.STATIC
STATICFILES_STORAGE_KIND = "fortnight.web.project.static_storage.Statics"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA / "uploads",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else STATICFILES_STORAGE_KIND
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
# What a person sends is text, small forms, and at most one photo of a telephone.
DATA_UPLOAD_MAX_MEMORY_SIZE = FORM_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "fortnight.web.ground.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Jobs wait in the queue for the worker; tests have them done where they are put.
QUEUE_AT_ONCE = False

LANGUAGE_CODE = "en"
# A language is offered when all of its texts are there: tests/web/test_languages.py.
LANGUAGES = [*LANGUAGE_NAMES.items()]
LOCALE_PATHS = [environment.WEB / "locale"]
LANGUAGE_COOKIE_NAME = environment.cookie("language")
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "UTC"

SESSION_ENGINE = "fortnight.web.accounts.sessions"
VISITOR_COOKIE_NAME = environment.cookie()
SAVES_COOKIE_NAME = environment.cookie("saves")
SESSION_COOKIE_NAME = environment.cookie("session")
CSRF_COOKIE_NAME = environment.cookie("csrf")
OUR_COOKIES = (VISITOR_COOKIE_NAME, SAVES_COOKIE_NAME, SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME)
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fortnight.web.pages.views.stale_form"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE and environment.value("FORTNIGHT_HSTS_SUBDOMAINS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "object-src": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["fortnight.web.accounts.backend.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "fortnight.web.sign_in.adapter.Adapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# For how many seconds what was shown when signing in, or again, lets somebody change how their account is opened.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_SESSION_REMEMBER = True
# A code sent by e-mail is tried three times and requested three times a minute; allauth's own limits apply as well.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
_BY_ADDRESS = f"10/m/ip,{MAIL_BY.most}/h/ip,{MAIL_BY_A_DAY.most}/d/ip"
ACCOUNT_RATE_LIMITS = {
    "login": "20/m/ip",
    "signup": _BY_ADDRESS,
    "request_login_code": f"{_BY_ADDRESS},3/m/key,{MAIL_TO.most}/h/key,{MAIL_TO_A_DAY.most}/d/key",
    "login_failed": "10/m/ip,5/300s/key",
}
RATELIMIT_IP_META_KEY = "fortnight.web.accounts.client.client_address"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "Fortnight"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
# W005: sub-domains are for FORTNIGHT_HSTS_SUBDOMAINS to decide about.
# W008, W021: to send people on to https, and to have browsers know it beforehand, is for whoever ends TLS before us.
SILENCED_SYSTEM_CHECKS = [
    "django_ratelimit.E003",
    "django_ratelimit.W001",
    "security.W005",
    "security.W008",
    "security.W021",
]

LOGGING_CONFIG = "fortnight.web.ground.log.configure"
LOGGING = {"debug": DEBUG}
