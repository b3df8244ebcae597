"""What a mail program writes above the mail below: "On ... wrote:" in one to four lines, or a head of several fields.

It is known by what it is made of in every language: a colon at its end, a date, an address or a name; or three fields
below each other, one with a date. Words of languages only help. A line that the person typed is never part of it: it
begins at its own first word, as near to the quote as it can.
"""

import re
from dataclasses import dataclass

from fortnight.web.mail.letters.sent import Sent, Writer

_OPENS = (
    r"On|El|Am|Le|Il|Em|Op|Den|W dniu|Dnia|Dne|Dňa|A|La|În data|Pe|Στις|På|Tarihinde|Quoting|Zitat von|Citando|Na|Da|"
    r"Om|U|Lør|Man|Pada|Vào|Em|Às|Ngày|2\d{3}|\d{1,2}[. /-]"
)
_WEEKDAY = (
    r"Mon|Tue|Wed|Thu|Fri|Sat|Sun|lun|mar|mi[ée]|jue|vie|s[áa]b|dom|Mo|Di|Mi|Do|Fr|Sa|So|jeu|ven|sam|dim|gio|seg|ter|"
    r"qua|qui|sex|ma|wo|za|zo|pon|wt|śr|czw|pt|sob|niedz|пн|вт|ср|чт|пт|сб|вс"
)
_BEGINS = re.compile(rf"[-–—\s]*(?:(?:{_OPENS})(?!\w)|(?:{_WEEKDAY})\w{{0,9}}[.,])", re.IGNORECASE)
_WROTE = re.compile(
    r"\b(?:wrote|writes|escribi[óo]|schrieb(?:en)?|a [ée]crit|ha scritto|escreveu|schreef|heeft|skrev|napisał\w{0,4}|"
    r"pisze|napsal\w{0,2}|пишет|писала?|написала?|va escriure|yazdı|kirjoitti|a scris|írta|έγραψε)\b"
    r"|写道|のメール|さんは書きました",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[\w'’.\-]+(?: [\w'’.,\-|]+){0,7} ?[<(\[][^<>()\s]+@[^<>()\s]+[>)\]] ?\S+[^.!?]{0,30}", re.UNICODE)
_DATE = re.compile(r"\b\d{1,2}[:h.]\d{2}\b|\b(?:19|20)\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w.-]+)?")
_COLON = re.compile(r"[:：][ \t\xa0*]*$|\S[ \t\xa0]*[:：]?[ \t\xa0]*-{3,}[ \t]*$")
# A sentence that ends and another that begins: "cheek. On Sat". An abbreviation or a number before the dot ends none.
_ENDS = re.compile(r"(?<=[\w)]{4})(?<!\d)[.!?]+\s+[^\W\d]")
_OWN = re.compile(r"\w{4}[.!?…)]$")
_TWO_IN_ONE = re.compile(
    rf"(?P<own>.*[.!?…)])[ \t\xa0]+(?P<above>(?:{_OPENS})(?!\w)[^.!?]{{0,30}}\d.*[:：][ \t\xa0]*)", re.IGNORECASE
)
_FIELD = re.compile(r"[ \t*|]*(?P<label>[^\W\d][^:：<>@.?!\d]{0,28}?)[ \t*\xa0]*[:：](?!//)[ \t*\xa0]*(?P<value>.*)")
_ORIGINAL = re.compile(r"[ \t*]*[-_]{2,}[ \t]*[^\d\W][^\d@]{5,40}?[ \t]*[-_]{2,}[ \t*]*")
RULE = re.compile(r"[ \t]*[_=*~–—-]{8,}[ \t]*")
_FIELDS = 3
# As many mails below each other as anybody quotes; a mail made to burst the reader has more.
_MOST = 40
_HEAD_LINES = 8
_LINES = 4
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """The lines `start` to `end` (without it) that stand above the mail below; whose that is; whether it has fields."""

    start: int
    end: int
    writer: Writer
    fields: bool


