"""The card of a model that a user trained on images of their own."""

from __future__ import annotations

import re

from ..card import Accuracy, CardBand, CardClass, ModelCard, Task
from .mosaics import FILL

ARCHITECTURE = "ugsnet-light"

_TASKS: dict[str, Task] = {"green": "green-space", "impervious": "impervious-surface"}
_REST = "#d9d9d9"
_COLORS = {"green": "#27ae60", "impervious": "#c0392b"}
_COLOR = "#8e44ad"


def own_card(name: str, classes: tuple[str, str], resolution: float, trained_on: str, accuracy: Accuracy) -> ModelCard:
    """The card, with the normalisation still to be put into the graph.

    Args:
        name: Of the model.
        classes: Names of the rest and of what is mapped, for people.
        resolution: Of the images, metres.
        trained_on: What it learned from, one sentence.
        accuracy: As measured on the validation images.
    """
    rest, target = (class_name(title) for title in classes)
    return ModelCard(
        name=name,
        title=name,
        description=(
            f"Tells {classes[1]} from {classes[0]} in 8-bit RGB images of {resolution:g} m; trained by its user with "
            "ugsnet-light, a UGSNet for computers without a graphics card. Expect less where the ground, the season or "
            "the camera differ from the training images."
        ),
        task=_TASKS.get(target, "segmentation"),
        architecture=ARCHITECTURE,
        bands=tuple(CardBand(role=role, scale=1 / 255, fill=round(FILL * 255)) for role in ("red", "green", "blue")),
        data_type="uint8",
        resolution=resolution,
        tile=512,
        halo=64,
        blend=32,
        classes=(
            CardClass(value=0, name=rest, title=classes[0], color=_REST),
            CardClass(value=1, name=target, title=classes[1], color=_COLORS.get(target, _COLOR)),
        ),
        mean=(0.5, 0.5, 0.5),
        std=(0.5, 0.5, 0.5),
        training_data=trained_on,
        licence="as its user decides",
        accuracy=(accuracy,),
    )


def class_name(title: str) -> str:
    """Small letters, digits, dots, dashes and _."""
    return re.sub(r"[^a-z0-9._-]+", "-", title.lower()).strip("-._") or "class"
