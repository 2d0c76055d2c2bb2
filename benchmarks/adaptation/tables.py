"""Tables of adaptation between cities: the parent, the reference with own labels, methods by number of polygons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ...engine.assess.accuracy import f1
from ...engine.assess.intervals import paired_bootstrap
from ...models.training.adapt.gate import Polygon, decide
from ...models.training.labels import Green

PARENT: Literal["parent"] = "parent"
OWN_LABELS: Literal["own labels"] = "own labels"

Run = dict[str, Any]


def write_tables(folder: Path, result: Path) -> None:
    """Summarise the runs of ``folder`` in ``result``, and print the tables.

    Args:
        folder: Folder of the runs, one JSON file each.
        result: Path of the summary (JSON).
    """
    runs = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    parents = {run["target"]: run for run in runs if run["row"] == PARENT}
    lines = [_line(run, parents[run["target"]]) for run in runs if run["target"] in parents]
    lines.sort(key=lambda line: (line["target"], line["row"] != PARENT, line["row"] != OWN_LABELS, line["row"]))
    result.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    print("\n".join([*_by_target(lines), *_means(lines), *_gates(lines)]))


def green_f1(confusion: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 of green: [..., 2, 2] -> [...]."""
    return f1(confusion)[..., Green.GREEN]


def _line(run: Run, parent: Run) -> Run:
    ours, theirs = (np.array(item["confusion"]) for item in (run, parent))
    difference = paired_bootstrap(ours, theirs, green_f1)
    verdict = decide([Polygon(**polygon) for polygon in run["gate"][0]]) if run["gate"] else None
    return {
        **{key: run[key] for key in ("target", "row", "polygons", "seed", "processor seconds", "memory, MB")},
        "F1": round(100 * float(green_f1(ours.sum(axis=0))), 2),
        "difference": [round(100 * v, 2) for v in (difference.value, difference.low, difference.high)],
        "gate": verdict and {key: getattr(verdict, key) for key in ("keep", "before", "after", "error")},
    }


def _by_target(lines: list[Run]) -> Iterator[str]:
    yield from ("", "| target | map | polygons | seed | F1 | minus parent (95 %) | kept |", "|---" * 7 + "|")
    for line in lines:
        difference = "" if line["row"] == PARENT else "{:+.1f} ({:+.1f} to {:+.1f})".format(*line["difference"])
        kept = {None: "", True: "yes", False: "no"}[line["gate"] and line["gate"]["keep"]]
        cells = (line["target"], line["row"], line["polygons"], line["seed"], f"{line['F1']:.1f}", difference, kept)
        yield f"| {' | '.join(map(str, cells))} |"


def _means(lines: list[Run]) -> Iterator[str]:
    """Mean over targets and seeds, the worst run, and both after the gate."""
    kinds = sorted({(line["row"], line["polygons"]) for line in lines if line["row"] != PARENT})
    yield from ("", "| map | polygons | runs | mean | worst | mean after the gate | worst |", "|---" * 7 + "|")
    for row, polygons in kinds:
        chosen = [line for line in lines if (line["row"], line["polygons"]) == (row, polygons)]
        gains = [line["difference"][0] for line in chosen]
        cells = [row, polygons, len(chosen), f"{np.mean(gains):+.1f}", f"{min(gains):+.1f}"]
        if all(line["gate"] for line in chosen):
            after = [line["difference"][0] if line["gate"]["keep"] else 0.0 for line in chosen]
            cells += [f"{np.mean(after):+.1f}", f"{min(after):+.1f}"]
        yield f"| {' | '.join(map(str, cells + [''] * (7 - len(cells))))} |"


def _gates(lines: list[Run]) -> Iterator[str]:
    """Decisions against the truth: the real gain of the children that were kept, and of those that were not."""
    judged = [line for line in lines if line["gate"]]
    yield from ("", "| the gate | children | better than the parent | worse | mean gain |", "|---" * 5 + "|")
    for name, keep in (("kept", True), ("refused", False)):
        gains = np.array([line["difference"][0] for line in judged if line["gate"]["keep"] == keep])
        mean = f"{gains.mean():+.1f}" if gains.size else ""
        yield f"| {name} | {gains.size} | {(gains > 0).sum()} | {(gains < 0).sum()} | {mean} |"