def unglued(line: str) -> list[str]:
    """A line, split in two where the writer's words and the head of a quote share one."""
    both = _TWO_IN_ONE.fullmatch(line) if len(line) < _LONGEST * 4 and _COLON.search(line) else None
    typed = both and _OWN.search(both["own"]) and not (_BEGINS.match(line) and _DATE.search(both["own"]))
    if both and typed and _ADDRESS.search(both["above"]) and not _ENDS.search(both["above"]):
        return [both["own"], both["above"]]
    return [line]


def aboves(lines: list[str], sent: Sent) -> list[Above]:
    """The head of every quoted mail, in order. `lines` come without the marks of quotes."""
    heads: list[Above] = []
    at = 0
    while at < len(lines) and len(heads) < _MOST:
        head = _head(lines, at, sent) or _line(lines, at, sent)
        if head:
            heads.append(head)
        at = head.end if head else at + 1
    return heads


def _line(lines: list[str], at: int, sent: Sent) -> Above | None:
    """An "On ... wrote:" that begins on this line, unless a later line is where it begins."""
    if not lines[at].strip():
        return None
    for long in range(1, _LINES + 1):
        piece = lines[at : at + long]
        if len(piece) < long or not piece[-1].strip():
            return None
        if _COLON.search(piece[-1]):
            text = " ".join(line.strip() for line in piece)
            rests = [" ".join(line.strip() for line in piece[number:]) for number in range(1, long)]
            later = [rest for rest in rests if _reads(rest, sent)]
            goes_on = _dated_opening(piece[0]) and not any(_BEGINS.match(rest) for rest in later)
            if not _reads(text, sent) or (later and not goes_on):
                return None
            return Above(start=at, end=at + long, writer=sent.writer(text), fields=False)
    return None


def _dated_opening(line: str) -> bool:
    """Whether a line is the first half of an "On ... wrote:" and nothing else."""
    return (
        bool(_BEGINS.match(line) and _DATE.search(line)) and not _ENDS.search(line) and line.rstrip()[-1] not in ".!?"
    )


def _reads(text: str, sent: Sent) -> bool:
    """Whether one line reads as "On ... wrote:"."""
    if len(text) > _LONGEST or _ENDS.search(_ADDRESS.sub("x", text)):
        return False
    dated, named, wrote = bool(_DATE.search(text)), bool(_ADDRESS.search(text)), bool(_WROTE.search(text))
    begins = bool(_BEGINS.match(text))
    if dated and named:
        return begins or wrote or sent.writer(text) is Writer.OURS
    return wrote and ((begins and (dated or named)) or bool(_NAMED.match(text)))


def _head(lines: list[str], at: int, sent: Sent) -> Above | None:
    """A head of fields that begins on this line, with the rule or the "Original Message" above it."""
    first = at
    announced = False
    while (
        first < len(lines) and first < at + 4 and (_is_rule(lines[first]) or (first > at and not lines[first].strip()))
    ):
        announced = announced or bool(_ORIGINAL.fullmatch(lines[first]))
        first += 1
    if first > at and not _is_rule(lines[at]):
        return None
    fields, end = _fields(lines, first)
    dated = any(_DATE.search(value) for value in fields)
    if not announced and (len(fields) < _FIELDS or not dated):
        return None
    whose = sent.writer(fields[0]) if fields else Writer.UNTOLD
    if whose in (Writer.OTHER, Writer.UNTOLD) and fields:
        # Some write the date first.
        whose = next(
            (who for value in fields[1:2] if (who := sent.writer(value)) in (Writer.OURS, Writer.HOUSE)), whose
        )
    return Above(start=at, end=max(end, first), writer=whose, fields=announced or len(fields) >= _FIELDS)


def _is_rule(line: str) -> bool:
    return bool(RULE.fullmatch(line) or _ORIGINAL.fullmatch(line))


def _fields(lines: list[str], first: int) -> tuple[list[str], int]:
    """What the fields from this line on say, and where they end. One empty line may stand between two of them."""
    values: list[str] = []
    end = first
    for number in range(first, min(first + _HEAD_LINES * 2, len(lines))):
        field = _FIELD.fullmatch(lines[number])
        if field and len(values) < _HEAD_LINES:
            values.append(field["value"])
            end = number + 1
        elif lines[number].strip() or (number > first and not lines[number - 1].strip()):
            break
    return values, end
