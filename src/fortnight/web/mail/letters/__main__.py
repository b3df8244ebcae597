"""`python -m fortnight.web.mail.letters`: reads the mails that it is handed, in a process of its own, until idle."""

import sys

from fortnight.web.ground.process import Frames, serve
from fortnight.web.mail.letters.passing import packed, unpacked_request
from fortnight.web.mail.letters.read import read


def _read(frames: Frames) -> Frames:
    raw, envelope_from, sent = unpacked_request(frames)
    return packed(read(raw, envelope_from=envelope_from, sent=sent))


if __name__ == "__main__":
    serve(_read, sys.argv[1:])
