"""Mapping tasks of models, and the algorithms that perform them."""

from __future__ import annotations

_SURFACES = {"impervious-surface": "impervioussurface", "green-space": "greenspace"}
_ANY_CLASSES = "segment"


def algorithm_of(task: str) -> str:
    """Name of the algorithm for a task, without the provider's prefix.

    Args:
        task: Task from a model's card; an unknown task is mapped class by class.
    """
    return _SURFACES.get(task, _ANY_CLASSES)


def is_surface(task: str) -> bool:
    """Whether models of a task map one surface, for which the user can set a threshold."""
    return task in _SURFACES
