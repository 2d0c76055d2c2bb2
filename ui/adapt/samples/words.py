"""What the dialog says of samples, in plain words."""

from __future__ import annotations

from ....contract.card import CardClass, ModelCard
from ....contract.requests import METHODS, methods_for
from ....processing.app.i18n import tr
from .count import Count

GOOD_START = 5
"""Samples of a class from which there is no hint any more."""


def only_samples(card: ModelCard) -> bool:
    """Whether a model learns from samples and from nothing else."""
    return methods_for(card.architecture) == METHODS[:1]


def area_text(square_metres: float) -> str:
    """An area, rounded for people."""
    if square_metres >= 1e6:
        return tr("{:.1f} km²").format(square_metres / 1e6)
    if square_metres >= 1e4:
        return tr("{:.1f} ha").format(square_metres / 1e4)
    return tr("{:.0f} m²").format(square_metres)


def hints(count: Count, classes: tuple[CardClass, ...]) -> list[str]:
    """What is missing in the samples, the most important first; empty = nothing."""
    found = []
    if count.foreign.get(""):
        found.append(tr("{} samples have no class; they are left out.").format(count.foreign[""]))
    if foreign := sorted(set(count.foreign) - {""}):
        found.append(
            tr("The model has no class {}. Say below which class it is.").format(", ".join(map(repr, foreign[:5])))
        )
    if not count.samples:
        found.append(
            tr("Draw small areas of each class all over the image, where the model is wrong and where it is right.")
        )
        return found
    by_class = {tr(one.title): count.classes[one.value].samples for one in classes}
    for title, samples in by_class.items():
        if samples == 0:
            found.append(tr("Nothing is drawn of {} yet: the model would think that there is none.").format(title))
        elif samples == 1:
            found.append(
                tr(
                    "Only one sample is {}: draw a second one. Else nothing can be checked, and the adapted model is "
                    "not saved."
                ).format(title)
            )
    few = [title for title, samples in by_class.items() if 1 < samples < GOOD_START]
    if few and not found:
        found.append(
            tr("{} samples of a class are a good start; there are fewer of {}.").format(GOOD_START, ", ".join(few))
        )
    return found
