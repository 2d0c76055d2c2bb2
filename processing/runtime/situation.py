"""Which environment OneMetre uses now, as far as files say: cheap enough for the GUI thread, and nothing is started."""

from __future__ import annotations

import os
from dataclasses import dataclass

from ...contract.errors import EngineError
from ..app.settings import settings
from ..client.interpreter import VARIABLE, Interpreter, find_interpreter, managed_environment
from .state import State, read_state


@dataclass(frozen=True)
class Situation:
    """An environment, or why there is none.

    Attributes:
        source: What names it: "variable", "setting", "managed" (OneMetre made it) or "qgis"; "" = there is none.
        interpreter: Its interpreter; None = there is none.
        state: What the managed environment was made from, whether or not it is the one that is used.
        error: Why there is no interpreter.
    """

    source: str
    interpreter: Interpreter | None
    state: State | None
    error: EngineError | None = None

    @property
    def outdated(self) -> bool:
        """Whether the managed environment is used and belongs to another version of the plugin."""
        return self.source == "managed" and not (self.state and self.state.is_current())


def look() -> Situation:
    """The situation now."""
    state = read_state(managed_environment())
    named = "variable" if os.environ.get(VARIABLE) else "setting" if settings().python.value() else ""
    try:
        interpreter = find_interpreter()
    except EngineError as error:
        return Situation(named, None, state, error.kept())
    return Situation(named or ("managed" if interpreter.managed else "qgis"), interpreter, state)
