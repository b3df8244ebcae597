"""What comes in with an upload: larger files are not kept while they arrive, not even for a moment.

Nobody sends more than a photo, but who keeps the catalogue: their files of products may be larger, at their address.
"""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from typing_extensions import override

from fortnight.web.ground.photo_limits import MOST_BYTES

MOST_OF_PRODUCTS = 200 * 1024 * 1024
PRODUCTS = "/desk/catalogue/imports/"
TOO_LARGE = "fortnight.too_large"
"""The key of the request's `META` that tells a view that a file was larger than any photo."""


class SizeLimit(FileUploadHandler):
    """Stands before Django's own handlers and lets nothing through that is larger than it may be."""

    @override
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A further file begins."""
        super().new_file(*args, **kwargs)
        self._bytes = 0
        self._most = MOST_OF_PRODUCTS if self._of_staff() else MOST_BYTES

    def _of_staff(self) -> bool:
        request = self.request
        return request is not None and request.path_info == PRODUCTS and getattr(request.user, "is_staff", False)

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on. Raises: StopUpload when there are too many; what is left is read and thrown away."""
        self._bytes += len(raw_data)
        if self._bytes > self._most:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    @override
    def file_complete(self, file_size: int) -> None:
        """The file itself is made by the handlers behind this one."""
