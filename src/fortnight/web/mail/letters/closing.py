"""What closes a mail: the signature, "Sent from my phone", the footer of a list, a notice of confidentiality.

None of it is lost, it is kept apart. In doubt it is words of the person: what asks, and what is long, closes nothing.
"""

import re
from itertools import islice

from fortnight.web.mail.letters.above import RULE

_SENT_FROM = re.compile(
    r"[ \t*<]*(?:Sent from|Sent via|Sent with|Get Outlook for|Enviado desde|Enviado do meu|Enviado a partir|"
    r"Obtener Outlook para|Obtén Outlook para|Von meinem .{1,40} gesendet|Gesendet (?:von|mit)|"
    r"Diese Nachricht wurde von mein|(?:Hol|Laden Sie|Beziehen Sie) .{0,20}Outlook|Outlook für|"
    r"Envoyé (?:de mon|depuis|à partir)|Télécharge[rz] Outlook|Obtenir Outlook|Inviato da|Scarica Outlook|"
    r"Verstuurd vanaf|Verzonden vanaf|Skickat från|Sendt fra|Wysłane z|Отправлено (?:с|из)|"
    r"iPhoneから送信|发自我的|從我的)"
    r"(?!\w*[:：])[^.!?]{0,60}(?:[.!]|<?\(?https?://\S+)?[ \t]*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"confiden[ctz]|vertraulich|riservat|vertrouwelijk|poufn|sigilo|fortrolig|addressee|intended recipient|"
    r"destinatari|destinatár|destinataire|Empfänger|geadresseerde|adresat|unsubscribe|mailing list|abmelden|"
    r"desuscribir|darse de baja|désabonner|virus[- ]?free|free of virus|libre de virus|"
    r"virenfrei|sans virus|senza virus|avast\.|in error|por error|irrtümlich|par erreur|before printing|"
    r"antes de imprimir|vor dem Ausdrucken|"
    r"received this message because|recibi[óo] este mensaje porque|groups\.google",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\?|\b(?:i|i'm|i've|my|me|ich|mein\w*|yo|mi|me|je|mon|ma)\b", re.IGNORECASE)
_WORDS_OF_A_NOTICE = 2
_LINKED = re.compile(r"https?://|www\.|@[\w-]+\.\w")
_LONGEST_SIGNATURE = 12
_LONGEST_LINE = 80
_LINES_OF_A_NOTICE = 60


def closing(lines: list[str]) -> int:
    """The number of the line at which what closes a text begins; that of no line where nothing does."""
    end = _without_notice(lines, len(lines))
    filled = _last_filled(lines, end)
    for number in filled:
        if lines[number].rstrip() == "--" and _is_signature(lines[number + 1 : end]):
            return number
    if filled and _SENT_FROM.fullmatch(lines[filled[0]]):
        return filled[0]
    return end


def _last_filled(lines: list[str], end: int) -> list[int]:
    """The numbers of the last lines with words before one, as many as a signature has at most, the last first."""
    filled = (number for number in range(end - 1, -1, -1) if lines[number].strip())
    return list(islice(filled, _LONGEST_SIGNATURE))


def _is_signature(lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return not any(("?" in line or len(line) > _LONGEST_LINE) and not _LINKED.search(line) for line in filled)


def is_closing(lines: list[str]) -> bool:
    """Whether lines below a quote are nothing that the person typed."""
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    return first is None or closing(lines) <= first


def _without_notice(lines: list[str], end: int) -> int:
    """Where a notice or a footer at the end begins: at its rule, or at its paragraph."""
    at = end
    for number in range(end - 1, max(end - _LINES_OF_A_NOTICE, -1), -1):
        if RULE.fullmatch(lines[number]):
            below = "\n".join(lines[number:end])
            at = number if _NOTICE.search(below) or _is_list_footer(lines[number + 1 : end]) else at
            break
        if not lines[number].strip() and _is_notice(lines[number + 1 : at]):
            at = number
    if at == end and end < _LINES_OF_A_NOTICE and _is_notice(lines[:end]):
        return 0
    return at


def _is_notice(lines: list[str]) -> bool:
    text = " ".join(lines)
    terms = {match[0].casefold() for match in _NOTICE.finditer(text)}
    # A person may write one such word themself; a notice has several, and no "I" or "my".
    return len(terms) >= _WORDS_OF_A_NOTICE and len(text) > _LONGEST_LINE and not _PERSON.search(text)


def _is_list_footer(lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return (
        0 < len(filled) <= _LONGEST_SIGNATURE // 2
        and bool(_LINKED.search(" ".join(filled)))
        and not any("?" in line for line in filled if not _LINKED.search(line))
    )
