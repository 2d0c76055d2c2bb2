"""Which models can be adapted, and by which methods."""

from __future__ import annotations

from collections.abc import Callable

from ....contract.card import ModelCard
from ....contract.errors import ModelError
from ....contract.requests import METHODS, methods_for
from .aerial_family import AERIAL, Family
from .satellite_family import Satellite

_FAMILIES: dict[str, Callable[[ModelCard], Family]] = {
    **{f"ugsnet-{encoder}": lambda _card: AERIAL for encoder in ("light", "resnet18", "resnet34", "resnet50")},
    "jointseg": Satellite,
}


def family_of(card: ModelCard, method: str) -> Family:
    """How the network of a card adapts.

    Raises:
        ModelError: It cannot be adapted, or not by this method.
    """
    if card.architecture not in _FAMILIES:
        raise ModelError(
            f"The model {card.name} cannot be adapted: adaptation is there for the networks {', '.join(_FAMILIES)}, "
            f"not for {card.architecture}.",
            "Train a model trains one of them on images and labels of your own.",
        )
    methods = methods_for(card.architecture)
    if method not in methods:
        raise ModelError(
            f"The model {card.name} cannot be adapted with the method {method}: {card.architecture} learns from "
            "samples only.",
            f"Choose the method {METHODS[0]}, and draw samples of each class.",
        )
    family = _FAMILIES[card.architecture](card)
    if family is AERIAL and (card.data_type != "uint8" or len(card.bands) != 3):
        raise ModelError(
            f"The model {card.name} cannot be adapted: it takes {len(card.bands)} bands of {card.data_type}.",
            f"Of {card.architecture} those can be that take 8-bit images of three bands.",
        )
    if [one.value for one in card.classes] != list(range(len(card.classes))):
        raise ModelError(
            f"The model {card.name} cannot be adapted: the values of its classes are not 0, 1, 2 and so on.",
            "Choose a model that Train a model made, or a bundled one.",
        )
    return family
