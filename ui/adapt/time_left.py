"""How long something takes still, by how long it has taken."""

from __future__ import annotations

import time
from collections.abc import Callable

_FIRST_PERCENT = 3.0


class TimeLeft:
    """A clock that stands still while the work does.

    Args:
        now: Seconds of a clock.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._worked = 0.0
        self._since: float | None = now()

    def pause(self) -> None:
        """The work stands still."""
        if self._since is not None:
            self._worked += self._now() - self._since
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
        worked = self._worked + (self._now() - self._since if self._since is not None else 0.0)
        return worked * (100 - percent) / percent
