"""What the dialog says of the methods, in plain words."""

from __future__ import annotations

from ....processing.app.i18n import tr


def of_methods() -> dict[str, tuple[str, str]]:
    """What is said of each method of the algorithm: a name and a sentence."""
    return {
        "supervised": (
            tr("Samples only (recommended)"),
            tr("Learns from your samples and from nothing else; the quickest way."),
        ),
        "adversarial+selftraining": (
            tr("Samples and imagery, in two ways"),
            tr("Learns from your samples, from the image without labels, and from what it is sure of there."),
        ),
        "adversarial": (
            tr("Samples and imagery, with adversarial adaptation"),
            tr(
                "Learns from your samples; a second network makes its maps of the image look like maps of the cities "
                "that the model knows, which needs no labels."
            ),
        ),
    }
