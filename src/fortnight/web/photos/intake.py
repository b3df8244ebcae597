"""What comes in with an upload: larger files are not kept while they arrive, not even for a moment."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from typing_extensions import override

from fortnight.web.photos.reading.limits import MOST_BYTES

TOO_LARGE = "fortnight.too_large"
"""The key of the request's `META` that tells a view that a file was larger than any photo."""


class Intake(FileUploadHandler):
    """Stands before Django's own handlers and lets nothing through that is larger than a photo may be."""

    @override
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A further file begins."""
        super().new_file(*args, **kwargs)
        self._bytes = 0

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on. Raises: StopUpload when there are too many; what is left is read and thrown away."""
        self._bytes += len(raw_data)
        if self._bytes > MOST_BYTES:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    @override
    def file_complete(self, file_size: int) -> None:
        """The file itself is made by the handlers behind this one."""
