"""Texts about samples, in plain words."""

from __future__ import annotations

from ....contract.card import CardClass, ModelCard
from ....contract.requests import METHODS, methods_for
from ....processing.app.i18n import tr
from .count import Count

GOOD_START = 5
"""Number of samples per class that needs no further hint."""


def only_samples(card: ModelCard) -> bool:
    """Whether a model learns from samples and from nothing else."""
    return methods_for(card.architecture) == METHODS[:1]


def area_text(square_metres: float) -> str:
    """An area, rounded for display."""
    if square_metres >= 1e6:
        return tr("{:.1f} km²").format(square_metres / 1e6)
    if square_metres >= 1e4:
        return tr("{:.1f} ha").format(square_metres / 1e4)
    return tr("{:.0f} m²").format(square_metres)


def hints(count: Count, classes: tuple[CardClass, ...]) -> list[str]:
    """What the samples still lack, the most important first; empty = nothing."""
    found = []
    if count.foreign.get(""):
        found.append(tr("{} samples have no class and are skipped.").format(count.foreign[""]))
    if foreign := sorted(set(count.foreign) - {""}):
        found.append(tr("The model has no class {}. Choose the class below.").format(", ".join(map(repr, foreign[:5]))))
    if not count.samples:
        found.append(
            tr("Draw small areas of each class across the image, where the model is wrong and where it is right.")
        )
        return found
    by_class = {tr(one.title): count.classes[one.value].samples for one in classes}
    for title, samples in by_class.items():
        if samples == 0:
            found.append(tr("No samples of {} yet: the model would learn that it does not exist.").format(title))
        elif samples == 1:
            found.append(
                tr(
                    "Only one sample of {}: draw a second one. Otherwise no check is possible, and the adapted model "
                    "is not saved."
                ).format(title)
            )
    few = [title for title, samples in by_class.items() if 1 < samples < GOOD_START]
    if few and not found:
        found.append(tr("{} samples per class are a good start; fewer so far: {}.").format(GOOD_START, ", ".join(few)))
    return found
