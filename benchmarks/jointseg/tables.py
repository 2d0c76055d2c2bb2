"""Tables of leave-one-city-out: figures by city, and the difference of JointSeg from every other row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ...engine.assess.accuracy import f1, mean_f1, precision, recall
from ...engine.assess.boundary import boundary_f1
from ...engine.assess.intervals import paired_bootstrap

OURS = "jointseg"
MEASURES = {"mean F1": ("confusion", mean_f1), "boundary F1": ("boundary", boundary_f1)}

HARD = "impervious, hard crops"

Entries = list[dict[str, Any]]


def write_tables(folder: Path, result: Path, hard: Collection[str] = ()) -> None:
    """Summarise <row>.<city>.<surface>.json of ``folder`` in ``result``, and print the tables.

    Args:
        folder: Folder of the counts.
        result: Path of the summary (JSON).
        hard: Names of crops chosen because they are hard to label; their impervious surface gets a separate table.
    """
    rows: dict[str, Entries] = {}
    for file in sorted(folder.glob("*.json")):
        rows.setdefault(file.stem.rsplit(".", 2)[0], []).extend(json.loads(file.read_text(encoding="utf-8")))
    for entry in (entry for entries in rows.values() for entry in entries):
        if entry["surface"] == "impervious" and entry["crop"] in hard:
            entry["surface"] = HARD
    surfaces = ("green", "impervious", HARD)
    summary = [_summary(name, surface, entries) for surface in surfaces for name, entries in rows.items()]
    found = [line for line in summary if line["cities"]]
    for line in found:
        line |= _differences(line, rows)
    result.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for surface in surfaces:
        print("\n".join(_table(surface, [line for line in found if line["surface"] == surface])))


def _summary(name: str, surface: str, entries: Entries) -> dict[str, Any]:
    chosen = [entry for entry in entries if entry["surface"] == surface]
    cities = {city: _figures([e for e in chosen if e["city"] == city]) for city in sorted({e["city"] for e in chosen})}
    return {"row": name, "surface": surface, "cities": cities, "all": _figures(chosen) if chosen else {}}


def _figures(entries: Entries) -> dict[str, float]:
    matrix = np.sum([entry["confusion"] for entry in entries], axis=0)
    lengths = np.sum([entry["boundary"] for entry in entries], axis=0)
    values = {
        "mean F1": mean_f1(matrix),
        "F1": f1(matrix)[1],
        "precision": precision(matrix)[1],
        "recall": recall(matrix)[1],
        "boundary F1": boundary_f1(lengths),
        "mean F1 without the NDVI band": mean_f1(np.sum([entry["decided"] for entry in entries], axis=0)),
    }
    values |= {
        f"mean F1 at sigma {sigma:g} m": mean_f1(
            np.sum([e["confusion"] for e in entries if e["sigma"] == sigma], axis=0)
        )
        for sigma in sorted({entry["sigma"] for entry in entries})
    }
    return {name: round(100 * float(value), 2) for name, value in values.items()}


def _differences(line: dict[str, Any], rows: dict[str, Entries]) -> dict[str, Any]:
    """JointSeg of the same seed minus this row, over the places that both have."""
    seed = line["row"].rpartition("-")[2]
    ours = f"{OURS}-{seed if seed.isdigit() else 0}"
    if ours == line["row"] or ours not in rows:
        return {}
    units = [_units(rows[name], line["surface"]) for name in (ours, line["row"])]
    places = sorted(units[0].keys() & units[1].keys())
    result: dict[str, Any] = {"places": len(places)}
    for measure, (kind, statistic) in MEASURES.items():
        interval = paired_bootstrap(*(np.stack([unit[place][kind] for place in places]) for unit in units), statistic)
        result[f"{OURS} minus this, {measure}"] = [
            round(100 * v, 2) for v in (interval.value, interval.low, interval.high)
        ]
    return result


def _units(entries: Entries, surface: str) -> dict[str, dict[str, np.ndarray]]:
    """Counts of each group of crops, over all point spreads."""
    units: dict[str, dict[str, np.ndarray]] = {}
    for entry in entries:
        if entry["surface"] == surface:
            unit = units.setdefault(entry["group"], {kind: np.zeros_like(entry[kind]) for kind, _ in MEASURES.values()})
            for kind in unit:
                unit[kind] = unit[kind] + np.array(entry[kind])
    return units


def _table(surface: str, lines: list[dict[str, Any]]) -> Iterator[str]:
    if not lines:
        return
    cities = sorted({city for line in lines for city in line["cities"]})
    for measure in MEASURES:
        yield from ("", f"{measure}, {surface}", "")
        yield "| map | " + " | ".join(cities) + f" | all | {OURS} minus this |"
        yield "|---" * (len(cities) + 3) + "|"
        for line in lines:
            values = [f"{line['cities'][c][measure]:.1f}" if c in line["cities"] else "" for c in cities]
            difference = line.get(f"{OURS} minus this, {measure}")
            text = "{:+.1f} ({:+.1f} to {:+.1f})".format(*difference) if difference else ""
            yield f"| {line['row']} | " + " | ".join(values) + f" | {line['all'][measure]:.1f} | {text} |"
