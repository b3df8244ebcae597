"""What the worst input costs each parser of foreign text, for each kilobyte, beside a floor of the same run.

The floor is to split a kind text of the same size into words (`str.split`). The time is that of the processor.
"""

import os
import sys
import tempfile

_FLOOR_SIZE = 1_000_000
_TOO_LONG = 5.0


def main() -> None:
    """Print a line for each parser: the worst shape at the largest size that is let in, and a kind text."""
    os.environ.setdefault("FORTNIGHT_DATA", tempfile.mkdtemp(prefix="fortnight-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortnight.web.project.settings")
    import django

    django.setup()
    import time

    from tests.hostile import PARSERS, Parser, cost, made_of, warm

    def worst(parser: Parser) -> tuple[float, str, int]:
        """Seconds a kilobyte, the shape, and the size at which it was measured."""
        hardest = (0.0, "", 0)
        for shape in parser.shapes:
            size = min(16_000, parser.most)
            spent = cost(parser, made_of(shape, size))
            while size < parser.most and spent < _TOO_LONG / 2:
                size = min(size * 2, parser.most)
                spent = cost(parser, made_of(shape, size))
            hardest = max(hardest, (spent / size * 1000, shape, size))
        return hardest

    warm()
    kind = made_of(PARSERS[0].kind, _FLOOR_SIZE)
    began = time.process_time()
    for _ in range(10):
        kind.split()
    floor = (time.process_time() - began) / 10 / _FLOOR_SIZE * 1000
    print(f"hostile input, microseconds of one core a kilobyte; floor: str.split of a kind text {floor * 1e6:.1f}")
    print(f"{'parser':<28}{'kind':>9}{'worst':>9}{'x floor':>9}  worst of {'':<14}characters")
    chosen = [
        candidate for candidate in PARSERS if not sys.argv[1:] or any(word in candidate.name for word in sys.argv[1:])
    ]
    for parser in chosen:
        size = min(parser.most, 100_000)
        usual = cost(parser, made_of(parser.kind, size)) / size * 1000
        spent, shape, at = worst(parser)
        print(
            f"{parser.name:<28}{usual * 1e6:>9.0f}{spent * 1e6:>9.0f}{spent / floor:>9.0f}  {shape!r:<24}{at:>9}",
            flush=True,
        )


if __name__ == "__main__":
    main()
