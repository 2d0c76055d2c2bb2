"""Models that can map a class, for algorithms whose MODEL may be "auto"."""

from __future__ import annotations

from ...contract.card import Task
from ...contract.errors import ModelError
from ..app.i18n import tr
from ..app.live_catalogue import live_catalogue, model_names
from ..app.paths import absolute
from ..layers.model_fit import most_bands_first
from .model_algorithm import ModelFile
from .sentinel_bands import is_for_sentinel

TARGETS: dict[str, Task] = {"impervious": "impervious-surface", "green": "green-space"}
"""Classes that a user may ask for, and the task of the models made for each."""


def models_with(target: str, *, sentinel: bool = False) -> list[ModelFile]:
    """Models with a class, those made for it first, those that use most bands first.

    Args:
        target: Name of the class; empty = any.
        sentinel: Whether only models for Sentinel-2 count.

    Raises:
        ModelError: There is none.
    """
    catalogue = live_catalogue()
    cards = [catalogue.entries[name].card for name in model_names(catalogue, None)]
    # Adapted models know one city, so they are used by name only.
    able = [card for card in cards if not card.parent]
    if target:
        able = [card for card in able if target in [one.name for one in card.classes]]
    if sentinel:
        able = [card for card in able if is_for_sentinel(card)]
    if not able:
        raise ModelError(tr("No model for this task is available."), tr("Choose a model by its name."))
    first = [card for card in able if card.task == TARGETS.get(target)]
    others = [card for card in able if card not in first]
    return [
        ModelFile(absolute(str(catalogue.entries[card.name].path)), card.sha256, card)
        for card in (*most_bands_first(first), *most_bands_first(others))
    ]
