"""A curve on two logarithmic scales as a small SVG that is read on light and on dark, from nothing but the numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log10

_WIDE, _HIGH = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 82, 124, 14, 74
_STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #3a3f44 }
  .grid { stroke: #d5d9dd; stroke-width: 1 }
  .middle { stroke: #1f6f78; fill: none; stroke-width: 2.5 }
  .most { stroke: #8a5a2b; fill: none; stroke-width: 2; stroke-dasharray: 6 4 }
  .dot { fill: #1f6f78 } .rim { fill: #8a5a2b } .limit { stroke: #a33b3b; stroke-width: 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #d6dade }
    .grid { stroke: #3b4248 }
    .middle { stroke: #6fc3cc } .most { stroke: #d9a066 }
    .dot { fill: #6fc3cc } .rim { fill: #d9a066 } .limit { stroke: #f08a8a }
  }
"""


def drawn(points: Sequence[tuple[int, float, float]], limits: Mapping[int, int]) -> str:
    """The curve of (products, milliseconds in the middle, milliseconds of nine in ten), with what may not be passed."""
    counts = [count for count, *_ in points]
    times = [one for _, *both in points for one in both] + list(limits.values())
    low, high = 10 ** int(log10(min(times))), 10 ** (int(log10(max(times) - 1e-9)) + 1)

    def across(count: int) -> float:
        part = (log10(count) - log10(counts[0])) / (log10(counts[-1]) - log10(counts[0]))
        return round(_LEFT + part * (_WIDE - _LEFT - _RIGHT), 1)

    def down(took: float) -> float:
        part = (log10(took) - log10(low)) / (log10(high) - log10(low))
        return round(_HIGH - _BOTTOM - part * (_HIGH - _BOTTOM - _TOP), 1)

    lines = [*_scales(counts, low, high, across, down)]
    for count, most in limits.items():
        x, y = across(count), down(most)
        lines.append(f'<line class="limit" x1="{x - 10}" x2="{x + 10}" y1="{y}" y2="{y}"/>')
    for place, (name, dot, said) in enumerate((("middle", "dot", "in the middle"), ("most", "rim", "9 of 10 within"))):
        path = " ".join(f"{across(point[0])},{down(point[1 + place])}" for point in points)
        lines.append(f'<polyline class="{name}" points="{path}"/>')
        lines += [f'<circle class="{dot}" cx="{across(one[0])}" cy="{down(one[1 + place])}" r="4"/>' for one in points]
        lines.append(f'<text x="{across(counts[-1]) + 14}" y="{down(points[-1][1 + place]) + 4}">{said}</text>')
    said = ", ".join(f"{most:,} ms for {count:,}" for count, most in limits.items())
    lines.append(f'<line class="limit" x1="{_LEFT}" x2="{_LEFT + 20}" y1="{_HIGH - 14}" y2="{_HIGH - 14}"/>')
    lines.append(f'<text x="{_LEFT + 28}" y="{_HIGH - 10}">the middle is to be at most {said}</text>')
    title = "How long choosing takes for catalogues of " + ", ".join(f"{count:,}" for count in counts) + " products"
    body = "\n".join(f"  {line}" for line in lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-label="{title}">\n'
        f"  <title>{title}</title>\n  <style>{_STYLE}  </style>\n{body}\n</svg>\n"
    )


def _scales(
    counts: Sequence[int], low: int, high: int, across: Callable[[int], float], down: Callable[[float], float]
) -> Iterator[str]:
    """The lines of both scales with their numbers."""
    took = low
    while took <= high:
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{down(took)}" y2="{down(took)}"/>'
        yield f'<text x="{_LEFT - 8}" y="{down(took) + 4}" text-anchor="end">{took:,} ms</text>'
        took *= 10
    for count in counts:
        yield f'<line class="grid" x1="{across(count)}" x2="{across(count)}" y1="{_TOP}" y2="{_HIGH - _BOTTOM}"/>'
        yield f'<text x="{across(count)}" y="{_HIGH - _BOTTOM + 20}" text-anchor="middle">{count:,}</text>'
    middle = (_LEFT + _WIDE - _RIGHT) / 2
    yield f'<text x="{middle}" y="{_HIGH - _BOTTOM + 40}" text-anchor="middle">products in the catalogue</text>'
