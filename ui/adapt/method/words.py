"""Names and descriptions of the methods, in plain words."""

from __future__ import annotations

from ....processing.app.i18n import tr


def of_methods() -> dict[str, tuple[str, str]]:
    """Method of the algorithm -> its name and a sentence about it."""
    return {
        "supervised": (
            tr("Samples only (recommended)"),
            tr("Trains on your samples only; the fastest method."),
        ),
        "adversarial+selftraining": (
            tr("Samples and imagery, combined methods"),
            tr("Trains on your samples, on the unlabelled image, and on its own confident predictions there."),
        ),
        "adversarial": (
            tr("Samples and imagery, with adversarial adaptation"),
            tr(
                "Trains on your samples; a second network makes the maps of the image resemble maps of the cities that "
                "the model knows, without labels."
            ),
        ),
    }
