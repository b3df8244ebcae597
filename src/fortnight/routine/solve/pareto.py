"""The least that something can come to for each price: what a budget leaves, held as a staircase."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Front:
    """Prices, rising, each with the least cost for at most that price, falling."""

    prices: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def least(self, price: int) -> int | None:
        """The least cost for at most a price; None where that buys nothing."""
        place = bisect_right(self.prices, price)
        return self.costs[place - 1] if place else None

    def beside(self, other: "Front", most: int) -> "Front":
        """Both together, for at most a price."""
        return front(
            (price + more, cost + also)
            for price, cost in zip(self.prices, self.costs, strict=True)
            for more, also in zip(other.prices, other.costs, strict=True)
            if price + more <= most
        )


def front(pairs: Iterable[tuple[int, int]]) -> Front:
    """The staircase of some prices with their costs."""
    staircase = Front()
    for price, cost in sorted(pairs):
        if not staircase.costs or cost < staircase.costs[-1]:
            staircase.prices.append(price)
            staircase.costs.append(cost)
    return staircase
