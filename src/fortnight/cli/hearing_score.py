"""How well danger is heard in a file of messages: by urgency, by language, and apart for brown and black skin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fortnight.healing.hearing import Heard, hear
from fortnight.healing.hearing.folding import words_of
from fortnight.healing.hearing.listen import meanings
from fortnight.healing.model import Urgency

_CALLS_NOW = frozenset(level for level in Urgency if level.calls_now)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredMessage:
    """A message with its truth and with what was heard.

    `urgency` and `sign`: as the file says, empty where it does not.
    """

    id: str
    language: str
    text: str
    red: bool
    urgency: str
    sign: str
    dark: bool
    heard: Heard

    @property
    def raised(self) -> bool:
        """Whether a card is shown."""
        return bool(self.heard.signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingScore:
    """Every message of a file, judged."""

    messages: tuple[ScoredMessage, ...]

    def values(self) -> dict[str, Any]:
        """The counts as JSON."""
        return {
            "counts": [{"what": what, "heard": heard, "of": of} for what, heard, of in self.counts()],
            "missed": [
                {"id": message.id, "text": message.text}
                for message in self.messages
                if message.red and not message.raised
            ],
            "raised": [
                {"id": message.id, "text": message.text}
                for message in self.messages
                if not message.red and message.raised
            ],
        }

    def text(self) -> str:
        """The counts, then each miss and each false alarm with its message."""
        lines = [f"{what:<46} {heard:>5} of {of:<5} {_percent(heard, of)}" for what, heard, of in self.counts()]
        lines += [
            f"missed  {message.id} {message.urgency} {message.text}"
            for message in self.messages
            if message.red and not message.raised
        ]
        lines += [
            f"raised  {message.id} {_names(message)} {message.text}"
            for message in self.messages
            if not message.red and message.raised
        ]
        return "\n".join(lines)

    def counts(self) -> Sequence[tuple[str, int, int]]:
        """What is counted, how many of them were heard, and of how many."""
        red = [message for message in self.messages if message.red]
        calm = [message for message in self.messages if not message.red]
        urgent = [message for message in red if message.urgency in _CALLS_NOW]
        counts = [
            ("emergency, crisis and poison", _raised(urgent), len(urgent)),
            ("all danger", _raised(red), len(red)),
        ]
        for level in Urgency:
            of_level = [message for message in red if message.urgency == level]
            counts.append((str(level), _raised(of_level), len(of_level)))
        stated = sum(bool(message.urgency) for message in red)
        counts.append(("with the urgency of the file or a higher one", _high_enough(red), stated))
        for language in sorted({message.language for message in self.messages}):
            counts += _of_language(language, [message for message in self.messages if message.language == language])
        dark = [message for message in red if message.dark]
        counts.append(("danger on brown and black skin", _raised(dark), len(dark)))
        counts.append(("harmless, shown a card", _raised(calm), len(calm)))
        counts.append(("harmless, asked a question", _with_question(calm), len(calm)))
        return [count for count in counts if count[2]]


def scored(rows: Iterable[Mapping[str, Any]]) -> HearingScore:
    """The messages of a file, judged. `dark` may be given; else it is what the message itself says."""
    return HearingScore(messages=tuple(_judged(row) for row in rows))


def _judged(row: Mapping[str, Any]) -> ScoredMessage:
    text = row["text"]
    return ScoredMessage(
        id=str(row.get("id", "")),
        language=str(row.get("lang") or ""),
        text=text,
        red=bool(row.get("red") or row.get("urgency")),
        urgency=str(row.get("urgency") or ""),
        sign=str(row.get("sign") or ""),
        dark=bool(row.get("dark", _speaks_of_dark_skin(text))),
        heard=hear(text),
    )


def _speaks_of_dark_skin(text: str) -> bool:
    return any(meaning.concept in ("dark-skin", "no-redness-seen") for meaning in meanings(words_of(text)))


def _of_language(language: str, messages: Sequence[ScoredMessage]) -> Sequence[tuple[str, int, int]]:
    """What is counted of one language: its danger, at each urgency too, and what is shown to harmless messages."""
    name = language or "no language"
    red = [message for message in messages if message.red]
    calm = [message for message in messages if not message.red]
    levels = {f"{level}, {name}": [message for message in red if message.urgency == level] for level in Urgency}
    of_level = [(what, _raised(chosen), len(chosen)) for what, chosen in levels.items()]
    carded = (f"harmless, shown a card, {name}", _raised(calm), len(calm))
    return [(f"danger, {name}", _raised(red), len(red)), *of_level, carded]


def _with_question(messages: Sequence[ScoredMessage]) -> int:
    return sum(bool(message.heard.ask) for message in messages)


def _raised(messages: Sequence[ScoredMessage]) -> int:
    return sum(message.raised for message in messages)


def _high_enough(messages: Sequence[ScoredMessage]) -> int:
    order = {str(level): at for at, level in enumerate(Urgency)}
    stated = [message for message in messages if message.urgency in order and message.heard.urgency]
    return sum(order[str(message.heard.urgency)] <= order[message.urgency] for message in stated)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else ""


def _names(scored_message: ScoredMessage) -> str:
    return ", ".join(sign.id for sign in scored_message.heard.signs)
