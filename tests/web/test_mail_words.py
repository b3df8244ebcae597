"""No words are lost in the mail: what is the person's stays and is heard, what we sent is cut in every language."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.models import Message
from fortnight.web.mail.incoming.history import sent_before
from fortnight.web.mail.models import Letter, Received
from fortnight.web.mail.outgoing import signing, threads
from fortnight.web.mail.outgoing.outbox import send_due
from tests.web.test_advisor import advisor, answer, desk
from tests.web.test_mail_incoming import arrive, last, member

__all__ = ["advisor", "desk", "member"]
Visitor = tuple[Person, Client]

OURS = "Use no oil before day 7.\nSee a doctor the same day if there is pus, or if you have a fever."
LINES = OURS.split("\n")
TELLS = "My forehead is hot, I have a fever of 38.9 and there is yellow pus."
CALM = "All calm here. When may I dance again?"


@pytest.fixture
def letter(member: Visitor, advisor: User, settings: Settings) -> Letter:
    """A letter of ours, with its words in it, that warns of what must not wait."""
    settings.MAIL_REPLY = "reply@clinic.example"
    settings.DEFAULT_FROM_EMAIL = "Demo Clinic <care@clinic.example>"
    answer(member[0], advisor, OURS)
    send_due(timezone.now() + dt.timedelta(minutes=4))
    return Letter.objects.get()


def reply(letter: Letter, body: str, *, kind: str = "text/plain", head: str = "", subject: str = "Re: hi") -> Received:
    """A mail of the client's comes in as an answer to a letter."""
    assert letter.conversation
    to = signing.reply_address(letter.conversation)
    fields = f"From: Iris Vega <iris@example.org>\nTo: {to}\nSubject: {subject}\nIn-Reply-To: {threads.id_of(letter)}\n"
    fields += f"Message-ID: <{abs(hash(body + head))}@example.org>\n{head}Content-Type: {kind}; charset=utf-8\n\n"
    return arrive((fields + body.replace("@@", to)).encode())


def stranger(head: str, body: str = TELLS) -> Received:
    """A mail of somebody who is not known, with these fields at its head."""
    return arrive(f"Message-ID: <{abs(hash(head + body))}@site.example>\n{head}\n\n{body}".encode())


ABOVE = {
    "yahoo": "    On Friday, November 27, 2026 at 09:12:00 AM GMT+1, Demo Clinic <@@> wrote:  \n \n",
    "gmail": "On Fri, 27 Nov 2026 at 09:12, Demo Clinic <@@> wrote:\n",
    "broken": "On Fri, Nov 27, 2026 at 9:12 AM Somebody, Demo Clinic <\n@@> wrote:\n",
    "german": "Am Fr., 27. Nov. 2026 um 09:12 Uhr schrieb Demo Clinic <@@>:\n",
    "french": "Le ven. 27 nov. 2026 à 09:12, Demo Clinic <@@> a écrit :\n",
    "spanish": "El vie, 27 nov 2026 a las 9:12, Demo Clinic (<@@>) escribió:\n",
    "italian": "Il giorno ven 27 nov 2026 alle ore 09:12 Demo Clinic <@@> ha scritto:\n",
    "portuguese": "Demo Clinic <@@> escreveu no dia sexta, 27/11/2026 à(s) 09:12:\n",
    "dutch": "Op 27 nov. 2026 om 09:12 heeft Demo Clinic <@@> het volgende geschreven:\n",
    "polish": "pt., 27 lis 2026 o 09:12 Demo Clinic <@@> napisał(a):\n",
    "romanian": "În data vin., 27 nov. 2026 la 09:12, Demo Clinic <@@> a scris:\n",
    "greek head": "Από: Demo Clinic <@@>\nΗμερομηνία: Παρασκευή, 27 Νοεμβρίου 2026 09:12\nΠρος: iris\nΘέμα: hi\n\n",
    "finnish head": "Lähettäjä: Demo Clinic <@@>\nLähetetty: 27. marraskuuta 2026 9.12\nAihe: hi\n\n",
    "hungarian head": f"{'_' * 32}\nFeladó: Demo Clinic <@@>\nElküldve: 2026. nov. 27. 9:12\nTárgy: hi\n\n",
    "galaxy": "-------- Mensaje original --------\nDe: Demo Clinic <@@>\nFecha: 27/11/26 9:12\nA: iris\nAsunto: hi\n\n",
    "zoho": "---- On Fri, 27 Nov 2026 09:12:00 +0100 Demo Clinic <@@> wrote ----\n\n",
}


