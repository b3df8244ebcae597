"""Who among the staff may do what: three roles, each with the rights of the one before.

An advisor answers and sees clients. A lead also assigns, closes an alarm for its client, keeps what the team writes
with and the catalogue, and reads the figures and the access log,
and takes the list of clients out as a file. An owner also changes the clinic, its team and its
guide, and hands out or deletes what is kept of a client. Other apps ask `may(user, "publish guide")`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol


class Role(StrEnum):
    """A role of the staff."""

    ADVISOR = "advisor"
    LEAD = "lead"
    OWNER = "owner"


class Member(Protocol):
    """Whoever has a role."""

    is_active: bool
    is_staff: bool
    role: str


# What is done at the desk, and from which role on.
RIGHTS: Mapping[str, Role] = MappingProxyType(
    {
        "answer": Role.ADVISOR,
        "assign": Role.LEAD,
        "close alarm": Role.LEAD,
        "keep snippets": Role.LEAD,
        "keep tags": Role.LEAD,
        "keep catalogue": Role.LEAD,
        "read clinic": Role.LEAD,
        "read figures": Role.LEAD,
        "read access log": Role.LEAD,
        "export roster": Role.LEAD,
        "change clinic": Role.OWNER,
        "change team": Role.OWNER,
        "publish guide": Role.OWNER,
        "export client": Role.OWNER,
        "erase client": Role.OWNER,
    }
)
_RANKS = tuple(Role)


def may(user: Member, right: str) -> bool:
    """Whether somebody may do something at the desk; nobody without a place on the staff. Raises: KeyError.

    >>> from types import SimpleNamespace
    >>> lead = SimpleNamespace(is_active=True, is_staff=True, role="lead")
    >>> may(lead, "read figures"), may(lead, "publish guide")
    (True, False)
    """
    needed = RIGHTS[right]
    role = Role(user.role) if user.role in set(Role) else Role.ADVISOR
    return user.is_active and user.is_staff and _RANKS.index(role) >= _RANKS.index(needed)
