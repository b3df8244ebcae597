"""A mail as bytes in, a read letter out: what is new in it, charsets and packings, files, machines, what came back."""

import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.web.mail.letters.fields import addresses, parameters, words
from fortnight.web.mail.letters.html import text_of
from fortnight.web.mail.letters.model import MailTrouble, Sort
from fortnight.web.mail.letters.parts import taken_apart
from fortnight.web.mail.letters.pictures import is_decoration, measures
from fortnight.web.mail.letters.read import read
from fortnight.web.mail.letters.replies import split_reply
from fortnight.web.mail.letters.sent import Sent
from tests.web.mails import NAMES, mail

# What the reader of a mail knows of the house: its address.
SENT = Sent(addresses=frozenset({"care@clinic.example"}))

SAYS = {
    "outlook-changed-headers": "Thank you. May I swim on day 6?",
    "outlook-html": "Grazie, va meglio oggi.",
    "outlook-de": "Danke, es juckt noch ein wenig.",
    "outlook-es": "Gracias, todavía pica un poco.",
    "outlook-fr": "Merci, cela démange encore un peu.",
    "missing-references": "It is better today.",
    "gmail": "It is better today. May I swim?",
    "gmail-html": "It is better today. May I swim?",
    "apple-mail": "This is my cheek:\n\n\nIs that normal?",
    "koi8-r": "Можно ли мне в бассейн на шестой день?",
    "koi8-r-unlabelled": "Можно ли мне в бассейн на шестой день?",
    "iso-2022-jp": "三日目です。日焼け止めを使ってもいいですか。",
    "gb18030": "第三天可以用防晒霜吗？㐂",
    "windows-1252-as-ascii": "It’s “better” – 3 € cream?",
    "utf-7": "+ADw-script+AD4- it is better",
    "unknown-charset": "Está mejor, ¿puedo nadar?",
    "utf-8-as-latin-1": "Está mejor, ¿puedo nadar?",
    "raw-8-bit-head": "Bien.",
    "base64-unsaid": "May I use my retinol on day 7? The label says 0.3 %, and it is an old bottle from last year.",
    "base64-body": "May I use my retinol on day 7? Ñandú.",
    "broken-base64": "May I use my retinol on day 7?\n_______________\nThis list is kept by somebody.",
    "broken-quoted-printable": "It is 50 %=ZZ better, café = good, long line",
    "no-end": "It is better today.",
    "flowed": "May I use my retinol again, or the oil?",
    "html-only": "I use:\n\n1. a cleanser\n2. this cream (https://shop.example/cream)\n\nDay 3\n\nMay I go on?",
    "only-quote": "On Mon, 23 Nov 2026, Noor wrote:\n> Does it itch?",
}


@pytest.mark.parametrize("name", SAYS)
def test_what_is_new_in_a_mail_is_read(name: str) -> None:
    """django-helpdesk#719, django-helpdesk#841, django-helpdesk#9, django-helpdesk#531: mangled and lost words."""
    assert read(mail(name), sent=SENT).said == SAYS[name]


def test_answers_between_the_lines_are_not_cut() -> None:
    for name in ("interleaved", "gmail-interleaved"):
        reply = read(mail(name)).said
        assert "Does it itch?" in reply
        assert "Yes, a little." in reply
        assert reply.endswith("No.")


@pytest.mark.parametrize(
    "wrote",
    [
        "On Mon, 23 Nov 2026, Noor <care@clinic.example> wrote:",
        "On Mon, Nov 23, 2026 at 9:00 AM Noor, Demo Skin Clinic\n<care@clinic.example> wrote:",
        "El lun, 23 nov 2026 a las 9:00, Noor (<care@clinic.example>) escribió:",
        "El lun, 23 nov 2026 a las 9:00, Noor\n(<care@clinic.example>)\nescribió:",
        "Am Mo., 23. Nov. 2026 um 09:00 Uhr schrieb Noor <care@clinic.example>:",
        "Am 23.11.26 um 09:00 schrieb Noor:",
        "Le lun. 23 nov. 2026 à 09:00, Noor <care@clinic.example> a écrit :",
        "Il giorno lun 23 nov 2026 alle ore 09:00 Noor <care@clinic.example> ha scritto:",
        "Em seg., 23 de nov. de 2026 às 09:00, Noor <care@clinic.example> escreveu:",
        "Op ma 23 nov 2026 om 09:00 schreef Noor <care@clinic.example>:",
        "пн, 23 нояб. 2026 г. в 09:00, Noor <care@clinic.example> пишет:",
    ],
)
def test_a_reply_is_cut_where_the_mail_before_begins(wrote: str) -> None:
    reply = split_reply(f"It is better.\n\n{wrote}\n> Wait until day 7.\n> Noor\n", SENT)
    assert reply.said == "It is better."
    assert reply.before.endswith("> Noor")


