"""Whether photos of labels and barcodes can be read here: what reads them is an extra that a site can do without."""

from functools import cache
from importlib.util import find_spec

MODULES = ("cv2", "onnxruntime", "rapidocr", "zxingcpp")
"""What `fortnight[photos]` brings and the process that reads imports."""


def is_installed() -> bool:
    """Whether everything that reads photos is installed. Photos in a conversation need none of it."""
    return _are_installed(MODULES)


@cache
def _are_installed(modules: tuple[str, ...]) -> bool:
    return all(find_spec(module) is not None for module in modules)
