"""Background look-ups of which only the newest counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from .background_task import BackgroundTask, TaskFeedback


class LatestOnly:
    """Runs one background look-up at a time; a newer request replaces the older one."""

    def __init__(self) -> None:
        self._current: BackgroundTask | None = None
        self._tasks: set[BackgroundTask] = set()

    @property
    def busy(self) -> bool:
        """Whether a result is pending."""
        return self._current is not None

    def start(self, title: str, work: Callable[[TaskFeedback], Any], done: Callable[[BackgroundTask], None]) -> None:
        """Start a look-up in place of the current one.

        Args:
            title: Title in QGIS's task manager.
            work: Called in a background thread.
            done: Called in the GUI thread with the finished task (result or error), unless it was abandoned.
        """
        self.abandon()
        task = BackgroundTask(title, work, hidden=True)
        task.on_end = partial(self._ended, task, done)
        self._tasks.add(task)
        self._current = task
        task.start()

    def abandon(self) -> None:
        """Discard the pending look-up without waiting for its end."""
        task, self._current = self._current, None
        if task is not None:
            task.cancel()

    def stop(self) -> None:
        """End everything; when this returns, no thread and no process of a look-up is running."""
        self._current = None
        for task in self._tasks:
            task.on_end = None
            task.stop()
        self._tasks.clear()

    def _ended(self, task: BackgroundTask, done: Callable[[BackgroundTask], None]) -> None:
        self._tasks.discard(task)
        if task is self._current:
            self._current = None
            done(task)
