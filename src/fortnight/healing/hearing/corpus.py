"""The messages that the recogniser by likeness learns from: seeds written by hand, and what people do to words.

`data/hearing/corpus/*.txt` holds seeds under the sign that they tell of, or under none. A seed is written out in
several ways (`{a|b}`), and each of them is bent as people bend words: no accents, no punctuation, a slip, chat
spelling, a greeting before, something harmless behind, capitals, a picture. What is chosen depends on the words of the
seed alone: the same corpus always gives the same messages. All that comes of one seed is one family of paraphrases.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fortnight.errors import DataError
from fortnight.healing.load import all_rules
from fortnight.sources import shipped

FILES = (
    "danger_en",
    "danger_es",
    "voices_en",
    "voices_es",
    "harmless_en",
    "harmless_es",
    "harmless_words",
    "everyday_en",
    "everyday_es",
    "calm_en",
    "calm_es",
    "more_en",
    "more_es",
    "box_en",
    "box_es",
    "people_en",
    "people_es",
)
NONE = "none"
_FOLDER = "healing/data/hearing/corpus"
_ASIDES = "asides"
_CHOICE = re.compile(r"\{([^{}]*)\}")
_MOST = {True: 9, False: 12}
_BOX = "/box_"
_CHAT = {
    "en": {
        "you": "u",
        "are": "r",
        "please": "pls",
        "because": "bc",
        "to": "2",
        "your": "ur",
        "before": "b4",
        "my": "mi",
    },
    "es": {"que": "q", "por": "x", "porque": "xq", "para": "pa", "estoy": "toy", "tengo": "tngo", "también": "tmb"},
}
_PICTURES = ("😭", "🙏", "😩", "😅", "❤️", "😬", "🥺", "")


@dataclass(frozen=True, slots=True)
class Seed:
    """A hand-written message: the sign it tells of (or `none`), its language, its family and its text with choices."""

    sign: str
    language: str
    family: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A message to learn from."""

    sign: str
    language: str
    family: str
    text: str


def shipped_seeds() -> tuple[Seed, ...]:
    """Every seed. Raises: DataError when the corpus is broken."""
    files = ((name, f"{_FOLDER}/{name}.txt") for name in FILES)
    return tuple(seed for name, file in files for seed in read_seeds(shipped(file), file, _language(name)))


def _language(name: str) -> str:
    return "es" if name.endswith("_es") else "en"


def corpus_text() -> str:
    """Everything that the messages are made of, for a mark of what was learnt."""
    return "\0".join(shipped(f"{_FOLDER}/{name}.txt") for name in (*FILES, _ASIDES))


def read_seeds(text: str, file: str, language: str) -> Iterator[Seed]:
    """The seeds of a text. Raises: DataError with the line for a heading that names no sign, or words without one."""
    headings = {NONE} | {sign.id for sign in all_rules()}
    sign = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            sign = line.strip("[] ")
            if sign not in headings:
                raise DataError(file, number, f'"{sign}" is not a sign', "Write the id of a sign, or none.")
        elif line.strip() and not line.startswith("#"):
            if not sign:
                raise DataError(file, number, "words without a heading", "Write [none] or a sign above them.")
            yield Seed(sign, language, f"{file}:{number}", line.strip())


def examples(seeds: Sequence[Seed]) -> Iterator[Example]:
    """The messages of the seeds: each written out and bent in several ways, the first of them as it stands."""
    for seed in seeds:
        for at, text in enumerate(_written_out(seed.text, _most(seed))):
            yield Example(seed.sign, seed.language, seed.family, text if at == 0 else _bent(text, seed.language, at))


def _most(seed: Seed) -> int:
    """How many messages come of a seed: of what is typed into the box each name once, and a question as it stands."""
    if _BOX in seed.family:
        return seed.text.count("|") + 1
    return _MOST[seed.sign == NONE]


def _written_out(text: str, most: int) -> Iterator[str]:
    parts = _CHOICE.split(text)
    for number in range(most):
        chosen = [
            part if at % 2 == 0 else _pick(part.split("|"), f"{text}{at}{number}", number)
            for at, part in enumerate(parts)
        ]
        yield "".join(chosen).strip()


def _pick(options: Sequence[str], key: str, number: int) -> str:
    return options[(zlib.crc32(key.encode()) + number) % len(options)]


def _chance(key: str, out_of: int) -> int:
    return zlib.crc32(key.encode()) % out_of


def _bent(text: str, language: str, number: int) -> str:
    for way in range(1 + _chance(f"ways{text}{number}", 2)):
        text = _BENDS[_chance(f"{text}{number}{way}", len(_BENDS))](text, language)
    return text


def _plain(text: str, _: str) -> str:
    return re.sub(
        r"[^\w\s%]", "", "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    )


def _slip(text: str, _: str) -> str:
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if long:
        at = long[_chance(text, len(long))]
        words[at] = _with_a_slip(words[at])
    return " ".join(words)


def _with_a_slip(word: str) -> str:
    at = 1 + _chance(word, len(word) - 2)
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at] + word[at:],
        word[:at] + "aeiorstn"[_chance(word + "x", 8)] + word[at + 1 :],
    )
    return ways[_chance(word + "way", len(ways))]


def _chat(text: str, language: str) -> str:
    return " ".join(_CHAT[language].get(word, word) for word in text.lower().split())


def _loud(text: str, _: str) -> str:
    return text.upper()


def _pictured(text: str, _: str) -> str:
    return f"{text} {_PICTURES[_chance(text, len(_PICTURES))]}".strip()


def _with_an_aside(text: str, language: str) -> str:
    before, behind = _asides(language)
    if _chance(text + "side", 2):
        return f"{before[_chance(text, len(before))]} {text}"
    return f"{text.rstrip('.')}. {behind[_chance(text, len(behind))]}"


def _run_on(text: str, language: str) -> str:
    return _plain(_with_an_aside(text, language), language)


@cache
def _asides(language: str) -> tuple[list[str], list[str]]:
    """What people say before and behind what they mean, out of the file: a line each, < before and > behind."""
    lines = [line.split(" ", 2) for line in shipped(f"{_FOLDER}/{_ASIDES}.txt").splitlines() if line[:2] == language]
    return [words for _, side, words in lines if side == "<"], [words for _, side, words in lines if side == ">"]


_BENDS = (_plain, _slip, _chat, _loud, _pictured, _with_an_aside, _with_an_aside, _run_on, _slip, _plain)
