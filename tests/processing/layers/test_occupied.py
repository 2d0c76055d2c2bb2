"""Outputs that cannot be replaced are refused before a run begins."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from algorithms import BANDS, GREEN, algorithm, context_of, failure, left, run
from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from onemetre.contract.errors import OutputError
from onemetre.engine.write.spool import Spool
from onemetre.processing.layers.occupied import refuse_occupied


@pytest.fixture
def parameters(bright: Path, out: Path) -> dict[str, object]:
    return {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "map.tif")}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can look into, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextmanager
def somebody_else() -> Iterator[None]:
    """Root may do everything: as root, be nobody for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_an_output_that_is_open_is_refused_with_a_name_that_is_free(
    parameters: dict, out: Path, project: QgsProject
) -> None:
    run("greenspace", parameters | {"POLYGONS": str(out / "map.gpkg")})
    before = (out / "map.tif").read_bytes()
    (out / "map_2.tif").touch()
    project.addMapLayer(QgsRasterLayer(str(out / "map.tif"), "Old map"))
    with pytest.raises(QgsProcessingException, match=r"Old map.*map_3\.tif is free"):
        run("greenspace", parameters, context=context_of(project))
    relative = QgsProcessingOutputLayerDefinition(str(out / "folder" / ".." / "map.tif"))
    with pytest.raises(QgsProcessingException, match="Old map"):
        run("greenspace", parameters | {"OUTPUT": relative}, context=context_of(project))
    assert (out / "map.tif").read_bytes() == before
    project.clear()
    project.addMapLayer(QgsVectorLayer(str(out / "map.gpkg") + "|layername=polygons", "Old polygons"))
    wanted = {"OUTPUT": str(out / "new.tif"), "POLYGONS": str(out / "map.gpkg")}
    with pytest.raises(QgsProcessingException, match=r"Old polygons.*map_2\.gpkg"):
        run("greenspace", parameters | wanted, context=context_of(project))
    assert not (out / "new.tif").exists()


@pytest.mark.parametrize("name", ["OUTPUT", "PROBABILITY"])
def test_an_output_that_another_run_is_making_is_refused(parameters: dict, out: Path, name: str) -> None:
    parameters |= {name: str(out / "taken.tif")}
    other = Spool(out / "taken.tif", {})
    try:
        message = failure("greenspace", parameters)
    finally:
        other.release()
    assert f"{name}: another run is currently writing to" in message
    assert "taken_2.tif is free" in message
    # What an ended run left behind does not keep anybody out.
    assert Path(run("greenspace", parameters)[name]).is_file()


def test_a_link_is_as_occupied_as_its_target(parameters: dict, out: Path, project: QgsProject) -> None:
    run("greenspace", parameters)
    (out / "link.tif").symlink_to(out / "map.tif")
    parameters |= {"OUTPUT": str(out / "link.tif")}
    project.addMapLayer(QgsRasterLayer(str(out / "map.tif"), "Old map"))
    with pytest.raises(QgsProcessingException, match=r"Old map.*link_2\.tif is free"):
        run("greenspace", parameters, context=context_of(project))
    other = Spool(out / "map.tif", {})
    try:
        assert "another run is currently writing to" in failure("greenspace", parameters)
    finally:
        other.discard()
    run("greenspace", parameters)
    assert (out / "link.tif").is_symlink()


def test_a_file_that_is_write_protected_is_refused(open_folder: Path) -> None:
    file = open_folder / "map.tif"
    file.write_bytes(b"precious")
    file.chmod(0o444)
    open_folder.chmod(0o777)
    with somebody_else(), pytest.raises(OutputError) as caught:
        refuse_occupied({"REPORT": str(file)}, ["OUTPUT", "REPORT"], None)
    assert f"REPORT: {file} cannot be replaced" in caught.value.message
    assert "map_2.tif is free" in caught.value.hint
    assert left(open_folder) == ["map.tif"]


def test_a_folder_that_takes_no_file_is_refused(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with somebody_else(), pytest.raises(OutputError, match=f"OUTPUT: the folder {open_folder} cannot be written to"):
        refuse_occupied({"OUTPUT": str(open_folder / "map.tif")}, ["OUTPUT"], None)


def test_looking_leaves_nothing_behind(parameters: dict, out: Path) -> None:
    file = out / "map.tif"
    file.write_bytes(b"old")
    before = file.stat()
    assert algorithm("greenspace").checkParameterValues(parameters, context_of(QgsProject())) == (True, "")
    assert left(out) == ["map.tif"]
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
