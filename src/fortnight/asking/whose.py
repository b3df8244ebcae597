"""Whose it is, who is to use it, how old it is and who made it: what a yes about one's own product does not hold for.

"My moisturiser" is answered for the person who asks, after their treatment. "My sister's", "for my baby", "opened last
year", "homemade" are other questions: nobody here knows the age of the baby, the years of the bottle, what is in it.
Each such reading holds a yes back, by a rule that says why. What a doctor or a shop handed out is one's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fortnight.asking import grammar
from fortnight.asking.grammar import PUT_ON, Parsed, TopicMention
from fortnight.asking.lexicon import classes_of
from fortnight.asking.words import TypedWord, plain, words_of
from fortnight.errors import DataError
from fortnight.sources import shipped
from fortnight.tables import parse
from fortnight.wording.load import LANGUAGE, LANGUAGES

FOR_ANOTHER = "for-somebody-else"
ANOTHERS = "somebody-elses-product"
AGED = "out-of-date"
MADE = "made-without-label"
_FILE = "asking/data/whose.toml"
_GROWN = 18
_NUMBER = "#"
_COUNTS = frozenset(
    {
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "few",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "varios",
        "varias",
    }
)
_GIVES = frozenset({"give", "giving", "dar", "darle", "put", "poner", "ponerle", "echarle", "share", "compartir"})
_WANTS = frozenset({"want", "wants", "wanna", "like", "likes", "quiere", "quieren", "quisiera", "allowed", "able"})
_PRONOUNS = frozenset({"she", "he", "ella"})
_FOR_WHOM = frozenset({"her", "him", "them", "ella", "ellos", "ellas"})
_FOR_ONLY = frozenset({"for", "para", "pa"})
_ME = frozenset({"i", "we", "you", "yo", "me"})
_MAKES = frozenset({"made", "makes", "mixed", "mixes", "brewed"})
_LEFT = frozenset({"left", "leftover", "leftovers", "over"})
_OF_MANY = frozenset({"family", "man", "lady", "guest", "guests", "senora", "senor", "mujer"})
_SINCE = frozenset({"from", "since", "de", "del", "desde", "ano"})
_A_YEAR = range(2000, 2100)
_VERY = frozenset({"muy", "bastante", "tan", "ya"})
_OF = frozenset({"of", "de", "del"})
_OF_PERSON = frozenset({"skin", "face", "piel", "cara", "eczema", "acne", "rash"})
_YEARS = frozenset({"year", "years", "yr", "yrs", "month", "months", "yo"})
_MONTHS = frozenset({"month", "months"})
_MYSELF = frozenset({"im", "i", "am", "soy", "tengo", "aged"})
_NEAR = 4
_BETWEEN = frozenset({"plain", "brand", "face", "amount"})

_IN_SHORT = {
    "en": {FOR_ANOTHER: "{} for my child", ANOTHERS: "somebody elses {}", AGED: "expired {}", MADE: "{} without label"},
    "es": {
        FOR_ANOTHER: "{} para mi hijo",
        ANOTHERS: "{} de otra persona",
        AGED: "{} caducado",
        MADE: "{} sin etiqueta",
    },
}

Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The ids of the rules that hold a yes back, and the places of the words that say nothing else."""

    rules: tuple[str, ...] = ()
    places: frozenset[int] = frozenset()


@cache
def _starts() -> Mapping[str, Mapping[str, Phrases]]:
    """The phrases of each list by their first words, since every word of every question is looked up."""
    starts: dict[str, dict[str, Phrases]] = {}
    for name, phrases in whose_words().items():
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            by_first.setdefault(phrase[0], []).append(phrase)
        starts[name] = {first: tuple(several) for first, several in by_first.items()}
    return MappingProxyType(starts)


@cache
def _singles() -> Mapping[str, frozenset[str]]:
    """The single words of each list."""
    return {
        name: frozenset(phrase[0] for phrase in phrases if len(phrase) == 1) for name, phrases in whose_words().items()
    }


