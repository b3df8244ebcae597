"""Signs that people write around a list in a message: pictures, and words behind a "#".

A picture parts what stands beside it as the end of a line does, a hand or an arrow as a colon. Words behind a "#" at
the end of a text are topics; where one of them is or holds a name that we know, all of them stay part of the label.
"""

import re

from fortnight.labels.cues import cues_of
from fortnight.labels.folding import fold
from fortnight.labels.identify import identify
from fortnight.labels.patterns import pattern

SIGNS = r"\u2600-\u2721\u2740-\u27bf\u2b05-\u2b07\u2b50\U0001f000-\U0001faff"
"""What is a picture, as a range of a pattern; the stars of footnotes are none."""
TOPIC = r"(?<![^\s#])#[^\W\d_]"
_PICTURE = pattern(rf"[{SIGNS}\ufe0f\u200d]")
_POINTS = pattern(rf"[\U0001f446-\U0001f449\u261a-\u261f\u27a1\u27a4\u2b05-\u2b07\U0001f448](?=[^\n{SIGNS}]*[^\W\d_])")
_TOPICS = pattern(rf"(?:{TOPIC}[\w-]*[\s.]*)+$")
_WORDS = pattern(r"[^\W\d_]+")


def without_chat(work: str) -> str:
    """The text with line ends and colons for pictures, and without topics that tell nothing; as long as it was.

    >>> without_chat("the list \N{WHITE RIGHT POINTING BACKHAND INDEX} Aqua #mask")
    'the list : Aqua      '
    """
    topics = _TOPICS.search(work) if "#" in work else None
    if topics and not _tell(topics[0]):
        work = work[: topics.start()] + " " * len(topics[0])
    if work.isascii():
        return work
    return _PICTURE.sub("\n", _POINTS.sub(":", work))


def _tell(topics: str) -> bool:
    """Whether a topic is a name that we know, or shows anything."""
    words = [fold(word) for word in _WORDS.findall(topics)]
    return any(int(cues_of(word)) or any(name.inci for _, name in identify(word)) for word in words)


def has_picture(work: str) -> re.Match[str] | None:
    """The first picture of a text."""
    return _PICTURE.search(work)
