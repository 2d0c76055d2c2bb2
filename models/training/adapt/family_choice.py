"""The models that can be adapted, and the methods that each supports."""

from __future__ import annotations

from collections.abc import Callable

from ....contract.card import ModelCard
from ....contract.errors import ModelError
from ....contract.requests import METHODS, methods_for
from .aerial_family import AERIAL, Family
from .satellite_family import Satellite, SatelliteLite0

_FAMILIES: dict[str, Callable[[ModelCard], Family]] = {
    **{f"ugsnet-{encoder}": lambda _card: AERIAL for encoder in ("light", "resnet18", "resnet34", "resnet50")},
    "jointseg": Satellite,
    "jointseg-lite0": SatelliteLite0,
}


def family_of(card: ModelCard, method: str) -> Family:
    """Family of the network that a card describes.

    Raises:
        ModelError: The model cannot be adapted, or not with this method.
    """
    if card.architecture not in _FAMILIES:
        raise ModelError(
            f"The model {card.name} cannot be adapted: adaptation supports the networks {', '.join(_FAMILIES)}, "
            f"not {card.architecture}.",
            "Use Train a model to train one of these networks on your own images and labels.",
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
            f"Among {card.architecture} models, only those for 8-bit images of three bands can be adapted.",
        )
    if [one.value for one in card.classes] != list(range(len(card.classes))):
        raise ModelError(
            f"The model {card.name} cannot be adapted: its class values are not 0, 1, 2 and so on.",
            "Choose a bundled model, or one made with Train a model.",
        )
    return family