@pytest.mark.parametrize(
    "text",
    [
        "On Monday my doctor wrote:\nuse the cream twice a day\nand I do. Is that right?",
        "From: today on I use the cream.\nTo: be sure I ask.",
        "> Does it itch?\nYes.",
        "Thank you.\n\nOn Mon, 23 Nov 2026, Noor wrote:\n> Does it itch?\nYes.\n> Is it warm?\nNo.",
        "My list:\n- Subject: none",
    ],
)
def test_what_only_looks_like_a_quote_is_not_cut(text: str) -> None:
    assert split_reply(text).said == text


def test_a_mail_that_is_handed_on_is_kept_whole() -> None:
    head = "From: Shop <a@b.example>\nSent: today at 10:29\nSubject: x\nTo: me\n\nUse it daily."
    assert (
        "Use it daily." in split_reply(f"Is this right?\n\n---------- Forwarded message ----------\n{head}", SENT).said
    )
    assert "Use it daily." in split_reply(f"Is this right?\n\n{head}", SENT).said
    outlook = f"From: iris@example.org\nSubject: FW: x\n\nSee:\n\n{head}".encode()
    assert "Use it daily." in read(outlook, sent=SENT).said
    ours = head.replace("Shop <a@b.example>", "Demo Clinic <care@clinic.example>")
    assert split_reply(f"Is this right?\n\n{ours}", SENT).said == "Is this right?"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nIris\nMobile 5",
        "Sent from my iPhone",
        "Enviado desde mi iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Get Outlook for Android<https://aka.ms/x>",
    ],
)
def test_a_signature_is_kept_apart(signature: str) -> None:
    reply = split_reply(f"It is better.\n\n{signature}\n")
    assert (reply.said, reply.signature) == ("It is better.", signature)


def test_pictures_come_along_and_a_mail_in_the_mail_is_read() -> None:
    """django-helpdesk#1104: parts within parts, and files within the text, were lost."""
    nested = read(mail("nested"))
    assert [(file.name, file.kind) for file in nested.files] == [
        ("cheek.jpg", "image/jpeg"),
        ("Mi mejilla ñ.jpg", "image/jpeg"),
    ]
    assert "Your order: crème" in nested.said
    assert "Aqua, Glycerin, Retinol" in nested.said
    assert [file.name for file in read(mail("apple-mail")).files] == ["IMG_0001.jpeg"]
    assert [file.name for file in read(mail("no-end")).files] == ["list.txt"]
    uu = read(mail("uuencoded").replace(b"644 list", b"644 ../a/list"))
    assert (uu.files[0].name, uu.files[0].data) == ("list.txt", b"Aqua, Glycerin\n")


def test_what_there_is_to_tell_beside_the_words_is_told() -> None:
    assert read(mail("winmail")).notes[0].trouble is MailTrouble.WINMAIL
    assert not read(mail("winmail")).files
    notes = {note.trouble: note.says for note in read(mail("appointment")).notes}
    assert notes == {
        MailTrouble.APPOINTMENT: "Check-up, second look, 2026-11-25 10:00 (Europe/Berlin)",
        MailTrouble.CONTACT: "Dr. Remy Sol",
    }
    assert [file.name for file in read(mail("appointment")).files] == ["invite.ics", "doctor.vcf"]
    logo = read(mail("signature-logo"))
    assert [(note.trouble, note.name) for note in logo.notes] == [(MailTrouble.DECORATION, "image001.png")]
    assert (logo.said, logo.signature, logo.files) == ("It is better today.", "--\nIris Vega", ())
    sealed = read(mail("encrypted"))
    assert [note.trouble for note in sealed.notes] == [MailTrouble.ENCRYPTED]
    assert [file.name for file in sealed.files] == ["encrypted.asc"]


