"""`fortnight signs train`: the weights of the recogniser by likeness, learnt anew and written beside the corpus."""

from pathlib import Path

import numpy as np

import fortnight
from fortnight.healing.hearing.likeness import FILE
from fortnight.healing.hearing.listen import ASKED, HEARD
from fortnight.healing.hearing.training import classes_of, corpus, learn, prepared, telling_words, unseen


def trained() -> str:
    """Learn, write, and say how the recogniser alone does on families of paraphrases that it has not seen."""
    messages = corpus()
    classes = classes_of(messages)
    ready = prepared(messages, classes)
    weights = learn(ready, classes)
    np.savez_compressed(
        Path(fortnight.__file__).parent / FILE,
        table=weights.table,
        scales=weights.scales,
        offsets=weights.offsets,
        classes=np.array(weights.classes),
        mark=np.array(weights.mark),
        telling=np.array([(sign, " ".join(sorted(words))) for sign, words in sorted(telling_words(messages).items())]),
    )
    told = 1 - unseen(ready, classes)[:, 0]
    red = np.array([one.column > 0 for one in ready])
    families = len({one.family for one in messages})
    lines = [f"{len(messages)} messages of {families} families, {int((~red).sum())} of them harmless."]
    lines.append("The recogniser alone, on families that it has not seen:")
    for what, chosen in (("danger", told[red]), ("harmless", told[~red])):
        raised, more = float((chosen >= HEARD).mean()), float((chosen >= ASKED).mean())
        lines.append(f"  {what:<8} {raised:.1%} raised, {more:.1%} raised or asked")
    return "\n".join(lines)
