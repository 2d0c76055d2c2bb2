"""The HTML report of an adaptation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.card import CardClass
from ..write.assembly import draft_of
from ..write.legend import Legend
from ..write.output_paths import PAGE, check_outputs
from .page import Rows, facts, figure, label, notes, plain, png_text, write_page
from .pictures import Picture, overlay
from .svg_curves import Curve, curves


@dataclass(frozen=True)
class View:
    """Pictures of a place, all of one size: the image, and the maps of two models."""

    image: Picture
    before: Picture
    now: Picture

    def as_png(self) -> dict[str, str]:
        """The pictures as PNG in base64."""
        return {name: png_text(getattr(self, name)) for name in ("image", "before", "now")}


def view_of(
    image: NDArray[np.uint8], before: NDArray[np.uint8], now: NDArray[np.uint8], classes: Sequence[CardClass]
) -> View:
    """Draw the pictures of a place.

    Args:
        image: [3, height, width], red, green, blue 0-255.
        before: Class values by the parent, [height, width].
        now: Class values by the adapted model, [height, width].
        classes: Classes with their colours.
    """
    picture = np.ascontiguousarray(np.moveaxis(image, 0, -1))
    legend = [Legend(one.value, one.name, one.title, one.color) for one in classes]
    return View(picture, overlay(picture, before, legend), overlay(picture, now, legend))


@dataclass(frozen=True)
class CheckedSample:
    """A held-out sample: its number, class and fold, and the share that each model maps correctly, 0-1."""

    number: int
    title: str
    part: int
    before: float
    after: float


@dataclass(frozen=True, kw_only=True)
class Story:
    """Content of the page.

    Attributes:
        title: Heading of the page.
        sentences: The verdict and its consequences.
        warnings: Warnings for the user, whole sentences.
        about: Facts about the training, as names and values.
        figures: Name of each figure, and its value before and after, 0-1.
        samples: Held-out samples of the check.
        losses: Loss by step.
        scores: F1 in percent by step.
        views: Names and pictures of places.
    """

    title: str
    sentences: Sequence[str]
    warnings: Sequence[str]
    about: Rows
    figures: Sequence[tuple[str, float, float]]
    samples: Sequence[CheckedSample]
    losses: Sequence[Curve]
    scores: Sequence[Curve]
    views: Sequence[tuple[str, View]]


def check_page(path: str) -> None:
    """Reject a path that cannot be written, before the work begins; see :func:`check_outputs`."""
    check_outputs([(path, *PAGE)])


def write_adaptation(path: str, story: Story) -> None:
    """Write the page; an empty path means that none is requested.

    Raises:
        OutputError: The file cannot be written; an earlier file is kept.
    """
    with draft_of(path) as draft:
        if draft is None:
            return
        said = "".join(f"<p><b>{plain(sentence)}</b></p>" for sentence in story.sentences)
        drawn = curves("Loss", story.losses, "mean since the previous check") + curves("F1", story.scores, "percent")
        body = (
            f"{said}{notes(story.warnings)}{facts(story.about)}{_check(story)}"
            f"{'<h2>Training</h2>' + drawn if drawn else ''}{_gallery(story.views)}"
        )
        write_page(draft, story.title, body)


def _check(story: Story) -> str:
    if not story.samples:
        return ""
    rows = "<tr><th>On held-out samples</th><th>Parent</th><th>Adapted</th></tr>" + "".join(
        f"<tr><td>{label(name)}</td><td>{100 * before:.1f} %</td><td>{100 * after:.1f} %</td></tr>"
        for name, before, after in story.figures
    )
    head = "".join(f"<th>{name}</th>" for name in ("Sample", "Class", "Fold", "Parent", "Adapted"))
    samples = "".join(
        f"<tr><td>{one.number}</td><td>{label(one.title)}</td><td>{one.part + 1}</td>"
        f"<td>{100 * one.before:.1f} %</td><td>{100 * one.after:.1f} %</td></tr>"
        for one in story.samples
    )
    return (
        f"<h2>Check</h2><table>{rows}</table><p>Each sample was held out once: a copy of the model was trained on the "
        "samples of the other folds. Share of each sample that the parent and the copy map correctly:</p>"
        f"<table><tr>{head}</tr>{samples}</table>"
    )


def _gallery(views: Sequence[tuple[str, View]]) -> str:
    return "".join(
        f'<h3>{label(name)}</h3><div class="small">{figure(view.image, "Image")}{figure(view.before, "Parent")}'
        f"{figure(view.now, 'Adapted')}</div>"
        for name, view in views
    )