def test_the_measures_of_a_picture_are_told_without_decoding_it() -> None:
    photos = [*read(mail("nested")).files, *read(mail("apple-mail")).files]
    assert [measures(photo.data) for photo in photos] == [(320, 240), (300, 300), (400, 300)]
    assert not any(is_decoration(photo.data) for photo in photos)
    assert measures(b"\xff\xd8\xff\xe0\x00") is None


MACHINES = {
    "autoresponder": Sort.AUTOMATIC,
    "newsletter": Sort.AUTOMATIC,
    "our-own-loop": Sort.LOOP,
    "bounce": Sort.BOUNCE,
    "bounce-full": Sort.BOUNCE,
    "bounce-delayed": Sort.AUTOMATIC,
    "bounce-exchange": Sort.BOUNCE,
    "bounce-qmail": Sort.BOUNCE,
    "complaint": Sort.COMPLAINT,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_machine_is_known_and_a_person_never_taken_for_one(name: str) -> None:
    assert read(mail(name)).sort is MACHINES.get(name, Sort.PERSON)


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: auto-generated",
        "Precedence: junk",
        "X-Autoreply: yes",
        "X-Autorespond: hello",
        "List-Id: <list.example>",
        "Return-Path: <>",
    ],
)
def test_each_mark_of_a_machine_is_known(field: str) -> None:
    assert read(f"From: a@b.example\n{field}\n\nhi".encode()).sort is Sort.AUTOMATIC
    assert read(b"From: a@b.example\nAuto-Submitted: no\n\nhi").sort is Sort.PERSON
    assert read(b"From: a@b.example\n\nhi", envelope_from="").sort is Sort.AUTOMATIC


BOUNCES = {
    "bounce": (True, "550 5.1.1 No such person at this address"),
    "bounce-full": (False, "552 5.2.2 Mailbox full"),
    "bounce-exchange": (
        True,
        "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'",
    ),
    "bounce-qmail": (True, "Sorry, no mailbox here by that name. (#5.1.1)"),
    "complaint": (True, ""),
}


@pytest.mark.parametrize("name", BOUNCES)
def test_what_came_back_names_the_letter_and_the_reason(name: str) -> None:
    back = read(mail(name, answers="<ours@clinic.example>")).returned
    assert back is not None
    assert back.ids == ("<ours@clinic.example>",)
    assert (back.lasting, back.says) == BOUNCES[name]


def test_a_sender_is_one_address_and_never_what_stands_beside_it() -> None:
    assert addresses(['"iris@example.org" <mallory@evil.example>']) == ("mallory@evil.example",)
    assert addresses(["iris@example.org (x) <mallory@evil.example>"]) == ("mallory@evil.example",)
    assert read(b"From: iris@example.org, mallory@evil.example\n\nhi").head.sender == ""
    assert read(b"From: iris@example.org\nFrom: mallory@evil.example\n\nhi").head.sender == ""
    assert read(mail("stranger")).head.sender == "zoe@example.net"
    assert read(mail("stranger")).head.name == "Zoë Winter"


def test_fields_are_read_however_they_are_packed() -> None:
    assert words("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?= =?x-none?Q?_x?=") == "café x"
    assert read(mail("raw-8-bit-head")).head.subject == "Qué tal"
    assert read(mail("raw-8-bit-head")).head.name == "José"
    assert read(mail("koi8-r")).head.subject == "Вопрос"
    assert read(mail("iso-2022-jp")).head.subject == "質問"
    assert parameters("x; name=\"a;b.txt\"; name*=utf-8''c.txt")["name"] == "c.txt"


