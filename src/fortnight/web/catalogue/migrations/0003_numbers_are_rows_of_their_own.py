from django.db import migrations


class Migration(migrations.Migration):
    # A migration of its own: PostgreSQL changes no table in the transaction that has just moved its rows.
    dependencies = [("catalogue", "0002_products_offers_and_imports")]

    operations = [
        migrations.RemoveField(model_name="catalogueitem", name="barcode"),
        migrations.RemoveField(model_name="catalogueitem", name="found"),
    ]