@pytest.mark.parametrize("marks", ["> ", "", "  "])
@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("own", [TELLS, CALM])
def test_the_words_right_above_a_quote_stay_and_ours_are_cut(letter: Letter, above: str, marks: str, own: str) -> None:
    quote = "\n".join(f"{marks}{line}" for line in OURS.split("\n"))
    row = reply(letter, f"Dear all,\n\n{own}\n{ABOVE[above]}{quote}\n")
    assert last(letter).body == f"Dear all,\n\n{own}"
    assert row.red is (own == TELLS)


@pytest.mark.parametrize(
    "below",
    [
        "\n________________________________\nCONFIDENTIALITY: For the addressee only. Delete it if it is not yours.\n",
        "\n-- \nIris Vega\nHarbour Street 5\n",
        "\n_______________________________________________\nCare mailing list\nCare@clinic.example\n",
        "\n\nEste mensaje es confidencial y solo para su destinatario; si lo ha recibido por error, bórrelo.\n",
        "\nabcdefghijklmnopqrstuvwxyz0123456789\n> The end.\n",
    ],
)
def test_what_stands_below_a_quote_of_ours_does_not_bring_it_back(letter: Letter, below: str) -> None:
    quote = "\n".join(f"> {line}" for line in OURS.split("\n"))
    row = reply(letter, f"{CALM}\n\n{ABOVE['gmail']}{quote}\n{below}")
    assert last(letter).body == CALM
    assert not row.red


def test_our_letter_as_it_left_is_known_whole(letter: Letter) -> None:
    """Also the lines of the letter around the answer, and its warning that an e-mail is too slow."""
    text = sent_before(letter.conversation).ours[-2]
    assert "warning sign" in text
    head = "Von: Demo Clinic\nGesendet: 27.11.2026 9:12\nBetreff: hi"
    row = reply(letter, f"{CALM}\n\n{head}\n\n{text}")
    assert last(letter).body == CALM
    assert not row.red


@pytest.mark.parametrize(
    "body",
    [
        f"Hello,\n\nOn Monday Ada (ada@clinic.example) wrote:\nNo oil.\n\n{TELLS}",
        f"my chemist:\n\nFrom: Chemist <c@chem.example>\nDate: 26 Nov 2026\nTo: Iris\nSubject: gel\n\nYes.\n\n{TELLS}",
        f"Hello,\n\n-- \nIris\nP.S. {TELLS}",
        f"Hello,\n\nSent from my iPhone\n\n{TELLS}",
        f"Hello,\n\n{ABOVE['greek head']}{OURS}\n\n{TELLS}",
        f"{ABOVE['gmail']}> {LINES[0]}\n{TELLS}\n> {LINES[1]}",
        f"{CALM} And also, {TELLS} {ABOVE['gmail']}> Use no oil before day 7.",
        f"Hello,\n\nMy sister wrote:\n> {TELLS}",
        f"Hello,\n\n__________________________\n{TELLS}",
        f"Hello,\n\nthis is confidential and not for the whole team, since I am a little shy about it. {TELLS}",
    ],
)
def test_own_words_below_a_quote_a_head_or_a_signature_are_shown_and_heard(letter: Letter, body: str) -> None:
    row = reply(letter, body)
    assert TELLS in last(letter).body.replace("\n> ", " ")
    assert row.red
    assert "sign-fever" in last(letter).signs


def test_own_words_in_a_mail_of_ours_that_we_no_longer_have_stay(letter: Letter) -> None:
    reply(letter, f"Hi,\n\n{ABOVE['galaxy']}Words of a letter long ago.\n\nMy answer is at the bottom: I walk daily.")
    assert "I walk daily" in last(letter).body


def test_an_answer_between_our_lines_is_heard_and_our_lines_are_not(letter: Letter) -> None:
    row = reply(
        letter,
        f"{ABOVE['gmail']}> {LINES[1]}\nNeither, all is calm.\n",
    )
    assert "Neither" in last(letter).body
    assert not row.red


@pytest.mark.parametrize(("answers", "red"), [("Yes, since this morning.", True), ("No, it is all calm.", False)])
def test_a_yes_below_a_question_of_ours_makes_its_sign_theirs(
    letter: Letter, member: Visitor, advisor: User, answers: str, red: bool
) -> None:
    answer(member[0], advisor, "Do you have a fever?")
    assert (
        reply(letter, f"{ABOVE['gmail']}> Do you have a fever?\n\n{answers}\n> Use no oil before day 7.\n").red is red
    )


def test_what_the_person_wrote_before_is_not_heard_again_in_a_quote(letter: Letter) -> None:
    assert reply(letter, TELLS).red
    second = "> On Thu, 26 Nov 2026 at 8:00, Iris Vega <iris@example.org> wrote:"
    quote = f"> {LINES[0]}\n>\n{second}\n>> {TELLS}\n"
    assert not reply(letter, f"{CALM}\n\n{ABOVE['gmail']}{quote}").red
    assert last(letter).body == CALM
    assert reply(letter, f"Again:\n{TELLS}").red


