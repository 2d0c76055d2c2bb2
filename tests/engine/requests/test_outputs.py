"""Nothing of the user's is lost: what lies where outputs go, seen from outside of the engine process."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

import numpy as np
import pyogrio
import pytest
from engine_process import EngineProcess, can_make_disks, interrupted, run
from rasters import mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.errors import OutputError, RequestError
from onemetre.contract.requests import MapRequest, Reading, ThresholdRequest
from onemetre.engine.write.failures import writing_failed
from onemetre.engine.write.output_paths import refuse_on_windows

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="asks for what POSIX systems have")


@pytest.fixture
def request_(tmp_path: Path) -> MapRequest:
    image = write_raster(tmp_path / "image.tif", mottled(120, 150))
    (tmp_path / "out").mkdir()
    return MapRequest(
        reading=Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"}),
        model=str(write_toy(tmp_path, tile=54, halo=8, blend=6)),
        output=str(tmp_path / "out" / "map.tif"),
    )


@pytest.fixture
def out(tmp_path: Path, request_: MapRequest) -> Path:
    return Path(request_.output).parent


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(request: MapRequest, out: Path) -> dict[str, Any]:
    """The error of a request that changes nothing."""
    before = contents(out)
    error = run(request)
    assert (error["event"], error["kind"]) == ("error", "output"), error
    assert contents(out) == before
    assert "\n" not in error["message"] and error["hint"]
    return error


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": b"mine"},
        {"journal": b"Dear diary", "chapter": b""},
        {"job.json": b'{"name": "nightly build"}'},
        {"final-report.html": b"of another program"},
        {"class-000000.tif": b"", "folder/precious.txt": b"mine"},
        {"class-000000.tif/precious.txt": b"mine"},
    ],
    ids="+".join,
)
def test_a_folder_of_others_is_refused_and_never_emptied(
    request_: MapRequest, out: Path, files: dict[str, bytes]
) -> None:
    for name, content in files.items():
        path = out / "map.tif.part" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert "was not made by OneMetre" in refused(request_, out)["message"]


@posix_only
def test_a_file_or_link_in_place_of_the_folder_is_refused(request_: MapRequest, out: Path, tmp_path: Path) -> None:
    part = out / "map.tif.part"
    part.write_bytes(b"mine")
    assert "it is not a folder" in refused(request_, out)["message"]
    part.unlink()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "journal").write_bytes(b"mine")
    part.symlink_to(tmp_path / "elsewhere")
    assert "it is not a folder" in refused(request_, out)["message"]
    assert contents(tmp_path / "elsewhere") == {"journal": b"mine"}


def test_a_threshold_respects_the_folders_of_others_too(request_: MapRequest, out: Path) -> None:
    run(replace(request_, probability=str(out / "p.tif")))
    (out / "new.tif.part").mkdir()
    (out / "new.tif.part" / "notes.txt").write_bytes(b"mine")
    error = run(ThresholdRequest(source=str(out / "p.tif"), output=str(out / "new.tif"), threshold=40))
    assert "it contains notes.txt" in error["message"]
    assert (out / "new.tif.part" / "notes.txt").read_bytes() == b"mine"


def test_files_of_the_system_do_not_hinder_and_stay(request_: MapRequest, out: Path) -> None:
    (out / "map.tif.part").mkdir()
    (out / "map.tif.part" / ".DS_Store").write_bytes(b"of the system")
    run(request_)
    assert sorted(contents(out)) == ["map.tif", "map.tif.part/.DS_Store"]


def test_an_unfinished_run_with_other_parameters_is_replaced_and_that_is_said(request_: MapRequest, out: Path) -> None:
    wanted = replace(request_, probability=str(out / "p.tif"))
    interrupted(wanted, largest_file=8704)
    assert (out / "map.tif.part" / "journal").exists()
    with EngineProcess(replace(wanted, threshold=30)) as engine:
        last, _, events = engine.finish()
    assert last["event"] == "result" and not last["resumed"]
    assert any("had other parameters" in event.get("message", "") for event in events)


@posix_only
def test_a_link_is_written_through(request_: MapRequest, out: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    wanted = replace(
        request_,
        probability=str(out / "p.tif"),
        polygons=str(out / "p.gpkg"),
        report=str(out / "r.html"),
    )
    run(wanted)
    direct = {name: (out / name).read_bytes() for name in ("map.tif", "p.tif", "p.gpkg")}
    for name in [*direct, "r.html"]:
        (out / name).unlink()
        (out / name).symlink_to(there / f"real-{name}")
        if name != "p.tif":  # one link leads to nothing yet
            (there / f"real-{name}").write_bytes(b"" if name == "p.gpkg" else b"old")
    (there / "real-map.tif.aux.xml").write_bytes(b"of the old file")
    result = run(wanted)
    assert result["event"] == "result" and result["output"] == wanted.output
    for name, content in direct.items():
        assert (out / name).is_symlink() and (there / f"real-{name}").read_bytes() == content
    assert (there / "real-r.html").read_bytes().startswith(b"<!")
    assert names(out) == ["map.tif", "p.gpkg", "p.tif", "r.html"]
    assert names(there) == ["real-map.tif", "real-p.gpkg", "real-p.tif", "real-r.html"]


@posix_only
def test_links_that_lead_nowhere_are_refused(request_: MapRequest, out: Path) -> None:
    (out / "map.tif").symlink_to(out / "a.tif")
    (out / "a.tif").symlink_to(out / "map.tif")
    assert "leads in a circle" in refused(request_, out)["message"]
    (out / "a.tif").unlink()
    (out / "map.tif").unlink()
    (out / "map.tif").symlink_to(out / "gone" / "map.tif")
    assert "does not exist" in refused(request_, out)["message"]


@posix_only
def test_the_same_file_by_two_names_is_refused(request_: MapRequest, out: Path) -> None:
    (out / "p.tif").symlink_to(out / "map.tif")
    wanted = replace(request_, probability=str(out / "p.tif"))
    assert "Two outputs have the same path" in refused(wanted, out)["message"]
    wanted = replace(request_, probability=str(out / "folder" / ".." / "map.tif"))
    (out / "folder").mkdir()
    assert "Two outputs have the same path" in refused(wanted, out)["message"]


def test_an_output_inside_the_working_folder_of_another_is_refused(request_: MapRequest, out: Path) -> None:
    (out / "map.tif.part").mkdir()
    wanted = replace(request_, report=str(out / "map.tif.part" / "report.html"))
    assert "working folder of map.tif" in refused(wanted, out)["message"]
    (out / "map.tif.part").rmdir()
    assert "does not exist" in refused(replace(request_, report=str(out / "map.tif" / "report.html")), out)["message"]


@posix_only
@pytest.mark.parametrize("field", ["output", "probability", "polygons", "report"])
def test_what_cannot_be_an_output_is_refused(request_: MapRequest, out: Path, field: str) -> None:
    suffix = {"polygons": ".gpkg", "report": ".html"}.get(field, ".tif")
    path = out / f"taken{suffix}"
    wanted = replace(request_, **{field: str(path)})
    path.mkdir()
    assert "is a folder" in refused(wanted, out)["message"]
    path.rmdir()
    os.mkfifo(path)
    assert "no regular file" in refused(wanted, out)["message"]
    path.unlink()
    path.write_bytes(b"precious")
    path.chmod(0o444)
    assert "write-protected" in refused(wanted, out)["message"]


def add_layer(path: Path, name: str, *fields: str) -> None:
    pyogrio.raw.write(
        path,
        geometry=np.array([bytes.fromhex("0101000000000000000000F03F0000000000000040")], object),
        field_data=[np.array([7], np.int32) for _ in fields],
        fields=list(fields),
        geometry_type="Point",
        crs="EPSG:4326",
        layer=name,
        driver="GPKG",
        append=False,
    )


@pytest.fixture
def package(out: Path) -> Path:
    """A GeoPackage with a layer, a table and a style, which are the user's."""
    path = out / "city.gpkg"
    add_layer(path, "parks", "trees")
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE notes (text TEXT)")
        database.execute("INSERT INTO notes VALUES ('mine')")
        database.execute("CREATE TABLE layer_styles (f_table_name TEXT, styleQML TEXT)")
        database.execute("INSERT INTO layer_styles VALUES ('parks', 'green')")
        database.commit()
    return path


def rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(f'SELECT * FROM "{table}"').fetchall()


THEIRS = ("parks", "notes", "layer_styles")


@pytest.mark.parametrize("layer", ["", "green roofs, 2022", "it's; DROP TABLE parks; --", "a [x] `y` %s/*?"])
def test_polygons_become_a_layer_among_others(request_: MapRequest, out: Path, package: Path, layer: str) -> None:
    before = [rows(package, table) for table in THEIRS]
    wanted = replace(request_, polygons=str(package), polygons_layer=layer)
    for _ in range(2):  # the second run replaces the layer of the first
        assert run(wanted)["event"] == "result"
        assert [rows(package, table) for table in THEIRS] == before
        layers = dict(pyogrio.list_layers(package))
        assert layers.keys() == {"parks", layer or "polygons", "notes", "layer_styles"}
    alone = replace(request_, polygons=str(out / "alone.gpkg"))
    run(alone)
    found, expected = (
        pyogrio.raw.read(path, name) for path, name in ((package, layer or "polygons"), (out / "alone.gpkg", None))
    )
    assert (found[2] == expected[2]).all() and len(found[2]) > 3
    assert names(out) == ["alone.gpkg", "city.gpkg", "map.tif"]


def test_a_new_geopackage_is_one_that_qgis_reads_without_a_warning(request_: MapRequest, out: Path) -> None:
    run(replace(request_, polygons=str(out / "p.gpkg")))
    with closing(sqlite3.connect(out / "p.gpkg")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (10300,)


@pytest.mark.parametrize("name", ["parks", "PARKS", "notes"])
def test_a_layer_of_the_user_is_never_replaced(request_: MapRequest, out: Path, package: Path, name: str) -> None:
    error = refused(replace(request_, polygons=str(package), polygons_layer=name), out)
    assert f"already holds a table called {name}" in error["message"]
    assert f"{name}_2 is free" in error["hint"]


def test_a_layer_polygons_with_other_fields_is_the_users(request_: MapRequest, out: Path) -> None:
    add_layer(out / "p.gpkg", "polygons", "trees")
    error = refused(replace(request_, polygons=str(out / "p.gpkg")), out)
    assert "polygons_2 is free" in error["hint"]


@pytest.mark.parametrize("content", [b"precious text", b"SQLite format 3\0" + bytes(2000)], ids=["text", "damaged"])
def test_a_file_that_is_no_geopackage_is_not_replaced_by_one(request_: MapRequest, out: Path, content: bytes) -> None:
    (out / "p.gpkg").write_bytes(content)
    error = refused(replace(request_, polygons=str(out / "p.gpkg")), out)
    assert "no intact GeoPackage" in error["message"] and "p_2.gpkg is free" in error["hint"]


@pytest.fixture
def open_elsewhere(package: Path) -> Iterator[sqlite3.Connection]:
    """Another program that has the GeoPackage open as QGIS does, with changes that are not in the file yet."""
    with closing(sqlite3.connect(package)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO notes VALUES ('new')")
        other.commit()
        yield other


def test_a_geopackage_that_is_open_elsewhere_is_not_replaced(
    request_: MapRequest, out: Path, package: Path, open_elsewhere: sqlite3.Connection
) -> None:
    error = run(replace(request_, polygons=str(package)))
    assert (error["event"], error["kind"]) == ("error", "output")
    assert not (out / "map.tif").exists()
    assert "is open in another program" in error["message"] and "city_2.gpkg is free" in error["hint"]
    open_elsewhere.execute("INSERT INTO notes VALUES ('newer')")
    open_elsewhere.commit()
    open_elsewhere.close()
    assert run(replace(request_, polygons=str(package)))["event"] == "result"
    assert rows(package, "notes") == [("mine",), ("new",), ("newer",)]


@pytest.mark.parametrize("name", ["gpkg_contents", "a|b", 'a"b', "a\nb", "x" * 200, " a", "[x]", "`y`", "'z", "*"])
def test_a_name_that_no_layer_can_have_is_refused(request_: MapRequest, out: Path, name: str) -> None:
    with pytest.raises(RequestError, match="cannot be called"):
        replace(request_, polygons=str(out / "p.gpkg"), polygons_layer=name)


def test_a_full_disk_is_called_full(request_: MapRequest, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if not can_make_disks(small):
        pytest.skip("this machine lets no process have a disk of its own")
    image = write_raster(tmp_path / "large.tif", mottled(2500, 2500, dtype="uint8"))
    reading = replace(request_.reading, sources=(str(image),))
    wanted = replace(request_, reading=reading, output=str(small / "map.tif"), probability=str(small / "p.tif"))
    with EngineProcess(wanted, small_disk=small) as engine:
        last, code, _ = engine.finish()
    assert (last["event"], last["kind"], code) == ("error", "space", 1)
    assert "is full" in last["message"] or "MB free" in last["message"]
    assert "damaged" not in last["message"]


@posix_only
def test_a_limit_of_size_is_not_called_a_full_disk(request_: MapRequest, out: Path) -> None:
    wanted = replace(request_, probability=str(out / "p.tif"))
    error = interrupted(wanted, largest_file=8704)
    assert error["kind"] == "output"
    assert "becomes larger than a file may be" in error["message"]
    assert "full" not in error["message"] and "damaged" not in error["message"]
    assert run(wanted)["resumed"]
    assert read_raster(out / "map.tif").shape == (1, 120, 150)


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, "space", "is full"),
        (errno.EDQUOT, "space", "quota"),
        (errno.EIO, "output", "damaged or was disconnected"),
        (errno.EFBIG, "output", "larger than a file may be"),
        (errno.EROFS, "output", "Read-only file system"),
        (errno.ENAMETOOLONG, "output", "File name too long"),
    ],
)
def test_every_failed_write_has_its_own_cause(number: int, kind: str, words: str) -> None:
    error = writing_failed(Path("/maps/map.tif"), OSError(number, os.strerror(number)))
    assert error.kind == kind and words in error.message and error.hint
    assert ("full" in error.message) == (number == errno.ENOSPC)
    assert ("damaged" in error.message) == (number == errno.EIO)


@pytest.mark.parametrize("number", [32, 33, 1224])
def test_a_file_that_is_open_elsewhere_on_windows_is_not_called_forbidden(number: int) -> None:
    class SharingViolationError(PermissionError):
        winerror = number

    error = writing_failed(Path("/maps/map.tif"), SharingViolationError(errno.EACCES, "in use"))
    assert error.kind == "output" and "open in another program" in error.message and "permission" not in error.hint


@pytest.mark.parametrize(
    ("name", "words"), [("nul.tif", "device"), (f"{'m' * 220}.tif", "at most 219 characters"), ("map.tif", "")]
)
def test_outputs_that_windows_cannot_have_are_refused_before_the_run(name: str, words: str) -> None:
    path = PureWindowsPath(r"D:\Karten") / name
    if not words:
        refuse_on_windows(path, long_paths=False)
        return
    with pytest.raises(OutputError, match=words):
        refuse_on_windows(path, long_paths=False)
