"""Cards, inputs and open sources for tests of reading, from a path to the pixels of a tile."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from onemetre.contract.card import CardBand, CardClass, ModelCard
from onemetre.contract.requests import Reading
from onemetre.engine.raster.opening import Source, open_source


def ignore(level: str, message: str) -> None:
    """A log that discards its messages."""


def card(
    *roles: str, kind: Literal["uint8", "uint16", "float32"] = "uint8", resolution: float = 1.0, fill: float = 0.0
) -> ModelCard:
    """A card for 8-bit imagery, reflectance x 10000 (uint16), or physical values (float32)."""
    scale = {"uint8": 1 / 255, "uint16": 0.0001, "float32": 1.0}[kind]
    return ModelCard(
        name="toy.net",
        title="Toy",
        bands=tuple(CardBand(role=role, scale=scale, fill=fill) for role in roles or ("red", "green", "blue")),
        data_type=kind,
        resolution=resolution,
        tile=64,
        classes=(
            CardClass(value=0, name="other", title="Other", color="#000000"),
            CardClass(value=1, name="thing", title="Thing", color="#ff0000"),
        ),
    )


def reading(*sources: Path | str, **fields: Any) -> Reading:
    """An input of these files."""
    return Reading(sources=tuple(map(str, sources)), **fields)


def opened(*sources: Path | str, model: ModelCard | None = None, **fields: Any) -> Source:
    """An open source; bands are 1, 2, 3, ... in the order of the card's roles by default."""
    model = model or card()
    fields.setdefault("bands", {role: str(i) for i, role in enumerate(model.roles, start=1)})
    return open_source(reading(*sources, **fields), model, ignore)
