"""Who may do what with the clinic's guide: every advisor may prepare a draft, not everybody may let it hold for people.

This is the one place that says so.
"""

from fortnight.web.accounts.models import User


def may_publish(user: User) -> bool:
    """Whether somebody may publish a version, and move people to one."""
    return user.is_active and user.is_staff
