"""Texts about a model, in plain words."""

from __future__ import annotations

from ....contract.accuracy_words import accuracy_words
from ....contract.catalogue import CatalogueEntry
from ....processing.app.i18n import tr
from ....processing.client.engine_words import said


def can_be_adapted(entry: CatalogueEntry) -> bool:
    """Whether the weights file, from which an adaptation starts, lies beside the model."""
    return entry.path.with_suffix(".safetensors").is_file()


def of_model(entry: CatalogueEntry) -> str:
    """Classes of a model, the imagery it needs, and its accuracy."""
    card = entry.card
    sentences = [
        tr("Classes: {}.").format(", ".join(tr(one.title) for one in card.classes)),
        tr("Required imagery: about {:g} m, with the bands {}.").format(card.resolution, ", ".join(card.roles)),
        said(accuracy_words(card)),
    ]
    if card.scale_factor > 1:
        sentences.append(
            tr("Samples count at {:g} m: trace them on the super-resolved image, or on a finer base map.").format(
                card.resolution / card.scale_factor
            )
        )
    if not can_be_adapted(entry):
        sentences.append(
            tr("This model cannot be adapted: its weights file ({}) is missing.").format(
                entry.path.with_suffix(".safetensors").name
            )
        )
    return " ".join(sentences)
