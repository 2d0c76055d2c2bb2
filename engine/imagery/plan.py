"""What a composite is made of, in a form that can be kept for a run that goes on later."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from ..raster.grid import Grid
from .offsets import Harmonisation
from .scenes import Asset, Scene


@dataclass(frozen=True)
class Chosen:
    """A scene of the composite.

    Attributes:
        scene: The scene.
        numbers: How its numbers become reflectance.
        clear: Share of the area that is clear in it, 0-1.
    """

    scene: Scene
    numbers: Harmonisation
    clear: float


@dataclass(frozen=True)
class Plan:
    """What is composed.

    Attributes:
        grid: Grid of whole blocks around the area.
        chosen: Scenes, the one with most clear ground first.
    """

    grid: Grid
    chosen: tuple[Chosen, ...]

    def to_json(self) -> dict[str, Any]:
        """A form that can be stored; addresses have no signatures."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Plan:
        """The plan of :meth:`to_json`."""
        chosen = []
        for one in data["chosen"]:
            assets = {role: Asset(**asset) for role, asset in one["scene"]["assets"].items()}
            scene = Scene(**one["scene"] | {"assets": assets})
            chosen.append(Chosen(scene, Harmonisation(**one["numbers"]), one["clear"]))
        return cls(Grid(**data["grid"]), tuple(chosen))
