"""Estimates the remaining time from the speed so far."""

from __future__ import annotations

import time
from collections.abc import Callable

_FIRST_PERCENT, _ENOUGH_PERCENT = 4.0, 1.0


class TimeLeft:
    """A clock that stops while the work is paused. The first few percent are preparation and do not count.

    Args:
        now: Returns the seconds of a monotonic clock.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._worked = 0.0
        self._since: float | None = now()
        self._first: tuple[float, float] | None = None

    def pause(self) -> None:
        """Stop the clock."""
        self._worked = self._clock()
        self._since = None

    def resume(self) -> None:
        """Restart the clock."""
        if self._since is None:
            self._since = self._now()

    def seconds(self, percent: float) -> float | None:
        """Remaining seconds.

        Args:
            percent: Share of the work that is done, 0-100.

        Returns:
            Remaining seconds; None = too early to estimate.
        """
        if percent < _FIRST_PERCENT:
            return None
        clock = self._clock()
        self._first = self._first or (percent, clock)
        done, seconds = percent - self._first[0], clock - self._first[1]
        return seconds * (100 - percent) / done if done >= _ENOUGH_PERCENT else None

    def _clock(self) -> float:
        return self._worked + (self._now() - self._since if self._since is not None else 0.0)
