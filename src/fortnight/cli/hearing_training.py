"""`fortnight signs train`: the weights of the recogniser by likeness, learned again and written next to the corpus."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import fortnight
from fortnight.healing.hearing.likeness import FILE, ViewWeights
from fortnight.healing.hearing.listen import ASKED, HEARD
from fortnight.healing.hearing.training import classes_of, corpus, learn, prepared, unseen
from fortnight.healing.model import Urgency


def _arrays(parts: Sequence[ViewWeights]) -> dict[str, NDArray[Any]]:
    fields = (
        (at, name, getattr(part, name)) for at, part in enumerate(parts) for name in ("table", "scales", "offsets")
    )
    return {f"{name}{at}": value for at, name, value in fields}


def trained() -> str:
    """Learn, write, and say how the recogniser alone does on families of paraphrases that it has not seen."""
    messages = corpus()
    classes = classes_of(messages)
    ready = prepared(messages, classes)
    weights = learn(ready, classes)
    named = {"classes": weights.classes, "mark": weights.mark}
    arrays = {**_arrays(weights.parts), **{name: np.array(value) for name, value in named.items()}}
    np.savez_compressed(Path(fortnight.__file__).parent / FILE, allow_pickle=False, **arrays)
    danger = 1 - unseen(ready, classes)[:, 0]
    red = np.array([message.column > 0 for message in ready])
    families = len({message.family for message in messages})
    lines = [f"{len(messages)} messages of {families} families, {int((~red).sum())} of them harmless."]
    lines.append("The recogniser alone, on families that it has not seen:")
    for what, chosen in (("danger", danger[red]), ("harmless", danger[~red])):
        raised, more = float((chosen >= HEARD[Urgency.TODAY]).mean()), float((chosen >= ASKED).mean())
        lines.append(f"  {what:<8} {raised:.1%} raised, {more:.1%} raised or asked")
    return "\n".join(lines)