@cache
def whose_words() -> Mapping[str, Phrases]:
    """The phrases of each list in all languages, the longest first. Raises: DataError when the data is broken."""
    lists = {}
    for name, by_language in parse(shipped(_FILE), _FILE).items():
        if not isinstance(by_language, dict) or LANGUAGE not in by_language or set(by_language) - set(LANGUAGES):
            raise DataError(_FILE, 1, f'"{name}" needs one line per language', f"Write {', '.join(LANGUAGES)}.")
        phrases = {tuple(plain(text).split()) for words in by_language.values() for text in words.split(",")}
        lists[name] = tuple(sorted((phrase for phrase in phrases if phrase), key=len, reverse=True))
    return MappingProxyType(lists)


def held_by(text: str) -> tuple[str, ...]:
    """The ids of the rules that hold a yes back about what a text asks."""
    return held_in(grammar.parse(words_of(text))).rules


def in_short(words: str, rules: tuple[str, ...], language: str) -> str:
    """The words of a product with the first thing that holds a yes back about it, for where a question is too long."""
    return _IN_SHORT[language][rules[0]].format(words)


def held_in(parsed: Parsed) -> Held:
    """What in a question about something put on or taken holds back a yes; empty for any other question."""
    text = _Text(parsed)
    if not text.things:
        return Held()
    places_by_rule: dict[str, set[int]] = {}
    for rule, places in (*text.marked(), *text.dated(), *text.old()):
        places_by_rule.setdefault(rule, set()).update(places)
    rules = dict.fromkeys((*text.about_people(), *places_by_rule))
    return Held(
        rules=tuple(rules), places=frozenset().union(*places_by_rule.values()) if places_by_rule else frozenset()
    )


