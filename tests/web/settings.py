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

from fortnight.web.project import settings as _ours
from fortnight.web.project.mail import Account

globals().update({name: value for name, value in vars(_ours).items() if name.isupper()})
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
HINTS = True
_ours.STATIC_ROOT.mkdir()
atexit.register(shutil.rmtree, _ours.DATA, ignore_errors=True)
