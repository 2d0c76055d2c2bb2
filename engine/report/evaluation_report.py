"""The results of an evaluation as a CSV table and an HTML report."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import OutputError
from ..assess.accuracy import f1, iou, mean_f1, overall_accuracy, precision, recall
from ..assess.boundary import boundary_f1
from ..assess.calibration import calibration_error, fit_temperature
from ..assess.intervals import Interval, bootstrap, paired_bootstrap
from ..assess.tally import Tally, together
from ..assess.truth import Coding
from .page import facts, figure, label, notes, without_addresses, write_page
from .pictures import Picture
from .reliability_diagram import reliability_diagram

FEWEST_PLACES = 5
"""Smallest number of places whose spread supports an interval."""

_HEAD = ("Map", "OA", "Mean F1", "Against the first", "Class", "Precision", "Recall", "F1", "IoU", "Boundary F1")
_COLUMNS = (
    "map", "place", "class", "pixels", "overall_accuracy", "mean_f1", "precision", "recall", "f1", "iou", "boundary_f1",
    "calibration_error", "temperature",
)  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """Counts of one map per place.

    Attributes:
        name: Name of the model, or of the reference map.
        title: Display title of the model.
        tallies: Counts per place.
        is_model: Whether the map is a model's, not a reference for comparison.
    """

    name: str
    title: str
    tallies: Sequence[Tally]
    is_model: bool = True


@dataclass(frozen=True)
class Pictures:
    """Pictures of a place: its image, then the truth and the maps with their names."""

    place: str
    image: Picture
    maps: list[tuple[str, Picture]] = field(default_factory=list)


def write_table(target: Path, judged: Sequence[Judged], coding: Coding, places: Sequence[str]) -> None:
    """Write a row per map, place (and all places together, named "all") and class; shares 0-1, empty = not defined.

    Raises:
        OutputError: The file cannot be written.
    """
    try:
        with target.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            for one in judged:
                for place, counts in [*zip(places, one.tallies, strict=True), ("all", together(one.tallies))]:
                    shares = (float(overall_accuracy(counts.confusion)), float(mean_f1(counts.confusion)))
                    figures = _class_figures(counts)
                    for number, name in enumerate(coding.names):
                        row = [_exact(value) for value in (*shares, *figures[number], *_certainty(counts))]
                        writer.writerow([one.name, place, name, counts.confusion[number].sum(), *row])
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputError(f"{target.name} cannot be written: {error.strerror}.") from None


def write_evaluation(
    target: Path,
    judged: Sequence[Judged],
    coding: Coding,
    places: Sequence[str],
    pictures: Sequence[Pictures],
    warnings: Sequence[str],
) -> None:
    """Write the page.

    Args:
        target: Path of the page.
        judged: The first model, other models, and reference maps.
        coding: Names of the classes.
        places: Names of the places.
        pictures: Pictures of some places.
        warnings: Warnings for the user, whole sentences.

    Raises:
        OutputError: The file cannot be written.
    """
    count = len(judged[0].tallies)
    total = together(judged[0].tallies).confusion.sum()
    named = [without_addresses(f"{one.title} ({one.name})") for one in judged if one.is_model]
    about = facts(
        [
            ("Models", ", ".join(named)),
            ("Classes", without_addresses(", ".join(coding.titles))),
            ("Places", f"{count}, {total:,} pixels with a known truth"),
        ]
    )
    told = (
        "In brackets: 95 % interval by bootstrap over the places."
        if count >= FEWEST_PLACES
        else f"No intervals: {count} places are too few to estimate the spread between places."
    )
    body = (
        f"{notes(warnings)}{about}<h2>All places</h2>{_overall(judged, coding)}<p>{told} Values in percent. OA: "
        "overall accuracy. Mean F1: mean over all classes. Boundary F1: F1 of the edges, with a tolerance of 3 "
        "pixels.</p>"
        f"{_calibration(judged, coding)}<h2>Places</h2>{_by_place(judged, places)}{_gallery(pictures)}"
    )
    write_page(target, f"Accuracy of {judged[0].title or judged[0].name}", body)


def _overall(judged: Sequence[Judged], coding: Coding) -> str:
    rows = "".join(f"<th>{name}</th>" for name in _HEAD)
    for one in judged:
        counts = together(one.tallies)
        figures = _class_figures(counts)
        for number, title in enumerate(coding.titles):
            shared = ("", "", "", "")
            if number == 0:
                shared = (
                    label(one.name),
                    _percent(overall_accuracy(counts.confusion)),
                    _mean_f1(one),
                    "" if one is judged[0] else _difference(one, judged[0]),
                )
            cells = (*shared, label(title), *(_percent(value) for value in figures[number]))
            kind = "" if one.is_model else ' class="b"'
            rows += f"<tr{kind}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    return f"<table>{rows}</table>"


def _by_place(judged: Sequence[Judged], places: Sequence[str]) -> str:
    rows = "<th>Mean F1</th>" + "".join(f"<th>{label(one.name)}</th>" for one in judged)
    for index, place in enumerate(places):
        values = "".join(f"<td>{_percent(mean_f1(one.tallies[index].confusion))}</td>" for one in judged)
        rows += f"<tr><td>{label(place)}</td>{values}</tr>"
    return f"<table>{rows}</table>"


def _calibration(judged: Sequence[Judged], coding: Coding) -> str:
    """Reliability diagrams of the models, with the sentence that says how to read them."""
    what = label(coding.titles[1]) if len(coding.names) == 2 else "the mapped class"
    told = (
        f"<p>Of the pixels to which a model gives {what} with 70 %, 70 % should be so: then the points lie on the "
        "diagonal. ECE: mean distance from it, weighted by pixels. Temperature: divisor of the logits that fits these "
        "places best; above 1, the model is too sure. A temperature cannot mend a model that finds too much or too "
        "little everywhere.</p>"
    )
    drawn = "".join(
        reliability_diagram(one.name, total.certainty)
        for one in judged
        if one.is_model and (total := together(one.tallies)).certainty.any()
    )
    return f"<h2>Probabilities</h2>{told}{drawn}" if drawn else ""


def _certainty(counts: Tally) -> tuple[float, float]:
    """Calibration error and temperature; not defined for maps without probabilities."""
    if not counts.certainty.any():
        return float("nan"), float("nan")
    return calibration_error(counts.certainty), fit_temperature(counts.certainty)


def _gallery(pictures: Sequence[Pictures]) -> str:
    return "".join(
        f'<h3>{label(one.place)}</h3><div class="small">{figure(one.image, "Image")}'
        f"{''.join(figure(picture, name) for name, picture in one.maps)}</div>"
        for one in pictures
    )


def _class_figures(counts: Tally) -> list[tuple[float, ...]]:
    """Precision, recall, F1, IoU and boundary F1 of each class; the rest has no boundary."""
    edges: NDArray[np.float64] = np.concatenate([[np.nan], boundary_f1(counts.boundary)])
    matrix = counts.confusion
    columns = (precision(matrix), recall(matrix), f1(matrix), iou(matrix), edges)
    return [tuple(float(column[number]) for column in columns) for number in range(len(matrix))]


def _mean_f1(one: Judged) -> str:
    units = np.stack([counts.confusion for counts in one.tallies])
    if len(units) < FEWEST_PLACES:
        return _percent(mean_f1(units.sum(axis=0)))
    return _interval(bootstrap(units, mean_f1))


def _difference(one: Judged, first: Judged) -> str:
    ours, theirs = (np.stack([counts.confusion for counts in each.tallies]) for each in (one, first))
    if len(ours) < FEWEST_PLACES:
        return f"{100 * (mean_f1(ours.sum(axis=0)) - mean_f1(theirs.sum(axis=0))):+.1f}"
    return _interval(paired_bootstrap(ours, theirs, mean_f1), "+")


def _interval(interval: Interval, sign: str = "") -> str:
    low, value, high = (f"{100 * number:{sign}.1f}" for number in (interval.low, interval.value, interval.high))
    return f"{value} [{low}, {high}]"


def _percent(value: float | NDArray[np.float64]) -> str:
    return "-" if np.isnan(value) else f"{100 * float(value):.1f}"


def _exact(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.6f}"
