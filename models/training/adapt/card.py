"""Model card of an adapted model."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from ....contract.card import Accuracy, ModelCard
from ....contract.redaction import redact
from ....engine.samples.training_ground import TrainingGround
from ...networks.registry import ARCHITECTURES
from .gate import Verdict
from .inputs import Inputs
from .recipe import AdaptationRecipe

_EVEN = 50
"""Threshold in percent that the check uses."""

_SHARPENED = (
    "Its sharpened image was held to that of its parent. On simulated images such models gained little from samples in "
    "the light that the parent knows, and 6 points of F1 in another. "
)


def child_card(inputs: Inputs, recipe: AdaptationRecipe, verdict: Verdict) -> ModelCard:
    """Build the card; the normalisation still has to be moved into the graph.

    Args:
        inputs: Inputs of the adaptation.
        recipe: Training settings of the child.
        verdict: Result of the check.
    """
    request, parent, ground = inputs.request, inputs.card, inputs.ground
    entry, bands = ARCHITECTURES[parent.architecture], len(parent.bands)
    return dataclasses.replace(
        parent,
        name=request.name,
        title=f"{parent.title}, adapted: {request.name}",
        description=(
            f"{parent.name}, adapted by its user to {inputs.image}"
            f"{f' ({ground.place})' if ground.place else ''}. {told_of_check(verdict)} Expect less elsewhere. "
            f"{_SHARPENED if parent.superresolved else ''}"
            f"The parent: {parent.description}"
        ),
        mean=(entry.mean,) * bands,
        std=(entry.std,) * bands,
        margin=entry.margin if parent.halo >= entry.margin else 0,
        threshold=_EVEN,
        parent=parent.name,
        training_data=redact(
            f"{told_of_training(ground, recipe, inputs.source.told)} The parent: {parent.training_data}"
        ),
        accuracy=_accuracy(inputs, verdict),
    )


def told_of_check(verdict: Verdict) -> str:
    """State in words whether the model was checked, and the figures of the check."""
    if not verdict.checked:
        return "Not checked: nothing shows that it is better than its parent."
    proven = "Checked, and better than its parent" if verdict.keep else "Checked, not proven better than its parent"
    return (
        f"{proven}: of {len(verdict.polygons)} polygons that were left out it maps {100 * verdict.after:.1f} % right, "
        f"its parent {100 * verdict.before:.1f} % (standard error {100 * verdict.error:.1f} points)."
    )


def _accuracy(inputs: Inputs, verdict: Verdict) -> tuple[Accuracy, ...]:
    """Results of the check; empty if no check was made."""
    if verdict.f1 is None:
        return ()
    before, after = verdict.f1
    return (
        Accuracy(
            metric=f"F1 {inputs.card.classes[1].name}" if inputs.card.is_binary else "mean F1",
            value=round(100 * after, 2),
            data=(
                f"{len(verdict.polygons)} samples of {inputs.image} that its user drew, each mapped "
                "by a copy that had not seen it, classes weighted equally; the parent has "
                f"{100 * before:.1f} there"
            ),
            command="onemetre:adapt",
        ),
    )


def told_of_training(ground: TrainingGround, recipe: AdaptationRecipe, source: str) -> str:
    """Describe in words what the model was trained on, when and how."""
    drawn = f"{sum(ground.count.values())} samples drawn by its user" if ground.count else "no samples"
    images = "" if recipe.method == "supervised" else f", {len(ground.images)} pieces of the image without labels"
    return (
        f"{drawn}{images}; source: {source}. Method {recipe.method}, {recipe.steps} steps of {recipe.batch} pieces of "
        f"{recipe.side} pixels, learning rate {recipe.rate:g}, lambda {recipe.adversarial_weight:g}"
        f"{', encoder frozen' if recipe.freeze_encoder else ''}, seed {recipe.seed}; "
        f"{datetime.now(UTC).date().isoformat()}."
    )
