from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_device_depths_and_planned"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="treatment",
            index=models.Index(condition=models.Q(("planned", True)), fields=["person"], name="treatment_planned"),
        ),
    ]
