"""How long something takes still, by how fast it goes."""

from __future__ import annotations

import time
from collections.abc import Callable

_FIRST_PERCENT, _ENOUGH_PERCENT = 4.0, 1.0


class TimeLeft:
    """A clock that stands still while the work does. The first percents are preparation and say nothing.

    Args:
        now: Seconds of a clock.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._worked = 0.0
        self._since: float | None = now()
        self._first: tuple[float, float] | None = None

    def pause(self) -> None:
        """The work stands still."""
        self._worked = self._clock()
        self._since = None

    def resume(self) -> None:
        """It goes on."""
        if self._since is None:
            self._since = self._now()

    def seconds(self, percent: float) -> float | None:
        """Seconds to go.

        Args:
            percent: What is done.

        Returns:
            None = too little is done to tell.
        """
        if percent < _FIRST_PERCENT:
            return None
        clock = self._clock()
        self._first = self._first or (percent, clock)
        done, seconds = percent - self._first[0], clock - self._first[1]
        return seconds * (100 - percent) / done if done >= _ENOUGH_PERCENT else None

    def _clock(self) -> float:
        return self._worked + (self._now() - self._since if self._since is not None else 0.0)
