"""What is new in a reply: the mail below is cut off, the signature kept apart, answers between quoted lines left in.

Only what was sent before is cut, as far as this house knows it (`Sent`), or what a mail program has marked line by line
under its own "On ... wrote:". Where that cannot be told, the words stay. Where nothing would be left, everything does.
What is cut and what is left are together all that there was; `own` are the words that were not sent before, wherever
they stand, to be heard for a sign.
"""

import re
from dataclasses import dataclass

from fortnight.web.mail.letters import closing
from fortnight.web.mail.letters.above import Above, aboves, unglued
from fortnight.web.mail.letters.html import ORIGINAL
from fortnight.web.mail.letters.sent import Sent, Writer, folded

_MARKS = re.compile(r"(?:[ \t]{0,3}[>|]){1,20}[ \t]?")
_TOKEN = re.compile(r"\S{16,}")
_FIRST_PERSON = re.compile(
    r"\b(?:i|i'm|i’m|i've|i’ve|im|ive|my|me|mine|ich|mein\w*|mir|mich|je|j'ai|j’ai|mon|ma|mes|moi|yo|mi|mis|tengo|"
    r"estoy|noto|io|ho|mio|mia|eu|meu|minha|tenho|estou|ik|mijn|heb|mam|mnie)\b",
    re.IGNORECASE,
)
_SECOND_PERSON = re.compile(
    r"\b(?:you|your|you're|tienes|tiene|tu|tus|te|usted|su|si|tú|sie|ihr\w*|du|dein\w*|vous|votre|avez|hai|tuo|tua|"
    r"voi|vostro|voc[êe]|seu|sua|tem|u|uw|jij|je|jouw|pan\w?|masz)\b",
    re.IGNORECASE,
)
# What we advise or ask: "go to a doctor if you ...", "do you have ...". Only such sentences are ours in a mail of ours.
_ADVICE = re.compile(
    r"\b(?:if|when|whenever|in case|should|si|cuando|en caso|wenn|falls|bei|quand|en cas|se|quando|als|indien|"
    r"je[śs]li|gdy)\b"
    r"|^\W*(?:(?:do|have|are|is|did|has) (?:you|your)|tienes|tiene|has|ha|hast|haben|avez|hai|tem|heb|heeft|czy)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"^\W*(?:(?:please|then|por favor|bitte) )?(?:go|see|call|ring|contact|seek|ve|vaya|acude|acuda|llama|llame|geh\w*|"
    r"ruf\w*|allez|va|appelez|consulte[zr]?|vai|vada|chiam[ai]|ligue|vá|ga|bel|idź|zadzwoń) ",
    re.IGNORECASE,
)
_YES = re.compile(r"\W*(?:yes|yeah|yep|yup|sí|si|claro|ja|oui|sim|correct|exact\w*)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_ENOUGH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitReply:
    """A text in three parts: what is new, the signature, what was there before; and its words not sent before."""

    said: str
    signature: str
    before: str
    own: str


def split_reply(text: str, sent: Sent | None = None) -> SplitReply:
    r"""A text in its parts, by what was sent before.

    >>> split_reply("Yes, it itches.\n\nOn Mon, 23 Nov 2026, Noor wrote:\n> Does it itch?\n").said
    'Yes, it itches.'
    """
    page = _Page([piece for line in text.split("\n") for piece in unglued(line)], sent or Sent())
    start, end = _quote(page)
    above, below = page.lines[:start], page.lines[end:]
    if not _says_something(above):
        start = end = len(page.lines)
        above, below = page.lines, []
    cut = closing.closing(above)
    body, signature = above[:cut], above[cut:]
    if not _says_something(body):
        body, signature = above, []
    return SplitReply(
        said=_text(body),
        signature=_text([*signature, *below]),
        before=_text(page.lines[start:end]),
        own=_text(page.own()),
    )


def _says_something(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


class _Page:
    """The lines of a text: which are marked, which were sent before, and the heads of quoted mails."""

    def __init__(self, lines: list[str], sent: Sent) -> None:
        self.lines, self.sent = lines, sent
        self.marked = [line.startswith(">") for line in lines]
        self.bare = [
            _MARKS.sub("", line, count=1) if mark else line for line, mark in zip(lines, self.marked, strict=True)
        ]
        self.heads = aboves(self.bare, sent)
        self.of_head = {number for head in self.heads for number in range(head.start, head.end)}
        self.known = self._sent_before()
        self.last_known = _last(self.known)
        self.last_marked = _last(self.marked)
        self.last_of_themself = _last([bool(_FIRST_PERSON.search(line)) for line in self.bare])

    def _sent_before(self) -> list[bool]:
        """Which lines were sent before; also the end of one that was broken over two.

        The person's own words are quoted where they are marked, or where a second mail below stands.
        """
        sent_before: list[bool] = []
        second = self.heads[1].end if len(self.heads) > 1 else len(self.lines)
        for number, (line, mark) in enumerate(zip(self.bare, self.marked, strict=True)):
            theirs = mark or number >= second
            holds = self.sent.holds(line, marked=mark, theirs=theirs)
            if not holds and number and sent_before[-1] and line.strip():
                holds = self.sent.holds(f"{self.bare[number - 1]} {line}", theirs=theirs)
            sent_before.append(holds)
        return sent_before

    def says_nothing(self, number: int) -> bool:
        """Whether a line is empty, a link alone, or what a program wrote above a quote."""
        line = self.bare[number]
        return not folded(line) or number in self.of_head or bool(_TOKEN.fullmatch(line.strip()))

    def quoted_from(self) -> int:
        """The number of the first line that stands below a head or is marked; that of no line where none does."""
        first = [head.start for head in self.heads] + [number for number, mark in enumerate(self.marked) if mark]
        return min(first, default=len(self.lines))

    def claimed(self) -> range:
        """The lines below the first head that names an address or a name of ours."""
        ours = (head.end for head in self.heads if head.writer in (Writer.OURS, Writer.HOUSE))
        return range(next(ours, len(self.lines)), len(self.lines))

    def own(self) -> list[str]:
        """The words that were not sent before, without marks."""
        quoted, claimed = range(self.quoted_from(), len(self.lines)), self.claimed()
        tail = range(_known_tail(self), len(self.lines))
        own: list[str] = []
        question = ""
        for number, line in enumerate(self.bare):
            if number in quoted or number in tail:
                if number in self.of_head or self.known[number]:
                    question = line if line.rstrip().endswith("?") else question * (not line.strip())
                    continue
                words = self.sent.sentences_left(line)
            else:
                words = line
            words = _of_the_person(words) if number in claimed else words
            if question and _YES.match(words):
                # "Do you have a fever?" is ours, and becomes theirs with a "yes" below it.
                words = f"{question} {words}"
            question = question * (not line.strip())
            own.append(words)
        return own


def _last(holds: list[bool]) -> int:
    """The number of the last line for which something holds, or -1."""
    return max((number for number, held in enumerate(holds) if held), default=-1)


def _of_the_person(line: str) -> str:
    """What the person may have typed into a mail of ours, without the sentences that advise or ask them."""
    return " ".join(
        sentence for sentence in _SENTENCE.split(line) if _FIRST_PERSON.search(sentence) or not _advises(sentence)
    )


def _advises(sentence: str) -> bool:
    asks = _SECOND_PERSON.search(sentence) and _ADVICE.search(sentence)
    return bool(asks or _ORDERS.search(sentence))


def _quote(page: _Page) -> tuple[int, int]:
    """From which line to which the mail before stands, when nothing of the person's follows on it."""
    none = len(page.lines)
    for head in page.heads:
        end = _end_of_quote(page, head)
        if end and closing.is_closing(page.bare[end:]):
            return head.start, end
    start = _known_tail(page)
    return (start, page.last_known + 1) if start < none else (none, none)


def _end_of_quote(page: _Page, head: Above) -> int:
    """Where the mail below a head ends; 0 where it is not to be cut."""
    first = next((number for number in range(head.end, len(page.lines)) if page.lines[number].strip()), 0)
    if not first:
        return len(page.lines) if head.writer is not Writer.OTHER else 0
    last_sent = page.last_known
    if page.marked[first]:
        last = page.last_marked
        whole = all(
            page.marked[number] or page.known[number] or page.says_nothing(number) for number in range(first, last)
        )
        cuts = head.writer is not Writer.OTHER or last_sent >= first
        return max(last, last_sent) + 1 if whole and cuts else 0
    if last_sent >= first:
        between = range(first, last_sent)
        return last_sent + 1 if all(page.known[number] or page.says_nothing(number) for number in between) else 0
    program = head.writer is Writer.HOUSE and head.fields
    program = program or (head.writer is Writer.UNTOLD and page.lines[head.start] == ORIGINAL)
    # A mail that claims to be ours and of which we know no word: when in doubt, the person has answered below it.
    theirs = page.last_of_themself >= first
    return _before_closing(page, first) if (head.writer is Writer.OURS or program) and not theirs else 0


def _before_closing(page: _Page, first: int) -> int:
    return first + max(closing.closing(page.bare[first:]), 1)


def _known_tail(page: _Page) -> int:
    """Where the lines at the end begin that were all sent before, under no head that we know."""
    none = start = len(page.lines)
    filled = 0
    last = page.last_known
    if last < 0 or not closing.is_closing(page.bare[last + 1 :]):
        return none
    for number in range(last, -1, -1):
        if page.known[number]:
            start = number
            filled += len(folded(page.bare[number]))
        elif not page.says_nothing(number):
            break
    # Where it is all of the text, the person has sent it themself.
    return start if filled >= _ENOUGH and _says_something(page.lines[:start]) else none
