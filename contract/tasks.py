"""The tasks that a model is made for, and the algorithms that map with it."""

from __future__ import annotations

_SURFACES = {"impervious-surface": "impervioussurface", "green-space": "greenspace"}
_ANY_CLASSES = "segment"


def algorithm_of(task: str) -> str:
    """Name of the algorithm that maps with the models of a task, without the provider's.

    Args:
        task: As the card of a model gives it; one that is not known is mapped class by class.
    """
    return _SURFACES.get(task, _ANY_CLASSES)


def is_surface(task: str) -> bool:
    """Whether models of a task map one surface, for which the user may set a threshold."""
    return task in _SURFACES
