from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0002_push"),
    ]

    operations = [
        migrations.AddField(
            model_name="reminderwish",
            name="photos",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