class _Text:
    """A question with the places of what is put on or taken, and of the people in it."""

    def __init__(self, parsed: Parsed) -> None:
        self.words, self.language = parsed.words, parsed.language
        self.plain = [word.plain for word in parsed.words]
        self.things = {
            place for phrase in parsed.phrases if _is_used(phrase) for place in range(phrase.start, phrase.end)
        }
        self.things |= {place for place, word in enumerate(self.plain) if word in _singles()["thing"]}
        self.bottles = {
            place for phrase in parsed.phrases if _is_bottle(phrase) for place in range(phrase.start, phrase.end)
        }
        self.people = [(start, end, name) for name in ("child", "animal", "person") for start, end in self._spans(name)]
        self.people += [(start, end, "child") for start, end in self._ages()]

    def is_in(self, place: int, name: str) -> bool:
        """Whether the word at a place is one of a list."""
        return 0 <= place < len(self.plain) and self.plain[place] in _singles()[name]

    def _spans(self, name: str) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        starts = _starts()[name]
        place = 0
        while place < len(self.plain):
            phrases = starts.get(self.plain[place], ())
            if _is_number(self.words[place]):
                phrases = (*phrases, *starts.get(_NUMBER, ()))
            end = next((end for phrase in phrases if (end := self._ends(place, phrase))), 0)
            if end:
                spans.append((place, end))
            place = end or place + 1
        return spans

    def _ends(self, place: int, phrase: tuple[str, ...]) -> int:
        """Where a phrase ends that begins at a place; 0 where it is not there."""
        words = self.words[place : place + len(phrase)]
        if len(words) < len(phrase):
            return 0
        same = all(
            _is_number(word) if want == _NUMBER else word.plain == want
            for word, want in zip(words, phrase, strict=True)
        )
        return place + len(phrase) if same else 0

    def _ages(self) -> list[tuple[int, int]]:
        """Children who are named by their age: "my 6 year old"; not the age of who asks, nor that of a bottle."""
        ages = []
        for place, word in enumerate(self.words[:-1]):
            unit = self.plain[place + 1]
            if not word.number or unit not in _YEARS:
                continue
            end = place + 2 + (self.plain[place + 2 : place + 3] == ["old"])
            young = unit in _MONTHS or float(word.plain.replace(",", ".")) < _GROWN
            mine = bool(_MYSELF & set(self.plain[max(place - 2, 0) : place]))
            if young and not mine and end > place + 1 + (unit != "yo") and end not in self.things:
                ages.append((place, end))
        return ages

    def marked(self) -> Iterable[tuple[str, range]]:
        """The phrases that say it is another's, old, or without a label."""
        for name, rule in (("another", ANOTHERS), ("aged", AGED), ("made", MADE)):
            for start, end in self._spans(name):
                yield rule, range(start, end)
        for name, rule in (("aged-behind", AGED), ("made-behind", MADE)):
            for start, end in self._spans(name):
                if self._is_thing_near(start):
                    yield rule, range(start, end)

    def dated(self) -> Iterable[tuple[str, range]]:
        """The year or the age of a product: "ibuprofen from 2021", "two year old cleanser"."""
        for start, end in self._spans("aged-before"):
            if end in self.things:
                yield AGED, range(start, end)
        for place, word in enumerate(self.plain[1:], 1):
            year = word.isdigit() and int(word) in _A_YEAR
            if year and self.plain[place - 1] in _SINCE and self._is_thing_near(place - 1):
                yield AGED, range(place - 1, place + 1)

    def old(self) -> Iterable[tuple[str, range]]:
        """The word "old" right beside a product, unless it is the same old one."""
        for start, end in self._spans("old"):
            before = start - 2 if self.plain[start - 1] in _VERY else start - 1
            beside = end in self.things or (self.language == "es" and before in self.things)
            age = start > 0 and self.plain[start - 1] in _YEARS
            if beside and not age and not any(self.is_in(place, "usual") for place in range(max(start - 2, 0), start)):
                yield AGED, range(start, end)

    def about_people(self) -> Iterable[str]:
        """The rules about who else is to use it, or whose it is."""
        for start, end, name in self.people:
            if self.plain[end : end + 1] and self.plain[end] in _MAKES and self._is_thing_near(start):
                yield MADE
            elif self._is_for(start, end, name) or self._is_asked_for(start, end):
                yield FOR_ANOTHER
            elif self._has_it(start, end, name):
                yield ANOTHERS
        for place, word in enumerate(self.plain):
            is_question = word in _PRONOUNS and self.is_in(place - 1, "asks") and self._uses(place + 1, place + _NEAR)
            last = place + 1 == len(self.plain) or self.words[place + 1].ends
            if is_question or (word in _FOR_WHOM and last and place and self.plain[place - 1] in _FOR_ONLY):
                yield FOR_ANOTHER

    def _before(self, start: int) -> int:
        """The place of the word before somebody, over "my", "the little", "6 year old"; -1 where a clause begins."""
        place = start
        while place > 0 and not self.words[place].ends:
            place -= 1
            word = self.words[place]
            # The Spanish "a" is whom it is for, the English one is of the person.
            article = self.is_in(place, "whose") and not (word.plain == "a" and self.language == "es")
            if not article and not word.number and word.plain not in _YEARS:
                return place
        return -1

    def _is_thing_near(self, place: int) -> bool:
        return bool(self.things & set(range(max(place - _NEAR, 0), place)))

    def _is_for(self, start: int, end: int, name: str) -> bool:
        """As in "for my baby", "a mi hijo"; not "for my daughter's wedding"."""
        before = self._before(start)
        link = self.plain[before] if before >= 0 else ""
        if link not in _singles()["for"]:
            return False
        if link == "in" and name != "child":
            return False
        if link not in _FOR_ONLY and not self._is_on_skin(link):
            return False
        if before + 1 == start and before - 1 in self.bottles and self.plain[end - 1].endswith("s"):
            # "Sunscreen for kids" is a kind of sunscreen.
            return False
        behind = self.words[end] if end < len(self.words) and not self.words[end].ends else None
        return behind is None or end in self.things or behind.plain in _OF_PERSON or _holds_together(behind)

    def _is_on_skin(self, link: str) -> bool:
        gives = bool(_GIVES & set(self.plain)) or any(word.endswith("le") for word in self.plain if len(word) > _NEAR)
        return link in ("on", "onto", "in", "en") or gives

    def _is_asked_for(self, start: int, end: int) -> bool:
        """As in "can my son use it", "puede usarlo mi hijo", "my wife wants to try it"."""
        before = self._before(start)
        # "My daughter, who is only little": words about the person stand between.
        inserted = _NEAR if self.plain[end : end + 1] and self.plain[end] in ("who", "que") else 0
        asks = self.is_in(before, "asks") and self._uses(end, end + _NEAR - 1 + inserted)
        around = range(max(before - 2, 0), max(before, 0))
        behind = self.is_in(before, "uses") and any(self.is_in(place, "asks") for place in around)
        behind = behind and not _ME & {self.plain[place] for place in around}
        middle = any(
            self.is_in(place, "asks") or self.plain[place] in _WANTS
            for place in range(end, min(end + 2, len(self.plain)))
        )
        return asks or behind or (middle and self._uses(end + 1, end + _NEAR) and not self._i_use(end))

    def _i_use(self, end: int) -> bool:
        """Whether the one who asks is named behind somebody: "my mum says can I use it"."""
        return bool(_ME & set(self.plain[end : end + _NEAR]))

    def _uses(self, start: int, end: int) -> bool:
        places = range(start, min(end, len(self.plain)))
        return any(self.is_in(place, "uses") for place in places) and not {"i", "we", "yo"} & {
            self.plain[n] for n in places
        }

    def _has_it(self, start: int, end: int, name: str) -> bool:
        """As in "my husband's cream", "la crema de mi marido"; not "baby sunscreen", "crema de bebé"."""
        owned = start > 0 and self.is_in(start - 1, "whose") and not self.words[start].ends
        before = self._before(start)
        link = self.plain[before] if before >= 0 else ""
        several = self.plain[end - 1].endswith("s")
        if owned and link in _OF:
            return self._is_thing_before(before)
        if link == "from" and (several or _LEFT & set(self.plain[:before])):
            return self._is_thing_near(before)
        owned = (owned and self.plain[start - 1] != "the") or (start == 0 and self.plain[start] not in _OF_MANY)
        if name == "person":
            return (owned or several) and self._is_thing_behind(end)
        return owned and several and self._is_thing_behind(end)

    def _is_thing_behind(self, end: int) -> bool:
        """Whether a product stands right behind somebody, over words that only say what it is like."""
        for place in range(end, min(end + _NEAR, len(self.plain))):
            if self.words[place].ends:
                return False
            if place in self.things:
                return True
            if not self._is_between(place):
                return False
        return False

    def _is_between(self, place: int) -> bool:
        classes = classes_of(self.plain[place])
        return not classes or bool(_BETWEEN & classes.keys())

    def _is_thing_before(self, place: int) -> bool:
        """Whether a product stands right before a place, over words that only say what it is like."""
        while place > 0 and not self.words[place].ends:
            place -= 1
            if place in self.things:
                return True
            if not self._is_between(place):
                return False
        return False


def _is_number(word: TypedWord) -> bool:
    return word.number or word.plain in _COUNTS


def _is_used(phrase: TopicMention) -> bool:
    """Whether a phrase is about what is put on the skin or taken."""
    meanings = [meaning for part in phrase.parts for meaning in part]
    return any(meaning.of_a_product or (meaning.activity and meaning.activity.group in PUT_ON) for meaning in meanings)


def _is_bottle(phrase: TopicMention) -> bool:
    """Whether a phrase is a kind of product or an ingredient, and not a medicine or remedy."""
    return phrase.of_a_product and not any(meaning.activity for part in phrase.parts for meaning in part)


def _holds_together(word: TypedWord) -> bool:
    """Whether a word only holds a sentence together: what is for somebody ends before it."""
    return bool({"filler", "when", "ask", "beside", "little"} & classes_of(word.plain).keys())
