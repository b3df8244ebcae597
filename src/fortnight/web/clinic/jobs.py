"""Work that the team page does not wait for: e-mail to a new colleague."""

from fortnight.web.clinic.invitations import send
from fortnight.web.project.queue import job


@job
def send_invitations() -> None:
    """Send what waits; what could not be sent is tried again by the clock."""
    send()