YAHOO = """<p>{0}</p><div class='yahoo_quoted'><div>On Friday, 27 November 2026 at 09:12:00 CET, Demo &lt;@@&gt; wrote:
</div><div><br></div><div>Use no oil before day 7.</div></div>"""
OUTLOOK = """<p>Hi,</p><p>{0}</p><div style='border-top:solid 1pt'><p><b>Von:</b> Demo &lt;@@&gt;<br>
<b>Gesendet:</b> 27.11.2026 9:12<br><b>Betreff:</b> hi</p></div><p>Use no oil before day 7.</p>"""


@pytest.mark.parametrize(
    "html",
    [
        "<div>Hi,<blockquote style='margin:0 0 0 40px;border:none;padding:0px'><div>{0}</div></blockquote></div>",
        "<div style='font-size:0'><p style='font-size:11pt'>{0}</p></div>",
        "<div style='visibility:hidden'>x<p style='visibility:visible'>{0}</p></div>",
        "<div style='font:0/0 a'><p style='font:12px Arial'>{0}</p></div>",
        "<div style='display:none'><p>{0}</p></div>",
        "<head><title>Mail</title><body><p>{0}</p>",
        "<noscript><p>{0}</p></noscript>",
        YAHOO,
        OUTLOOK,
    ],
)
def test_words_in_html_are_shown_however_they_are_wrapped(letter: Letter, html: str) -> None:
    row = reply(letter, html.format(TELLS), kind="text/html")
    body = last(letter).body
    assert TELLS in body
    assert "oil" not in body
    assert ">" not in body
    assert row.red


def test_words_of_the_other_text_and_of_a_file_of_text_are_heard(letter: Letter) -> None:
    parts = (
        f"--b\nContent-Type: text/plain\n\nHello\n--b\nContent-Type: text/html\n\n<p>Hello</p><p>{TELLS}</p>\n--b--\n"
    )
    assert reply(letter, parts, head="X-A: multipart/alternative\n", kind="multipart/alternative; boundary=b").red
    assert TELLS in last(letter).body
    file = f"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=text_0.txt\n\n{TELLS}\n--b--\n"
    assert reply(letter, file, kind="multipart/mixed; boundary=b").red
    assert TELLS in last(letter).body


def test_the_words_with_which_an_appointment_is_declined_are_shown_and_heard(letter: Letter) -> None:
    escaped = TELLS.replace(",", "\\,")
    comment = f"COMMENT:{escaped[:40]}\n {escaped[40:]}"
    card = f"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n{comment}\nEND:VEVENT\nEND:VCALENDAR\n"
    assert reply(letter, card, kind="text/calendar; method=REPLY").red
    assert last(letter).body == TELLS


def test_a_sign_in_the_subject_of_an_answer_is_heard_and_shown(letter: Letter) -> None:
    row = reply(letter, "Please call.", subject="Re: AW: I have a fever of 39 and yellow pus")
    assert row.red
    assert last(letter).body == "Re: AW: I have a fever of 39 and yellow pus\n\nPlease call."


GROUP = "Precedence: list\nList-ID: <care.clinic.example>\n"
GOOGLE = f"{GROUP}Mailing-list: list care@clinic.example\nX-Original-Sender: iris@example.org\n"
LENA = "From: Lena Sol <lena@example.net>\nTo: care@clinic.example\nSubject: Help\n"
ELSEWHERE = (
    "Precedence: list\nList-ID: <demo.googlegroups.com>\nX-Original-Sender: lena@example.net\nX-Google-Group-Id: 7"
)
VIA = "From: 'Lena Sol' via Care <care@clinic.example>\nSubject: Help\n"
NEWS = "From: Shop <news@shop.example>\nSubject: Sale\nList-Id: <news.shop.example>\n"
FORM = "Subject: From the form\nReply-To: Lena Sol <lena@example.net>\n"


@pytest.mark.parametrize(
    "head",
    [
        GOOGLE,
        "Precedence: bulk\nList-Id: Care <care.clinic.example>\nList-Post: <mailto:care@clinic.example>\n",
        "List-Id: <friends.lists.example.net>\nList-Post: <mailto:friends@lists.example.net>\n",
    ],
)
def test_a_client_who_writes_through_a_group_asks(letter: Letter, head: str) -> None:
    row = reply(letter, TELLS, head=head)
    assert (row.sort, row.red, last(letter).author) == ("person", True, Message.PERSON)


