"""Without a mail server a letter is written to the terminal, its words alone."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from fortnight.web.ground.mail import mail


def test_a_letter_is_its_words_without_the_same_again_in_html(capsys: pytest.CaptureFixture[str]) -> None:
    letter = EmailMultiAlternatives("Your code", "Iris,\n\n123 456\n", to=["iris@example.org", "sam@example.org"])
    letter.attach_alternative("<p>Iris</p>", "text/html")
    assert get_connection(mail("")["EMAIL_BACKEND"]).send_messages([letter]) == 1
    printed = capsys.readouterr().out
    assert printed == "\nA letter to iris@example.org, sam@example.org: Your code\n  | Iris,\n  |\n  | 123 456\n"
