"""All limits in one table: how much one person, one network address or one mailbox may send in which time.

`docs/reference/limits.md` is written from it (`fortnight limits --markdown`). What is counted in a time is counted in
the cache (`ground.counting`), what is counted in all in the rows themselves.
"""

from dataclasses import dataclass

from fortnight.web.ground.process import Allowance

HOUR = 60 * 60
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many of something, for each of those it is counted by, in so many seconds; 0 seconds: in all."""

    name: str
    most: int
    seconds: int
    counted_by: str
    about: str


POSTS = Limit(name="forms", most=600, seconds=HOUR, counted_by="person", about="Forms that a person sends.")
POSTS_A_DAY = Limit(name="forms-day", most=2_000, seconds=DAY, counted_by="person", about="Forms that a person sends.")
POSTS_OF_ADDRESS = Limit(
    name="forms-address", most=30_000, seconds=DAY, counted_by="network address",
    about="Forms of everybody behind one network address, such as a clinic's.",
)  # fmt: skip
TREATMENTS = Limit(name="treatments", most=60, seconds=0, counted_by="person", about="Treatments in a plan.")
PREPARATIONS = Limit(
    name="preparations", most=60, seconds=0, counted_by="treatment",
    about="Lines of one's own on the list before a session.",
)  # fmt: skip
LINKS = Limit(
    name="links", most=100, seconds=0, counted_by="person",
    about="Private links that a person has made; closed ones go after a month.",
)  # fmt: skip
PRODUCTS = Limit(
    name="products", most=1_000, seconds=0, counted_by="person", about="Products that a person has asked about."
)
ALLERGIES = Limit(
    name="allergies", most=30, seconds=0, counted_by="person",
    about="Allergies that a person names; each has a letter or a digit.",
)  # fmt: skip
PHOTOS = Limit(
    name="photos", most=60, seconds=HOUR, counted_by="person", about="Photos that are sent, those that are refused too."
)
PHOTOS_OF_ADDRESS = Limit(
    name="photos-address", most=600, seconds=HOUR, counted_by="network address",
    about="Photos of everybody behind one network address, refused ones too.",
)  # fmt: skip
KEPT_PHOTOS = Limit(
    name="photos-kept", most=200, seconds=0, counted_by="person", about="Photos of labels that are kept."
)
COURSE_PHOTOS = Limit(
    name="course-photos", most=600, seconds=0, counted_by="person", about="Photos of their course that a person keeps."
)
SENT_BYTES = Limit(
    name="sent-bytes", most=300 * 1024**2, seconds=0, counted_by="conversation",
    about="Bytes of the photos that a client has sent with messages; an advisor's do not count.",
)  # fmt: skip
MAIL_TO = Limit(
    name="mail-to", most=8, seconds=HOUR, counted_by="mailbox", about="Emails of sign-in and sign-up to one mailbox."
)
MAIL_TO_A_DAY = Limit(
    name="mail-to-day", most=25, seconds=DAY, counted_by="mailbox",
    about="Emails of sign-in and sign-up to one mailbox.",
)  # fmt: skip
MAIL_TO_NOBODY = Limit(
    name="mail-to-nobody", most=1, seconds=DAY, counted_by="mailbox",
    about="Emails to a mailbox without an account, because somebody has typed its address.",
)  # fmt: skip
MAIL_BY = Limit(
    name="mail-by", most=60, seconds=HOUR, counted_by="network address",
    about="Emails of sign-in and sign-up that one network address has sent.",
)  # fmt: skip
MAIL_BY_A_DAY = Limit(
    name="mail-by-day", most=300, seconds=DAY, counted_by="network address",
    about="Emails of sign-in and sign-up that one network address has sent.",
)  # fmt: skip
NOTES_TO_STRANGERS = Limit(
    name="notes", most=300, seconds=DAY, counted_by="site",
    about="Automatic notes to unknown senders; one of a kind goes to one mailbox a day.",
)  # fmt: skip
STRANGERS_MAIL = Limit(
    name="strangers-mail", most=40, seconds=DAY, counted_by="sender",
    about="Emails of an unknown sender that are kept with their files; of more, only the beginning.",
)  # fmt: skip
STRANGERS_BYTES = Limit(
    name="strangers-bytes", most=2 * 1024**3, seconds=0, counted_by="site",
    about="Bytes of email from unknown senders that waits; beyond that, only the beginning of each is kept.",
)  # fmt: skip
LIMITS = (
    POSTS, POSTS_A_DAY, POSTS_OF_ADDRESS, TREATMENTS, PREPARATIONS, LINKS, PRODUCTS, ALLERGIES, PHOTOS,
    PHOTOS_OF_ADDRESS, KEPT_PHOTOS, COURSE_PHOTOS, SENT_BYTES, MAIL_TO, MAIL_TO_A_DAY, MAIL_TO_NOBODY, MAIL_BY,
    MAIL_BY_A_DAY,
    NOTES_TO_STRANGERS, STRANGERS_MAIL, STRANGERS_BYTES,
)  # fmt: skip

MAIL_READING = Allowance(cpu_seconds=20, wall_seconds=300.0, memory_bytes=1024**3)
"""What reading one email may take, in a process of its own."""

LEFT_FREE_BYTES = 256 * 1024**2
"""What files leave of the disk, so that words can still be stored."""
