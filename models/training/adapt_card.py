"""The card of a model that was adapted to a city."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from ...engine.jobs import AdaptRequest
from ...engine.training_ground import TrainingGround, names_of
from ..card import Accuracy, ModelCard
from ..registry import ARCHITECTURES
from .adaptation_gate import Verdict
from .adaptation_recipe import AdaptationRecipe

_EVEN = 50
"""Threshold in percent by which the check decides."""

_SHARPENED = (
    "Its sharpened image was held to that of its parent. On simulated images such models gained little from samples in "
    "the light that the parent knows, and 6 points of F1 in another. "
)


def child_card(
    parent: ModelCard,
    request: AdaptRequest,
    ground: TrainingGround,
    recipe: AdaptationRecipe,
    source: str,
    verdict: Verdict,
    f1: tuple[float, float] | None,
) -> ModelCard:
    """The card, with the normalisation still to be put into the graph.

    Args:
        parent: Its card.
        request: What was asked for.
        ground: What was learned from.
        recipe: How.
        source: What was used as source, for people.
        verdict: Of the check.
        f1: Of parent and child on samples left out, 0-1, see :func:`.polygon_figures.balanced_f1`; None = no check.
    """
    image = names_of(request.reading.sources)
    entry, bands = ARCHITECTURES[parent.architecture], len(parent.bands)
    accuracy: tuple[Accuracy, ...] = ()
    if f1 is not None:
        accuracy = (
            Accuracy(
                metric=f"F1 {parent.classes[1].name}" if parent.is_binary else "mean F1",
                value=round(100 * f1[1], 2),
                data=(
                    f"{len(verdict.polygons)} samples of {image} that its user drew, each mapped "
                    "by a copy that had not seen it, classes weighted equally; the parent has "
                    f"{100 * f1[0]:.1f} there"
                ),
                command="onemetre:adapt",
            ),
        )
    return dataclasses.replace(
        parent,
        name=request.name,
        title=f"{parent.title}, adapted: {request.name}",
        description=(
            f"{parent.name}, adapted by its user to {image}"
            f"{f' ({ground.place})' if ground.place else ''}. {verdict.sentence} Expect less elsewhere. "
            f"{_SHARPENED if parent.superresolved else ''}"
            f"The parent: {parent.description}"
        ),
        mean=(entry.mean,) * bands,
        std=(entry.std,) * bands,
        threshold=_EVEN,
        parent=parent.name,
        training_data=f"{told_of_training(ground, recipe, source)} The parent: {parent.training_data}",
        accuracy=accuracy,
    )


def told_of_training(ground: TrainingGround, recipe: AdaptationRecipe, source: str) -> str:
    """What was learned from, when and how, for people."""
    drawn = f"{sum(ground.count.values())} samples drawn by its user" if ground.count else "no samples"
    images = "" if recipe.method == "supervised" else f", {len(ground.images)} pieces of the image without labels"
    return (
        f"{drawn}{images}; source: {source}. Method {recipe.method}, {recipe.steps} steps of {recipe.batch} pieces of "
        f"{recipe.side} pixels, learning rate {recipe.rate:g}, lambda {recipe.adversarial_weight:g}"
        f"{', encoder frozen' if recipe.freeze_encoder else ''}, seed {recipe.seed}; "
        f"{datetime.now(UTC).date().isoformat()}."
    )
