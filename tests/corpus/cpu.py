"""Processor time of a piece of work, which a busy machine does not change."""

import time
from collections.abc import Callable

_LINEAR = 7


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds that `work` takes, once."""
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times longer `work` takes for four times `size`: about 4 if linear, 16 if quadratic.

    Measured again, up to three times, where it looks more than linear: a busy machine once showed 10 for what is 4.
    """
    least = float("inf")
    for _ in range(3):
        small = min(seconds(lambda: work(size)) for _ in range(3))
        least = min(least, min(seconds(lambda: work(4 * size)) for _ in range(2)) / small)
        if least < _LINEAR:
            break
    return least