def test_nothing_hidden_and_no_script_is_read_from_html() -> None:
    text = text_of(
        "<p>a</p><script>b</script><div hidden>c</div><p style='DISPLAY:none'>d</p><p>e<!-- f --></p>"
        "<a href='javascript:g()'>h</a><img alt='smile'><blockquote>i<blockquote>j</blockquote></blockquote>"
    )
    assert text == "a\n\ne\n\nhsmile\n\n> i\n>\n>> j"


BYTES = st.binary(max_size=400)
LINES = st.sampled_from(
    b"""--x
--x--

> a
On Mon wrote:
Content-Type: multipart/mixed; boundary=x
Content-Type: multipart/alternative; boundary=x
Content-Type: text/html
Content-Type: message/rfc822
Content-Type: message/delivery-status
Content-Type: text/calendar; charset=utf-16
Content-Transfer-Encoding: base64
Content-Transfer-Encoding: x-uuencode
Content-Disposition: attachment; filename*0*=a''%C3; filename*=b
begin 644 a
end
--\x20
<b>
AAAA
From: x
Sent: y
To: z
\xe9\x00
=?utf-8?B?4?=""".split(b"\n")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(BYTES, st.lists(st.one_of(LINES, BYTES), max_size=25).map(b"\n".join)))
def test_any_bytes_are_read_without_an_error(raw: bytes) -> None:
    letter = read(raw)
    everything = f"{letter.text}{letter.said}{letter.signature}{letter.before}{letter.head.subject}"
    everything += "".join(file.name for file in letter.files)
    assert "\0" not in everything
    everything.encode()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["> a", "b", "", "-- ", "On Mon, Noor <a@b.example> wrote:", "From: x", "Sent: y", "To: z"])
    )
)
def test_cutting_loses_no_line(lines: list[str]) -> None:
    reply = split_reply("\n".join(lines))
    parts = f"{reply.said}\n{reply.signature}\n{reply.before}".split("\n")
    # What closes a mail may stand below the quote, and is kept with the signature then.
    assert sorted(line.rstrip() for line in parts if line.strip()) == sorted(
        line.rstrip() for line in lines if line.strip()
    )
    assert reply.said.strip() or not any(line.strip() for line in lines)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=200), st.lists(st.binary(max_size=80), max_size=4), st.booleans())
def test_what_was_put_into_a_mail_comes_out_of_it(text: str, files: list[bytes], in_html: bool) -> None:
    """django-helpdesk#466: a file came out larger than it was and could not be opened."""
    plain = "".join(sign for sign in text if sign.isprintable()).strip() or "words"
    message = EmailMessage()
    message["From"] = "iris@example.org"
    message.set_content(f"begins {plain} ends\n")
    if in_html:
        message.add_alternative("<p>html</p>", subtype="html")
    for number, data in enumerate(files):
        message.add_attachment(data, maintype="application", subtype="zip", filename=f"{number}.zip")
    letter = read(message.as_bytes())
    assert letter.text == f"begins {plain} ends"
    assert [file.data for file in letter.files] == files


def test_a_mail_made_to_burst_the_reader_is_read_as_far_as_is_good() -> None:
    deep = (
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000))
        + b"\nthe end"
    )
    assert taken_apart(deep).parts
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5_000
    assert len(read(many).text) < 5_000
    assert read(b"Subject: " + b"=?utf-8?Q?a?= " * 20_000 + b"\n\nhi").said == "hi"
    assert read(b"From: a@b.example\n\n" + b"> a\nb\n" * 50_000).text.endswith("b")


@pytest.mark.parametrize("part", [b"<a ", b"<a='", b"<b></x>", b"References"])
def test_a_mail_that_never_ends_its_tags_or_ids_is_read_at_once(part: bytes) -> None:
    """The time is that of the processor; each of these took a quarter of a minute and more."""
    head = b"From: a@b.example\r\nTo: reply@clinic.example\r\n"
    html = head + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + part * 30_000
    began = time.process_time()
    read(head + b"References: " + b"a" * 100_000 + b"\r\n\r\nhi" if part == b"References" else html)
    assert time.process_time() - began < 2.0
