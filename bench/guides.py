"""Whose answers a clinic's draft would change: 500 people in their fortnight with 30 products each, on the server.

Three drafts: one window has other days; ten have; and a rule of the clinic's own about what a label shows, for which
every label is read. The floor is judging all these labels once, already read, by one rulebook. `FORTNIGHT_DATABASE`
names a PostgreSQL; without it the rows are made in SQLite, in a folder that is thrown away.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_PEOPLE = 500
_EACH = 30
_ROUNDS = 5
_LABELS = Path(__file__).parent.parent / "tests" / "cases" / "labels.jsonl"
_ONE = '[[window]]\nid = "retinoid-returns"\nrefuse = [1, 8]\ncareful = [9, 14]\n'
_TEN = _ONE + "".join(
    f'[[window]]\nid = "{name}"\nrefuse = [1, 9]\ncareful = [10, 14]\n'
    for name in (
        "fragrance-waits",
        "essential-oil-waits",
        "alcohol-later",
        "cooling-waits",
        "acid-leave-on",
        "scrub-returns",
        "isothiazolinone-waits",
        "formaldehyde-waits",
        "vitamin-c-starts",
    )
)
_OWN = '[[own]]\nid = "own-1"\nshows = "uv_organic"\nrefuse = [1, 5]\ncareful = []\nsays = { en = "Not yet." }\n'


def _fill(texts: list[str]) -> None:
    """People on all days, each with products whose labels are all different texts."""
    import datetime as dt

    from django.utils import timezone

    from fortnight.guide.load import published_guide
    from fortnight.labels.read import read_label
    from fortnight.person.model import Profile
    from fortnight.verdicts.judge import reasons_of, weigh
    from fortnight.verdicts.rulebook import rulebook
    from fortnight.web.accounts.models import Person, Treatment
    from fortnight.web.accounts.queries import clinic
    from fortnight.web.shelf.models import Product
    from fortnight.web.words.strip import marks_of

    house, today, book = clinic(), timezone.now().date(), rulebook(published_guide(), Profile())
    products: list[Product] = []
    for number in range(_PEOPLE):
        facts = [{}, {"sensitive": True}, {"pregnant": True}, {"rosacea": True}][number % 4]
        person = Person.objects.create(clinic=house, name=f"Person {number}", facts=facts)
        date = today - dt.timedelta(days=number % 14)
        person.current = Treatment.objects.create(person=person, date=date)
        person.save(update_fields=["current"])
        for place in range(_EACH):
            label = f"{texts[(number * _EACH + place) % len(texts)]}, Zarnox {number} {place}"
            verdict = weigh(read_label(label), book)
            spoke = list(dict.fromkeys(reason.rule.id for reason in reasons_of(verdict)))
            marks = marks_of(verdict.rulings)
            products.append(
                Product(
                    person=person, name=f"Product {place}", label=label, marks=marks, rules=spoke, version="now",
                    on_shelf=timezone.now(),
                )
            )  # fmt: skip
    Product.objects.bulk_create(products, batch_size=500)


def _middle(work: Callable[[], object]) -> float:
    """Seconds of the middle of some rounds."""
    spent = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def main() -> None:
    """Fill, measure, print."""
    from fortnight.web.project.serve import install

    install()
    from fortnight.guide.changes import read_changes
    from fortnight.guide.load import published_guide
    from fortnight.labels.read import read_label
    from fortnight.person.model import Profile
    from fortnight.verdicts.judge import weigh
    from fortnight.verdicts.rulebook import rulebook
    from fortnight.web.accounts.queries import clinic
    from fortnight.web.guides.queries import draft_guide
    from fortnight.web.guides.whose import whose
    from fortnight.web.shelf.models import Product

    texts = [json.loads(line)["label"] for line in _LABELS.read_text("utf-8").splitlines() if line.strip()]
    _fill(texts)
    book = rulebook(published_guide(), Profile())
    read = [read_label(label) for label in Product.objects.values_list("label", flat=True)]
    floor = _middle(lambda: [weigh(label, book) for label in read])
    print(
        f"\nwhose answers a draft would change: {_PEOPLE} people, {_EACH} products each, seconds, middle of {_ROUNDS}"
    )
    print(f"  floor (judging {len(read)} read labels once)     {floor:8.2f}")
    for words, changes in (("one window", _ONE), ("ten windows", _TEN), ("a rule about labels", _OWN)):
        guide = draft_guide(clinic(), read_changes(changes, "bench"))
        effect = whose(clinic(), guide)
        spent = _middle(lambda draft=guide: whose(clinic(), draft))
        print(f"  {words:<22} {effect.products:6d} answers changed {spent:8.2f}")
    sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="fortnight-bench-") as room:
        os.environ["FORTNIGHT_DATA"] = room
        os.environ["DJANGO_SETTINGS_MODULE"] = "fortnight.web.project.settings"
        main()
