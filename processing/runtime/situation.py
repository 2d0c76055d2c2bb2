"""Finds the environment in use by its files only: cheap enough for the GUI thread, and starts no process."""

from __future__ import annotations

import os
from dataclasses import dataclass

from ...contract.errors import EngineError
from ..app.settings import settings
from ..client.interpreter import VARIABLE, Interpreter, find_interpreter, managed_environment
from .state import State, read_state


@dataclass(frozen=True)
class Situation:
    """The environment in use, or the reason why none is available.

    Attributes:
        source: Origin of the environment: "variable", "setting", "managed" (created by OneMetre) or "qgis"; "" = none.
        interpreter: Python interpreter of the environment; None = not found.
        state: State of the managed environment, whether or not it is in use.
        error: Reason why no interpreter was found.
    """

    source: str
    interpreter: Interpreter | None
    state: State | None
    error: EngineError | None = None

    @property
    def outdated(self) -> bool:
        """Whether the managed environment is in use and belongs to another version of the plugin."""
        return self.source == "managed" and not (self.state and self.state.is_current())


def look() -> Situation:
    """Determine the current situation."""
    state = read_state(managed_environment())
    named = "variable" if os.environ.get(VARIABLE) else "setting" if settings().python.value() else ""
    try:
        interpreter = find_interpreter()
    except EngineError as error:
        return Situation(named, None, state, error.kept())
    return Situation(named or ("managed" if interpreter.managed else "qgis"), interpreter, state)
