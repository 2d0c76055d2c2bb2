"""What a script gets: real runs of qgis_process."""

from __future__ import annotations

from pathlib import Path

from algorithms import BANDS, GREEN, IMPERVIOUS, left
from headless import Headless
from rasters import half_bright, read_raster, write_raster


def test_the_algorithms_are_listed_and_described(qgis_process: Headless) -> None:
    listing = qgis_process("list").stdout
    for name in ("impervioussurface", "greenspace", "segment", "describemodel"):
        assert f"onemetre:{name}" in listing
    assert GREEN in qgis_process("help", "onemetre:greenspace").stdout


def test_one_path_and_relative_outputs(qgis_process: Headless, bright: Path, out: Path) -> None:
    results = qgis_process.results(
        "onemetre:greenspace",
        f"--INPUT={bright}",
        f"--BANDS={BANDS}",
        f"--MODEL={GREEN}",
        "--OUTPUT=green.tif",
        cwd=out,
    )
    assert results["OUTPUT"] == str(out / "green.tif")
    assert results["AREA_KM2"] > 0
    assert results["DEVICE_USED"] == "cpu"
    assert left(out) == ["green.qml", "green.tif"]
    # QGIS itself has not opened the input, or its statistics would lie beside it.
    assert left(bright.parent) == [bright.name]


def test_repeated_inputs_and_relative_paths(qgis_process: Headless, tmp_path: Path, out: Path) -> None:
    for name, x in (("west", 600_000.0), ("east", 600_300.0)):
        write_raster(tmp_path / f"{name}.tif", half_bright(20, 30, 3900, "uint16"), pixel=10.0, x=x)
    results = qgis_process.results(
        "onemetre:impervioussurface",
        "--INPUT=west.tif",
        "--INPUT=east.tif",
        f"--BANDS={BANDS}",
        f"--MODEL={IMPERVIOUS}",
        f"--OUTPUT={out / 'isa.tif'}",
        f"--PROBABILITY={out / 'p.tif'}",
        "--EVERY_PROBABILITY=true",
        f"--POLYGONS={out / 'isa.gpkg'}",
        "--RIGHT_ANGLES=25",
        cwd=tmp_path,
    )
    assert read_raster(results["OUTPUT"]).shape == (1, 200, 600)
    assert read_raster(results["PROBABILITY"]).shape == (2, 200, 600)
    assert Path(results["POLYGONS"]).is_file()


def test_a_failure_is_an_exit_code_and_one_message(qgis_process: Headless, out: Path) -> None:
    run = qgis_process("run", "onemetre:greenspace", "--INPUT=gone.tif", "--OUTPUT=green.tif", cwd=out)
    assert run.returncode != 0
    assert f"The file {out / 'gone.tif'} does not exist" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert left(out) == []


def test_a_failure_of_the_engine_is_an_exit_code(qgis_process: Headless, out: Path) -> None:
    (out.parent / "no.tif").write_text("no raster")
    run = qgis_process("run", "onemetre:greenspace", f"--INPUT={out.parent / 'no.tif'}", "--OUTPUT=green.tif", cwd=out)
    assert run.returncode != 0
    assert "no.tif" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert left(out) == []
