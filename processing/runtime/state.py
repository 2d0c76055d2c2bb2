"""What OneMetre's environment was made from, as a file in it says."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ...contract.errors import RequestError
from .pins import PROFILES, read_lock

NAME = "onemetre.json"


@dataclass(frozen=True)
class State:
    """An environment.

    Attributes:
        profile, variant: Which packages it has.
        lock: Hash of the lock file that they come from.
    """

    profile: str
    variant: str
    lock: str

    def is_current(self) -> bool:
        """Whether this plugin would install the same packages."""
        try:
            return read_lock(self.profile, self.variant).sha256 == self.lock
        except RequestError:
            return False

    def serves(self, profile: str, variant: str) -> bool:
        """Whether it is current and has what a profile needs."""
        return self.is_current() and self.variant == variant and larger(self.profile, profile) == self.profile


def read_state(environment: Path) -> State | None:
    """The state of an environment; None = there is none, or none that OneMetre made."""
    try:
        state = State(**json.loads((environment / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if state.profile in PROFILES else None


def write_state(environment: Path, state: State) -> None:
    """Put it into the environment."""
    (environment / NAME).write_text(json.dumps(asdict(state)), encoding="utf-8")


def larger(one: str, other: str) -> str:
    """The profile that contains the other one."""
    return max(one, other, key=PROFILES.index)