@pytest.mark.parametrize(
    "head",
    [
        LENA + GROUP,
        LENA + ELSEWHERE,
        f"{VIA}Reply-To: Lena Sol <lena@example.net>\n{GROUP}",
        f"{VIA}Reply-To: care@clinic.example\nX-Original-Sender: lena@example.net\n{GROUP}",
        f"From: Demo Clinic <care@clinic.example>\n{FORM}",
        f"From: Site <noreply@forms.example>\n{FORM}",
        f"From: WordPress <wordpress@clinic.example>\n{FORM}Auto-Submitted: auto-generated",
    ],
)
def test_a_stranger_behind_a_group_or_a_form_waits_under_their_own_address(letter: Letter, head: str) -> None:
    row = stranger(head)
    assert (row.state, row.sort, row.sender, row.red) == (Received.WAITING, "person", "lena@example.net", True)
    assert row.begins


@pytest.mark.parametrize(
    "line", ["Email: lena@example.net", "*Correo electrónico:* lena@example.net", "E-Mail-Adresse: lena@example.net"]
)
def test_a_form_that_names_its_writer_in_its_words_alone(letter: Letter, line: str) -> None:
    row = stranger("From: Demo Clinic <care@clinic.example>\nSubject: From the form", f"Name: Lena\n{line}\n\n{CALM}")
    assert (row.state, row.sort, row.sender, row.red) == (Received.WAITING, "person", "lena@example.net", False)


def test_nobody_on_a_list_of_others_is_sent_a_note(letter: Letter) -> None:
    others = "List-Id: <a.lists.example>\nList-Post: <mailto:a@lists.example>"
    stranger(f"From: Lena <lena@example.net>\nSubject: hi\n{others}", CALM)
    assert not Letter.objects.filter(kind="stranger").exists()
    stranger(f"From: Lena <lena@example.net>\nSubject: hi again\n{GROUP}", CALM)
    assert Letter.objects.filter(kind="stranger", to="lena@example.net").exists()


def test_a_form_that_names_nobody_is_shown_where_it_tells_of_a_sign(letter: Letter) -> None:
    calm = stranger("From: care@clinic.example\nSubject: From the form", "All is well.")
    assert (calm.sort, calm.state) == ("loop", Received.WORKED)
    row = stranger("From: care@clinic.example\nSubject: From the form")
    assert (row.state, row.sender, row.red) == (Received.WAITING, "", True)
    assert not Letter.objects.filter(to="care@clinic.example").exists()


@pytest.mark.parametrize(
    "head",
    [
        "From: Lena <lena@example.net>\nSubject: Abwesenheitsnotiz: hi",
        "From: Lena <lena@example.net>\nSubject: Respuesta automática: hi",
        "From: Lena <lena@example.net>\nSubject: Réponse automatique : hi",
        "From: Lena <lena@example.net>\nSubject: Automatisch antwoord: hi",
        "From: Lena <lena@example.net>\nSubject: Odpowiedź automatyczna: hi\nAuto-Submitted: auto-replied",
        "From: Lena <lena@example.net>\nReply-To: lena@example.com\nSubject: hi\nAuto-Submitted: auto-replied",
        f"{NEWS}List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        f"{NEWS}Precedence: bulk",
    ],
)
def test_an_absence_and_a_newsletter_are_nobody_s_question(letter: Letter, head: str) -> None:
    row = stranger(head, "We are away until Monday.")
    assert (row.sort, row.state) == ("automatic", Received.WORKED)


def test_an_absence_that_a_machine_tells_stays_one_whatever_its_words(letter: Letter) -> None:
    row = stranger("Return-Path: <>\nFrom: Lena <lena@example.net>\nSubject: Out of office: hi")
    assert (row.sort, row.red) == ("automatic", False)


def test_a_subject_alone_makes_no_machine_of_who_tells_of_a_sign(letter: Letter) -> None:
    row = stranger("From: Lena <lena@example.net>\nSubject: Out of office")
    assert (row.sort, row.state, row.red) == ("person", Received.WAITING, True)


@pytest.mark.parametrize(
    ("charset", "label"),
    [
        ("iso-8859-15", "iso-8859-15"),
        ("windows-1252", "utf-8"),
        ("windows-1252", "iso-8859-15"),
        ("utf-8", "iso-8859-15"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-8"),
        ("iso-8859-2", ""),
    ],
)
def test_words_are_read_in_the_charset_that_holds_them(
    letter: Letter, charset: str, label: str, visitor_on: Callable[..., Visitor]
) -> None:
    words = "Tengo fiebre, está muy hinchado y ardiente"
    meta = "" if label else f"<meta charset='{charset}'>"
    about = f"text/plain; charset={label}" if label else "text/html"
    head = f"From: Lena <lena@example.net>\nSubject: hi\nMessage-ID: <{charset}-{label}@x>\nContent-Type: {about}\n\n"
    row = arrive(head.encode() + f"{meta}{words}".encode(charset))
    assert words in row.begins
    assert row.red
