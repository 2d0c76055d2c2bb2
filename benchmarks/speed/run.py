"""``make bench``: speed and memory of the engine, as tables in benchmarks/results.md.

Every run is a real engine process driven through its protocol. Wall times are valid only on an otherwise idle machine;
processor times and memory are valid on a busy one too.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "support"))

from measure import Run, measure  # noqa: E402
from scenes import write_black, write_textured  # noqa: E402
from toy_models import write_toy  # noqa: E402

from onemetre.contract.card import ModelCard, read_card  # noqa: E402
from onemetre.contract.catalogue import Catalogue  # noqa: E402
from onemetre.contract.requests import Compute, MapRequest, Reading  # noqa: E402
from onemetre.engine.infer.devices import processor_threads  # noqa: E402

SENTINEL_WIDTH = 10_980
RATE = ("Mpx", "seconds", "Mpx/s", "Mpx per processor second")


def main() -> None:
    """Run the requested measurements and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SECTIONS, action="append", help="measure only this; can be repeated")
    parser.add_argument("--tiles", type=int, default=5, help="side of the models' scenes in tiles (default: 5)")
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results.md")
    options = parser.parse_args()
    lines = [*_heading()]
    with tempfile.TemporaryDirectory(prefix="onemetre-bench-") as folder:
        for name in options.only or SECTIONS:
            for line in SECTIONS[name](Path(folder), options.tiles):
                print(line, flush=True)
                lines.append(line)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _heading() -> Iterator[str]:
    versions = ", ".join(f"{p} {importlib.metadata.version(p)}" for p in ("onnxruntime", "rasterio", "numpy"))
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`."
    yield f"{_processor()}, {processor_threads()} threads; Python {platform.python_version()}, {versions};"
    yield f"load before the start {os.getloadavg()[0]:.1f} (above 0.5 the wall times below are too long)."


def _models(folder: Path, tiles: int) -> Iterator[str]:
    yield from _table(
        "Bundled models, everything included",
        "Ratio: onnxruntime alone on the same tiles, divided by the engine; 1 = the engine costs nothing, target 0.9.",
        ("model", "tiles", "km2/s", "ratio (wall)", "ratio (processor)", "peak MiB"),
    )
    for entry in Catalogue().entries.values():
        scene = write_textured(folder / "scene.tif", entry.card, tiles)
        run = measure(_request(folder, scene, entry.path, entry.card))
        bare, bare_processor = _bare(entry.path, run.tiles)
        yield _row(
            entry.card.name,
            f"{run.tiles}",
            f"{run.result['covered_km2'] / run.seconds:.3f}",
            f"{bare / run.seconds:.2f}",
            f"{bare_processor / run.processor_seconds:.2f}",
            f"{run.peak_mib:,.0f}",
        )


def _pipeline(folder: Path, _: int) -> Iterator[str]:
    yield from _table(
        "The pipeline alone, with a network that copies its first band",
        "Three 8-bit bands in, classes out; target 200 Mpx/s of output.",
        ("scene", *RATE, "peak MiB"),
    )
    card, model = _identity(folder, 1)
    for name, scene in (
        ("textured, DEFLATE", write_textured(folder / "textured.tif", card, 12)),
        ("zeros", write_black(folder / "black.tif", card, 12_000, 12_000)),
    ):
        run = measure(_request(folder, scene, model, card))
        yield _row(name, *_rate(run), f"{run.peak_mib:,.0f}")


def _memory(folder: Path, _: int) -> Iterator[str]:
    yield from _table(
        "Memory against height",
        f"{SENTINEL_WIDTH:,} source pixels wide, a network that copies its first band; target: flat, below 2,048 MiB. "
        "Over the first 8,000 source rows GDAL's cache of 256 MiB fills up.",
        ("scale factor", "source rows", *RATE, "peak MiB"),
    )
    # At factor 10 a row has ten times the pixels and there are ten times the rows, so fewer rows are enough.
    for factor, heights in ((1, (4_000, 20_000, 60_000)), (10, (200, 800, 2_000))):
        card, model = _identity(folder, factor)
        for height in heights:
            scene = write_black(folder / "high.tif", card, SENTINEL_WIDTH, height)
            run = measure(_request(folder, scene, model, card))
            yield _row(f"{factor}", f"{height:,}", *_rate(run), f"{run.peak_mib:,.0f}")


SECTIONS = {"models": _models, "pipeline": _pipeline, "memory": _memory}


def _identity(folder: Path, factor: int) -> tuple[ModelCard, Path]:
    tile, halo = (1024, 16) if factor == 1 else (128, 8)
    model = write_toy(folder, f"identity.x{factor}", scale_factor=factor, tile=tile, halo=halo, kind="identity")
    return read_card(str(model.with_suffix(".json"))), model


def _request(folder: Path, scene: Path, model: Path, card: ModelCard) -> MapRequest:
    bands = {role: str(number) for number, role in enumerate(card.roles, start=1)}
    return MapRequest(
        reading=Reading(sources=(str(scene),), bands=bands),
        model=str(model),
        output=str(folder / "map.tif"),
        compute=Compute(device="cpu"),
    )


def _bare(model: Path, tiles: int) -> tuple[float, float]:
    script = Path(__file__).with_name("bare.py")
    done = subprocess.run([sys.executable, script, model, str(tiles)], capture_output=True, text=True, check=True)
    wall, processor = map(float, done.stdout.split())
    return wall, processor


def _rate(run: Run) -> tuple[str, ...]:
    pixels = run.result["width"] * run.result["height"] / 1e6
    rates = (f"{pixels / seconds:.0f}" for seconds in (run.seconds, run.processor_seconds))
    return f"{pixels:,.0f}", f"{run.seconds:.1f}", *rates


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _table(title: str, note: str, columns: tuple[str, ...]) -> Iterator[str]:
    yield from ("", f"## {title}", "", note, "", _row(*columns), _row(*["---"] * len(columns)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
