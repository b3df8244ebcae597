"""What is new in a reply: the mail below is cut off, the signature kept apart, answers between quoted lines left in.

Where nothing would be left, everything is. What is cut and what is left are together all that there was.
"""

import re
from dataclasses import dataclass

_WROTE = (
    r"On\b.{4,300}\bwrote",
    r"El\b.{4,300}\bescribi[óo]",
    r"Am\b.{4,300}\bschrieb(?:en)?\b.{0,120}",
    r".{4,200}\bschrieb am\b.{4,120}",
    r"Le\b.{4,300}\ba [ée]crit",
    r"Il\b.{4,300}\bha scritto",
    r"Em\b.{4,300}\bescreveu",
    r"Op\b.{4,300}\b(?:schreef|heeft)\b.{0,160}",
    r"Den\b.{4,300}\b(?:skrev|schrieb)\b.{0,160}",
    r"W dniu\b.{4,300}\b(?:napisał|pisze)\S{0,6}",
    r"Dne\b.{4,300}\bnapsal\S{0,4}",
    r".{4,300}\b(?:пишет|писал|написал)а?",
    r".{4,300}(?:写道|のメール|さんは書きました)",
    r".{2,200}<[^<>\s]+@[^<>\s]+> (?:wrote|escribi[óo]|schrieb|a [ée]crit)",
)
_ATTRIBUTION = re.compile(rf"[ \t]*(?:{'|'.join(_WROTE)})[ \t\xa0]*[:：][ \t]*", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_ORIGINAL = re.compile(
    r"[ \t]*-{2,}[ \t]*(?:Original Message|Original Appointment|Mensaje original|Ursprüngliche Nachricht|"
    r"Original-Nachricht|Message d['’ ]?origine|Message original|Messaggio originale|Mensagem original|"
    r"Oorspronkelijk bericht|Originalmeddelande|Исходное сообщение)[ \t]*-{2,}[ \t]*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"(?:[ \t]*-{4,}[ \t]*)?(?:Begin forwarded message|Forwarded message|Mensaje reenviado|Weitergeleitete Nachricht|"
    r"Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|Message transféré|Début du message (?:transféré|réexpédié)|"
    r"Inicio del mensaje reenviado)\b",
    re.IGNORECASE,
)
# Outlook's head of the mail below: who, when, and to whom or about what, in whichever order it likes.
_WHO = re.compile(r"[ \t*]*(?:From|De|Von|Da|Van|Från|Fra|Od|От|发件人|差出人)[ \t*\xa0]*[:：].*\S", re.IGNORECASE)
_WHEN = re.compile(
    r"[ \t*]*(?:Sent|Date|Gesendet|Datum|Enviado(?: el| em)?|Fecha|Envoyé(?: le)?|Inviato|Data|Verzonden|Skickat|Sendt|"
    r"Wysłano|Отправлено|Дата|发送时间|送信日時|日時)[ \t*\xa0]*[:：].*\S",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"[ \t*]*(?:To|Cc|Subject|An|Betreff|Para|CC|Asunto|À|A|Objet|Oggetto|Assunto|Aan|Onderwerp|Till|Til|Ämne|Emne|Do|"
    r"Temat|Кому|Тема|收件人|主题|宛先|件名)[ \t*\xa0]*[:：].*",
    re.IGNORECASE,
)
_RULE = re.compile(r"[ \t]*[_-]{10,}[ \t]*")
_HEAD_LINES = 8
_LONGEST_SIGNATURE = 15
_LONGEST_LINE = 700
_SENT_FROM = re.compile(
    r"[ \t*<]*(?:Sent from|Sent via|Sent with|Get Outlook for|Enviado desde|Enviado do meu|Obtener Outlook para|"
    r"Obtén Outlook para|Von meinem .{1,40} gesendet|Gesendet (?:von|mit)|Diese Nachricht wurde von mein|"
    r"(?:Hol|Laden Sie|Beziehen Sie) .{0,20}Outlook|Outlook für|Envoyé (?:de mon|depuis|à partir)|"
    r"Télécharge[rz] Outlook|Obtenir Outlook|Inviato da|Scarica Outlook|Verstuurd vanaf|Verzonden vanaf|Skickat från|"
    r"Sendt fra|Wysłane z|Отправлено (?:с|из)|iPhoneから送信|发自我的|從我的)(?!\w*[:：]).{0,120}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A text in three parts: what is new, the signature, and what was there before."""

    said: str
    signature: str
    before: str


def parted(text: str, *, forwards: bool = False) -> Reply:
    r"""A text parted. With `forwards` it hands on another's mail, and the head of that is not where to cut.

    >>> parted("Yes, it itches.\n\nOn Mon, 23 Nov 2026, Noor wrote:\n> Does it itch?\n").said
    'Yes, it itches.'
    """
    lines = text.split("\n")
    end = _cut(lines, forwards=forwards)
    if not _says_something(lines[:end]):
        end = len(lines)
    body, signature = _signature(lines[:end])
    if not _says_something(body):
        body, signature = lines[:end], []
    return Reply(said=_text(body), signature=_text(signature), before=_text(lines[end:]))


def _says_something(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


class _Lines:
    """The lines of a text, and where the last of each sort stands, so that even a long text is gone through once."""

    def __init__(self, lines: list[str]) -> None:
        self.all = lines
        filled = [number for number, line in enumerate(lines) if line.strip()]
        self.last = filled[-1] if filled else -1
        self.last_quoted = next((number for number in reversed(filled) if lines[number].startswith(">")), -1)
        plain = (number for number in reversed(filled) if not lines[number].startswith(">"))
        self._last_plain = next((number for number in plain if number < self.last_quoted), -1)
        below = [lines[number] for number in filled if number > self.last_quoted][: _LONGEST_SIGNATURE + 1]
        self._ends_well = not below or (len(below) <= _LONGEST_SIGNATURE and _begins_signature(below[0]))

    def only_quotes(self, number: int) -> bool:
        """Whether there is nothing but quoted lines from here on; a signature below them is no answer."""
        return self._last_plain < number <= self.last_quoted and self._ends_well


def _cut(lines: list[str], *, forwards: bool) -> int:
    """The number of the line at which what was there before begins; that of no line where nothing is to be cut."""
    text = _Lines(lines)
    for number, line in enumerate(lines):
        if line.startswith(">"):
            if text.only_quotes(number):
                return number
            continue
        if not forwards and _is_head(lines, number):
            return number
        after = _after_attribution(lines, number)
        if after and _is_quote(text, number, after):
            return number
    return len(lines)


def _is_head(lines: list[str], number: int) -> bool:
    """Whether Outlook's head of the mail below begins here, or the line that stands above it."""
    if _ORIGINAL.fullmatch(lines[number]):
        return True
    at = number
    while at < len(lines) and at < number + 3 and (not lines[at].strip() or _RULE.fullmatch(lines[at])):
        at += 1
    if at > number and not _RULE.fullmatch(lines[number]):
        return False
    if at >= len(lines) or not (_WHO.fullmatch(lines[at]) or _WHEN.fullmatch(lines[at])):
        return False
    head = [line for line in lines[at : at + _HEAD_LINES * 2] if line.strip()][:_HEAD_LINES]
    found = [any(one.fullmatch(line) for line in head) for one in (_WHO, _WHEN, _WHAT)]
    return all(found) and not _handed_on(lines, number)


def _handed_on(lines: list[str], number: int) -> bool:
    above = [line for line in lines[max(number - 4, 0) : number] if line.strip()]
    return bool(above) and bool(_FORWARDED.match(above[-1]))


def _after_attribution(lines: list[str], number: int) -> int:
    """The number of the line behind "On ... wrote:", which may be broken over up to three lines; 0 where none is."""
    for long in (1, 2, 3):
        piece = lines[number : number + long]
        if len(piece) < long or not piece[0].strip() or (long > 1 and not piece[-1].strip()):
            return 0
        said = " ".join(line.strip()[:_LONGEST_LINE] for line in piece)
        if len(said) < _LONGEST_LINE and _ATTRIBUTION.fullmatch(said):
            return number + long
    return 0


def _is_quote(text: _Lines, number: int, after: int) -> bool:
    """Whether what follows on an attribution is the mail before and nothing else."""
    if text.last_quoted >= after:
        first = next(line for line in text.all[after:] if line.strip())
        return first.startswith(">") and text.only_quotes(after)
    return text.last < after or bool(_ADDRESS.search(" ".join(text.all[number:after])))


def _begins_signature(line: str) -> bool:
    return line.rstrip() == "--" or bool(_SENT_FROM.fullmatch(line))


def _signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """The text, and the signature at its end."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    near = filled[-_LONGEST_SIGNATURE:]
    begin = next((number for number in near if lines[number].rstrip() == "--"), None)
    if begin is None:
        begin = next((number for number in near[-3:] if _SENT_FROM.fullmatch(lines[number])), None)
    return (lines, []) if begin is None else (lines[:begin], lines[begin:])
