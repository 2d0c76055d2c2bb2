"""State file of OneMetre's environment: the packages that it was created from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ...contract.errors import RequestError
from .pins import FORMER, PROFILES, read_lock

NAME = "onemetre.json"


@dataclass(frozen=True)
class State:
    """State of an environment.

    Attributes:
        profile, variant: Profile and variant of its packages.
        lock: Hash of the lock file of its packages.
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
        """Whether it is current and has the packages of a profile."""
        return self.is_current() and self.variant == variant and larger(self.profile, profile) == self.profile


def read_state(environment: Path) -> State | None:
    """Read the state of an environment; None = no environment, or not created by OneMetre.

    A profile of an earlier version is read as the one that replaced it; its lock file is gone, so it is not current.
    """
    try:
        state = State(**json.loads((environment / NAME).read_text(encoding="utf-8")))
        state = replace(state, profile=FORMER.get(state.profile, state.profile))
    except (OSError, ValueError, TypeError):
        return None
    return state if state.profile in PROFILES else None


def write_state(environment: Path, state: State) -> None:
    """Write the state into the environment."""
    (environment / NAME).write_text(json.dumps(asdict(state)), encoding="utf-8")


def larger(one: str, other: str) -> str:
    """Of two profiles, the one that includes the other."""
    return max(one, other, key=PROFILES.index)
