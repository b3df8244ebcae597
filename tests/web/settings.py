"""The site's settings as the tests want them: a folder of their own, plain static files, e-mail kept in memory.

`FORTNIGHT_TEST_DATABASE` names a PostgreSQL for the same tests; without it they run on SQLite in memory.
"""

import atexit
import os
import shutil
import tempfile

os.environ["FORTNIGHT_DATA"] = tempfile.mkdtemp(prefix="fortnight-test-")
os.environ["FORTNIGHT_DATABASE"] = os.environ.get("FORTNIGHT_TEST_DATABASE", "")
os.environ["FORTNIGHT_DEBUG"] = "0"

from fortnight.web.ground.mail import Account
from fortnight.web.project import settings as _ours

globals().update({name: value for name, value in vars(_ours).items() if name.isupper()})
# What our code reads of these, by name, so that its types are known.
ADDRESS: str = _ours.ADDRESS
HOST: str = _ours.HOST
SECURE: bool = _ours.SECURE
PROXIES: int = _ours.PROXIES
VISITOR_COOKIE_NAME: str = _ours.VISITOR_COOKIE_NAME
SAVES_COOKIE_NAME: str = _ours.SAVES_COOKIE_NAME
OUR_COOKIES: tuple[str, ...] = _ours.OUR_COOKIES
STORAGES = {**_ours.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MAIL_LEAVES = True
MAIL_BOX: Account | None = None
MAIL_TRUSTS = ""
MAIL_REPLY = "reply@clinic.example"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost"]
QUEUE_AT_ONCE = True
PRODUCT_SERVICE = ""
PUSH_ANYWHERE = False
HINTS = True
_ours.STATIC_ROOT.mkdir()
atexit.register(shutil.rmtree, _ours.DATA, ignore_errors=True)
