"""Work that a page does not wait for: e-mail to a new colleague, and to everybody on duty when something is urgent."""

from fortnight.web.clinic.invitations import send
from fortnight.web.clinic.urgent import ring
from fortnight.web.ground.queue import after_commit, job


@job
def send_invitations() -> None:
    """Send what waits; what could not be sent is tried again by the clock."""
    send()


@job
def ring_now() -> None:
    """Tell those on duty at once; the clock rings again."""
    ring()


def ring_soon() -> None:
    """Tell those on duty once what is being written now is written."""
    after_commit(ring_now)
