"""Sessions move into the table that tells whose they are, so that an update signs nobody out."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations
from django.db.models import F
from django.utils import timezone

_AT_ONCE = 500


def carry_over(apps, _schema):
    """Copy every session that has not run out, with its user; and say of devices that they were seen when they began."""
    old, new = apps.get_model("sessions", "Session"), apps.get_model("accounts", "BrowserSession")
    users = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    decode = SessionStore().decode
    rows = []
    for session in old.objects.filter(expire_date__gt=timezone.now()).iterator():
        user = int(decode(session.session_data).get(SESSION_KEY) or 0)
        values = {"session_data": session.session_data, "expire_date": session.expire_date}
        if not user or user in users:
            rows.append(new(session_key=session.session_key, user_id=user or None, **values))
    new.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
    old.objects.all().delete()
    apps.get_model("accounts", "Device").objects.update(seen=F("created"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_sessions_and_devices"), ("sessions", "0001_initial")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True)]
