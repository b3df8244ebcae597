"""The app's name for Django."""

from django.apps import AppConfig


class ChatConfig(AppConfig):
    """The app `chat`."""

    name = "fortnight.web.chat"
    label = "chat"

    def ready(self) -> None:
        """Tell what the app holds of a person, and let every page of theirs say that an answer is unread.

        A check-in that cannot wait is sent to the clinic, and so is a photo of the course that is shared.
        """
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.chat.attachments import drop_all
        from fortnight.web.chat.checkins import tell_clinic
        from fortnight.web.chat.course_photos import tell_of_photo
        from fortnight.web.chat.duty import advisors
        from fortnight.web.chat.queries import everything_said, unread_by
        from fortnight.web.checkins.hooks import signs_told
        from fortnight.web.course_photos.hooks import photo_shared
        from fortnight.web.shell.hooks import offered, unread_answers

        hold(Holding(name="conversation", download=everything_said, erase=drop_all))
        unread_answers.join(unread_by)
        offered.join(advisors)
        signs_told.join(tell_clinic)
        photo_shared.join(tell_of_photo)
