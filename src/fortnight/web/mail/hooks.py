"""What mail asks those above it, who have letters sent that it knows nothing of, and what it tells them."""

from django.core.mail import EmailMultiAlternatives

from fortnight.web.ground.hooks import Hook
from fortnight.web.mail.models import Letter

letter_mail: Hook[[Letter], EmailMultiAlternatives | None] = Hook()
"""A reminder as it is sent now; None from whoever has nothing to say in it."""

letter_unwanted: Hook[[Letter], object] = Hook()
"""Who received a letter called it unwanted: no more of its kind are to be written."""
