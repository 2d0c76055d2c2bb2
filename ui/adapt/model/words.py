"""What the dialog says of a model, in plain words."""

from __future__ import annotations

from ....contract.catalogue import CatalogueEntry
from ....processing.app.i18n import tr


def can_be_adapted(entry: CatalogueEntry) -> bool:
    """Whether the model's weights, from which the adapted one starts, lie beside it."""
    return entry.path.with_suffix(".safetensors").is_file()


def of_model(entry: CatalogueEntry) -> str:
    """What a model maps, and what it needs."""
    card = entry.card
    sentences = [
        tr("It tells apart: {}.").format(", ".join(tr(one.title) for one in card.classes)),
        tr("It needs imagery of about {:g} m with the bands {}.").format(card.resolution, ", ".join(card.roles)),
    ]
    if card.scale_factor > 1:
        sentences.append(
            tr("Samples count at {:g} m: trace them on its super-resolved image, or on a finer base map.").format(
                card.resolution / card.scale_factor
            )
        )
    if not can_be_adapted(entry):
        sentences.append(
            tr("This model cannot be adapted: its weights ({}) are not beside it.").format(
                entry.path.with_suffix(".safetensors").name
            )
        )
    return " ".join(sentences)
