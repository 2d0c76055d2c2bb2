"""What the dialog says, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import Qgis

from ...engine.jobs import METHODS, methods_for
from ...models.card import CardClass, ModelCard
from ...models.catalogue import CatalogueEntry
from ...processing.i18n import tr
from ..setup_words import Words
from .sample_count import Count

GOOD_START = 5
"""Samples of a class from which there is no hint any more."""


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


def only_samples(card: ModelCard) -> bool:
    """Whether a model learns from samples and from nothing else."""
    return methods_for(card.architecture) == METHODS[:1]


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


def time_text(seconds: float) -> str:
    """A duration, rounded for people."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return tr("less than a minute")
    if minutes < 60:
        return tr("about {} minutes").format(minutes) if minutes > 1 else tr("about a minute")
    return tr("about {:.1f} hours").format(seconds / 3600)


def of_stage(stage: str) -> str:
    """What is learning: the adapted model, or a copy of it for the check."""
    if stage.startswith("check"):
        return tr("Check {}").format(stage.removeprefix("check").strip())
    return tr("Adapted model")


def of_figures(metric: dict[str, Any]) -> str:
    """Of the last figures of a training."""
    text = tr("{}: step {} of {}").format(of_stage(metric["stage"]), metric["step"], metric["steps"])
    before, now = metric.get("f1_before"), metric.get("f1_now")
    if before is None or now is None:
        return text
    which = tr("samples that were left out") if metric["stage"].startswith("check") else tr("samples it learns from")
    return text + ". " + tr("F1 on the {}: {:.1f} % before, {:.1f} % now.").format(which, 100 * before, 100 * now)


def of_result(results: dict[str, Any], name: str, warnings: Sequence[str] = ()) -> Words:
    """Of an adaptation that has ended.

    Args:
        results: Outputs of the algorithm.
        name: That the adapted model was to get.
        warnings: What else the user has to know.
    """
    sentences = [results["VERDICT"], *(one for one in dict.fromkeys(warnings) if one != results["VERDICT"])]
    if not results["PUBLISHED"]:
        return Words(
            Qgis.MessageLevel.Warning,
            tr("No model was saved: {} is still the one to use.").format(results["MODEL"]),
            " ".join(sentences),
        )
    where = tr("It is called {} and lies in {}.").format(name, results["MODEL_FILE"])
    level = Qgis.MessageLevel.Success if results["KEPT"] and results["CHECKED"] else Qgis.MessageLevel.Info
    return Words(level, tr("The adapted model is ready."), " ".join([*sentences, where]))


def of_f1(results: dict[str, Any]) -> str:
    """Figures before and after; empty = there was no check."""
    if "F1_BEFORE" not in results or "F1_AFTER" not in results:
        return ""
    return tr("F1 on samples that were left out: {:.1f} % before, {:.1f} % after.").format(
        results["F1_BEFORE"], results["F1_AFTER"]
    )


def of_failure(failure: str) -> Words:
    """Of an adaptation that failed."""
    return Words(Qgis.MessageLevel.Critical, tr("The adaptation failed."), failure)


def of_cancelled() -> Words:
    """Of an adaptation that was cancelled."""
    return Words(
        Qgis.MessageLevel.Info,
        tr("Cancelled."),
        tr("What was learned up to the last check is kept: Start with the same choices goes on from there."),
    )
