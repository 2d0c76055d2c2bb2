"""Tables of green at 1 m: figures by place, and the difference of ugsnet-light from every other row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...engine.assess.accuracy import f1
from ...engine.assess.boundary import boundary_f1
from ...engine.assess.intervals import Interval, bootstrap, paired_bootstrap
from ...models.training.labels import Green
from ...research.green.score import Scores

OURS = "ugsnet-light"


class Row(NamedTuple):
    """Counts of one map: on unseen cities, on these without pixels near the threshold, and on validation places."""

    unseen: Scores
    decided: Scores
    validation: Scores


def mean_over_places(confusion: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 of green, averaged over places: [..., places, 2, 2] -> [...]."""
    return f1(confusion)[..., Green.GREEN].mean(axis=-1)


def mean_boundary(lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """Boundary F1 of green, averaged over places: [..., places, 4] -> [...]."""
    return boundary_f1(lengths).mean(axis=-1)


def write_tables(rows: dict[str, Row]) -> dict[str, Any]:
    """Print the tables and return their contents, 0-100."""
    summary = {name: _summary(name, row, rows) for name, row in rows.items()}
    for part in ("unseen", "validation"):
        print("\n".join(_table(summary, part)))
    return summary


def _summary(name: str, row: Row, rows: dict[str, Row]) -> dict[str, Any]:
    figures: dict[str, Any] = {
        part: {
            "F1": dict(zip(scores.places, _percent(f1(scores.confusion.sum(axis=0))[:, Green.GREEN]), strict=True)),
            "mean F1 of the places": _percent(bootstrap(scores.confusion, mean_over_places)),
            "boundary F1": _percent(bootstrap(scores.boundary, mean_boundary)),
            "F1 of all pixels": _percent(f1(scores.confusion.sum(axis=(0, 1)))[Green.GREEN]),
        }
        for part, scores in row._asdict().items()
    }
    seed = name.rpartition("-")[2]
    ours = f"{OURS}-{seed if seed.isdigit() else 0}"
    if ours in rows and ours != name:
        for part, scores in row._asdict().items():
            mine: Scores = getattr(rows[ours], part)
            difference = paired_bootstrap(mine.confusion, scores.confusion, mean_over_places)
            figures[part][f"{OURS} minus this"] = _percent(difference)
    return figures


def _percent(value: Any) -> Any:
    if isinstance(value, Interval):
        return [round(100 * v, 2) for v in (value.value, value.low, value.high)]
    return np.round(100 * np.asarray(value), 2).tolist()


def _table(summary: dict[str, Any], part: str) -> Iterator[str]:
    places = next(iter(summary.values()))[part]["F1"]
    header = [part, *places, "mean", "without the band", "boundary F1", f"{OURS} minus this"]
    yield from ("", f"| {' | '.join(header)} |", "|---" * len(header) + "|")
    for name, figures in summary.items():
        own = figures[part]
        difference = own.get(f"{OURS} minus this")
        cells = [
            *(f"{value:.1f}" for value in own["F1"].values()),
            "{:.1f} ({:.1f} to {:.1f})".format(*own["mean F1 of the places"]),
            f"{figures['decided']['mean F1 of the places'][0]:.1f}" if part == "unseen" else "",
            f"{own['boundary F1'][0]:.1f}",
            "{:+.1f} ({:+.1f} to {:+.1f})".format(*difference) if difference else "",
        ]
        yield f"| {name} | {' | '.join(cells)} |"
